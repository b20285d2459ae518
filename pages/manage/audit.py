"""Who did and saw what, and when?"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

import pandas as pd
import streamlit as st

from data.frames import each_row
from data.kept import audit
from data.viewer import Viewer
from pages.parts.frame import page, platform, scope, tables
from pages.parts.frame.choice import one_of
from pages.parts.frame.reader import current
from pages.parts.frame.viewer import current_viewer
from pages.parts.views import people as people_words
from pages.parts.words import markdown, sentences
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word

BIND: Literal["query-params"] = "query-params"  # what is typed stands in the address
SHOWN, DAYS = 2000, 30  # rows in the browser, and days looked back at first
WIDTHS = (150, 210, 105, 155, 115, 330)  # px of the columns: an address and a file's name are read whole


def show(language: Language) -> None:
    """The page."""
    with page.screen("audit", language, demo=False) as screen:
        say, filters = language.gettext, _filters(language)
        rows = audit.trail(platform.store(), screen.viewer, **filters)
        who = rows["who"].nunique()
        title = language.ngettext("{n} entry by {people}", "{n} entries by {people}", len(rows)).format(
            n=language.number(len(rows)), people=sentences.count(who, "person", language)
        )
        screen.head(title, say("Nothing here is changed or taken out. Times are UTC."))
        if rows.empty:
            return page.empty(say("Nothing was noted that fits."), say("Choose other filters to see more."))
        shown = table(rows, language)
        widths = {name: st.column_config.Column(width=px) for name, px in zip(shown.columns, WIDTHS, strict=True)}
        tables.show(shown.head(SHOWN), "audit", widths)
        if len(shown) > SHOWN:
            said = say("The newest {n} are shown; the file has all.")
            st.caption(markdown.escaped(said.format(n=language.number(SHOWN))))
        _chain(screen.viewer, language)
        screen.take_away("audit", lambda: shown)


def _chain(viewer: Viewer, language: Language) -> None:
    """Whether what is listed is what was written: computed when asked for, since it reads every entry."""
    say = language.gettext
    if not st.button(say("Verify the audit"), key="verify_audit", icon=":material/verified_user:"):
        return
    found = audit.chained(platform.store(), viewer)
    if found is None:
        return
    if found.broken is not None:
        told = say("The audit was altered: entry {entry} of {entries} is not what was written.")
        st.error(told.format(entry=language.number(found.broken.entry), entries=language.number(found.entries)))
        return
    told = language.ngettext(
        "{n} entry is as it was written. The newest link of the chain is {head}.",
        "{n} entries are as they were written. The newest link of the chain is {head}.",
        found.entries,
    )
    st.success(told.format(n=language.number(found.entries), head=f"`{found.head}`"))
    noted = say("Note it where nobody who can write this store can change it, and compare later: {command}")
    st.caption(noted.format(command="`python -m benchmarks audit verify --head`"))


def _filters(language: Language) -> dict[str, Any]:
    say, today = language.gettext, datetime.now(UTC).date()
    left, second, third, fourth = st.columns(4)
    who = left.text_input(say("Who"), key="audit_who", placeholder=say("part of an address"), bind=BIND)
    with second:
        deeds = {"all": say("everything")} | {code: word(people_words.DEED, code, language) for code in audit.WHAT}
        what = one_of("audit_what", say("What"), list(deeds), deeds.__getitem__)
    days = third.date_input(say("From and to"), (today - timedelta(DAYS), today), key="audit_days")
    example = say("code, address or file")
    contains = fourth.text_input(say("About what"), key="audit_object", placeholder=example, bind=BIND)
    first, last = (*days, *days)[:2] if days else (None, None)
    return {
        **{"who": who, "what": None if what == "all" else what, "contains": contains},
        **{"since": _midnight(first), "until": _midnight(last and last + timedelta(1))},
    }


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time())


def table(found: pd.DataFrame, language: Language) -> pd.DataFrame:
    """TRAIL rows as they are read and taken away."""
    say, names, known = language.gettext, scope.Names(language), platform.specs()
    register = platform.enterprises(current_viewer())
    called = register["name_zh" if language.code == "zh" else "name_en"].fillna(register["enterprise"])
    makers = {
        (row.sector, row.enterprise): f"{name} ({row.enterprise})"
        for row, name in zip(each_row(register), called, strict=True)
    }
    return pd.DataFrame(
        {
            say("When"): found["happened_at"].dt.floor("s"),
            say("Who"): found["who"].map(language.told, na_action="ignore"),
            say("Role"): [word(words.ROLE, code, language) if code else "" for code in found["role"]],
            say("What"): [word(people_words.DEED, code, language) for code in found["what"]],
            say("Sector"): [names.sector(code) if code in known else code for code in found["sector"]],
            say("About what"): [
                people_words.matter(row.what, row.sector, row.object, makers, language) for row in each_row(found)
            ],
        }
    )


show(current())
