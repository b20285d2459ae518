"""Evidence of actions: files kept by hash, with a cap and their kind read from their first bytes, never from a name."""

import hashlib

import pandas as pd

from data.kept import actions
from data.refusal import Refused
from data.store import Store, run
from data.viewer import Viewer

LARGEST = 10_000_000  # bytes of one file
LONGEST_NAME = 200
MAGIC = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"PK\x03\x04": "application/zip",  # XLSX and DOCX are zip archives
}
EXTENSIONS = ("pdf", "png", "jpg", "jpeg", "xlsx", "docx")


def attach(store: Store, viewer: Viewer, action: int, name: str, content: bytes) -> int:
    """Keep a file as evidence of an action; returns the new revision.

    Refuses files over LARGEST, of another kind than PDF, PNG, JPEG, XLSX or DOCX by their first bytes, or held already.
    """
    if not 0 < len(content) <= LARGEST:
        raise Refused("evidence_size", most=LARGEST // 1_000_000, n=len(content))
    if kind_of(content) is None:
        raise Refused("evidence_kind")
    digest = hashlib.sha256(content).hexdigest()
    said = {"name": name.replace("\\", "/").split("/")[-1][:LONGEST_NAME], "sha256": digest, "bytes": len(content)}
    with store.write() as cursor:
        held = run(
            cursor,
            "SELECT 1 FROM action_event WHERE action = ? AND kind = 'evidence' AND content LIKE ?",
            [action, f"%{digest}%"],
        ).fetchone()
        revision = actions.append_evidence(cursor, viewer, action, said)
        if held:
            raise Refused("evidence_twice")
        if not run(cursor, "SELECT 1 FROM evidence WHERE sha256 = ?", [digest]).fetchone():
            run(cursor, "INSERT INTO evidence VALUES (?, ?)", [digest, content])
    return revision


def files(store: Store, viewer: Viewer, action: int) -> pd.DataFrame:
    """name, sha256, bytes, at, by_name of each file of an action; none where the viewer may not see it."""
    kept = actions.events(store, viewer, action)
    kept = kept[kept["kind"] == "evidence"]
    whom = zip(kept["content"], kept["happened_at"], kept["by_name"], strict=True)
    rows = [{**said, "at": at, "by_name": by_name} for said, at, by_name in whom]
    return pd.DataFrame(rows, columns=["name", "sha256", "bytes", "at", "by_name"])


def content(store: Store, viewer: Viewer, action: int, sha256: str) -> bytes:
    """The bytes of one file of an action; refuses a file that is none of this action's or not the viewer's to see."""
    if sha256 not in set(files(store, viewer, action)["sha256"]):
        raise Refused("evidence_unknown")
    return bytes(store.query("SELECT content FROM evidence WHERE sha256 = ?", [sha256])["content"][0])


def kind_of(content: bytes) -> str | None:
    """The media type by the first bytes; None for what is not accepted."""
    return next((kind for magic, kind in MAGIC.items() if content.startswith(magic)), None)
