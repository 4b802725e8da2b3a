"""Sizes as people say them: "10 MB", not "10.0 MB"."""

import re

from django.template.defaultfilters import filesizeformat

NOTHING_MORE = re.compile(r"[.,]0(?=\s)")


def file_size(size: int) -> str:
    """Such as "537 bytes", "1.5 MB" or "10 MB", in the active language; `size` is in bytes."""
    return NOTHING_MORE.sub("", filesizeformat(size))
