"""Long work that a reader may leave: it goes on in the server, says how far it is, and waits to be taken away."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock, Thread

from data.refusal import Refused
from pages.parts.words.language import Language

_MOST = 20  # jobs held in memory; the oldest that has ended goes first
_JOBS: dict[tuple, "Job"] = {}
_LOCK = Lock()


class UnwantedError(Exception):
    """The reader wants it no more."""


@dataclass(frozen=True)
class Made:
    """What came of it: the name of a file, the sentence that says what is in it, and its bytes."""

    name: str
    said: str
    content: bytes


@dataclass
class Job:
    """One piece of work in `every` steps; `made` or `fault` is set when it has ended."""

    every: int
    begun: float = field(default_factory=time.monotonic)
    done: int = 0
    made: Made | None = None
    fault: Exception | None = None
    ended: Event = field(default_factory=Event)
    unwanted: Event = field(default_factory=Event)

    def step(self, _name: str = "") -> None:
        """One more step is done; here work stops that nobody wants any more."""
        self.done += 1
        if self.unwanted.is_set():
            raise UnwantedError

    def run(self, work: Callable[["Job"], Made]) -> None:
        """The work from first to last; what goes wrong is kept for the reader."""
        try:
            self.made = work(self)
        except UnwantedError:
            pass
        except Exception as error:  # a thread's fault is raised again where the reader is
            self.fault = error
        finally:
            self.ended.set()

    def left(self, now: float) -> float | None:
        """Seconds until the last step at the pace so far; None before the first step."""
        return (now - self.begun) / self.done * (self.every - self.done) if self.done else None

    def said(self, language: Language, now: float) -> str:
        """How far it is, and about how long it still takes."""
        say = language.gettext
        far = say("{done} of {all}").format(done=language.number(self.done), all=language.number(self.every))
        left = self.left(now)
        if left is None:
            return far
        if left < 60:
            seconds = max(1, round(left))
            rest = language.ngettext("about {n} second left", "about {n} seconds left", seconds).format(n=seconds)
        else:
            minutes = round(left / 60)
            rest = language.ngettext("about {n} minute left", "about {n} minutes left", minutes).format(n=minutes)
        return say("{done}, {rest}").format(done=far, rest=rest)


def begin(key: tuple, every: int, work: Callable[[Job], Made]) -> Job:
    """Start work under a key, in place of what ended there; refused while it still goes on."""
    with _LOCK:
        before = _JOBS.pop(key, None)
        if before is not None and not before.ended.is_set():
            _JOBS[key] = before
            raise Refused("still_making")
        ended = [name for name, job in _JOBS.items() if job.ended.is_set()]
        for name in ended[: max(0, len(_JOBS) + 1 - _MOST)]:
            del _JOBS[name]
        job = _JOBS[key] = Job(every)
    Thread(target=job.run, args=(work,), daemon=True).start()
    return job


def of(key: tuple) -> Job | None:
    """The work under a key, going on or ended."""
    return _JOBS.get(key)


def forget(key: tuple) -> None:
    """Want it no more: what goes on stops at its next step, what was made is thrown away."""
    with _LOCK:
        job = _JOBS.pop(key, None)
    if job is not None:
        job.unwanted.set()
