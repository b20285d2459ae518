"""What a file would change, before anything is written: the load itself, looked at inside a transaction and undone.

So the preview cannot differ from the load: the same check, the same sums, the same estimates, read before the undoing.
Other writers wait meanwhile, as they would for the load; readers see the store without the file.
"""

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from benchmarks.columns import KEYS
from benchmarks.intake.load import load, wave_before
from benchmarks.intake.sending import Outcome, Progress, Sending
from benchmarks.progress.between import between, with_covariance
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from benchmarks.specs.asked import asked_anew
from benchmarks.specs.spec import Specs
from data.check.moved import FAR
from data.kept.batches import LIVE, Upload
from data.store import Store
from data.viewer import LOCAL, Viewer

MOVERS = (
    *("enterprise", "category", "indicator", "before", "estimate"),
    *("change", "change_low", "change_high", "change_se", "moved"),
)
_TAKEN = ["n", "estimate", "se", "df", "low", "high"]
_KEYS = list(KEYS)
_SERIES = ["sector", "category", "enterprise", "indicator"]
_FACTS = {"survey": "response", "test": "measurement"}
_REGISTERED = f"SELECT DISTINCT enterprise FROM registration WHERE sector = ? AND batch IN (SELECT batch FROM ({LIVE}))"


@dataclass(frozen=True)
class Preview:
    """What a load would bring; all counts are 0 and all lists empty where the file has an error.

    new_cells: sums the batch adds (surveys); new_estimates, changed_estimates: results of the upload's wave that come,
    or get another estimate or n (standard errors of the rest may move: the design is that of the whole wave).
    movers: MOVERS, each result the file touches against `before_wave`, the last wave of the same round, furthest in
    standard errors first; `change` and its interval are those of `changes`, positive for better. anew: results whose
    series starts with this wave, which are not among them. new_enterprises and gone_enterprises: in the round's wave
    but not the one before, and the other way round; of a register, those not registered yet.
    """

    outcome: Outcome
    new_cells: int = 0
    new_estimates: int = 0
    changed_estimates: int = 0
    before_wave: str | None = None
    anew: int = 0
    movers: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(MOVERS)))
    new_enterprises: tuple[str, ...] = ()
    gone_enterprises: tuple[str, ...] = ()


def rehearse(store: Store, specs: Specs, viewer: Viewer, sending: Sending, progress: Progress = str) -> Preview:
    """What loading this file would change for the viewer; nothing is written, and `outcome.batch` is None.

    Refuses (Refused) what load refuses.
    """
    upload = sending.upload
    with store.rehearsal() as draft:
        registered = _registered(draft, upload)
        now = _of_wave(Reading(draft, specs, LOCAL), upload, upload.wave)
        outcome = load(draft, specs, viewer, sending, progress)
        if outcome.batch is None:
            return Preview(outcome)
        undone = replace(outcome, batch=None)
        if upload.kind not in _FACTS:
            new = sorted(_registered(draft, upload) - registered) if upload.kind == "register" else []
            return Preview(undone, new_enterprises=tuple(new))
        return _changes(draft, specs, viewer, upload, undone, outcome.batch, now)


def _changes(
    draft: Store, specs: Specs, viewer: Viewer, upload: Upload, outcome: Outcome, batch: int, now: pd.DataFrame
) -> Preview:
    mine, before = Reading(draft, specs, viewer), wave_before(draft, upload)
    then = _of_wave(Reading(draft, specs, LOCAL), upload, upload.wave)
    known = then.merge(now, on=_KEYS, how="left", suffixes=("", "_now"), indicator=True)
    new = known["_merge"].eq("left_only").to_numpy()
    same = np.all([_equal(known[name], known[f"{name}_now"]) for name in ("estimate", "n")], axis=0)
    came, went = _came_and_went(mine, upload, before)
    moved = then.loc[new | ~same, _KEYS].merge(_of_wave(mine, upload, upload.wave), on=_KEYS)
    movers = _movers(mine, upload, mine.told(moved).dropna(subset="estimate"), _of_wave(mine, upload, before))
    anew = asked_anew(mine.breaks, upload.sector, before, upload.wave) if before and upload.wave else ()
    other = movers["indicator"].isin(anew)
    return Preview(
        outcome,
        new_cells=int(draft.query("SELECT count(*) AS n FROM cell WHERE batch = ?", [batch])["n"][0]),
        new_estimates=int(new.sum()),
        changed_estimates=int((~new & ~same).sum()),
        before_wave=before,
        anew=int(other.sum()),
        movers=movers[~other].reset_index(drop=True),
        new_enterprises=came,
        gone_enterprises=went,
    )


def _of_wave(reading: Reading, upload: Upload, wave: str | None) -> pd.DataFrame:
    """Estimates of the upload's source in one wave, of everyone, as the reading's viewer is told them."""
    names = [*_KEYS, "statistic", *_TAKEN]
    if upload.kind not in _FACTS or not wave:
        return pd.DataFrame(columns=names)
    found = reading.of(Selection(sector=upload.sector, wave=wave)).estimates
    return found.loc[found["source"] == upload.kind, names].reset_index(drop=True)


def _movers(reading: Reading, upload: Upload, then: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Each result beside that of the wave before; moved: further than FAR standard errors of the change."""
    old = before[[*_SERIES, "wave", *_TAKEN]].rename(columns={name: f"first_{name}" for name in ["wave", *_TAKEN]})
    pairs = then.merge(old, on=_SERIES)
    spec = reading.specs[upload.sector]
    pairs = pairs.assign(direction=[spec.indicator(name).direction for name in pairs["indicator"]])
    pairs = between(with_covariance(pairs, reading.told(reading.covariance), "first_wave", "wave"))
    far = pairs["change"].abs() / pairs["change_se"].where(pairs["change_se"] > 0)
    pairs = pairs.assign(before=pairs["first_estimate"], moved=far > FAR, far=far)
    ordered = pairs.sort_values(["far", "enterprise", "category", "indicator"], ascending=[False, True, True, True])
    return ordered[list(MOVERS)].reset_index(drop=True)


def _equal(one: pd.Series, other: pd.Series) -> np.ndarray:
    return np.isclose(one.astype(float), other.astype(float), rtol=1e-12, atol=0.0, equal_nan=True)


def _registered(store: Store, upload: Upload) -> set[str]:
    return set(store.query(_REGISTERED, [upload.sector])["enterprise"])


def _came_and_went(reading: Reading, upload: Upload, before: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Enterprises of the round's wave against those of the wave before; the gone ones as far as the viewer sees."""
    if before is None:
        return (), ()
    here, there = (_answering(reading.store, upload, wave) for wave in (upload.wave, before))
    gone = pd.DataFrame({"sector": upload.sector, "enterprise": sorted(there - here)})
    return tuple(sorted(here - there)), tuple(reading.told(gone)["enterprise"])


def _answering(store: Store, upload: Upload, wave: str) -> set[str]:
    sql = (
        f"SELECT DISTINCT e.code FROM {_FACTS[upload.kind]} f JOIN code e ON e.id = f.enterprise WHERE f.batch IN "
        f"(SELECT batch FROM ({LIVE}) WHERE kind = ? AND sector = ? AND survey = ? AND wave = ?)"
    )
    return set(store.query(sql, [upload.kind, upload.sector, upload.survey, wave])["code"])
