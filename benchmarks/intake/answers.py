"""Web forms: links to them, and the answers that came by them closed into one batch like any other file."""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace

from benchmarks.fieldwork.form import Form, form_of
from benchmarks.fieldwork.reading import mapping_of
from benchmarks.intake.load import load
from benchmarks.intake.sending import Outcome, Progress, Sending
from benchmarks.specs.asked import prints
from benchmarks.specs.spec import Specs
from data.kept import register
from data.kept.batches import Upload
from data.kept.forms import links
from data.kept.forms.links import Link, Round
from data.mapping.file import Asked
from data.refusal import Refused
from data.store import Store
from data.viewer import LOCAL, Viewer, association


def make(
    store: Store, specs: Specs, viewer: Viewer, asks: Round, n: int, days: int, category: str | None = None
) -> list[str]:
    """The tokens of n new links; refused where the web form is off, nobody is registered or nothing is asked."""
    if not links.on():
        raise Refused("form_off")
    if asks.sector not in specs:
        raise Refused("no_sector", sector=asks.sector, known=", ".join(sorted(specs)))
    makers = register.makers(store, viewer, asks.sector)
    if not makers:
        raise Refused("form_makers", sector=asks.sector)
    try:
        form_of(specs[asks.sector], category, makers)
    except ValueError as error:
        raise Refused("form_unasked", why=str(error)) from None
    return links.issue(store, viewer, asks, prints(specs[asks.sector]), n, days, category or "")


def form_behind(store: Store, specs: Specs, link: Link) -> Form | None:
    """What an open link asks, with the sector's makers to choose from; None where the questions are others by now."""
    spec = specs.get(link.asks.sector)
    if spec is None or prints(spec) != link.asked:
        return None
    return form_of(spec, link.category or None, register.makers(store, association(spec.sector), spec.sector))


def close(
    store: Store, specs: Specs, viewer: Viewer, asks: Round, title: str = "", progress: Progress = str
) -> Outcome:
    """Write the answers of a round as one batch and end its links: both or nothing.

    They are loaded as a file is, with every check of one. Refused without the right to send the sector's surveys, and
    where no answer is waiting.
    """
    with store.together() as inside:
        asked, rows = links.answers(inside, viewer, asks)
        if not rows:
            raise Refused("form_none", survey=asks.survey, wave=asks.wave)
        spec = specs[asks.sector]
        form = form_of(spec, None, register.makers(inside, LOCAL, asks.sector))
        mapping = replace(mapping_of(form, "html"), asked=Asked(asks.sector, spec.version, asked))
        name = f"answers-{asks.survey}-{asks.wave}.csv"
        upload = Upload("survey", asks.sector, _table(form, rows), name, asks.survey, asks.wave, title)
        sending = Sending(replace(upload, spec_version=spec.version), mapping)
        outcome = load(inside, specs, viewer, sending, progress)
        if outcome.batch is not None:
            links.close(inside, viewer, asks, outcome.batch)
    return outcome


def _table(form: Form, rows: list[dict[str, str]]) -> bytes:
    """CSV of codes under the names of the items that become columns, without those nobody was asked."""
    names = ["response", *(each.name for each in form.items if each.target and any(each.name in row for row in rows))]
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(names)
    writer.writerows([_cell(row, name) for name in names] for row in rows)
    return file.getvalue().encode()


def _cell(row: Mapping[str, str], name: str) -> str:
    return row.get(name, "")
