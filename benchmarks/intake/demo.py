"""Fill a store with the synthetic demo: files through the same intake as any, actions told as their makers would."""

import json
import threading
from collections.abc import Callable
from datetime import datetime, time, timedelta

from benchmarks.actions.register import register, spec_findings
from benchmarks.intake import interim
from benchmarks.intake.load import load
from benchmarks.intake.sending import Sending
from benchmarks.publishing.deeds import publish
from benchmarks.specs.lookup import find
from benchmarks.specs.spec import Specs
from data.demo import WAVES, DemoFile, accounts, fieldwork, files, help
from data.demo.actions import ACTIONS, APPROACHES, PROJECT_OF, DemoAction
from data.demo.governance import RECORDS, TIERED, governance_files
from data.demo.more import LATER
from data.demo.projects import project_files
from data.kept import actions, batches, publishing, tiers
from data.kept.action_rules import EMPTY
from data.kept.batches import Upload
from data.kept.evidence import attach
from data.kept.fieldwork import newest
from data.kept.promised import help as asking
from data.kept.register import enterprises
from data.mapping.mapping import Mapping
from data.refusal import Refused
from data.store import Store
from data.viewer import LOCAL
from data.wave import Wave

_FILLING = threading.Lock()
# The smallest PDF that viewers open: one empty page.
_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


def demo_files(specs: Specs) -> list[DemoFile]:
    """The demo's files in the order in which they are loaded."""
    *made, last = files(specs)
    further = (*governance_files(specs), *project_files(specs))
    return [*made, *(DemoFile(*each) for each in further), last]


def unfinished(store: Store) -> bool:
    """Whether nothing was ever loaded, or a fill with the demo was cut off before its last file."""
    known = batches.batches(store, LOCAL)
    if known.empty:
        return True
    promised = json.loads(known["record"].iloc[-1]).get("demo_files", 0)
    return bool(known["synthetic"].all() and known["withdrawn_at"].isna().all()) and len(known) < promised


def fill(store: Store, specs: Specs, made: list[DemoFile], progress: Callable[[str], object] = str) -> int:
    """Load the demo's files; returns how many were new. A fill that was cut off goes on where it stopped.

    Refuses a store that holds batches which are not synthetic, and files that the intake refuses.
    """
    with _FILLING:
        known = batches.batches(store, LOCAL)
        if not known["synthetic"].all():
            raise Refused("demo_real")
        held = set(known.loc[known["withdrawn_at"].isna(), "sha256"])
        loaded = 0
        for file in made:
            if file is made[-1]:
                # Before the last file: a fill that is cut off here is known as unfinished and goes on.
                fill_actions(store, specs)
                _publish(store, specs)
                _fill_replies(store)
                _fill_tiers(store, specs)
                _run_round(store, specs)
                _fill_help(store, specs)
            upload = _upload(file, specs, len(made))
            if upload.sha256 not in held:
                _load(store, specs, upload)
                loaded += 1
            progress(file.name)
        _publish(store, specs)
    return loaded


def _upload(file: DemoFile, specs: Specs, promised: int) -> Upload:
    return Upload(
        *(file.kind, file.sector, file.content, file.name, file.survey or "", file.wave or "", file.title_en),
        spec_version=specs[file.sector].version,
        synthetic=True,
        record={"title_zh": file.title_zh, "demo_files": promised},
    )


def _load(store: Store, specs: Specs, upload: Upload) -> None:
    # Judged as of its own wave: a clock that is behind must not refuse the demo's dates. Checks go on after theirs.
    today = Wave.parse(WAVES[-1] if upload.kind == "checks" else upload.wave).end if upload.wave else None
    outcome = load(store, specs, LOCAL, Sending(upload, today=today))
    if outcome.errors:
        raise Refused("demo_refused", file=upload.file_name, why=str(outcome.errors[0]))


def _publish(store: Store, specs: Specs) -> None:
    """Publish every wave of the demo, each some weeks after its end, but for the one that has only begun."""
    waves = store.versions().measured()
    decided = {(each.sector, each.wave) for each in publishing.events(store, LOCAL)}
    for sector, wave in sorted(set(waves) - decided, key=lambda place: Wave.parse(place[1])):
        if wave != LATER:
            at = datetime.combine(Wave.parse(wave).end + timedelta(weeks=6), time(9))
            names = (specs[sector].label.en, specs[sector].label.zh) if sector in specs else (sector, sector)
            by = accounts.house(sector, *names)
            publish(store, by, sector, wave, day=at.date(), at=at, synthetic=True)


def _run_round(store: Store, specs: Specs) -> None:
    """The round that is still running: its plan and what is in so far, once."""
    if not fieldwork.applicable(specs) or any(each.survey == fieldwork.SURVEY for each in newest(store, LOCAL)):
        return
    known = enterprises(store, LOCAL)
    makers = sorted(known.loc[known["sector"] == fieldwork.SECTOR, "enterprise"])
    made, place = fieldwork.running(specs[fieldwork.SECTOR], makers), (fieldwork.SURVEY, fieldwork.WAVE)
    plan, counts = (
        Sending(Upload("survey", fieldwork.SECTOR, content, name, *place), Mapping())
        for name, content in (("plan.csv", made.plan), ("interim.csv", made.interim))
    )
    interim.plan(store, specs, LOCAL, plan, fieldwork.STARTS, fieldwork.ENDS, synthetic=True)
    found = interim.count(store, specs, LOCAL, counts, fieldwork.AS_OF, synthetic=True)
    if found.errors:
        raise Refused("demo_refused", file="track", why=str(found.errors[0]))


