"""A questionnaire before it has a format: its items in the order they are asked, made from a sector's spec."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.specs.asked import Prints, prints
from benchmarks.specs.models import Indicator, SectorSpec
from benchmarks.specs.parts import Label

Makers = Mapping[str, tuple[str, str]]  # code -> names in English and Chinese
DONT_KNOW, NOT_APPLICABLE = "98", "99"  # codes of survey practice: two digits, above every scale
NUMBER = "response"


@dataclass(frozen=True)
class Option:
    """One answer: its code in the form, its words, and what a file of answers holds for it ("": no answer)."""

    code: str
    label: Label
    worth: str


@dataclass(frozen=True)
class Condition:
    """An item is asked only where another has one of these codes."""

    item: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One thing that is asked; kind: choice, count, text or fixed.

    target: the column of the contract it becomes, "" for what only steers the interview; fixed: what always holds.
    """

    name: str
    kind: str
    label: Label
    target: str = ""
    options: tuple[Option, ...] = ()
    low: float = 0.0
    high: float = 0.0
    required: bool = True
    hint: Label | None = None
    when: tuple[Condition, ...] = ()
    fixed: str = ""


@dataclass(frozen=True)
class Form:
    """A questionnaire: of which sector and version, its title, items, and the prints of its questions."""

    sector: str
    version: str
    title: Label
    items: tuple[Item, ...]
    asked: Prints

    @property
    def questions(self) -> tuple[Item, ...]:
        """The items that ask an indicator."""
        return tuple(each for each in self.items if each.target in self.asked)


def form_of(spec: SectorSpec, category: str | None = None, makers: Makers | None = None) -> Form:
    """The questionnaire of a sector, or of one of its categories; makers: whom to choose from, else a code is typed.

    Every indicator that has a question is asked, in the spec's order, those with a filter after it. Each scale has
    "don't know" apart from "doesn't apply", and both are no answer. Refuses with a ValueError a category the sector
    has not, and a spec that asks nothing there.
    """
    known = {each.id: each for each in spec.categories}
    if category is not None and category not in known:
        raise ValueError(f"there is no category {category!r} in {spec.sector}; known: {', '.join(known)}")
    categories = [category] if category else list(known)
    asked = [each for each in spec.indicators if each.source == "survey" and each.ask is not None]
    asked = [each for each in asked if set(each.categories) & set(categories)]
    if not asked:
        raise ValueError(f"the spec of {spec.sector} asks no question there: give survey indicators an ask")
    title = spec.label if category is None else _joined(spec.label, known[category].label)
    items = (*_opening(), _category(spec, categories), _enterprise(makers or {}), *_asked(asked, categories))
    kept = {each.id for each in asked}
    return Form(spec.sector, spec.version, title, items, {k: v for k, v in prints(spec).items() if k in kept})


def _joined(one: Label, other: Label) -> Label:
    return Label(en=f"{one.en}: {other.en}", zh=f"{one.zh}：{other.zh}")


def _opening() -> Iterator[Item]:
    """What the interviewer fills in; an online form hands it over in its link."""
    code = Label(en="A code as agreed, no name", zh="填约定的编号，不填姓名")
    yield Item("interviewer", "text", Label(en="Interviewer", zh="访员编号"), required=False, hint=code)
    yield Item("stratum", "text", Label(en="Stratum", zh="层"), "stratum", required=False)
    yield Item("psu", "text", Label(en="Sampling point", zh="抽样点"), "psu", required=False)


def _category(spec: SectorSpec, categories: list[str]) -> Item:
    label = Label(en="Which kind do you answer for?", zh="您评价的是哪一类？")
    options = tuple(Option(each.id, each.label, each.id) for each in spec.categories if each.id in categories)
    if len(options) == 1:
        return Item("category", "fixed", label, "category", options, fixed=options[0].code)
    return Item("category", "choice", label, "category", options)


