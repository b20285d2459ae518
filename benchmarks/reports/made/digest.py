"""What changed, as a mail ready to send: ten lines at most, in the reader's language, with the way to each screen."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from urllib.parse import urlencode

import pandas as pd

from benchmarks.columns import OVERALL
from benchmarks.index.waves import waves
from benchmarks.publishing.states import PREVIEW, SHOWN
from benchmarks.reports.content.source import Source
from benchmarks.words import progress as said_of
from benchmarks.words import sentences
from data.frames import row_of
from data.kept import batches
from data.wave import in_order

MOST = 10  # lines
# A verdict of PROGRESS, the wave it looks back to, and the change with its interval: the last step is said first.
_SINCE = ("since_verdict", "since_wave", "since_change", "since_low", "since_high")
_OVER = ("verdict", "from_wave", "change", "low", "high")
LATELY = timedelta(days=90)  # a batch taken back before is no news


def mail(src: Source, site: str, today: date) -> bytes:
    """The mail of who reads: one's own product lines where the selection names a maker, else the sectors'.

    site: the address under which the program is reached. X-Unsent: it opens in a mail program as a draft.
    """
    own = src.selection.enterprise is not None
    lines = [*_published(src), *(_own(src) if own else _sectors(src)), *_withdrawn(src, today)][:MOST]
    message = EmailMessage()
    wave = src.language.wave(src.wave)
    who = src.makers.get(src.selection.maker(), src.selection.maker()) if own else src.say("all sectors")
    message["Subject"] = src.say("Duibiao, {wave}: what changed for {who}", wave=wave, who=who)
    message["Date"] = datetime.now(UTC)
    message["X-Unsent"] = "1"
    message["Content-Language"] = src.language.code
    marks = "".join(f"[{badge}] " for badge in src.badges)
    body = [marks + message["Subject"], "", *(f"- {line}" for line in lines), "", *_ways(src, site)]
    message.set_content("\n".join(body) + "\n", charset="utf-8", cte="base64")
    return message.as_bytes()


def _published(src: Source) -> Iterator[str]:
    """Waves that makers are asked to look at before they are shown, and the wave the mail is about."""
    found = waves(src.reading.all_waves())
    for _, row in found[found["state"] == PREVIEW].head(2).iterrows():
        text = src.say(
            "{sector}, {wave}: in preview until {day}; replies are taken until then.",
            sector=src.sector_name(str(row["sector"])),
            wave=src.language.wave_name(str(row["wave"])),
            day=src.language.date(row["until"]),
        )
        yield text
    shown = found[(found["state"] == SHOWN) & (found["wave"] == src.wave)]
    names = src.language.both(src.sector_name(str(code)) for code in shown["sector"])
    if len(shown):
        yield src.say("{wave} is published: {sectors}.", wave=src.language.wave_name(src.wave), sectors=names)


def _sectors(src: Source) -> Iterator[str]:
    """Where each sector stands, what moved since the wave before, what is broken."""
    rows = src.rows("board", all_waves=True)
    rows = rows[(rows["level"] == "sector") & (rows["dimension"] == OVERALL)].dropna(subset="score")
    counts = src.rows("counts").set_index("sector")["broken"]
    for sector, own in rows.groupby("sector"):
        known = in_order(list(own["wave"]))
        if src.wave not in known:
            continue
        by_wave = own.set_index("wave", drop=False)
        now, parts = row_of(by_wave, src.wave), []
        score, anew = src.score("digest", "board", now), ""
        parts.append(src.say("{sector}: {score} points", sector=src.sector_name(str(sector)), score=score))
        if known.index(src.wave):
            before = row_of(by_wave, known[known.index(src.wave) - 1])
            change = src.language.number(now["score"] - before["score"], 1, sign=True)
            parts.append(src.say("{change} since {wave}", change=change, wave=src.language.wave_name(before["wave"])))
            anew = src.anew(str(sector), str(before["wave"]), src.wave)
        if sector in counts.index and counts[sector]:
            parts.append(sentences.broken_lines(int(counts[sector]), src.language))
        said = sentences.ended(src.language.gettext("; ").join(parts), src.language)
        yield sentences.joined([said, anew], src.language)


def _own(src: Source) -> Iterator[str]:
    """Of a maker: broken bottom lines, then what moved: since the wave before, and over the waves."""
    lines = src.rows("bottom_lines")
    for _, row in lines[lines["verdict"] == "not_met"].head(4).iterrows():
        name = src.indicator_name(str(row["sector"]), str(row["indicator"]))
        kind = src.category_name(str(row["sector"]), str(row["category"]))
        yield src.say("Bottom line broken: {indicator}, {category}.", indicator=name, category=kind)
    rows = src.rows("progress")
    rows = rows[rows["verdict"].isin(["improved", "worsened"]) | rows["since_verdict"].isin(["improved", "worsened"])]
    for _, row in rows.iterrows():
        measure, language = src.indicator(row), src.language
        told, both = language.gettext("{moved} since {wave}"), list[str]()
        for verdict, start, change, low, high in (_SINCE, _OVER):
            if row[verdict] in ("improved", "worsened") and not (both and row["method"] == "difference"):
                moved = said_of.change_text(row[change], row[low], row[high], measure, language)
                both.append(told.format(moved=moved, wave=language.wave_name(row[start])))
        name = src.indicator_name(str(row["sector"]), str(row["indicator"]))
        kind = src.category_name(str(row["sector"]), str(row["category"]))
        said = language.gettext("{indicator}, {category}: {moved}.")
        yield said.format(indicator=name, category=kind, moved=sentences.clauses(both, language))


def _withdrawn(src: Source, today: date) -> Iterator[str]:
    """Batches taken back lately, where the reader sees batches."""
    gone = batches.batches(src.reading.store, src.reading.viewer, sector=src.selection.sector, live=False)
    for _, row in gone.iterrows():
        if today - pd.Timestamp(row["withdrawn_at"]).date() <= LATELY:
            yield src.say("Batch {batch} was withdrawn: {why}", batch=row["batch"], why=str(row["why"])[:120])


def _ways(src: Source, site: str) -> list[str]:
    """The addresses of the screens where it can be looked at."""
    chosen = src.selection.chosen() | {"wave": src.wave, "lang": src.language.code}
    screens = ("gaps", "progress") if src.selection.enterprise else ("", "changes")
    return [f"{site.rstrip('/')}/{screen}?{urlencode(chosen)}" for screen in screens]
