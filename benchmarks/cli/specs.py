"""specs: what the specs hold, and every mistake in them."""

from pathlib import Path

import click

from benchmarks.cli.context import Context, say
from benchmarks.cli.options import anywhere, coded, encoded
from benchmarks.formats import encode_texts
from data.refusal import Refused


@click.command("specs")
@coded("sector")
@encoded
@anywhere
@click.pass_obj
def specs_command(context: Context, sector: str | None, form: str, output: Path | None) -> None:
    """List the indicators of all specs; exit code 1 with every problem if a spec is wrong."""
    if sector is not None and sector not in context.specs:
        raise Refused(f"There is no sector {sector!r}. Sectors with a spec: {', '.join(sorted(context.specs))}.")
    rows = [
        {
            **{"sector": spec.sector, "version": spec.version, "indicator": each.id, "source": each.source},
            **{"statistic": each.statistic, "unit": each.unit, "direction": each.direction},
            **{"dimension": each.dimension, "categories": ";".join(each.categories), "label_en": each.label.en},
            "label_zh": each.label.zh,
        }
        for spec in context.specs.values()
        for each in spec.indicators
        if sector in (None, spec.sector)
    ]
    say(encode_texts(rows, form), output)
