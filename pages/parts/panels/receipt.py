"""The receipt of an index as a file."""

from pages.parts.frame import downloads
from pages.parts.views.receipt import Bill
from pages.parts.words.language import Language


def button(bill: Bill, language: Language, label: str = "") -> None:
    """The button of a receipt as JSON; the label names whose it is where that is not plain."""
    label = label or language.gettext("Receipt of the index (JSON)")
    downloads.button(label, f"{bill.name}.json", "application/json", bill.json)
