"""The benchmark specs of all sectors, read from a folder of YAML files. Any sector is added by adding a file."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ValidationError

from benchmarks.columns import LEVELS
from benchmarks.specs import parts
from benchmarks.specs.lines import Document, Location, NotYamlError
from benchmarks.specs.models import Indicator, SectorSpec
from benchmarks.specs.parts import Label, LevelEntry
from benchmarks.specs.problems import SpecError, SpecProblem, path, shape
from benchmarks.specs.rules import findings

__all__ = ["Indicator", "Label", "LevelEntry", "SectorSpec", "SpecError", "SpecProblem", "Specs", "load_specs"]


NO_SECTORS = ("terms.yaml",)  # what else lies in the folder: terms of procedure, which are the same for every sector


class Specs(Mapping[str, SectorSpec]):
    """Sector id -> spec, in the order of the ids; `digest` is the sha256 over the bytes of all files."""

    def __init__(self, sectors: Mapping[str, SectorSpec], digest: str) -> None:
        self._sectors, self.digest = dict(sorted(sectors.items())), digest

    def __getitem__(self, sector: str) -> SectorSpec:
        return self._sectors[sector]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sectors)

    def __len__(self) -> int:
        return len(self._sectors)


def load_specs(folder: Path) -> Specs:
    """Every *.yaml (or *.yml) of a folder, one sector each; SpecError with all problems of all files if any."""
    found = [each for each in Path(folder).glob("*.y*ml") if each.suffix in (".yaml", ".yml")]
    files = sorted(each for each in found if each.name not in NO_SECTORS)
    if not files:
        hint = "Name a folder that holds a <sector>.yaml."
        raise SpecError([SpecProblem(str(folder), 1, "", "a folder of specs holds at least one spec", "none", hint)])
    digest = sha256()
    sectors: dict[str, SectorSpec] = {}
    problems: list[SpecProblem] = []
    first: dict[str, str] = {}
    for file in files:
        content = file.read_bytes()
        digest.update(content)
        one = _parsed(file.name, content)
        problems += one.problems
        if one.sector is not None and first.setdefault(one.sector, file.name) != file.name:
            rule, hint = "a sector has one file", f"The other is {first[one.sector]}: merge the two, or rename one."
            problems.append(SpecProblem(file.name, one.line, "sector", rule, repr(one.sector), hint))
        if one.spec is not None and not problems:
            sectors[one.spec.sector] = one.spec
    if problems:
        raise SpecError(problems)
    return Specs(sectors, digest.hexdigest())


def spec_of(folder: Path, sector: str) -> Specs:
    """The spec of one sector alone, from the file that bears its name; all specs where no sound file does.

    For what concerns one sector only: three in four files need not be parsed. Its digest is that of its own bytes.
    """
    file = Path(folder, f"{sector}.yaml")
    if sector.isidentifier() and file.name not in NO_SECTORS and file.is_file():
        content = file.read_bytes()
        spec = _parsed(file.name, content).spec
        if spec is not None and spec.sector == sector:
            return Specs({sector: spec}, sha256(content).hexdigest())
    return load_specs(folder)


class _Parsed(NamedTuple):
    """One file: its sector and the line that names it, as far as it has one; the spec where there is no problem."""

    sector: str | None
    line: int
    problems: tuple[SpecProblem, ...]
    spec: SectorSpec | None


@lru_cache(maxsize=64)  # by content: the same file is parsed once a process, however often its folder is read
def _parsed(name: str, content: bytes) -> _Parsed:
    try:
        document = Document(content)
    except NotYamlError as error:
        rule = "a spec is a YAML file in UTF-8"
        return _Parsed(None, 1, (SpecProblem(name, error.line, "", rule, error.message, error.hint),), None)
    problems, spec = _judged(name, document)
    sector = document.data.get("sector") if isinstance(document.data, dict) else None
    line = document.line(("sector",)) if isinstance(sector, str) else 1
    if problems or spec is None:
        return _Parsed(sector if isinstance(sector, str) else None, line, problems, None)
    spec._digest = sha256(content).hexdigest()
    return _Parsed(spec.sector, line, (), spec)


def _judged(file: str, document: Document) -> tuple[tuple[SpecProblem, ...], SectorSpec | None]:
    """Every problem of one document (repeated keys, wrong shapes, broken rules); the spec where it has its shape."""
    rule, spec = "a key stands once", None
    found = [
        SpecProblem(file, line, "", rule, f"{key} again", f"It stands on line {before} already.")
        for line, key, before in document.repeated_keys
    ]
    try:
        spec = SectorSpec.model_validate(document.data)
    except ValidationError as error:
        for each in error.errors(include_url=False):
            # pydantic calls a list too short when its items are wrong; those have problems of their own.
            if each["type"] == "too_short" and each["input"]:
                continue
            where = each["loc"]
            named = path(document.data, where)
            found.append(SpecProblem(file, document.line(where), named, *shape(each, _keys(where))))
    for where, rule, got, hint in findings(document.data, spec):
        found.append(SpecProblem(file, document.line(where), path(document.data, where), rule, got, hint))
    return tuple(found), spec


_PARTS: dict[str, type[BaseModel]] = {
    "": SectorSpec,
    **dict.fromkeys(("label", "note", "method", "conversion", "ask", "asked_if"), Label),
    **dict.fromkeys(("ends", "answers"), parts.Answers),
    "dimensions": parts.Dimension,
    "categories": parts.Category,
    "indicators": Indicator,
    "facets": parts.Facet,
    "title": parts.Title,
    "values": parts.FacetPart,
    "range": parts.Range,
    "scale": parts.Scale,
    "international": parts.International,
    "default_u": parts.Uncertainty,
    "levels": parts.Levels,
    **dict.fromkeys(LEVELS, LevelEntry),
}


def _keys(location: Location) -> list[str]:
    """The keys allowed beside the last step of a location."""
    around = next((step for step in reversed(location[:-1]) if isinstance(step, str)), "")
    fields = _PARTS[around].model_fields if around in _PARTS else {}
    return [field.alias or name for name, field in fields.items()]
