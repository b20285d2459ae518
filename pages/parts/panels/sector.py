"""Under the league: receipts, blinded others, one indicator, chance, and what if the index were made another way."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from benchmarks import policy, reading
from benchmarks.gaps.false_alarms import alarms
from benchmarks.index import peers as blinded
from benchmarks.index.robustness import robustness, sensitivity
from benchmarks.infrastructure import receipt as receipts
from benchmarks.progress.targets import targets
from benchmarks.words import targets as target_words
from data.frames import row_of
from pages.parts.charts import draw
from pages.parts.charts.ladder import ladder
from pages.parts.charts.peers import peers
from pages.parts.frame import platform, tables
from pages.parts.frame.choice import pick
from pages.parts.panels.receipt import button as receipt_button
from pages.parts.views.receipt import Bill
from pages.parts.views.sector import SectorView
from pages.parts.words import advice as advice_words
from pages.parts.words import markdown, quantities, sentences
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word
from pages.parts.words.terms import N

# The index made another way.
VARIANT = {"equal_weights": N("With equal weights"), "other_mean": N("With the geometric mean")}


def receipt(view: SectorView, enterprise: str) -> None:
    """The receipt of one row of the league."""
    chosen = replace(view.selection, enterprise=enterprise)
    said = view.language.gettext("Receipt of {name} (JSON)").format(name=view.names.get(enterprise, enterprise))
    receipt_button(Bill(platform.read(receipts.receipt, view.viewer, chosen), view.language), view.language, said)


def others(view: SectorView) -> None:
    """Where the reader stands among others that are not named, or why they are not shown."""
    own = view.index.dropna(subset="score")
    if own.empty:
        return
    found = platform.read(
        blinded.index_peers, view.viewer, replace(view.selection, enterprise=own["enterprise"].iloc[0])
    )
    if found.reason:
        st.caption(word(words.NOT_SHOWN, found.reason, view.language))
        return
    said = view.language.gettext("Among {n} unnamed others, in points").format(n=len(found.scores))
    st.caption(said)
    mine = own[["score"]].assign(verdict=["not_met" if capped else "met" for capped in own["capped_by"]])
    draw.show(peers(pd.DataFrame({"score": found.scores}), mine, view.language), "others", said)


def distribution(view: SectorView) -> None:
    """One indicator over the enterprises; for a maker its own place among blinded others."""
    language, say = view.language, view.language.gettext
    with st.container(border=True):
        st.markdown(say("**One indicator over the enterprises**, worst first"))
        indicator = pick(
            f"indicator_{view.selection.sector}",
            say("Indicator"),
            list(view.indicators),
            lambda code: view.indicators[code],
        )
        if indicator is None:
            return
        rows = _rows(view, indicator)
        if rows.empty:
            st.caption(say("No full ladder is in force for it."))
            return
        draw.show(ladder(rows, language), "distribution", view.indicators[indicator])
        if len(rows) > 2:
            chance = say(
                "The best and the worst stand there partly by chance: expect them nearer the middle next time."
            )
            st.caption(chance)
        st.caption(word(words.POLARITY, view.spec.indicator(indicator).direction, language))
        for line in _targets(view, indicator):
            st.markdown(markdown.escaped(line))
        if view.blinded:
            _peers_of(view, indicator, rows)


def _targets(view: SectorView, indicator: str) -> list[str]:
    """How many of the category are on pace for each target of a year, and what the target is."""
    language, measure = view.language, view.spec.indicator(indicator)
    found = platform.read(targets, view.viewer, replace(view.selection, indicator=indicator))
    told = []
    for year, value in dict.fromkeys(zip(found["year"].tolist(), found["target"].tolist(), strict=True)):
        said = target_words.targets(found.loc[found["year"] == year, "verdict"], year, language)
        aim = quantities.value(value, measure, language)
        told.append(sentences.ended(sentences.clauses([f"{said} ({aim})"], language), language))
    return told


def _behind(view: SectorView, enterprise: str, indicator: str, n: int) -> str:
    beside = view.rests.marks.get((enterprise, indicator), "")
    return " · ".join(filter(None, (f"n {view.language.number(n)}", beside)))


def _rows(view: SectorView, indicator: str) -> pd.DataFrame:
    """One indicator over the enterprises, in the form of the ladder: rows with a full ladder, the worst first."""
    rows = view.gaps[(view.gaps["indicator"] == indicator) & view.gaps["score"].notna()]
    if view.listed is not None:
        rows = rows[[(maker, indicator) in view.listed for maker in rows["enterprise"]]]
    measure, found = view.spec.indicator(indicator), platform.read(reading.estimates, view.viewer, view.selection)
    found = found[found["indicator"] == indicator].set_index("enterprise")
    made = []
    for enterprise, levels in rows.groupby("enterprise"):
        one, bar = row_of(found, enterprise), row_of(levels.set_index("level"), "benchmark")
        gap = bar["gap"], bar["gap_low"], bar["gap_high"]
        broken = ((view.broken["enterprise"] == enterprise) & (view.broken["indicator"] == indicator)).any()
        name = view.names.get(str(enterprise), str(enterprise))
        made.append(
            {
                **{"key": enterprise, "label": f"▼ {name}" if broken else name},
                **bar[["score", "score_low", "score_high"]],
                "value": quantities.measured(one["estimate"], one["n"], measure, view.language),
                "polarity": _behind(view, str(enterprise), indicator, int(one["n"])),
                "verdict": "not_met" if broken else bar["verdict"],
                "gap": sentences.gap("benchmark", *gap, measure, view.language, bar["level_value"]),
            }
        )
    return pd.DataFrame(made)


def _peers_of(view: SectorView, indicator: str, rows: pd.DataFrame) -> None:
    place = (view.selection.sector, view.selection.category, view.selection.wave, indicator)
    chosen = replace(view.selection, indicator=indicator)
    found = platform.read(blinded.peers, view.viewer, replace(chosen, enterprise=rows["key"].iloc[0])).get(place)
    if found is None:
        return
    if found.reason:
        st.caption(word(words.NOT_SHOWN, found.reason, view.language))
        return
    said = view.language.gettext("Among {n} unnamed others, in points").format(n=len(found.scores))
    st.caption(said)
    spec = peers(pd.DataFrame({"score": found.scores}), rows[["score", "verdict"]], view.language)
    draw.show(spec, "peers_of_indicator", said)


def chance(view: SectorView) -> str:
    """How many results are red, how many chance would make, how many stay when false alarms are held down."""
    found, number = alarms(view.gaps[view.gaps["level"] == "benchmark"]), view.language.number
    said = view.language.gettext(
        "{red} of {cells} results are red; at most {chance} would be by chance alone. {stay} stay red if at most "
        "{tolerated} of the list may be false alarms (Benjamini-Hochberg)."
    )
    return said.format(
        red=number(found.red),
        cells=number(found.cells),
        chance=number(found.by_chance, 1),
        stay=number(found.stay),
        tolerated=view.language.percent(policy.FALSE_DISCOVERY),
    )


def what_if(view: SectorView) -> None:
    """How far each enterprise moves with other weights, the other mean, one indicator less."""
    moved = platform.read(robustness, view.viewer, view.selection).dropna(subset="rank_moved")
    if moved.empty:
        return
    with st.expander(view.language.gettext("What if the index were made another way?")):
        for said in what_if_words(view, moved):
            st.markdown(markdown.escaped(said))
        tables.show(_moved_table(view, moved), "robustness")


def what_if_words(view: SectorView, moved: pd.DataFrame) -> list[str]:
    """Sentences on each variant, and on the choice that matters most."""
    language, say, told = view.language, view.language.gettext, []
    for code in VARIANT:
        places = moved.loc[moved["variant"] == code, "rank_moved"].abs()
        said = say("{variant} {n} of {all} change their rank, by {places} at most.")
        told.append(
            said.format(
                variant=word(VARIANT, code, language),
                n=int((places > 0).sum()),
                all=len(places),
                places=int(places.max()),
            )
        )
    left = moved[moved["variant"] == "left_out"]
    if len(left):
        most = row_of(left, left["rank_moved"].abs().idxmax())
        said = say("Leaving one indicator out moves a rank by {places} at most: {name}, without {indicator}.")
        told.append(
            said.format(
                places=abs(int(most["rank_moved"])),
                name=view.names.get(most["enterprise"], most["enterprise"]),
                indicator=view.indicators.get(most["left_out"], most["left_out"]),
            )
        )
    return [*told, *_sensitivity(view, language)]


def _sensitivity(view: SectorView, language: Language) -> list[str]:
    rows = platform.read(sensitivity, view.viewer, view.selection)
    rows = rows[rows["enterprise"] == ""].dropna(subset="total")
    if rows.empty:
        return []
    most = row_of(rows, rows["total"].idxmax())
    said = language.gettext("What moves ranks most is {choice}: {share} of the variance, interactions included.")
    return [
        said.format(choice=word(advice_words.CHOICE, most["choice"], language), share=language.percent(most["total"]))
    ]


def _moved_table(view: SectorView, moved: pd.DataFrame) -> pd.DataFrame:
    say, rows = view.language.gettext, []
    for enterprise, own in moved.groupby("enterprise", sort=False):
        by = own.set_index("variant")
        left = own[own["variant"] == "left_out"]
        most = row_of(left, left["rank_moved"].abs().idxmax()) if len(left) else None
        rows.append(
            {
                say("Enterprise"): view.names.get(str(enterprise), str(enterprise)),
                say("Equal weights, points"): by.loc["equal_weights", "score_moved"],
                say("Equal weights, places"): by.loc["equal_weights", "rank_moved"],
                say("Geometric mean, points"): by.loc["other_mean", "score_moved"],
                say("Geometric mean, places"): by.loc["other_mean", "rank_moved"],
                say("One left out, places"): None if most is None else most["rank_moved"],
                say("Which one"): "" if most is None else view.indicators.get(most["left_out"], most["left_out"]),
            }
        )
    return pd.DataFrame(rows)
