"""checks, published: what stands behind the headline board."""

from benchmarks.cli.results import command_of
from benchmarks.headline.checks import checks as lots
from benchmarks.headline.published import published as official

checks = command_of("checks", lots)
published = command_of("published", official)
