"""Labelled codes: when the label says more than the code, and when the code is the answer."""

import re
from collections.abc import Iterable, Mapping

# Words of answer scales: where half of the labels hold one, the code is the rating itself.
_SCALE = re.compile(
    r"满意|同意|[很较最不]好|好$|非常|一般|[很较不最]差|差$|可能|愿意|推荐|重要|经常|偶尔|从不|总是|喜欢|认可|符合|\d\s*分"
    r"|satisf|agree|likely|\bgood\b|poor|excellent|fair\b|neutral|important|often|never|always|sometimes|recommend",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![A-Za-z\d])\d+")  # E1 is a name, not the number 1


def say_more(used: Iterable[str], labels: Mapping[str, str], measure: str) -> bool:
    """Whether a column's codes are to be read as their labels.

    used: the codes that occur; labels: text by code; measure: nominal, ordinal, scale or unknown, as SPSS names it.
    No, if a code that occurs has no label, if the labels are of an answer scale, or if SPSS calls the codes ordered.
    """
    codes = list(used)
    if not codes or not all(labels.get(code, "").strip() for code in codes):
        return False
    rated = [code for code, text in labels.items() if _SCALE.search(text) or code in _NUMBER.findall(text)]
    return measure not in ("ordinal", "scale") and len(rated) * 2 < len(labels)
