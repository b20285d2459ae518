"""A questionnaire as one HTML file: it asks offline in any browser, keeps answers on the device, gives them as CSV."""

import json
from html import escape

from benchmarks.fieldwork import spoken
from benchmarks.fieldwork.form import NUMBER, Form, Item
from benchmarks.specs.parts import Label

_SAVE = Label(en="Keep this interview", zh="保存本份答卷")
_TAKE = Label(en="Download {n} interviews as CSV", zh="下载{n}份答卷（CSV）")
_KEPT = Label(en="Kept. It stays on this device until you delete it.", zh="已保存。删除之前，答卷只存在本设备上。")
_DELETE = Label(en="Delete them from this device", zh="从本设备删除")
_SURE = Label(
    en="Delete all interviews from this device? Download them first.", zh="确定从本设备删除全部答卷？请先下载。"
)

STYLE = """
body{font:16px/1.5 system-ui,"Noto Sans CJK SC",sans-serif;
  max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1b2327}
fieldset{border:1px solid #c9d1d6;border-radius:6px;margin:1rem 0;padding:.6rem 1rem}
legend{font-weight:600;padding:0 .3rem}
.scale{display:flex;flex-wrap:wrap;gap:.4rem}
label.option{display:flex;gap:.45rem;align-items:baseline;padding:.25rem .5rem;border-radius:4px}
.scale label.option{border:1px solid #c9d1d6}
label.option:focus-within{outline:2px solid #1f6feb}
.none{color:#555f66}
.wrong{color:#a3200d;font-weight:600}
p.when,p.hint{color:#555f66;margin:.1rem 0;font-style:italic}
button{font:inherit;padding:.5rem 1rem;margin:.3rem .3rem .3rem 0}
input[type=text],input[type=number]{font:inherit;padding:.3rem;width:14rem;max-width:100%}
@media print{button{display:none}}
"""
_SCRIPT = """
const form = document.forms[0], store = "answers:" + form.dataset.form;
const kept = () => JSON.parse(localStorage.getItem(store) || "[]");
const fields = JSON.parse(document.getElementById("fields").textContent);
const words = JSON.parse(document.getElementById("words").textContent);
function value(name) {
  const found = form.elements[name];
  if (!found) return "";
  return found.type === "radio" && !found.checked ? "" : found.value;
}
function steer() {
  for (const set of form.querySelectorAll("[data-when]")) {
    const asked = JSON.parse(set.dataset.when).every(([name, codes]) => codes.includes(value(name)));
    set.hidden = !asked; set.disabled = !asked;
  }
  const n = kept().length;
  document.getElementById("take").textContent = words.take.replace("{n}", n);
  for (const id of ["take", "delete"]) document.getElementById(id).hidden = n === 0;
}
form.addEventListener("change", steer);
form.addEventListener("submit", event => {
  event.preventDefault();
  const row = fields.map(([name, column, fixed]) => {
    if (column === "response") return crypto.randomUUID ? crypto.randomUUID() : Date.now() + "-" + Math.random();
    const set = form.querySelector('[data-name="' + name + '"]');
    return fixed || (set && set.disabled ? "" : value(name));
  });
  localStorage.setItem(store, JSON.stringify([...kept(), row]));
  const keep = ["interviewer", "stratum", "psu"].map(name => [name, value(name)]);
  form.reset();
  for (const [name, was] of keep) if (form.elements[name]) form.elements[name].value = was;
  steer(); document.getElementById("said").textContent = words.kept; window.scrollTo(0, 0);
});
document.getElementById("take").addEventListener("click", () => {
  const cell = text => '"' + String(text).replaceAll('"', '""') + '"';
  const rows = [fields.map(each => each[1]), ...kept()].map(row => row.map(cell).join(",")).join("\\r\\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\\ufeff" + rows + "\\r\\n"], {type: "text/csv"}));
  link.download = form.dataset.form + ".csv"; link.click();
});
document.getElementById("delete").addEventListener("click", () => {
  if (confirm(words.sure)) { localStorage.removeItem(store); steer(); }
});
steer();
"""


