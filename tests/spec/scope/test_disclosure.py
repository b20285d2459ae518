"""Others are shown only where nobody can be recognised: 5 of them, and no two with over 85 % of their output."""

from dataclasses import replace

import pytest

from benchmarks.index import peers
from benchmarks.index.peers import Peers, index_peers
from benchmarks.index.priorities import priorities
from benchmarks.reading import Reading
from benchmarks.scope.disclosure import disclosure_reason
from benchmarks.scope.selection import Selection
from data.demo import WAVES
from data.viewer import manufacturer
from tests.demo_kit import SPECS

PANELS = Selection("home_furnishings", "wood_panel", wave=WAVES[-1])


@pytest.mark.parametrize(
    ("shares", "reason"),
    [
        ([0.2] * 4, "too_few"),
        ([0.2] * 5, ""),
        # (0.50 + 0.36) / (0.50 + 0.36 + 0.05 + 0.05 + 0.04) = 0.86
        ([0.50, 0.36, 0.05, 0.05, 0.04], "dominated"),
        # (0.50 + 0.35) / 1.00 = 0.85, which is not above it
        ([0.50, 0.35, 0.05, 0.05, 0.05], ""),
        # shares of the others' own output count: (0.25 + 0.20) / (0.25 + 0.20 + 3 x 0.02) = 0.88
        ([0.25, 0.20, 0.02, 0.02, 0.02], "dominated"),
        ([None, 0.9, 0.05, 0.03, 0.02], ""),
    ],
)
def test_a_group_is_too_small_or_dominated_by_two(shares, reason):
    assert disclosure_reason(shares) == reason


@pytest.mark.parametrize("reason", ["too_few", "dominated"])
def test_what_is_not_shown_is_not_sent(demo_store, monkeypatch, reason):
    monkeypatch.setattr(peers, "disclosure_reason", lambda shares: reason)
    own = replace(PANELS, enterprise="FUR-06")
    found = index_peers(Reading(demo_store, SPECS, manufacturer("home_furnishings", "FUR-06"), own))
    assert found == Peers((), reason)


def test_a_maker_reads_no_priority_of_a_rival(demo_store):
    rival = Selection("home_furnishings", "wood_panel", "FUR-01", wave=WAVES[-1])
    assert priorities(Reading(demo_store, SPECS, manufacturer("home_furnishings", "FUR-06"), rival)).empty
