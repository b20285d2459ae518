"""What is due, as a calendar (RFC 5545): actions, replies, waves to publish, scopes and certificates that end."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from urllib.parse import urlencode

import pandas as pd
from icalendar import Calendar, Event

from benchmarks.index.waves import waves
from benchmarks.infrastructure.certificates import certificates
from benchmarks.publishing.states import OPEN, PREVIEW
from benchmarks.reading import Reading
from benchmarks.words.language import Language
from data.frames import each_row
from data.kept import actions
from data.kept.publishing import may_publish
from data.kept.register import enterprises, scope_lines
from data.wave import Wave

_ENDED = ("done", "stopped")


class Due(NamedTuple):
    """One thing that is due: a name that stays its own, the day, what, the screen and what it is asked for."""

    name: str
    day: date
    title: str
    screen: str
    chosen: dict[str, str]


def calendar(reading: Reading, language: Language, site: str, today: date) -> bytes:
    """An entry of a whole day for each thing that is due in the reading's selection, as its viewer may see it.

    today: what ended before is left out, but for actions and waves that still wait. site: where the pages are reached.
    """
    made = Calendar()
    for name, value in (("prodid", "-//Duibiao//EN"), ("version", "2.0"), ("x-wr-calname", "Duibiao")):
        made.add(name, value)
    found = [*_actions(reading, language), *_waves(reading, language), *_scopes(reading, language, today)]
    for each in sorted([*found, *_certificates(reading, language, today)], key=lambda due: (due.day, due.name)):
        entry = Event()
        entry.add("uid", f"{each.name}@duibiao")
        entry.add("dtstamp", datetime.combine(today, time(), UTC))
        entry.add("dtstart", each.day)
        entry.add("dtend", each.day + timedelta(days=1))
        entry.add("summary", each.title)
        entry.add("url", f"{site.rstrip('/')}/{each.screen}?{urlencode(each.chosen | {'lang': language.code})}")
        made.add_component(entry)
    return made.to_ical()


def _actions(reading: Reading, language: Language) -> Iterator[Due]:
    """Actions under way, on the last day of the wave in which they are measured."""
    found = reading.selection.only(actions.actions(reading.store, reading.viewer))
    makers = _makers(reading, language)
    for row in each_row(found[~found["status"].isin(_ENDED)]):
        said = language.gettext("Action {number} of {enterprise} is due: {indicator}, {wave}")
        spec = reading.specs.get(row.sector)
        known = {} if spec is None else {each.id: language.label(each.label) for each in spec.indicators}
        name, wave = known.get(row.indicator, row.indicator), language.wave_name(row.due_wave)
        maker = makers.get((row.sector, row.enterprise), row.enterprise)
        title = said.format(number=row.action, enterprise=maker, indicator=name, wave=wave)
        day, chosen = Wave.parse(row.due_wave).end, {"sector": row.sector, "action": str(row.action)}
        yield Due(f"action-{row.action}", day, title, "actions", chosen)


def _waves(reading: Reading, language: Language) -> Iterator[Due]:
    """Of a preview the last day to reply; of a wave that waits, for who decides on it, the last day of its round."""
    for row in each_row(waves(reading)):
        chosen = {"sector": row.sector, "wave": row.wave}
        values = {"sector": _sector(reading, row.sector, language), "wave": language.wave_name(row.wave)}
        name = f"{row.sector}-{row.wave}"
        if row.state == PREVIEW:
            title = language.gettext("{sector}, {wave}: last day for replies").format(**values)
            screen = "gaps" if reading.viewer.role == "manufacturer" else "waves"
            yield Due(f"replies-{name}", row.until, title, screen, chosen)
        elif row.state == OPEN and may_publish(reading.viewer, row.sector):
            title = language.gettext("{sector}, {wave}: waits to be published").format(**values)
            yield Due(f"publish-{name}", Wave.parse(row.wave).end, title, "waves", chosen)


def _scopes(reading: Reading, language: Language, today: date) -> Iterator[Due]:
    """Last days of the scopes of laboratories, one entry a laboratory and day."""
    lines = reading.selection.only(scope_lines(reading.store, reading.viewer))
    lines = lines[lines["sector"].map(reading.viewer.sees_sector).astype(bool)]
    for sector, lab, name, until in sorted(set(_of(lines, "sector", "lab", "name", "valid_until"))):
        if until >= today:
            title = language.gettext("Scope of {lab} ends").format(lab=language.told(name))
            yield Due(f"scope-{sector}-{lab}-{until}", until, title, "laboratories", {"sector": sector})


def _of(lines: pd.DataFrame, *names: str) -> Iterator[tuple[str, str, str, date]]:
    for sector, lab, name, until in lines[list(names)].dropna(subset="valid_until").itertuples(index=False):
        yield str(sector), str(lab), str(name), pd.Timestamp(until).date()


def _certificates(reading: Reading, language: Language, today: date) -> Iterator[Due]:
    """Last days of certificates that are valid."""
    found = certificates(reading, today)
    valid = found[(found["state"] == "valid") & found["until"].notna()]
    makers = _makers(reading, language)
    lines = scope_lines(reading.store, reading.viewer).dropna(subset="name").drop_duplicates("lab")
    labs = {row.lab: language.told(row.name) for row in each_row(lines)}
    # One row for each product that a certificate names; it ends once.
    for row in each_row(valid.drop_duplicates(["sector", "subject", "enterprise", "lab", "until"])):
        title = language.gettext("Certificate {certificate} of {enterprise} ends")
        whose = makers.get((row.sector, row.enterprise), row.enterprise) or labs.get(row.lab, row.lab)
        title = title.format(certificate=row.subject, enterprise=whose)
        name = f"certificate-{row.sector}-{row.enterprise or row.lab}-{row.subject}-{row.until}"
        yield Due(name, row.until, title, "certificates", {"sector": row.sector})


def _makers(reading: Reading, language: Language) -> dict[tuple[str, str], str]:
    """The name of each maker the viewer sees, in the reader's language."""
    found = enterprises(reading.store, reading.viewer)
    called = found["name_zh" if language.code == "zh" else "name_en"].fillna(found["enterprise"])
    return dict(zip(zip(found["sector"], found["enterprise"], strict=True), called, strict=True))


def _sector(reading: Reading, code: str, language: Language) -> str:
    return language.label(reading.specs[code].label) if code in reading.specs else code