def page(form: Form, language: str) -> bytes:
    """One file without anything from elsewhere, in one language; its CSV has the contract's columns."""
    say = {"take": _TAKE, "kept": _KEPT, "sure": _SURE}
    words = {name: _in(label, language) for name, label in say.items()}
    fields = [[NUMBER, NUMBER, ""], *([each.name, each.target or each.name, each.fixed] for each in form.items)]
    order = spoken.numbers(form)
    body = [fieldset(each, order.get(each.name), form, language) for each in form.items if each.kind != "fixed"]
    title = escape(_in(form.title, language))
    name = f"{form.sector}-{form.version}"
    html = f"""<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head><body>
<h1>{title}</h1><p>{escape(_in(spoken.INTRODUCTION, language))}</p><p id="said" role="status"></p>
<form data-form="{escape(name)}">
{"".join(body)}
<button type="submit">{escape(_in(_SAVE, language))}</button>
<button type="button" id="take" hidden></button>
<button type="button" id="delete" hidden>{escape(_in(_DELETE, language))}</button></form>
<script type="application/json" id="fields">{_json(fields)}</script>
<script type="application/json" id="words">{_json(words)}</script>
<script>{_SCRIPT}</script></body></html>
"""
    return html.encode()


def _in(label: Label, language: str) -> str:
    return str(getattr(label, language))


def _json(held: object) -> str:
    return json.dumps(held, ensure_ascii=False).replace("<", "\\u003c")


def fieldset(item: Item, number: int | None, form: Form, language: str, *, given: str = "", wrong: str = "") -> str:
    """One question, hidden while it is not asked; given: what is filled in already, and what is wrong of it."""
    when = [[each.item, list(each.codes)] for each in item.when if _chosen(each.item, form)]
    attributes = f' data-when="{escape(_json(when))}"' if when else ""
    legend = escape((f"{number}. " if number else "") + _in(item.label, language))
    said = spoken.only_if(item, form, language)
    told = f'<p class="when">{escape(said)}</p>' if said else ""
    told += f'<p class="hint">{escape(_in(item.hint, language))}</p>' if item.hint else ""
    told += f'<p class="wrong">{escape(wrong)}</p>' if wrong else ""
    body = f"<legend>{legend}</legend>{told}{_field(item, language, given)}"
    return f'<fieldset data-name="{item.name}"{attributes}>{body}</fieldset>\n'


def _chosen(name: str, form: Form) -> bool:
    return next(each for each in form.items if each.name == name).kind != "fixed"


def _checked(code: str, given: str) -> str:
    return " checked" if code == given else ""


def _field(item: Item, language: str, given: str) -> str:
    needed, name = " required" if item.required else "", escape(_in(item.label, language))
    filled = f' value="{escape(given)}"' if given else ""
    if item.kind in ("count", "number"):
        step = "1" if item.kind == "count" else "any"
        ends = f'min="{item.low:g}" max="{item.high:g}" step="{step}"'
        return f'<input type="number" name="{item.name}" aria-label="{name}" {ends}{needed}{filled}>'
    if item.kind == "text":
        return f'<input type="text" name="{item.name}" aria-label="{name}"{needed}{filled}>'
    graded = [each for each in item.options if each.worth]
    rest = [each for each in item.options if not each.worth]
    parts = [
        f'<div class="{"scale" if item.high > item.low and kind == "graded" else kind}">'
        + "".join(
            f'<label class="option"><input type="radio" name="{item.name}" value="{escape(each.code)}"{needed}'
            f"{_checked(each.code, given)}> "
            f"{escape(_in(each.label, language))}</label>"
            for each in options
        )
        + "</div>"
        for kind, options in (("graded", graded), ("none", rest))
        if options
    ]
    return "".join(parts)
