"""What an applicant called a file, made harmless for pages, headers and disks."""

import re
import unicodedata
from urllib.parse import quote

from django.http.response import HttpResponseBase

MAX_NAME_LENGTH = 150
# Controls, formats (bidi overrides among them), surrogates, line and paragraph separators.
UNWANTED = {"Cc", "Cf", "Cs", "Zl", "Zp"}
PLAIN_NAME = re.compile(r"[A-Za-z0-9!#$&+.^_`|~-]+")
"""A token of RFC 9110 without what some browsers read as something else: percent and quotes."""
EXTENSION = re.compile(r"\.([a-z][a-z0-9]{1,4})\Z", re.IGNORECASE)

HARMLESS_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox",
    "Cache-Control": "no-store",
}


def clean_file_name(name: str) -> str:
    """The last part of a path without invisible characters, at most 150 characters long.

    Too long names are cut before their extension. A name of which nothing remains becomes
    "document", so that a file is never lost for its name.
    """
    text = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = (" " if character.isspace() else character for character in text)
    text = "".join(one for one in shown if unicodedata.category(one) not in UNWANTED)
    text = " ".join(text.split()).rstrip(". ")
    extension = EXTENSION.search(text)
    tail = extension[0] if extension else ""
    stem = text.removesuffix(tail)[: MAX_NAME_LENGTH - len(tail)].strip(". ")
    return f"{stem or 'document'}{tail}"


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
