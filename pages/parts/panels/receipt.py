"""The receipt of an index as a file."""

from functools import partial

from benchmarks.reports.made.kept import keep_receipt
from data.viewer import Viewer
from pages.parts.frame import downloads, platform
from pages.parts.frame.viewer import current_viewer
from pages.parts.views.receipt import Bill
from pages.parts.words.language import Language


def button(bill: Bill, language: Language, label: str = "") -> None:
    """The button of a receipt as JSON; the label names whose it is where that is not plain."""
    label = label or language.gettext("Receipt of the index (JSON)")
    downloads.button(label, f"{bill.name}.json", "application/json", partial(_taken, current_viewer(), bill))


def _taken(viewer: Viewer, bill: Bill) -> bytes:
    keep_receipt(platform.asked(viewer), bill.slip)
    return bill.json()
