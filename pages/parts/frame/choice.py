"""A choice that is remembered for the session and stands in the address: `?wave=2026H1`. Codes, never labels.

What is shown is what the address says, so that it can be kept, reloaded and sent. `category_automobiles` is remembered
for that sector alone and stands in the address as `category`.
"""

from collections.abc import Callable, Sequence

import streamlit as st

SHORT = ("category", "enterprise", "indicator")  # stand in the address without the sector they are remembered for


def remembered(name: str, options: Sequence[str], default: str | None = None) -> str | None:
    """What is chosen under this name: by the address, else earlier in the session, else the default or first option.

    Only one of the options is ever given; None where there are none.
    """
    asked, key = st.query_params.get(name) or st.query_params.get(_param(name)), _key(name)
    if asked in options:
        st.session_state[key] = asked
    chosen = st.session_state.get(key)
    if chosen in options:
        return chosen
    return default if default in options else next(iter(options), None)


def pick(
    name: str, label: str, options: Sequence[str], write: Callable[[str], str] = str, default: str | None = None
) -> str | None:
    """A select box for the choice, which is remembered and goes to the address. None where there are no options."""
    chosen, widget = remembered(name, options, default), f"pick_{name}"
    if chosen is None:
        return None
    st.session_state[widget] = chosen
    tell(name, chosen)
    st.selectbox(label, list(options), format_func=write, key=widget, on_change=_picked, args=(name,))
    return chosen


def one_of(
    name: str, label: str, options: Sequence[str], write: Callable[[str], str] = str, default: str | None = None
) -> str:
    """As `pick`, of options that are there; refused with a ValueError where there are none."""
    chosen = pick(name, label, options, write, default)
    if chosen is None:
        raise ValueError(f"nothing to choose from for {name}")
    return chosen


def choose(name: str, chosen: str) -> None:
    """Remember a choice that was made elsewhere than in its box, and put it in the address."""
    st.session_state[_key(name)] = chosen
    tell(name, chosen)


def begin(name: str, chosen: str) -> None:
    """What is chosen at first, where neither the address nor the session says."""
    if not st.query_params.get(_param(name)):
        st.session_state.setdefault(_key(name), chosen)


def tell(name: str, chosen: str) -> None:
    """Put what is shown in the address."""
    if _param(name) != name:
        st.query_params.pop(name, None)
    if st.query_params.get(_param(name)) != chosen:
        st.query_params[_param(name)] = chosen


def asked(name: str, options: Sequence[str]) -> str | None:
    """What the address names and nothing remembers; None where it names none of the options."""
    named = st.query_params.get(name)
    return named if named in options else None


def _picked(name: str) -> None:
    choose(name, st.session_state[f"pick_{name}"])


def _param(name: str) -> str:
    """How a choice is named in the address."""
    first = name.split("_")[0]
    return first if first in SHORT else name


def _key(name: str) -> str:
    return f"chosen_{name}"
