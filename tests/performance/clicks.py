"""What each screen costs of the processor, once it was opened before: `python clicks.py STORE` in a checkout, as JSON.

It asks for nothing but the app itself and the addresses, so that an earlier checkout can be measured by it too.
"""

import json
import logging
import os
import sys
import time
from pathlib import Path

TIMES = 3
ROLES = {"upload": "association"}


def milliseconds(path: Path) -> float:
    """The best of a few reruns of a screen, in ms of the processor: a busy machine does not count."""
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_file(str(Path("streamlit_app.py").resolve()), default_timeout=300)
    app.query_params["lang"] = "en"
    app.query_params["role"] = ROLES.get(path.stem, "regulator")
    app.switch_page(str(path)).run()
    assert not app.exception, f"{path}: {app.exception[0].value}"
    taken = []
    for _ in range(TIMES):
        started = time.process_time()
        app.run()
        taken.append(time.process_time() - started)
    return 1000 * min(taken)


def main(store: str) -> None:
    """Every screen of the checkout in which this runs."""
    logging.disable(logging.CRITICAL)
    os.environ |= {"QUALITY_STORE": store, "QUALITY_MODE": "shared"}
    sys.path.insert(0, str(Path.cwd()))
    screens = [path for path in sorted(Path("pages").glob("*/*.py")) if path.parent.name != "parts"]
    print(json.dumps({path.stem: milliseconds(path) for path in screens if path.stem != "__init__"}))


if __name__ == "__main__":
    main(sys.argv[1])
