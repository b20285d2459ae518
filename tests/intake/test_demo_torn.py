"""The demo's actions are told all or none, wherever the telling is cut off."""

import pytest

from benchmarks.intake import demo
from benchmarks.intake.demo import fill_actions
from data.demo.actions import ACTIONS
from data.kept import actions
from data.store import Store, open_store
from data.viewer import LOCAL
from tests import demo_kit


class Cut(BaseException):
    """The process ends here."""


@pytest.fixture(scope="module")
def registered() -> Store:
    """A store that holds the demo's registers and no answers."""
    store = open_store(":memory:")
    for file in demo_kit.made():
        if file.kind == "register":
            demo._load(store, demo_kit.SPECS, demo._upload(file, demo_kit.SPECS, 0))
    return store


def test_the_actions_of_the_demo_are_told_all_or_none_at_every_write(registered, monkeypatch):
    whole, made = actions._append, []

    def append(*said: object) -> None:
        if len(made) == cut:
            raise Cut
        whole(*said)
        made.append(said)

    monkeypatch.setattr(actions, "_append", append)
    cut = -1
    with registered.rehearsal() as tried:
        fill_actions(tried, demo_kit.SPECS)
    writes = len(made)
    assert writes > len(ACTIONS)
    for cut in (*range(0, writes, 9), writes - 1):
        made.clear()
        with pytest.raises(Cut):
            fill_actions(registered, demo_kit.SPECS)
        assert actions.version(registered) == 0, f"{cut} of {writes} writes were kept"
    cut = -1
    assert fill_actions(registered, demo_kit.SPECS) == len(ACTIONS)
    assert (actions.version(registered), fill_actions(registered, demo_kit.SPECS)) == (writes, 0)
    assert len(actions.actions(registered, LOCAL)) == len(ACTIONS)
