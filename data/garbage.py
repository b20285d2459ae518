"""How often a process looks through its memory for what nobody holds any more."""

import gc

_YOUNG, _OLDER, _OLD = 50_000, 20, 20  # objects made since, and looks of each kind before one of the next


def look_seldom() -> None:
    """Look for circles of garbage far less often than Python does: frames leave few, and each look stops everybody."""
    gc.set_threshold(_YOUNG, _OLDER, _OLD)