def fill_actions(store: Store, specs: Specs) -> int:
    """Register the demo's actions that the specs and the register know, all or none; returns how many were new."""
    with store.together() as inside:
        return _told(inside, specs)


def _told(store: Store, specs: Specs) -> int:
    known = enterprises(store, LOCAL)
    named = set(zip(known["sector"], known["enterprise"], strict=True))
    held = actions.actions(store, LOCAL)
    keys = ["sector", "enterprise", "category", "indicator", "due_wave"]
    there = set(held.loc[held["synthetic"].astype(bool), keys].itertuples(index=False, name=None))
    new = 0
    for one in ACTIONS:
        fields = _fields(one)
        place = (one.sector, one.enterprise, one.category, one.indicator, fields["due_wave"])
        if (one.sector, one.enterprise) not in named or place in there:
            continue
        if not spec_findings(specs, one.sector, EMPTY | fields):
            _tell(store, specs, one, fields)
            new += 1
    return new


def _fill_replies(store: Store) -> None:
    """What the demo's makers say to the records about them, once."""
    known = enterprises(store, LOCAL)
    named, said = set(zip(known["sector"], known["enterprise"], strict=True)), tiers.replies(store, LOCAL)
    for one in RECORDS:
        if one.reply and (one.sector, one.enterprise) in named and (one.sector, one.subject) not in said:
            maker, day = accounts.maker(one.sector, one.enterprise), one.replied_on
            place = (one.sector, one.enterprise, one.subject)
            tiers.reply(store, maker, *place, one.reply, at=datetime.fromisoformat(day), synthetic=True)


def _fill_tiers(store: Store, specs: Specs) -> None:
    """What the demo's authority decided about tiers, once: one person decides, another confirms."""
    known = enterprises(store, LOCAL)
    named = set(zip(known["sector"], known["enterprise"], strict=True))
    held = tiers.decisions(store, LOCAL)
    done = set(zip(held["sector"], held["enterprise"], strict=True))
    first, second = accounts.officer("A"), accounts.officer("B")
    for one in TIERED:
        place = (one.sector, one.enterprise)
        if place not in named or place in done:
            continue
        said, day = (one.tier, one.reason, specs[one.sector].version), datetime.fromisoformat(one.decided_on)
        number = tiers.decide(store, first, *place, *said, at=day, synthetic=True)
        if one.confirmed_on:
            day = datetime.fromisoformat(one.confirmed_on)
            tiers.confirm(store, second, *place, number, at=day, synthetic=True)


def _fill_help(store: Store, specs: Specs) -> None:
    """Who of the demo agreed to be asked for help, and who asked, once."""
    known = enterprises(store, LOCAL)
    named = set(known.loc[known["sector"] == help.SECTOR, "enterprise"])
    if not {each.enterprise for each in help.REQUESTS} <= named or len(asking.offers(store, LOCAL)):
        return
    place, partner = (help.SECTOR, help.INDICATOR), ("laboratory", help.LABORATORY)
    if find(specs, *place) is None:
        return
    for kind, name, day in help.OFFERS:
        asking.offer(store, LOCAL, *place, kind, name, at=datetime.fromisoformat(day), synthetic=True)
    lab = accounts.laboratory(help.SECTOR, help.LABORATORY)
    for one in help.REQUESTS:
        maker = accounts.maker(help.SECTOR, one.enterprise)
        where = (help.SECTOR, help.CATEGORY, one.enterprise, help.INDICATOR)
        at = datetime.fromisoformat(one.asked)
        number = asking.ask(store, maker, where, partner, one.text, at=at, synthetic=True)
        if one.answered:
            said = datetime.fromisoformat(one.answered)
            asking.answer(store, lab, number, "promised", one.promised, at=said, synthetic=True)
        if one.done:
            asking.answer(store, maker, number, "done", at=datetime.fromisoformat(one.done), synthetic=True)


def _fields(one: DemoAction) -> dict:
    aim = {"aimed_level": one.aim} if isinstance(one.aim, str) else {"aimed_value": one.aim}
    baseline, due = one.waves
    return aim | {
        **{"category": one.category, "indicator": one.indicator, "baseline_wave": baseline, "due_wave": due},
        **{"measures": one.measures, "cost_class": one.cost, "partners": [list(each) for each in one.partners]},
        **{"person": "Quality office ‖ 质量部", "status": "running" if one.started else "planned"},
        "started_on": one.started or None,
        "approach": APPROACHES.get((one.enterprise, one.indicator), ""),
        "project": PROJECT_OF.get((one.enterprise, one.indicator), ""),
    }


def _tell(store: Store, specs: Specs, one: DemoAction, fields: dict) -> None:
    """As the maker would have told it: registered when it began, noted and reported done on the day it was."""
    maker = accounts.maker(one.sector, one.enterprise)
    begun = datetime.fromisoformat(one.started or Wave.parse(one.waves[0]).end.isoformat())
    number = register(store, specs, maker, one.sector, one.enterprise, fields, at=begun, synthetic=True)
    if not one.done:
        return
    day = datetime.fromisoformat(one.done)
    actions.note(store, maker, number, "In place everywhere since today. ‖ 今日起已全面落实。", at=day)
    actions.change(store, maker, number, 1, {"status": "done", "done_on": one.done}, at=day)
    if one.expected == "delivered":
        attach(store, maker, number, "acceptance-record.pdf", _PDF)
