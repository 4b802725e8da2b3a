"""What an applicant called a file, made harmless for pages, headers and disks."""

import re
import unicodedata
from urllib.parse import quote

from django.http.response import HttpResponseBase

from careers.text.invisible_characters import BLANK_LETTERS

MAX_NAME_LENGTH = 150
MOST_READ = 1_000
"""Characters from the end of what was sent; no file system has longer names, and each character takes time."""
MAX_NAME_BYTES = 200
"""Of UTF-8. Most file systems end at 255, and archives put a number and a kind before the name."""
# Controls, formats (bidi overrides among them), surrogates, line and paragraph separators.
UNWANTED = {"Cc", "Cf", "Cs", "Zl", "Zp"}
DOT = re.compile("[.\u2024\u3002\ufe52\uff0e\uff61]")
"""The full stop, and those that look like it in other widths and scripts."""
PLAIN_NAME = re.compile(r"[A-Za-z0-9!#$&+.^_`|~-]+")
"""A token of RFC 9110 without what some browsers read as something else: percent and quotes."""
EXTENSION = re.compile(r"\.([a-z][a-z0-9]{1,4})\Z", re.IGNORECASE)

HARMLESS_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox",
    "Cache-Control": "no-store",
}


def clean_file_name(name: str) -> str:
    """The last part of a path without invisible characters, at most MAX_NAME_LENGTH and MAX_NAME_BYTES.

    Too long names are cut before their extension, which is written in ASCII if it looks like that. A
    name of which nothing that can be seen remains becomes "document", so that a file is never lost
    for its name.
    """
    text = re.split(r"[/\\]", unicodedata.normalize("NFC", name[-MOST_READ:]))[-1]
    shown = (" " if character.isspace() else character for character in text)
    text = "".join(one for one in shown if is_wanted(one))
    text = plain_ending(" ".join(text.split())).rstrip(". ")
    extension = EXTENSION.search(text)
    tail = extension[0] if extension else ""
    stem = shorten(text.removesuffix(tail), MAX_NAME_LENGTH - len(tail), MAX_NAME_BYTES - len(tail))
    return f"{stem if is_visible(stem) else 'document'}{tail}"


def is_wanted(character: str) -> bool:
    return unicodedata.category(character) not in UNWANTED and character not in BLANK_LETTERS


def is_visible(text: str) -> bool:
    """Whether there is more than marks, which need a letter to stand on."""
    return any(not unicodedata.category(one).startswith(("M", "Z")) for one in text)


def plain_ending(text: str) -> str:
    """The same with a usual dot and usual letters in what looks like an extension, as "．ｐｄｆ" does."""
    *_before, place = (0, *(found.start() for found in DOT.finditer(text)))
    ending = DOT.sub(".", unicodedata.normalize("NFKC", text[place:]), count=1)
    return text[:place] + ending if EXTENSION.fullmatch(ending) else text


def shorten(text: str, characters: int, size: int) -> str:
    """The beginning of a text that fits into so many characters and bytes of UTF-8."""
    return text[:characters].encode()[:size].decode(errors="ignore").strip(". ")


def file_extension(name: str) -> str:
    """The extension in lower case without its dot, or "" if the name has none."""
    found = EXTENSION.search(name)
    return found[1].lower() if found else ""


def mark_as_download[Response: HttpResponseBase](response: Response, name: str) -> Response:
    """An answer that is to be saved under this name, never shown, and kept by nobody on the way.

    Marked afterwards, since Django's FileResponse names itself after its file whatever it is given.
    """
    for header, value in {
        **HARMLESS_HEADERS,
        "Content-Disposition": attachment_header(name),
    }.items():
        response.headers[header] = value
    return response


def attachment_header(name: str) -> str:
    """The Content-Disposition of a file that is to be saved under exactly this name.

    RFC 6266 with the encoding of RFC 8187 for all but plain names: Chromium decodes "%20" in a
    quoted name, and quotes, backslashes and semicolons are read differently.
    """
    if PLAIN_NAME.fullmatch(name):
        return f'attachment; filename="{name}"'
    return f"attachment; filename*=utf-8''{quote(name, safe='')}"
