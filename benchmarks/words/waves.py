"""What is said of a wave that is not whole or not published: the same on screens, in files and in documents."""

from datetime import date

from benchmarks.words.language import Language, word
from benchmarks.words.terms import P

# Whether a wave is shown to everybody.
STATE = {
    "open": P("wave", "open"),
    "preview": P("wave", "in preview"),
    "published": P("wave", "published"),
}


def draft(state: str, wave: str, until: date | None, share: float, whole: bool, language: Language) -> str:
    """What a reader of a wave's results has to know of it; "" where it is published and whole.

    until: last day of its preview; share: of what was expected; whole: whether that is enough to start with.
    """
    say, parts = language.gettext, []
    if state == "open":
        parts.append(say("{wave} is not published: only its association and administrators see it."))
    elif state == "preview" and until is not None:
        parts.append(say("{wave} is not published yet: until {day} makers see their own results and may reply."))
    elif state == "preview":
        parts.append(say("{wave} is not published yet: makers see their own results and may reply."))
    if not whole:
        parts.append(say("{wave} has only begun: {share} of what was expected is in."))
    day = language.date(until) if until is not None else ""
    joined = parts if language.code == "zh" else [" " + each for each in parts]
    return "".join(joined).strip().format(wave=language.wave_name(wave), day=day, share=language.percent(share))


def offered(state: str, wave: str, share: float, whole: bool, language: Language) -> str:
    """A wave in a box: its name, with its state and its coverage where it is not published or not whole."""
    name, say = language.wave_name(wave), language.gettext
    if state != "published":
        said = say("{wave}: {state}, {share} measured so far")
        return said.format(wave=name, state=word(STATE, state, language), share=language.percent(share))
    if whole:
        return name
    return say("{wave}: {share} measured so far").format(wave=name, share=language.percent(share))
