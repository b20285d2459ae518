"""The key of a chart: its signs with their words, below the plot and so in every picture that leaves the house."""

from collections.abc import Iterable, Sequence

import altair as alt

from pages.parts.charts import canvas, text
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word
from pages.parts.words.look import SMALL, VERDICTS

BELOW, ENTRY = 22, 18  # px from the plot to a key, and from line to line of it
WIDE, PHONE = 480, 320  # px of a line of a key, and of one on a telephone
HOLLOW = {"too_few", "triangle-up"}  # a role, and the sign beside what was not measured in scope
BROKEN, SIGN, BESIDE = "triangle-down", "▼", "△"  # a broken bottom line, its sign in text, and what was not in scope
Entry = tuple[str, str, str]  # role, shape, word


def layers() -> list[alt.Chart]:
    """The key below the plot, of the `rows` below; moved left where the plot is narrow."""
    entries = canvas.data("key").transform_calculate(
        across="narrow ? datum.narrow_across : datum.across + min(0, width + 80 - datum.far)",
        below="height + (narrow ? datum.narrow_below : datum.below)",
    )
    entries = entries.encode(x=canvas.px("across", alt.X), y=canvas.px("below"))
    sign = entries.mark_point(filled=True, opacity=1, size=60, strokeWidth=1.5).encode(
        shape=alt.Shape("shape:N", scale=None),
        fill=canvas.by_role("role", alt.Fill),
        stroke=canvas.by_role("edge", alt.Stroke),
        fillOpacity=alt.when(alt.datum.hollow).then(alt.value(0)).otherwise(alt.value(1)),
    )
    said = entries.transform_calculate(said="narrow ? datum.narrow_word : datum.word").mark_text(
        align="left", dx=10, fontSize=SMALL, lineBreak="\n", lineHeight=ENTRY - 3
    )
    return [sign, said.encode(text="said:N", color=alt.datum("muted"))]


def rows(entries: Iterable[Entry], edge: str | None = None, below: int = BELOW) -> list[dict]:
    """The rows of a key, over as many lines as they need.

    edge: a role in which all are outlined; below: px from the plot to the first line.
    """
    made: list[dict] = [
        {
            "role": role,
            "shape": shape,
            "word": word,
            "edge": edge or role,
            "hollow": role == "too_few" or shape == "triangle-up",
        }
        for role, shape, word in entries
    ]
    cut = [text.lines(row["word"], PHONE - 34) for row in made]
    wide = _laid([text.width(row["word"]) + 34 for row in made], WIDE)
    narrow = _laid([max(map(text.width, each)) + 34 for each in cut], PHONE, [len(each) for each in cut])
    far = max((end for _, _, end in wide), default=0)
    for row, each in zip(made, cut, strict=True):
        row["narrow_word"] = "\n".join(each)
    for row, (across, line, _), (narrow_across, narrow_line, _) in zip(made, wide, narrow, strict=True):
        row |= {"across": across, "below": below + ENTRY * line, "far": far}
        row |= {"narrow_across": narrow_across, "narrow_below": below + ENTRY * narrow_line}
    return made


def _laid(widths: list[float], room: float, high: Sequence[int] = ()) -> list[tuple[float, int, float]]:
    """Where each of some entries begins, on which line, and where it ends, where lines have so much room (px).

    high: over how many lines each goes, if not over one; what follows it begins a line of its own.
    """
    places, across, line = [], 8.0, 0
    for each, lines in zip(widths, high or [1] * len(widths), strict=True):
        if across > 8 and (across + each > room or lines > 1):
            across, line = 8.0, line + 1
        places.append((across, line, across + each))
        across, line = (across + each if lines == 1 else room), line + lines - 1
    return places


def verdicts(found: Iterable[str], language: Language) -> list[Entry]:
    """The verdicts that occur, for a key."""
    present = set(found)
    return [
        (code, look.shape, word(words.VERDICT, code, language)) for code, look in VERDICTS.items() if code in present
    ]


def broken(language: Language) -> Entry:
    """What SIGN before a name is, for a key."""
    return ("not_met", BROKEN, language.gettext("bottom line broken"))


def beside(language: Language) -> Entry:
    """What BESIDE behind a name or a score is, for a key."""
    return ("muted", "triangle-up", language.gettext("rests on measurements not made in scope"))


def interval(language: Language) -> Entry:
    """What a soft bar or band is, for a key."""
    return ("soft", "square", language.gettext("95% interval"))
