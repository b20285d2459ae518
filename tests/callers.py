"""Which definitions of the product are reached from its doors: the screens, the command line, the app. By AST alone."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_PROGRAM = re.compile(r"from ([\w.]+) import (\w+)")
ROOMS = ("data", "benchmarks", "pages")


@cache
def tree_of(path: Path) -> ast.Module:
    """A file's syntax: read once a process, whichever test asks, and by none that is only collected."""
    return ast.parse(path.read_text(encoding="utf-8"))


@dataclass
class Module:
    """One file: what it defines at its top, what it imports under which name, and what runs when it is imported."""

    name: str
    path: Path
    package: bool = False
    defined: dict[str, list[ast.stmt]] = field(default_factory=dict)
    imported: dict[str, str] = field(default_factory=dict)
    run: list[ast.stmt] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the file."""
        self.tree = tree_of(self.path)
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                whole = {each.asname: each.name for each in node.names if each.asname}
                self.imported |= whole | {top: top for each in node.names if (top := each.name.split(".")[0])}
            elif isinstance(node, ast.ImportFrom):
                self.imported |= {each.asname or each.name: f"{node.module}.{each.name}" for each in node.names}
        for node in self.tree.body:
            names = list(_named(node))
            for name in names:
                self.defined.setdefault(name, []).append(node)
            if not names:
                self.run.append(node)

    def attributes(self) -> Iterator[ast.Attribute]:
        """Every `.name` that the file asks anything for."""
        yield from (each for each in ast.walk(self.tree) if isinstance(each, ast.Attribute))


def _named(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    yield from (each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name))


class House:
    """All modules of the product, and what is reached in them from `doors`."""

    def __init__(self, root: Path = ROOT, rooms: tuple[str, ...] = ROOMS) -> None:
        """Read every file of the rooms, and the app itself."""
        files = [path for room in rooms for path in sorted((root / room).rglob("*.py"))]
        self.modules: dict[str, Module] = {}
        self._named: dict[int, frozenset[str]] = {}
        for path in [*files, *root.glob("streamlit_app.py")]:
            parts = path.relative_to(root).with_suffix("").parts
            package = parts[-1] == "__init__"
            name = ".".join(parts[:-1] if package else parts)
            self.modules[name] = Module(name, path, package)

    def resolved(self, dotted: str) -> str:
        """The place a name really is defined at: followed through what modules hand on."""
        for _ in range(len(self.modules)):
            module, _, name = dotted.rpartition(".")
            if dotted in self.modules or module not in self.modules or name in self.modules[module].defined:
                break
            found = self.modules[module].imported
            dotted = found.get(name, found["*"].removesuffix("*") + name if "*" in found else "")
        return dotted

    def named_in(self, module: Module, node: ast.AST) -> Iterator[str]:
        """Every definition or module of the house that a piece of a module's code names."""
        for each in ast.walk(node):
            if isinstance(each, ast.Name):
                yield from self._of(module, [each.id])
            elif isinstance(each, ast.Attribute):
                chain, inner = [each.attr], each.value
                while isinstance(inner, ast.Attribute):
                    chain, inner = [inner.attr, *chain], inner.value
                if isinstance(inner, ast.Name):
                    yield from self._of(module, [inner.id, *chain])
            elif isinstance(each, ast.Constant) and isinstance(each.value, str):
                # A program handed to a process of its own.
                yield from (self.resolved(".".join(found)) for found in _PROGRAM.findall(each.value))
            elif isinstance(each, ast.Import | ast.ImportFrom):
                above = f"{each.module}." if isinstance(each, ast.ImportFrom) else ""
                stems = [f"{above}{alias.name}" for alias in each.names]
                yield from (name for stem in stems for name in (stem, stem.rpartition(".")[0]) if name in self.modules)

    def _of(self, module: Module, chain: list[str]) -> Iterator[str]:
        first, *rest = chain
        if first in module.defined:
            yield f"{module.name}.{first}"
        elif first in module.imported:
            at = self.resolved(module.imported[first])
            while rest and at in self.modules:
                yield at
                at = self.resolved(f"{at}.{rest.pop(0)}")
            yield at

    def doors(self) -> Iterator[str]:
        """What a person starts: modules that can be run, and the screens."""
        for name, module in self.modules.items():
            runs = any("__main__" in ast.dump(node) for node in module.run)
            if runs or name == "streamlit_app" or (name.startswith("pages.") and not name.startswith("pages.parts")):
                yield name

    def reached(self, doors: Iterable[str], *, past: Iterable[str] = ()) -> set[str]:
        """Modules (by name) and definitions (module.name) that the doors lead to, going past what is named so."""
        seen: set[str] = set(past)
        waiting = list(doors)
        while waiting:
            at = waiting.pop()
            if at in seen:
                continue
            seen.add(at)
            if at in self.modules:
                module, nodes = self.modules[at], self.modules[at].run
                waiting += [at.rpartition(".")[0]] if at.rpartition(".")[0] in self.modules else []
            else:
                stem, _, name = at.rpartition(".")
                if stem not in self.modules or name not in self.modules[stem].defined:
                    continue
                module, nodes = self.modules[stem], self.modules[stem].defined[name]
                waiting.append(stem)
            for node in nodes:
                if id(node) not in self._named:
                    self._named[id(node)] = frozenset(self.named_in(module, node))
                waiting += self._named[id(node)]
        return seen


@cache
def house() -> House:
    """The product, read once a process."""
    return House()
