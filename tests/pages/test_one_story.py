"""One maker, one indicator, one wave: every pair of screens, the export and the command line say the same of it."""

import json
import random
from collections.abc import Callable
from functools import cache
from itertools import combinations

import pandas as pd
import pytest
from click.testing import CliRunner

from benchmarks import reading
from benchmarks.cli import main
from benchmarks.columns import OVERALL
from benchmarks.index.index import index
from benchmarks.infrastructure.receipt import receipt
from benchmarks.reading import Reading
from benchmarks.reports.made.report import document
from benchmarks.scope.selection import Selection
from data.viewer import LOCAL
from pages.parts.frame import platform
from pages.parts.views.board import BoardView
from pages.parts.views.changes import MOVERS, ChangesView
from pages.parts.views.gaps import GapView
from pages.parts.views.home.maker import MakerHome
from pages.parts.views.priorities import PriorityView
from pages.parts.views.progress import ProgressView
from pages.parts.views.sector import SectorView
from pages.parts.views.whatif import ValuesView, estimate_of
from pages.parts.words import quantities
from pages.parts.words import vocabulary as words
from pages.parts.words.language import ENGLISH, word
from tests.demo_kit import LATEST, SPECS

SEED, EACH = 13, 1
Facts = dict[tuple, object]
VERDICTS = {word(words.VERDICT, code, ENGLISH): code for code in words.VERDICT}
LEVELS = {word(words.LEVEL, code, ENGLISH): code for code in words.LEVEL}


def of_estimates(frame: pd.DataFrame) -> Facts:
    """Value and interval of each indicator."""
    return {
        (name, row.indicator): getattr(row, name) for row in frame.itertuples() for name in ("estimate", "low", "high")
    }


def of_gaps(frame: pd.DataFrame) -> Facts:
    """Verdict at each level and score of each indicator, and which bottom lines are broken."""
    told: Facts = {("verdict", row.indicator, row.level): row.verdict for row in frame.itertuples()}
    told |= {("score", row.indicator): row.score for row in frame.itertuples()}
    broken = frame[(frame["level"] == "floor") & (frame["level_kind"] == "mandatory") & (frame["verdict"] == "not_met")]
    verified = broken[~broken["checked"].isin(("memory",))]
    return told | {("broken",): sorted(verified["indicator"])}


def of_index(frame: pd.DataFrame) -> Facts:
    """The index with its interval, its rank and the ends of that."""
    (row,) = frame[frame["dimension"] == OVERALL].to_dict("records")
    names = ("score", "low", "high", "rank", "rank_low", "rank_high", "of")
    return {("index", name): row[name] for name in names}


def gaps_screen(place: Selection) -> Facts:
    view = GapView(LOCAL, place, ENGLISH)
    told = of_estimates(view.estimates) | of_gaps(view.gaps) | {("broken",): sorted(view.broken)}
    drawn = {("score", row.key): row.score for row in view.rows.itertuples()}
    return told | drawn | of_index(platform.read(index, LOCAL, place))


def sector_screen(place: Selection) -> Facts:
    view = SectorView(LOCAL, Selection(place.sector, place.category, wave=place.wave), ENGLISH)
    own = place.enterprise
    told = of_gaps(view.gaps[view.gaps["enterprise"] == own])
    told[("broken",)] = sorted(view.broken.loc[view.broken["enterprise"] == own, "indicator"])
    return told | of_index(view.index[view.index["enterprise"] == own])


def progress_screen(place: Selection) -> Facts:
    view = ProgressView(LOCAL, place, ENGLISH)
    told = of_estimates(view.estimates[view.estimates["wave"] == place.wave])
    told |= of_gaps(view.gaps[view.gaps["wave"] == place.wave])
    for name in view.rows.index:
        last = view.waves(name).set_index("wave")
        if place.wave in last.index and ("verdict", name, "benchmark") in told:
            told[("verdict", name, "benchmark")] = last.loc[place.wave, "verdict"]
    moved = view.rows[view.rows["since_verdict"].isin(("improved", "worsened"))]
    return told | {("moved", name): by for name, by in moved["since_change"].items()}


