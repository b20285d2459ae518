"""What happens, told to whoever listens: counts and seconds, never who or about whom. At first nobody listens."""

from collections.abc import Callable

Listener = Callable[[str, float, dict[str, str]], None]
_LISTENERS: list[Listener] = []


def tell(what: str, amount: float = 1.0, **about: str) -> None:
    """Something has happened: run, wait, load, refusal or error; amount: its seconds, or how often; about: codes."""
    for listener in _LISTENERS:
        listener(what, amount, about)


def listen(listener: Listener) -> None:
    """Tell this listener too from here on; the same one is told once."""
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)
