"""The log as JSON lines without personal data, for programs that gather it; on with QUALITY_LOG=json."""

import json
import logging
import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

from data.check.written.personal import masked
from data.counted import listen

VARIABLE = "QUALITY_LOG"
EVENTS = logging.getLogger("duibiao.events")


class Lines(logging.Formatter):
    """One record as one line of JSON: time, level, logger, message; of an error its type and where it was raised.

    The message is the text that stands in the program, without what is filled into it; what an error says is left out,
    because it may quote a file; what looks like personal data is masked.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": masked(str(record.msg)),
        }
        line |= getattr(record, "about", {})
        if record.exc_info and record.exc_info[0] is not None:
            frames = traceback.extract_tb(record.exc_info[2])
            line["error"] = record.exc_info[0].__name__
            line["at"] = [f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in frames[-8:]]
        return json.dumps(line, ensure_ascii=False)


def start() -> None:
    """Write every line as JSON from here on, and one for each thing that happens, where the settings say so."""
    if os.environ.get(VARIABLE) != "json":
        return
    if not EVENTS.handlers:
        EVENTS.addHandler(logging.StreamHandler())
        EVENTS.setLevel(logging.INFO)
        EVENTS.propagate = False
    if not logging.root.handlers:
        logging.root.addHandler(logging.StreamHandler())
    _as_lines()
    listen(write)


def write(what: str, amount: float, about: dict[str, str]) -> None:
    """One thing that happened, as data.counted tells it; waits are counted and not written."""
    if what == "wait":
        return
    _as_lines()  # a module that was loaded since then has brought a log of its own
    seconds = {"seconds": round(amount, 3)} if what == "run" else {}
    level = logging.ERROR if what == "error" else logging.INFO
    EVENTS.log(level, what, extra={"about": {**about, **seconds}})


def _as_lines() -> None:
    known = [logging.root, *(each for each in logging.root.manager.loggerDict.values())]
    for logger in known:
        for handler in logger.handlers if isinstance(logger, logging.Logger) else ():
            if not isinstance(handler.formatter, Lines):
                handler.setFormatter(Lines())
