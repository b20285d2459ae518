"""Fill a store with the synthetic demo through the same intake as any file."""

import json
import threading
from collections.abc import Callable

from benchmarks.intake.demo_actions import fill_actions
from benchmarks.intake.load import load_file
from benchmarks.specs.spec import Specs
from data.demo import DemoFile, files
from data.kept import batches
from data.kept.batches import Refused, Upload
from data.store import Store
from data.viewer import LOCAL
from data.wave import Wave

_FILLING = threading.Lock()


def demo_files(specs: Specs) -> list[DemoFile]:
    """The demo's files in the order in which they are loaded."""
    return list(files(specs))


def unfinished(store: Store) -> bool:
    """Whether nothing was ever loaded, or a fill with the demo was cut off before its last file."""
    known = batches.batches(store, LOCAL)
    if known.empty:
        return True
    promised = json.loads(known["record"].iloc[-1]).get("demo_files", 0)
    return bool(known["synthetic"].all()) and known["withdrawn_at"].isna().all() and len(known) < promised


def fill(store: Store, specs: Specs, made: list[DemoFile], progress: Callable[[str], None] = str) -> int:
    """Load the demo's files; returns how many were new. A fill that was cut off goes on where it stopped.

    Refuses a store that holds batches which are not synthetic, and files that the intake refuses.
    """
    with _FILLING:
        known = batches.batches(store, LOCAL)
        if not known["synthetic"].all():
            raise Refused("The store holds real batches: the demo fills an empty store only. Name another --store.")
        held = set(known.loc[known["withdrawn_at"].isna(), "sha256"])
        loaded = 0
        for file in made:
            if file is made[-1]:
                # Before the last file: a fill that is cut off here is known as unfinished and goes on.
                fill_actions(store, specs)
            upload = _upload(file, specs, len(made))
            if upload.sha256 not in held:
                _load(store, specs, upload)
                loaded += 1
            progress(file.name)
    return loaded


def _upload(file: DemoFile, specs: Specs, promised: int) -> Upload:
    return Upload(
        *(file.kind, file.sector, file.content, file.name, file.survey or "", file.wave or "", file.title_en),
        spec_version=specs[file.sector].version,
        synthetic=True,
        record={"title_zh": file.title_zh, "demo_files": promised},
    )


def _load(store: Store, specs: Specs, upload: Upload) -> None:
    # Judged as of its own wave: a clock that is behind must not refuse the demo's dates.
    today = Wave.parse(upload.wave).end if upload.wave else None
    outcome = load_file(store, specs, LOCAL, upload, today=today)
    if outcome.errors:
        raise Refused(f"The demo's file {upload.file_name} is refused by the intake: {outcome.errors[0]}")
