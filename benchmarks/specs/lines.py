"""YAML read with the line of every part, so that a problem of a spec can say where it stands."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

Location = tuple[str | int, ...]
Finding = tuple[Location, str, str, str]  # where, the rule broken, what stood there, what to do


_Fastest: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Fastest):
    """Plain scalars as a reader takes them: `no` and `on` are words, 1:30 is text, 1e-3 is a number.

    Dates stay text here, so that an impossible one is a problem with a line and not a crash of the parser.
    """


_KEPT = ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in _KEPT]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?(?:0|[1-9]\d*)$"), list("-+0123456789"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^(?:[-+]?(?:\d+\.\d*|\.\d+|\d+(?=[eE]))(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf)|\.(?:nan|NaN))$"),
    list("-+.0123456789"),
)


class NotYamlError(Exception):
    """The text is not YAML at all: the line, the parser's words, what to do."""

    def __init__(self, line: int, message: str, hint: str = "Mind the indentation, colons and quotes here.") -> None:
        super().__init__(message)
        self.line, self.message, self.hint = line, message, hint


class Document:
    """One YAML document: `data` as Python values, and the line of any location inside it (the first line is 1)."""

    def __init__(self, content: bytes) -> None:
        """Reads UTF-8 or UTF-16 text; raises NotYamlError where it is not one YAML document."""
        try:
            loader = _Loader(content)
            self.root = loader.get_single_node()
            _keep_version_as_written(self.root)
            # Before the values are made: that step copies merged keys (<<) into the nodes.
            self.repeated_keys = list(_repeated_keys(self.root))
            self.data: Any = None if self.root is None else loader.construct_document(self.root)
        except yaml.reader.ReaderError as error:
            before = content[: error.position] if isinstance(error.position, int) else b""
            message = f"a character that cannot be read ({error.reason})"
            raise NotYamlError(before.count(b"\n") + 1, message, "Save the file as UTF-8.") from error
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise NotYamlError(mark.line + 1 if mark else 1, error.problem or error.context or "not YAML") from error
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            raise NotYamlError(1, str(error) or type(error).__name__) from error

    def line(self, location: Location) -> int:
        """The line of the key or list item at a location; of the nearest part around it where it is missing."""
        node, line = self.root, 1 if self.root is None else self.root.start_mark.line + 1
        for step in location:
            found = _child(node, step)
            if found is None:
                break
            line, node = found
        return line


def _repeated_keys(root: yaml.Node | None) -> Iterator[tuple[int, str, int]]:
    """Every key that stands twice in one mapping: its line, the key, and the line of its first mention."""
    waiting, done = [root] if root else [], set()
    while waiting:
        node = waiting.pop()
        if id(node) in done or isinstance(node, yaml.ScalarNode):
            continue
        done.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
            continue
        first: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if isinstance(key, yaml.ScalarNode) and key.value in first:
                yield line, key.value, first[key.value]
            elif isinstance(key, yaml.ScalarNode):
                first[key.value] = line
            waiting.append(value)


def _child(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        pairs = [(key, value) for key, value in node.value if key.value == step]
        return (pairs[-1][0].start_mark.line + 1, pairs[-1][1]) if pairs else None
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    return None


def _keep_version_as_written(root: yaml.Node | None) -> None:
    """2026.10 is a version, not the number 2026.1."""
    if isinstance(root, yaml.MappingNode):
        for key, value in root.value:
            if key.value == "version" and isinstance(value, yaml.ScalarNode):
                value.tag = "tag:yaml.org,2002:str"
