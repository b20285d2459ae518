"""A logo as it is drawn: a small PNG made anew from what was sent, so that nothing else comes along in it."""

import io

from PIL import Image

from data.refusal import Refused

_MOST, _PIXELS = 5 * 2**20, 20_000_000  # bytes that are read; pixels that are unpacked
_WIDE, _HIGH = 900, 300  # pixels that are kept


def logo(content: bytes) -> bytes:
    """A PNG of at most 900 x 300 pixels from a PNG or JPEG; refused where it is none, or is huge."""
    if len(content) > _MOST:
        raise Refused("bad_logo", why="it is larger than 5 MB")
    try:
        picture = Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
    except Exception:  # whatever a stranger's bytes make the library raise
        raise Refused("bad_logo", why="it is no PNG or JPEG that can be read") from None
    wide, high = picture.size
    if wide * high > _PIXELS:
        raise Refused("bad_logo", why=f"it has {wide} x {high} pixels; {_PIXELS // 10**6} million are read")
    try:
        kept = picture.convert("RGBA")
    except Exception:  # it begins as a picture and is none
        raise Refused("bad_logo", why="it is no PNG or JPEG that can be read") from None
    kept.thumbnail((_WIDE, _HIGH))
    out = io.BytesIO()
    kept.save(out, "PNG")
    return out.getvalue()
