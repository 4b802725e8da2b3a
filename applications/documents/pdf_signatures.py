"""Digital signatures of a PDF: they hold for the bytes that were signed, and for no copy (ISO 32000-2, 12.8)."""

import pikepdf
from pikepdf import Dictionary

from applications.enums import Removed

SIGNED_RANGE = "/ByteRange"


def drop_signatures(document: pikepdf.Pdf) -> set[Removed]:
    """Take out those that a copy breaks, in place; what they look like on the page stays.

    A reader would call them forged, which they are not: they are valid in the original.
    """
    holders = [
        each
        for each in document.objects
        if isinstance(each, Dictionary) and is_signature(each.get("/V"))
    ]
    for each in holders:
        del each["/V"]
    has_permissions = "/Perms" in document.Root
    if has_permissions:
        del document.Root["/Perms"]
    form = document.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and "/SigFlags" in form:
        del form["/SigFlags"]
    return {Removed.SIGNATURE} if holders or has_permissions else set()


def is_signature(value: object) -> bool:
    return isinstance(value, Dictionary) and SIGNED_RANGE in value
