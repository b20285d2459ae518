"""Who may reach this server, whether they sign in, and whether it keeps what they send. Every screen names the mode."""

import os
from ipaddress import ip_address
from pathlib import Path

import streamlit as st

from pages.parts.words.language import Language, word
from pages.parts.words.terms import N

MODES = ("local", "demo", "server")

# What a server is, in one line.
NAME = {
    "local": N("Local mode: only this machine, everything is kept."),
    "demo": N("Demonstration: synthetic data, nothing is kept."),
    "server": N("Server mode: signed in, own scope only."),
}
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "Via")


def mode() -> str:
    """server where a sign-in provider is configured; else QUALITY_MODE; local where that is unset or no known word."""
    asked = "server" if has_provider() else os.environ.get("QUALITY_MODE", "")
    return asked if asked in MODES else "local"


def has_provider() -> bool:
    """Whether the secrets name a sign-in provider. Secrets that cannot be read stop the session: they are not none."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        if any(Path(file).exists() for file in st.get_option("secrets.files")):
            raise
        return False


def reachable() -> bool:
    """Whether this client may see anything: in local mode only a browser on this very machine."""
    address, headers = st.context.ip_address, list(st.context.headers)
    # A script run inside this process has no request at all: no address in writing, and not one header.
    inside = not headers and not isinstance(address, str)
    return mode() != "local" or inside or from_this_machine(address, headers, _host())


def from_this_machine(address: str | None, headers: list[str], host: str) -> bool:
    """Whether a request comes from this machine: its peer is loopback, nobody forwarded it, and it asks for localhost.

    address: of the peer, None for loopback as streamlit gives it; headers: their names; host: what was asked for, ""
    where there is no request at all. A name that only resolves to loopback is a foreign page's trick.
    """
    forwarded = {name.lower() for name in headers} & {name.lower() for name in _FORWARDED}
    return (address is None or _loopback(address)) and not forwarded and (host in ("", "localhost") or _loopback(host))


def name(language: Language) -> None:
    """What this server is, in one line, for the sidebar."""
    st.caption(word(NAME, mode(), language))


def _host() -> str:
    host = st.context.headers.get("Host", "")
    return host[1:].split("]")[0] if host.startswith("[") else host.rsplit(":", 1)[0].lower()


def _loopback(address: str) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback
