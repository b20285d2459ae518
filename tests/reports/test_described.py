"""The addresses hold against a tool that asks everything their description allows, and what it does not."""

from collections.abc import Iterator
from itertools import product

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from starlette.applications import Starlette

from benchmarks.reports.questions import QUESTIONS
from data.kept import tokens
from data.store import Store
from data.viewer import LOCAL
from pages.parts.frame import platform
from pages.parts.shell import api, sendings
from tests.demo_kit import SPECS
from tests.kit import empty_store

SHORT, LONG = 4, 100  # questions an address


@pytest.fixture(scope="module")
def described() -> Iterator[schemathesis.BaseSchema]:
    store: Store = empty_store()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(platform, "store", lambda: store)
        patch.setattr(platform, "specs", lambda: SPECS)
        patch.setattr(api, "A_MINUTE", 1_000_000)
        patch.setattr(sendings.limits, "SENT_FILES_AN_HOUR", 1_000_000)
        app = Starlette(routes=api.routes())
        headers = {"Authorization": f"Bearer {tokens.issue(store, LOCAL, 'questions', 1)}"}
        schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=headers)
        # What is written as described may still be refused: a facet no sector has, a file with errors.
        taken = schema.config.checks.positive_data_acceptance
        taken.expected_statuses = [*taken.expected_statuses, "422"]
        yield schema


def _asked(described: schemathesis.BaseSchema, questions: int) -> None:
    """Every address, as many questions as told, each answer held against the description; all failures at once."""
    failed: list[str] = []
    every = [each.ok() for each in described.get_all_operations()]
    assert len(every) > len(QUESTIONS)
    for operation, mode in product(every, schemathesis.GenerationMode):

        @settings(
            max_examples=questions,
            derandomize=True,
            deadline=None,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: schemathesis.Case) -> None:
            case.call_and_validate()

        try:
            ask()
        except (Exception, BaseExceptionGroup) as failure:
            told = getattr(failure, "exceptions", [failure])
            failed += [f"{operation.label} {mode.value}: {each}" for each in told]
    assert not failed, "\n".join(failed)


def test_every_address_answers_as_it_is_described(described: schemathesis.BaseSchema):
    _asked(described, SHORT)


@pytest.mark.simulation
def test_every_address_answers_as_it_is_described_at_length(described: schemathesis.BaseSchema):
    _asked(described, LONG)
