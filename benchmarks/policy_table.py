"""The policy constants as a table: name, value, and the reason that stands beside each in policy.py."""

import ast
import io
import re
import tokenize
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks import policy

# Read together with the module, so that the two agree where the file is edited under a running server.
_TEXT = Path(policy.__file__).read_text(encoding="utf-8")
_TITLE = re.compile(r"--- (.+)")


@dataclass(frozen=True)
class Constant:
    """One choice: the heading it stands under, its value, and its source or reason in English."""

    group: str
    name: str
    value: float
    why: str

    @property
    def written(self) -> str:
        """The value in six digits at most, a whole number in full."""
        return f"{self.value:.6g}" if isinstance(self.value, float) else str(self.value)


@cache
def constants() -> tuple[Constant, ...]:
    """Every constant of policy.py in its order; one without a reason beside it is refused with a ValueError."""
    said = {
        token.start[0]: token.string.lstrip("# ")
        for token in tokenize.generate_tokens(io.StringIO(_TEXT).readline)
        if token.type == tokenize.COMMENT
    }
    found = []
    for node in ast.parse(_TEXT).body:
        if isinstance(node, ast.Assign):
            why = " ".join(said[line] for line in range(node.lineno, node.end_lineno + 1) if line in said)
            group = [title[1] for line, each in said.items() if line < node.lineno and (title := _TITLE.match(each))]
            names = [each.id for each in ast.walk(node.targets[0]) if isinstance(each, ast.Name)]
            if not why or not group:
                raise ValueError(f"{', '.join(names)}: a policy constant has its source beside it, under a heading")
            found += [Constant(group[-1], name, getattr(policy, name), why) for name in names]
    return tuple(found)


def messages() -> tuple[str, ...]:
    """Headings and reasons, once each: what a reader sees in words."""
    return tuple(dict.fromkeys(text for each in constants() for text in (each.group, each.why)))
