"""Which questions a survey file answers: those its questionnaire asked, else those of the spec it is sent under."""

from collections.abc import Collection, Iterable, Iterator

from benchmarks.specs.asked import Prints, prints, reworded
from benchmarks.specs.models import SectorSpec
from data.mapping.file import Mapping
from data.problems.problem import Problem


def with_unlike(spec: SectorSpec, mapping: Mapping | None, found: Iterable[Problem]) -> tuple[Problem, ...]:
    """What was found of a file, after what its questionnaire asked otherwise than the spec.

    A mapping of another sector is told alone: what was read by it says nothing of the file.
    """
    other = tuple(_unlike(spec, mapping))
    return other if any(each.code == "asked_elsewhere" for each in other) else (*other, *found)


def _unlike(spec: SectorSpec, mapping: Mapping | None) -> Iterator[Problem]:
    """What the questionnaire behind a mapping asked otherwise than the spec does; nothing of a mapping without one.

    Another sector's and another scale are errors; other words are a warning, and a break of the series.
    """
    if mapping is None or mapping.asked is None:
        return
    asked = mapping.asked
    if asked.sector != spec.sector:
        yield Problem("asked_elsewhere", got=asked.sector, rule={"sector": spec.sector})
        return
    words, scale = reworded(asked.questions, prints(spec))
    for code, names in (("question_rescaled", scale), ("question_changed", words)):
        if names:
            yield Problem(code, got=asked.version, rule={"names": names})


def asked_in(spec: SectorSpec, mapping: Mapping | None, columns: Collection[str]) -> Prints:
    """The print of the question behind each column of a survey file, as it is kept with the batch."""
    told = prints(spec) | (mapping.asked.questions if mapping is not None and mapping.asked is not None else {})
    return {name: said for name, said in told.items() if name in columns}
