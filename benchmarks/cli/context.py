"""What every command shares: the store and specs asked for, where output goes, refusals in one sentence."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from benchmarks.specs.problems import SpecError
from data.refusal import Refused, StoreError

if TYPE_CHECKING:  # a command that opens neither does not wait for what reads them
    from benchmarks.reports.remote import Server
    from benchmarks.specs.spec import Specs
    from data.store import Store


class Context:
    """The store and the specs a command was given, opened when first used."""

    def __init__(self, store: Path, specs: Path, url: str | None = None, token: str | None = None) -> None:
        """Remember the places; nothing is opened yet. url: of a running server that holds the store."""
        self.store_path, self.specs_path = store, specs
        self.url, self.token = url, token

    @cached_property
    def server(self) -> "Server | None":
        """The running server that is worked through, if one was named."""
        if self.url is None:
            return None
        from benchmarks.reports.remote import Server

        return Server(self.url, self.token)

    @cached_property
    def store(self) -> "Store":
        """The store, made when it is not there; let go at the end of the command that opened it."""
        if self.url is not None:
            raise Refused("server_cannot", command=click.get_current_context().info_name)
        from data.store import held, open_store

        mine = not held(self.store_path)
        opened, running = open_store(self.store_path), click.get_current_context(silent=True)
        if mine and running is not None:
            running.find_root().call_on_close(opened.close)
        return opened

    @cached_property
    def specs(self) -> "Specs":
        """The specs; refused whole when any of them has a problem."""
        from benchmarks.specs.spec import load_specs

        return load_specs(self.specs_path)

    def spec_of(self, sector: str) -> "Specs":
        """What a file of one sector needs: its spec alone where that can be had; refused as `specs` is otherwise."""
        from benchmarks.specs.spec import spec_of

        return spec_of(self.specs_path, sector)


@contextmanager
def refusals() -> Iterator[None]:
    """A user's mistake is one sentence on stderr and exit code 1, never a traceback."""
    try:
        yield
    except SpecError as error:
        refuse([asdict(each) for each in error.problems], str(error))
    except (Refused, StoreError) as error:
        refuse([{"code": "refused", "message": str(error)}], str(error))


def refuse(reasons: list[dict], sentence: str) -> NoReturn:
    """Say why on stderr, as JSON records with --format json, and end with exit code 1."""
    as_json = (click.get_current_context(silent=True) is not None) and "json" in _format_asked()
    click.echo(json.dumps(reasons, ensure_ascii=False, indent=1, default=str) if as_json else sentence, err=True)
    sys.exit(1)


def _format_asked() -> str:
    words = sys.argv[1:]
    after = [words[i + 1] for i, word in enumerate(words[:-1]) if word == "--format"]
    return (after or [word.split("=", 1)[1] for word in words if word.startswith("--format=")] or [""])[-1]


def say(content: bytes | str, output: Path | None = None) -> None:
    """Write to a file or to standard output."""
    content = content.encode() if isinstance(content, str) else content
    if output is None:
        click.echo(content, nl=False)
        return
    whole = output.with_name(f".{output.name}.part") if output.is_file() or not output.exists() else output
    try:
        whole.write_bytes(content)
        whole.replace(output)  # no half file under the name that was asked for
    except OSError as error:
        if whole != output:
            with suppress(OSError):  # where its folder is a file, there is nothing to take away
                whole.unlink()
        raise Refused(f"{output} cannot be written: {error.strerror}. Choose another place with -o.") from None


@contextmanager
def steps(total: int, label: str) -> Iterator[Callable[[str], None]]:
    """A progress bar on a terminal, silence in a pipe; called with the name of each step."""
    with click.progressbar(
        length=total,
        label=label,
        file=sys.stderr,
        item_show_func=lambda name: name or "",
        hidden=not sys.stderr.isatty(),
    ) as bar:
        yield lambda name: bar.update(1, name)
