"""The preview says what the load then does, and leaves no trace."""

from math import sqrt

import numpy as np
import pandas as pd
import pytest

from benchmarks.intake.load import load
from benchmarks.intake.preview import MOVERS, rehearse
from benchmarks.intake.sending import Sending
from benchmarks.progress.progress import progress
from benchmarks.reading import Reading, estimates
from benchmarks.scope.selection import Selection
from data.kept.batches import Upload
from data.refusal import Refused
from data.store import Store
from data.viewer import LOCAL, Viewer
from tests.benchmarks.survey_files import MAPPING, SPECS, answers, registered, upload

TABLES = ("batch", "code", "response", "answer", "measure", "cell", "stratum_cell", "frame_cell", "mapping", "original")


def sizes(store: Store) -> dict[str, int]:
    return {table: int(store.query(f"SELECT count(*) AS n FROM {table}")["n"][0]) for table in TABLES}


def second_wave(rows: int = 40) -> tuple[Store, Upload]:
    """A store with a wave of A and B, and a file of the next with A and C, in which Q2 fell to the lowest."""
    store, given = registered(), answers(2, rows)
    load(store, SPECS, LOCAL, Sending(upload(answers(1, rows)), mapping=MAPPING))
    given[:, 1] = np.where(np.arange(len(given)) < 4, 2, 1)
    return store, upload(given, "2026H2", makers="AC")


def test_nothing_is_written():
    store, sent = second_wave()
    before, version = sizes(store), store.version()
    assert rehearse(store, SPECS, LOCAL, Sending(sent)).new_cells > 0
    assert sizes(store) == before and store.version() == version


def test_the_load_then_brings_exactly_what_was_said():
    store, sent = second_wave()
    seen, before = rehearse(store, SPECS, LOCAL, Sending(sent)), sizes(store)
    outcome = load(store, SPECS, LOCAL, Sending(sent))
    assert seen.outcome.batch is None and seen.outcome.problems == outcome.problems
    assert sizes(store)["cell"] - before["cell"] == seen.new_cells
    frame = estimates(Reading(store, SPECS, LOCAL))
    after = frame[frame["wave"] == "2026H2"].set_index(["enterprise", "category", "indicator"])["estimate"]
    assert seen.new_estimates == len(after) == 2 * 8 and seen.changed_estimates == 0
    movers = seen.movers.set_index(["enterprise", "category", "indicator"])["estimate"]
    pd.testing.assert_series_equal(movers, after[movers.index], rtol=1e-12, atol=0, check_names=False)


def test_a_mover_is_beyond_three_standard_errors_of_the_change():
    store, sent = second_wave()
    movers = rehearse(store, SPECS, LOCAL, Sending(sent)).movers
    assert tuple(movers.columns) == MOVERS and set(movers["enterprise"]) == {"A"} and len(movers) == 8
    first = movers.iloc[0]
    assert first["indicator"] == "comfort" and first["moved"]
    was, now = answers(1)[::2, 1], np.array([2, 2] + [1] * 18)
    rows = [(values - 1) * 9 / 4 + 1 for values in (was, now)]
    assert first["change"] == pytest.approx(rows[1].mean() - rows[0].mean())
    # Each wave's design is all 40 responses, of which 20 are A's: var = 40 / 39 * sum of (y - mean)2 / 20^2.
    variances = [40 / 39 * ((each - each.mean()) ** 2).sum() / 20**2 for each in rows]
    assert first["change_se"] == pytest.approx(sqrt(sum(variances)))
    assert movers["moved"].tolist() == (movers["change"].abs() > 3 * movers["change_se"]).tolist()
    assert not movers["moved"].all()


def test_a_change_and_its_interval_are_those_that_are_told_once_the_file_is_loaded():
    store, sent = second_wave(80)  # 40 answers a maker: enough to be judged
    seen = rehearse(store, SPECS, LOCAL, Sending(sent)).movers.set_index("indicator")
    load(store, SPECS, LOCAL, Sending(sent))
    place = Selection(sent.sector, enterprise="A", wave="2026H2")
    told = progress(Reading(store, SPECS, LOCAL, place)).set_index("indicator").loc[seen.index]
    for ours, theirs in (("change", "since_change"), ("change_low", "since_low"), ("change_high", "since_high")):
        assert seen[ours].tolist() == pytest.approx(told[theirs].tolist(), rel=1e-12), ours
    assert (seen["change_low"] < seen["change"]).all() and (seen["change"] < seen["change_high"]).all()


def test_enterprises_that_come_and_go_are_named():
    store, sent = second_wave()
    seen = rehearse(store, SPECS, LOCAL, Sending(sent))
    assert (seen.before_wave, seen.new_enterprises, seen.gone_enterprises) == ("2026H1", ("C",), ("B",))


def test_a_second_file_of_a_wave_changes_its_estimates_and_takes_no_enterprise_away():
    store, sent = second_wave()
    load(store, SPECS, LOCAL, Sending(sent))
    seen = rehearse(store, SPECS, LOCAL, Sending(upload(answers(3), "2026H2", makers="B", prefix="more")))
    assert (seen.new_estimates, seen.changed_estimates, seen.gone_enterprises) == (8, 0, ())
    assert set(seen.movers["enterprise"]) == {"B"}
    seen = rehearse(store, SPECS, LOCAL, Sending(upload(answers(3), "2026H2", makers="A", prefix="more")))
    assert (seen.new_estimates, seen.changed_estimates) == (0, 8)


def test_a_first_wave_has_nothing_to_be_compared_with():
    seen = rehearse(registered(), SPECS, LOCAL, Sending(upload(answers(1)), mapping=MAPPING))
    assert seen.before_wave is None and seen.movers.empty and tuple(seen.movers.columns) == MOVERS
    assert (seen.new_estimates, seen.new_enterprises, seen.gone_enterprises) == (16, (), ())


def test_a_file_with_an_error_changes_nothing():
    seen = rehearse(registered(), SPECS, LOCAL, Sending(upload(answers(1))))
    assert seen.outcome.errors and (seen.new_cells, seen.new_estimates, len(seen.movers)) == (0, 0, 0)


def test_a_register_says_who_is_new():
    text = "enterprise,name_en,name_zh,sector\nA,a,甲,things\nD,d,丁,things\n"
    seen = rehearse(registered(), SPECS, LOCAL, Sending(Upload("register", "things", text.encode())))
    assert seen.outcome.errors == () and (seen.new_enterprises, seen.gone_enterprises) == (("D",), ())


def test_a_file_that_is_held_already_is_refused_and_the_store_can_be_written_afterwards():
    store, sent = second_wave()
    load(store, SPECS, LOCAL, Sending(sent))
    with pytest.raises(Refused, match="already holds"):
        rehearse(store, SPECS, LOCAL, Sending(sent))
    with pytest.raises(Refused, match="Your role may not"):
        rehearse(store, SPECS, Viewer("visitor"), Sending(sent))
    assert load(store, SPECS, LOCAL, Sending(upload(answers(5), "2027H1"))).batch == 4
