"""checks: what stands behind the headline board."""

from benchmarks.cli.results import command_of
from benchmarks.headline.checks import checks as lots

checks = command_of("checks", lots)
