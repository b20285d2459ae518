"""That a report or receipt was made, and what its figures are about: it is found when what it rests on falls."""

import json
from hashlib import sha256
from typing import Any

from benchmarks.reading import Reading
from benchmarks.reports.document import Document
from data.kept import audit

# Results whose rows tell of earlier waves too than the one they are asked in.
_OF_EARLIER = ("bottom_lines", "counts", "progress", "actions")


def keep_report(asked: Reading, made: Document) -> None:
    """Keep that who asks made a report: a figure is about the result of its keys, in the wave of the report."""
    held, facts = made.facts["about"], made.facts["facts"]
    results = []
    for fact in facts:
        keys = {"sector": held["sector"], "wave": held["wave"], **fact["keys"]}
        keys |= {"wave": ""} if fact["result"] in _OF_EARLIER else {}
        results.append(tuple(str(keys.get(name) or "") for name in audit.RESULT))
    name = facts[0]["document"] if facts else made.kind
    about = {"kind": "report", "document": name} | {each: held[each] or "" for each in ("sector", "enterprise", "wave")}
    audit.made(asked.store, asked.viewer, about, made.facts["digest"], results)


def keep_receipt(asked: Reading, slip: dict[str, Any]) -> None:
    """Keep that who asks took a receipt: it is about every indicator that it counts."""
    of = slip["of"]
    place = [of[name] for name in ("sector", "category", "enterprise", "wave")]
    results = [(*place, each["indicator"]) for each in slip["inputs"] if each["n"]]
    about = {"kind": "receipt", "document": receipt_name(slip)}
    about |= {name: of[name] for name in ("sector", "enterprise", "wave")}
    digest = sha256(json.dumps(slip, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    audit.made(asked.store, asked.viewer, about, digest, results)


def receipt_name(slip: dict[str, Any]) -> str:
    """The name of a receipt and of its file, in ASCII."""
    of = slip["of"]
    return "-".join(["receipt", of["sector"], of["enterprise"], of["category"], of["wave"]])