def changes_screen(place: Selection) -> Facts:
    view = ChangesView(LOCAL, Selection(place.sector, wave=place.wave), ENGLISH)
    rows = place.only(view.changes.rows)
    told: Facts = {("estimate", row.indicator): row.after for row in rows.itertuples() if row.kind != "due_action"}
    movers = rows[rows["kind"].isin(("improved", "worsened"))]
    told |= {("moved", row.indicator): row.change for row in movers.itertuples()}
    listed = place.only(pd.concat([view.listed(kind) for kind in MOVERS]))
    return told | {("moved beyond chance",): sorted(listed["indicator"])}


def home_screen(place: Selection) -> Facts:
    home = MakerHome(LOCAL, place, ENGLISH)
    assert home.row is not None
    told: Facts = {("index", name): home.row[name] for name in ("score", "low", "high", "rank_low", "rank_high", "of")}
    told |= {("moved", name): by for name, by in home.movers["change"].items()}
    return told | {("moved beyond chance",): sorted(home.movers.index), ("broken",): sorted(home.gaps.broken)}


def advice(place: Selection) -> Facts:
    rows = PriorityView(GapView(LOCAL, place, ENGLISH)).rows
    told: Facts = {("estimate", row.indicator): row.from_value for row in rows.itertuples() if pd.notna(row.from_value)}
    return told | {("broken",): sorted(rows.loc[rows["step"] == "broken_floor", "indicator"])}


def whatif_screen(place: Selection) -> Facts:
    gaps = GapView(LOCAL, place, ENGLISH)
    view = ValuesView(gaps, {name: estimate_of(gaps, name) for name in gaps.rows["key"][:1]})
    told: Facts = {
        ("index", name): getattr(view.row, name) for name in ("score", "low", "high", "rank_low", "rank_high")
    }
    return told | {("estimate", name): value for name, value in view.values.items()}


def maker_report(place: Selection) -> Facts:
    """What stands in the document: each fact is a number of a result, with its keys."""
    made = document("enterprise", Reading(platform.store(), SPECS, LOCAL, place), ENGLISH)
    told: Facts = {}
    for each in made.facts["facts"]:
        keys = each["keys"]
        if keys.get("wave") != place.wave or keys.get("category") != place.category:
            continue
        if each["result"] == "index" and keys.get("dimension") == OVERALL:
            told[("index", each["column"])] = each["value"]
        elif each["result"] in ("estimates", "gaps") and each["column"] in ("estimate", "low", "high", "score"):
            told[(each["column"], keys["indicator"])] = each["value"]
    return told


def receipt_screen(place: Selection) -> Facts:
    slip = platform.read(receipt, LOCAL, place)
    told: Facts = {("index", "score"): slip["result"]["score"]}
    for each in slip["inputs"]:
        if each["estimate"] is not None:
            told[("estimate", each["indicator"])] = each["estimate"]
        if not each["reason"]:
            told[("score", each["indicator"])] = each["score"]
    return told


def export(place: Selection) -> Facts:
    """The table as it is taken away, read back into the units of results."""
    view = GapView(LOCAL, place, ENGLISH)
    codes = {ENGLISH.label(each.label): each for each in view.spec.indicators}
    told: Facts = {}
    for row in view.table.to_dict("records"):
        measure = codes[row["Indicator"]]
        one = quantities.reported(1.0, measure)
        told |= {(name.lower(), measure.id): row[name] / one for name in ("Estimate", "Low", "High")}
        told[("verdict", measure.id, LEVELS[row["Level"]])] = VERDICTS[row["Verdict"]]
        told[("score", measure.id)] = row["Score"]
    return told


@cache
def printed(store: str, command: str, sector: str) -> pd.DataFrame:
    """What a command says of a sector's latest wave."""
    words_ = ["--store", store, command, "--sector", sector, "--wave", LATEST, "--format", "json"]
    done = CliRunner().invoke(main, words_)
    assert done.exit_code == 0, done.output
    return pd.DataFrame(json.loads(done.stdout))


