"""The synthetic demo, as files in the formats of the upload page: made from the specs, from one seed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pyarrow as pa
from pyarrow import csv

from data.check.contract import ROUNDS
from data.demo import checks, infrastructure, more
from data.demo.attributes import attributes, products
from data.demo.laboratory import laboratory_table
from data.demo.makers import Maker, cast, laboratories, makers
from data.demo.seeds import SEED, WAVES
from data.demo.standing import Standing, standing
from data.demo.survey import survey_table
from data.demo.truths import TRUTHS, Truth

__all__ = ["SEED", "TRUTHS", "WAVES", "DemoFile", "Truth", "files"]

_PLAIN = csv.WriteOptions(quoting_style="none", quoting_header="none")
_QUOTED = csv.WriteOptions(quoting_style="needed")


@dataclass(frozen=True)
class DemoFile:
    """One file to load, and what is named beside it at upload; survey and wave are None for registers and labs."""

    kind: str
    sector: str
    survey: str | None
    wave: str | None
    title_en: str
    title_zh: str
    name: str
    content: bytes


@dataclass(frozen=True)
class _Scene:
    """A sector with its makers, the truths planted among them, and where they stand."""

    sector: str
    spec: Any
    crew: tuple[Maker, ...]
    truths: tuple[Truth, ...]
    stands: Standing


def files(specs: Mapping[str, Any]) -> Iterator[DemoFile]:
    """All files of the demo in the order to load them: registers, products, laboratories, long series, surveys and
    tests by wave, spot checks of the last year, and what comes after.

    specs: sector id -> spec as benchmarks.specs.spec reads it. The same specs give the same bytes. CSV, UTF-8.
    """
    scenes = [_scene(sector, spec) for sector, spec in specs.items()]
    yield from map(_register, scenes)
    yield from (_products(scene) for scene in scenes if any(each.of == "product" for each in scene.spec.facets))
    yield from (_labs(scene) for scene in scenes if _sourced(scene.spec, "test"))
    yield from (file for scene in scenes if _sourced(scene.spec, "test") for file in _dated(scene))
    yield from (_further(scene, each) for scene in scenes for each in more.before(*_place(scene)))
    for wave in WAVES:
        for scene in scenes:
            if _sourced(scene.spec, "survey"):
                yield _survey(scene, wave)
            if _sourced(scene.spec, "test"):
                yield _measured(scene, wave)
    tested = [scene for scene in scenes if _sourced(scene.spec, "test")]  # a lot fails for an indicator that is tested
    yield from (_checks(scene, wave) for wave in checks.YEAR for scene in tested)
    yield from (_further(scene, each) for scene in scenes for each in more.after(*_place(scene)))


def applicable(sector: str, spec: Any, crew: tuple[Maker, ...]) -> tuple[Truth, ...]:
    """The truths of a sector whose category and indicator this spec has, so that a spec may be edited freely."""
    categories = {category.id: c for c, category in enumerate(spec.categories)}
    indicators = {indicator.id for indicator in spec.indicators}
    makes = {maker.code: maker.makes for maker in crew}
    return tuple(
        truth
        for truth in TRUTHS
        if truth.sector == sector
        and (truth.indicator is None or truth.indicator in indicators)
        and (truth.category is None or categories.get(truth.category) in makes.get(truth.enterprise or "", ()))
    )


def _scene(sector: str, spec: Any) -> _Scene:
    crew = makers(sector, len(spec.categories))
    truths = applicable(sector, spec, crew)
    return _Scene(sector, spec, crew, truths, standing(sector, spec, cast(sector), crew, truths))


def _sourced(spec: Any, source: str) -> bool:
    return any(indicator.source == source for indicator in spec.indicators)


def _register(scene: _Scene) -> DemoFile:
    crew, label = scene.crew, scene.spec.label
    table = pa.table(
        {
            "enterprise": [maker.code for maker in crew],
            "name_en": [maker.name_en for maker in crew],
            "name_zh": [maker.name_zh for maker in crew],
            "sector": [scene.sector] * len(crew),
            "output_share": [maker.share for maker in crew],
            **attributes(scene.sector, crew),
        }
    )
    return _file(scene, "register", None, f"{label.en}, register", f"{label.zh}企业名录", table)


def _products(scene: _Scene) -> DemoFile:
    label, table = scene.spec.label, products(scene.spec, scene.crew)
    return _file(scene, "products", None, f"{label.en}, products", f"{label.zh}产品名录", table)


def _labs(scene: _Scene) -> DemoFile:
    codes, names = zip(*laboratories(scene.sector), strict=True)
    tested = [indicator.id for indicator in scene.spec.indicators if indicator.source == "test"]
    place, left_out = more.OUT_OF_SCOPE.get(scene.sector, (-1, ""))
    scopes = [";".join(each for each in tested if (k, each) != (place, left_out)) for k in range(len(codes))]
    table = pa.table(
        {
            "lab": codes,
            "name": names,
            "accreditation": [f"DEMO-{code}" for code in codes],
            "scope": scopes,
            "valid_until": ["2028-12-31"] * len(codes),
        }
    )
    return _file(scene, "labs", None, f"{scene.spec.label.en}, laboratories", f"{scene.spec.label.zh}检测机构", table)


def _dated(scene: _Scene) -> Iterator[DemoFile]:
    """Certificates and scopes as events, and the standards, where the demo knows of any."""
    label = scene.spec.label
    events = infrastructure.states(scene.sector, scene.spec, scene.crew)
    yield _file(scene, "states", None, f"{label.en}, certificates and scopes", f"{label.zh}证书与能力范围", events)
    listed = infrastructure.standards(scene.sector, scene.spec)
    if listed is not None:
        yield _file(scene, "standards", None, f"{label.en}, standards", f"{label.zh}标准", listed)


def _survey(scene: _Scene, wave: str) -> DemoFile:
    few = {(truth.enterprise, w) for truth in scene.truths if truth.kind == "too_few" for w in truth.waves}
    table = survey_table(scene.sector, scene.spec, scene.crew, scene.stands, wave, few)
    label = scene.spec.label
    return _file(scene, "survey", wave, f"{label.en}, consumer survey {wave}", f"{label.zh}消费者调查 {wave}", table)


def _measured(scene: _Scene, wave: str) -> DemoFile:
    table = laboratory_table(scene.sector, scene.spec, scene.crew, scene.stands, wave)
    label = scene.spec.label
    return _file(scene, "test", wave, f"{label.en}, laboratory tests {wave}", f"{label.zh}检测 {wave}", table)


def _checks(scene: _Scene, wave: str) -> DemoFile:
    table, label = checks.checks_table(scene.sector, scene.spec, scene.crew, wave), scene.spec.label
    return _file(scene, "checks", wave, f"{label.en}, spot checks {wave}", f"{label.zh}监督抽查 {wave}", table)


def _place(scene: _Scene) -> tuple[str, Any, tuple[Maker, ...], Standing]:
    return scene.sector, scene.spec, scene.crew, scene.stands


def _further(scene: _Scene, each: more.Round) -> DemoFile:
    label, ring = scene.spec.label, each.part == "ring"
    what = ("laboratory comparison", "实验室比对") if ring else ("laboratory tests", "检测")
    titles = (f"{label.en}, {what[0]} {each.wave}", f"{label.zh}{what[1]} {each.wave}")
    return _file(scene, "test", each.wave, *titles, each.table, part=each.part)


def _file(scene: _Scene, kind: str, wave: str | None, en: str, zh: str, table: pa.Table, part: str = "") -> DemoFile:
    part = part or kind
    name = "_".join(each for each in (scene.sector, wave, part) if each) + ".csv"
    survey = f"{cast(scene.sector).prefix}-{part}" if kind in ROUNDS else None
    return DemoFile(kind, scene.sector, survey, wave, en, zh, name, _csv(table))


def _csv(table: pa.Table) -> bytes:
    """CSV without quotes, or with all texts in quotes where one of them, such as a unit, holds a comma."""
    sink = BytesIO()
    try:
        csv.write_csv(table, sink, _PLAIN)
    except pa.ArrowInvalid:
        sink = BytesIO()
        csv.write_csv(table, sink, _QUOTED)
    return sink.getvalue()
