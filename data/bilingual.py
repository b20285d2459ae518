"""One text in both languages, for fields that have no column for each: English ‖ 中文."""

BETWEEN = " ‖ "  # a sign that nobody types by chance, so that no text of one language is ever cut


def halves(text: str) -> tuple[str, str]:
    """The English and the Chinese part of a text; the whole text twice where it is not written as two parts."""
    english, between, chinese = text.partition(BETWEEN)
    if not between or not english.strip() or not chinese.strip() or BETWEEN in chinese:
        return text, text
    return english.strip(), chinese.strip()
