"""How alike the strata of a round respond, what that means, and whether weights would help: in sentences."""

import pandas as pd

from benchmarks.fieldwork.rates import ALIKE
from pages.parts.words import sentences
from pages.parts.words.fieldwork.states import stratum
from pages.parts.words.language import Language


def alike(rates: pd.DataFrame, language: Language) -> str:
    """R and what it means, from RATES rows of one round: the whole first; "" where there are no strata to compare."""
    whole, strata = rates.iloc[0], rates.iloc[1:]
    if pd.isna(whole["r_indicator"]) or strata.empty:
        return ""
    r = language.number(whole["r_indicator"], 2)
    if whole["r_indicator"] >= ALIKE:
        return language.gettext(
            "The strata respond nearly alike: R = {r}, where 1 is the same everywhere, so that those who answered "
            "stand for those who did not, as far as strata tell."
        ).format(r=r)
    low = strata.sort_values("partial_r").iloc[0]
    name = stratum(low["stratum"], language)
    return language.gettext(
        "The strata respond unlike: R = {r}, where 1 is the same everywhere and 0 as unlike as can be. Stratum "
        "{stratum} answers least ({rate} of its contacts, {all} of all), so that the results say too little of it."
    ).format(r=r, stratum=name, rate=language.percent(_share(low)), all=language.percent(_share(whole)))


def raking(whole: pd.Series, language: Language) -> str:
    """Whether raking to the contacts helps, with its design effect: of the RATES row of a whole round."""
    if whole["raking"] == "cannot":
        return language.gettext(
            "Weights cannot make up for it: a stratum has no interview, or there is one stratum only."
        )
    deff = language.number(whole["weighting_deff"], 2)
    n = whole["I"] + whole["P"]
    worth = language.gettext("it costs a design effect of {deff}: {n} interviews then tell as much as {worth}").format(
        deff=deff, n=language.number(n), worth=language.number(n / whole["weighting_deff"])
    )
    if whole["raking"] == "alike":
        said = language.gettext("Raking to the contacts is not needed, as the strata differ within chance; {worth}")
    else:
        said = language.gettext("Raking to the contacts helps, as the strata differ beyond chance; {worth}")
    return sentences.ended(said.format(worth=worth), language)


def _share(row: pd.Series) -> float:
    """Interviews, partial ones too, of the eligible and unknown cases."""
    return float(row["I"] + row["P"]) / float(row["cases"] - row["NE"])
