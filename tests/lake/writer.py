"""Another server's process on a lake: `python -m tests.lake.writer ADDRESS`; each line is a deed, answered by a line.

load WAVE ROWS FIRST: a survey file of so many rows. withdraw BATCH. hold LEASE: write something, say so, and end it
at the next line; with a lease of so many seconds.
"""

import sys

from data.kept import batches
from data.lake import Lake
from data.refusal import Refused
from data.store import Store, open_store
from data.viewer import LOCAL
from tests.intake.kit import asked, send, survey


def done(store: Store, words: list[str]) -> str:
    """What became of a deed: the number of the batch, or the code of a refusal."""
    try:
        if words[0] == "load":
            return str(send(store, asked(), survey(int(words[2]), int(words[3])), wave=words[1]).batch)
        if words[0] == "withdraw":
            batches.withdraw(store, LOCAL, int(words[1]), "a test")
            return words[1]
        assert isinstance(store, Lake)
        store.lease = float(words[1])
        with store.write() as cursor:
            cursor.execute("INSERT INTO withdrawal VALUES (999999, 'killed', NULL, '')")
            print("held", flush=True)
            sys.stdin.readline()
        return "released"
    except Refused as refused:
        return refused.code


if __name__ == "__main__":
    lake = open_store(sys.argv[1])
    print("ready", flush=True)
    for line in sys.stdin:
        print(done(lake, line.split()), flush=True)
