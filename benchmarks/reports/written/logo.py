"""A logo as it is drawn: a small PNG made anew from what was sent, so that nothing else comes along in it."""

import io

from PIL import Image

from data.refusal import Refused

_MOST, _PIXELS = 5 * 2**20, 20_000_000  # bytes that are read; pixels that are unpacked
_WIDE, _HIGH = 900, 300  # pixels that are kept


def logo(content: bytes) -> bytes:
    """A PNG of at most 900 x 300 pixels from a PNG or JPEG; refused where it is none, or is huge."""
    if len(content) > _MOST:
        raise Refused("logo_large", most=_MOST // 2**20)
    try:
        picture = Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
    except Exception:  # whatever a stranger's bytes make the library raise
        raise Refused("logo_no_picture") from None
    wide, high = picture.size
    if wide * high > _PIXELS:
        raise Refused("logo_pixels", wide=wide, high=high, most=_PIXELS // 10**6)
    try:
        kept = picture.convert("RGBA")
    except Exception:  # it begins as a picture and is none
        raise Refused("logo_no_picture") from None
    kept.thumbnail((_WIDE, _HIGH))
    out = io.BytesIO()
    kept.save(out, "PNG")
    return out.getvalue()
