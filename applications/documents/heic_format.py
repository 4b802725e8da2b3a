"""How a HEIC is told from other files, and what its original is called; reading one is heic.py."""

import re

MEDIA_TYPE, EXTENSION, LABEL = "image/heic", ".heic", "HEIC"
"""Of the original, which only its author gets; the document is a JPG."""
HEAD_BYTES = 1024
FILE_TYPE = re.compile(rb".{4}ftyp(.{4}).{4}", re.DOTALL)
BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1"}
"""Of ISO/IEC 23008-12, annex B: single pictures; `mif1` also says nothing of how they are packed."""
OTHER_BRANDS = {b"avif", b"avis"}


def is_heic(head: bytes) -> bool:
    """Whether a file that begins like this says that it is a HEIC; AVIF, a relative, is none."""
    found = FILE_TYPE.match(head)
    if found is None:
        return False
    end = int.from_bytes(head[:4])
    brands = {found[1], *(head[place : place + 4] for place in range(16, min(end, len(head)), 4))}
    return bool(brands & BRANDS) and not brands & OTHER_BRANDS
