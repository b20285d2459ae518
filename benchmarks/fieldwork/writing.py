"""A questionnaire in the format asked for."""

from benchmarks.fieldwork.form import Form
from benchmarks.fieldwork.limesurvey import limesurvey
from benchmarks.fieldwork.page import page
from benchmarks.fieldwork.paper import paper
from benchmarks.fieldwork.xlsform import xlsform

SUFFIX = {"xlsform": "xlsx", "limesurvey": "txt", "docx": "docx", "html": "html"}


def written(form: Form, form_format: str, language: str = "en") -> bytes:
    """The file; language is that of docx and html, the others hold both."""
    if form_format == "docx":
        return paper(form, language)
    if form_format == "html":
        return page(form, language)
    return {"xlsform": xlsform, "limesurvey": limesurvey}[form_format](form)
