"""A questionnaire as a page of the server that is answered once: its questions are those of the HTML file."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape

from benchmarks.fieldwork import spoken
from benchmarks.fieldwork.form import Form
from benchmarks.fieldwork.page import STYLE, fieldset
from benchmarks.specs.parts import Label

_SEND = Label(en="Send my answers", zh="提交答卷")
_OTHER = {"en": ("zh", "中文"), "zh": ("en", "English")}
_MISSING = Label(en="Some answers are missing or cannot be: see below.", zh="有未填写或无效的回答，见下。")
_TITLE = Label(en="Questionnaire", zh="调查问卷")
TOLD = {
    "thanks": Label(en="Thank you: your answers are in. This page can be closed.", zh="感谢您的参与，答卷已提交。"),
    "unknown": Label(en="There is no questionnaire at this address.", zh="此地址没有问卷。"),
    "used": Label(en="This link was answered already: it takes one answer.", zh="此链接已作答，每个链接只能提交一次。"),
    "expired": Label(en="This link has ended: ask whoever sent it for a new one.", zh="此链接已过期，请向发送者索取。"),
    "closed": Label(en="This survey is over: no more answers are taken.", zh="本次调查已结束，不再接收答卷。"),
    "changed": Label(
        en="The questions were changed since this link was sent: ask whoever sent it for a new one.",
        zh="链接发出后题目已更改，请向发送者索取新的链接。",
    ),
    "slower": Label(en="Too many requests: try again in a minute.", zh="请求过多，请一分钟后再试。"),
    "big": Label(en="That is more than a questionnaire holds: nothing was kept.", zh="内容超出问卷的范围，未予保存。"),
    "failed": Label(
        en="Something went wrong here; nothing was kept. Try again later.", zh="系统出错，未予保存，请稍后再试。"
    ),
}
# Hides what a filter leaves unasked. Without it every question stands there with the sentence of whom it is asked.
SCRIPT = """
const form = document.forms[0];
function value(name) {
  const found = form.elements[name];
  return !found || (found.type === "radio" && !found.checked) ? "" : found.value;
}
function steer() {
  for (const set of form.querySelectorAll("[data-when]")) {
    const asked = JSON.parse(set.dataset.when).every(([name, codes]) => codes.includes(value(name)));
    set.hidden = !asked; set.disabled = !asked;
  }
}
form.addEventListener("change", steer);
steer();
"""


def asked(
    form: Form, language: str, said: Mapping[str, str] | None = None, wrong: Mapping[str, Label] | None = None
) -> bytes:
    """The page that asks; said: what was sent before, by item, with what is wrong of it."""
    said, wrong, order = said or {}, wrong or {}, spoken.numbers(form)
    items = [each for each in form.items if each.kind not in ("fixed", "text")]
    sets = [
        fieldset(
            *(replace(each, required=each.required and not each.when), order.get(each.name), form, language),
            given=said.get(each.name, ""),
            wrong=_in(wrong[each.name], language) if each.name in wrong else "",
        )
        for each in items
    ]
    told = f'<p role="alert" class="wrong">{escape(_in(_MISSING, language))}</p>' if wrong else ""
    body = f"""<p>{escape(_in(spoken.INTRODUCTION, language))}</p>{told}
<form method="post">
{"".join(sets)}
<button type="submit">{escape(_in(_SEND, language))}</button></form>
<script src="steer.js"></script>"""
    return _document(_in(form.title, language), body, language)


def told(word: str, language: str) -> bytes:
    """A page of one sentence; word: one of TOLD."""
    return _document(_in(_TITLE, language), f"<p>{escape(_in(TOLD[word], language))}</p>", language)


def _document(title: str, body: str, language: str) -> bytes:
    other, name = _OTHER[language]
    html = f"""<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title><meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head><body>
<p><a href="?lang={other}" lang="{other}">{name}</a></p>
<h1>{escape(title)}</h1>
{body}</body></html>
"""
    return html.encode()


def _in(label: Label, language: str) -> str:
    return str(getattr(label, language))