def _enterprise(makers: Makers) -> Item:
    label = Label(en="Which maker or operator do you answer for?", zh="您评价的是哪一家企业？")
    if not makers:
        hint = Label(en="Its code in the register", zh="填名录中的企业编码")
        return Item("enterprise", "text", label, "enterprise", hint=hint)
    names = [Label(en=en, zh=zh) for en, zh in makers.values()]
    doubled = {name for each in ("en", "zh") for name in (getattr(n, each) for n in names) if _often(name, names, each)}
    options = []
    for code, (en, zh) in makers.items():
        same = en in doubled or zh in doubled
        options.append(
            Option(code, Label(en=f"{en} ({code})", zh=f"{zh}（{code}）") if same else Label(en=en, zh=zh), code)
        )
    return Item("enterprise", "choice", label, "enterprise", tuple(options))


def _often(name: str, names: list[Label], language: str) -> bool:
    return sum(getattr(each, language) == name for each in names) > 1


def _asked(asked: list[Indicator], categories: list[str]) -> Iterator[Item]:
    filters: dict[Label, str] = {}
    for each in sorted(asked, key=lambda one: (one.order is None, one.order or 0)):
        when: tuple[Condition, ...] = ()
        if not set(categories) <= set(each.categories):
            kinds = tuple(code for code in categories if code in each.categories)
            when = (Condition("category", kinds),)
        if each.asked_if is not None:
            if each.asked_if not in filters:
                filters[each.asked_if] = f"if_{each.id}"
                yield Item(filters[each.asked_if], "choice", each.asked_if, options=_YES_NO, when=when)
            when = (*when, Condition(filters[each.asked_if], ("1",)))
        yield _question(each, when)


_DONT_KNOW = Option(DONT_KNOW, Label(en="Don't know, cannot say", zh="不知道/说不清"), "")
_NOT_APPLICABLE = Option(NOT_APPLICABLE, Label(en="Doesn't apply to me", zh="不适用"), "")
_YES_NO = (
    *(Option("1", Label(en="Yes", zh="是"), "1"), Option("0", Label(en="No", zh="否"), "0")),
    Option(DONT_KNOW, _DONT_KNOW.label, ""),
)


def _question(indicator: Indicator, when: tuple[Condition, ...]) -> Item:
    label, low, high = indicator.ask, indicator.range.min, indicator.range.max
    assert label is not None  # those without a question were left out
    if indicator.statistic == "per_100" or not _graded(indicator):
        hint = Label(en="A whole number; leave it empty if you cannot say", zh="填整数；说不清可不填")
        if not indicator.only_whole:
            hint = Label(en="A number; leave it empty if you cannot say", zh="填数字；说不清可不填")
        kind = "count" if indicator.only_whole else "number"
        return Item(indicator.id, kind, label, indicator.id, (), low, high, False, hint, when)
    values = range(int(low), int(high) + 1)
    options = [Option(str(each), _words(indicator, each), str(each)) for each in values]
    options += [_DONT_KNOW, _NOT_APPLICABLE]
    return Item(indicator.id, "choice", label, indicator.id, tuple(options), low, high, True, None, when)


def _graded(indicator: Indicator) -> bool:
    """Whether the answers are a handful of whole grades that can be shown side by side."""
    low, high = indicator.range.min, indicator.range.max
    whole = indicator.only_whole or indicator.statistic == "share"
    return whole and low == int(low) and high == int(high) and high - low <= 10


def _words(indicator: Indicator, value: int) -> Label:
    """What stands beside a grade: its answer word, or its number with the word of the end it is."""
    place, last = value - int(indicator.range.min), int(indicator.range.max - indicator.range.min)
    if indicator.answers is not None:
        return Label(en=indicator.answers.en[place], zh=indicator.answers.zh[place])
    if indicator.statistic == "share" and last == 1:
        return Label(en=("No", "Yes")[place], zh=("否", "是")[place])
    if indicator.ends is None or 0 < place < last:
        return Label(en=str(value), zh=str(value))
    at = 0 if place == 0 else 1
    return Label(en=f"{value} - {indicator.ends.en[at]}", zh=f"{value} - {indicator.ends.zh[at]}")