def command_line(place: Selection, store: str) -> Facts:
    frames = [place.only(printed(store, name, place.sector)) for name in ("estimates", "gaps", "index")]
    return of_estimates(frames[0]) | of_gaps(frames[1]) | of_index(frames[2])


SCREENS: dict[str, Callable[[Selection], Facts]] = {
    **{each.__name__: each for each in (gaps_screen, sector_screen, progress_screen, changes_screen, home_screen)},
    **{each.__name__: each for each in (advice, whatif_screen, receipt_screen, export, maker_report)},
}
# One tells of the index and the bottom lines, the other of indicators or of what moved.
NOTHING_SHARED = {("home_screen", "export"), ("sector_screen", "changes_screen")}


def places() -> list[Selection]:
    """Some products of every sector in its latest wave, drawn from a seed, and one that breaks a bottom line."""
    found = platform.read(index, LOCAL, Selection(wave=LATEST))
    found = found[found["dimension"] == OVERALL]
    drawn = random.Random(SEED)
    chosen = []
    for sector in sorted(SPECS):
        rows = found[found["sector"] == sector].to_dict("records")
        broken = [row for row in rows if row["capped_by"]][:1]
        rows = [*broken, *drawn.sample(rows, EACH)]
        chosen += [Selection(row["sector"], row["category"], row["enterprise"], wave=LATEST) for row in rows]
    return chosen


def same(one: object, other: object) -> bool:
    """The same word or list, the same number to nine digits, or nothing on both sides."""
    if isinstance(one, str | list):
        return one == other
    if pd.isna(one) or pd.isna(other):
        return bool(pd.isna(one) and pd.isna(other))
    return float(one) == pytest.approx(float(other), rel=1e-9, abs=1e-12)


def test_every_pair_of_screens_says_the_same_of_a_maker_an_indicator_and_a_wave(shown, demo_file):
    compared: dict[tuple[str, str], int] = {}
    for place in places():
        told = {name: screen(place) for name, screen in SCREENS.items()}
        told["command_line"] = command_line(place, str(demo_file))
        for one, other in combinations(told, 2):
            shared = set(told[one]) & set(told[other])
            differing = {
                key: (told[one][key], told[other][key]) for key in shared if not same(told[one][key], told[other][key])
            }
            assert differing == {}, (place, one, other)
            compared[one, other] = compared.get((one, other), 0) + len(shared)
    apart = {pair for pair, count in compared.items() if not count}
    assert apart <= NOTHING_SHARED, compared
    assert sum(compared.values()) >= 12 * len(compared), compared


def test_the_overview_says_the_mean_of_the_scores_and_counts_the_bottom_lines_of_the_sector_screens(shown):
    board = BoardView(LOCAL, LATEST, ENGLISH)
    share = platform.enterprises(LOCAL).set_index(["sector", "enterprise"])["output_share"]
    for sector, spec in SPECS.items():
        views = [SectorView(LOCAL, Selection(sector, each.id, wave=LATEST), ENGLISH) for each in spec.categories]
        listed = sum(int((view.lines["verdict"] == "not_met").sum()) for view in views)
        assert board.broken(sector) == listed, sector
        rows = pd.concat([view.index for view in views])
        rows = rows[(rows["dimension"] == OVERALL) & rows["score"].notna()]
        # each weighs its share of the sector's output, divided by the number of categories in which it has a score
        weight = rows["enterprise"].map(share[sector]) / rows.groupby("enterprise")["score"].transform("count")
        mean = float((weight * rows["score"]).sum() / weight.sum())
        assert board.overall["score"][sector, LATEST] == pytest.approx(mean, rel=1e-9), sector
        assert list(board.series[sector]["text"])[-1] == ENGLISH.number(mean, 1), sector
    assert sum(map(board.broken, SPECS)) >= 8
    every = platform.read(reading.gaps, LOCAL, Selection(wave=LATEST))
    assert len(of_gaps(every)[("broken",)]) <= sum(map(board.broken, SPECS))
