"""Units as D-SI writes them (\\milli\\gram\\per\\metre\\tothe{3}), written as laboratories do (mg/m3)."""

import re

_PREFIXES = {
    **{"femto": "f", "pico": "p", "nano": "n", "micro": "u", "milli": "m", "centi": "c", "deci": "d", "deca": "da"},
    **{"hecto": "h", "kilo": "k", "mega": "M", "giga": "G", "tera": "T"},
}
_UNITS = {
    **{"metre": "m", "gram": "g", "kilogram": "kg", "second": "s", "ampere": "A", "kelvin": "K", "mole": "mol"},
    **{"candela": "cd", "hertz": "Hz", "newton": "N", "pascal": "Pa", "joule": "J", "watt": "W", "volt": "V"},
    **{"ohm": "ohm", "lumen": "lm", "lux": "lx", "degreecelsius": "degC", "celsius": "degC"},
    **{"litre": "L", "tonne": "t"},
    **{"minute": "min", "hour": "h", "day": "d", "bel": "B", "percent": "%", "ppm": "ppm", "one": ""},
}
_TOKEN = re.compile(r"\\([A-Za-z]+)(?:\{(-?\d+)\})?")


def plain(text: str) -> str | None:
    """The unit in plain letters, "" for one; None where a part of it is not known."""
    text = re.sub(r"\s+", "", text)
    if not text or _TOKEN.sub("", text):
        return "" if not text else None
    above: list[str] = []
    below: list[str] = []
    side, last, prefix = above, above, ""
    for name, power in _TOKEN.findall(text):
        if name == "per":
            side = below
        elif name in _PREFIXES:
            prefix += _PREFIXES[name]
        elif name == "tothe" and power and last:
            last[-1] += "" if power == "1" else power
        elif name in _UNITS:
            side.append(prefix + _UNITS[name])
            side, last, prefix = above, side, ""
        else:
            return None
    return "/".join(["·".join(filter(None, above)) or ("1" if below else ""), *below])
