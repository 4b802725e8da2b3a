"""Where the links of DOCX and ODT may lead: to the web, a mailbox, a phone, or a document beside the file."""

import posixpath
import re
from urllib.parse import unquote

ADDRESS = re.compile(r"\s*(?:[^/?#\\]*?:|//|\\\\)")
"""How something outside of a document begins, or a command of the program that shows it."""
SCHEME = re.compile(r"([^/?#\\]*?):")
"""What stands before the first colon, however it is written: readers differ in what they pass over."""
HARMLESS_SCHEMES = {"http", "https", "mailto", "tel"}
MAILBOX = re.compile(
    r"[A-Za-z0-9](?:[._+-]?[A-Za-z0-9])*+@(?:[A-Za-z0-9-]{1,63}\.)++[A-Za-z]{2,24}"
)
TO_MAILBOX = b"mailto:"
CONTROLS = re.compile(r"[\0-\x1f\x7f]")
DOCUMENTS = (
    *("pdf", "doc", "docx", "odt", "rtf", "txt", "xls", "xlsx", "ods", "csv", "ppt", "pptx"),
    *("odp", "jpg", "jpeg", "png", "gif", "tif", "tiff", "heic", "webp"),
)
"""Endings of files that show something; all others may be programs."""


def leads_elsewhere(address: str) -> bool:
    """Whether a link is none to a page of the web, a mailbox, a phone or a document beside the file.

    No address has a quotation mark (RFC 3986); LibreOffice writes it into a field, where it ends what it stands in.
    """
    address = address.strip(" ")
    if '"' in address:
        return True
    if address.startswith("#"):
        return False
    scheme = SCHEME.match(address)
    if scheme is not None:
        return scheme[1].lower() not in HARMLESS_SCHEMES
    return not is_document_beside(address)


def is_mailbox(address: str) -> bool:
    """Whether a link that leads elsewhere is a plain address of mail, as people write it.

    Programs look for a file of this name, and one of "kim@example.com" would be a program: it is none without "mailto:" before it.
    """
    return MAILBOX.fullmatch(address) is not None


def is_document_beside(address: str) -> bool:
    """Whether a link without a scheme leads to a page of the web, or to a file that shows something, not far from this one.

    One without an ending may be a program. ODT counts from within its own archive, so that one ".." leads beside the file.
    """
    if address.lower().startswith("www.") and "\\" not in address and "/.." not in address:
        return True
    path = unquote(address).partition("#")[0].partition("?")[0].replace("\\", "/")
    if not path:
        return True
    path = posixpath.normpath(path.rstrip(". "))
    if path.startswith("/") or CONTROLS.search(path) or ":" in path:
        return False
    ending = posixpath.splitext(path)[1].removeprefix(".").lower()
    return ending in DOCUMENTS and path.split("/").count("..") <= 1


def is_outside(address: str) -> bool:
    """Whether something is taken from outside of the archive: by its address, or by a path that leaves it."""
    return ADDRESS.match(address) is not None or inner_path(address).startswith(("..", "/"))


def inner_path(address: str) -> str:
    """The path in the archive, as a program goes it: that of "./a/../b" is "b"."""
    path = unquote(address).strip().replace("\\", "/")
    return posixpath.normpath(path) if path else ""
