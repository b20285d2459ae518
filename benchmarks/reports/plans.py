"""What is planned before a wave, as commands and addresses ask it, refused in one sentence."""

from collections.abc import Callable

import pandas as pd

from benchmarks import policy
from benchmarks.fieldwork import allocation, deciding
from benchmarks.progress import planner
from benchmarks.reading import Reading
from data.refusal import Refused


def plan(asked: Reading, change: float, power: float = policy.POWER) -> pd.DataFrame:
    """PLAN rows of one surveyed indicator: responses that show a change, in its reported unit, with this chance.

    Refuses an indicator that is tested, and a change or power that planner.plan refuses.
    """
    _refuse_tests(asked)
    return _planned(lambda: planner.plan(asked, change, power))


def plan_next(asked: Reading, budget: float, response_price: float = 1.0, sample_price: float = 1.0) -> pd.DataFrame:
    """NEXT rows: what to ask or test next for a budget and the prices of a response and a sample, in one currency."""
    return _planned(lambda: deciding.next_tests(asked, budget, response_price, sample_price))


def plan_allocate(frame: pd.DataFrame, wish: allocation.Wish, asked: Reading) -> allocation.Plan:
    """The plan of one sector, for who gathers its answers: how they spread is a sum over all makers."""
    sector = asked.selection.one_sector()
    if not asked.viewer.may_load("survey", sector):
        raise Refused("plan_not_yours", sector=sector)
    _refuse_tests(asked)
    return allocation.allocate(frame, wish, asked)


def _refuse_tests(asked: Reading) -> None:
    chosen = asked.selection.indicator
    known = [each for spec in asked.specs.values() for each in spec.indicators if each.id == chosen]
    if known and all(each.source == "test" for each in known):
        raise Refused("plan_tested", indicator=chosen)


def _planned(make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    try:
        return make()
    except ValueError as error:
        raise Refused("plan_nothing", why=str(error)) from None
