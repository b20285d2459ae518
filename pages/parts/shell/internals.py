"""What is not public in Streamlit and used all the same: each use here, with its reason, each held by a test."""

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit
from google.protobuf.message import DecodeError
from streamlit import net_util
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator as Place  # what st.columns gives a part of
else:
    Place = object

METRICS = "/_stcore/metrics"  # who is connected and how busy the server is: nobody's business
UPLOAD = "/_stcore/upload_file/"  # where browsers put files, followed by session and file
OPERATION = "backend_operation_request"  # a browser's wish that runs no script
CALLBACK = "oauth2callback"  # where the sign-in provider sends a browser back to


def ask_nobody_who_we_are() -> None:
    """Take from the server the way to ask a host of a stranger's for this machine's address on the internet.

    It asks at its start, for a line in the terminal, and at the handshake of each page of another address, while all
    others wait.
    """
    net_util.get_external_ip = lambda: None


def list_no_folder() -> None:
    """Leave it to us which pages there are.

    A folder named pages/ makes a new server list and run its files itself until some session reaches st.navigation:
    past the sign-in, and with a "Page not found" over the first deep link.
    """
    PagesManager.uses_pages_directory = False


def first_page() -> str:
    """The page that the server sends first: a policy has to let its inline scripts through."""
    return (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


def kind_of(message: bytes) -> str:
    """What a browser's message asks of the server: its kind, and of an operation "operation.kind"; "" if unreadable."""
    try:
        said = BackMsg.FromString(message)
    except DecodeError:
        return ""
    kind = said.WhichOneof("type") or ""
    if kind == OPERATION:
        return f"{kind}.{said.backend_operation_request.WhichOneof('payload') or ''}"
    return kind


def is_upload(path: str) -> bool:
    """Whether an address is one where browsers put files."""
    return UPLOAD in path


def session_of_upload(path: str) -> str:
    """The session that a file is put for; "" where the address names none."""
    return path.split(UPLOAD, 1)[1].split("/")[0]


def session() -> str:
    """The session whose script runs here: what addresses of uploads name; "" outside of one."""
    running = get_script_run_ctx(suppress_warning=True)
    return "" if running is None else running.session_id
