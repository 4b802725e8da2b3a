"""The copy of a PDF without what is active: as calm as a file that keeps its bytes, or none at all."""

import warnings
import zlib
from binascii import hexlify
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Name, ObjectStreamMode, Stream, StreamDecodeLevel

from applications.documents.pdf_bytes import could_mislead
from applications.documents.pdf_calm import is_calm
from applications.documents.refusals import Cause, RefusedContent

OF_TRAILERS = ("/Root", "/Info", "/ID", "/Size", "/Prev", "/Encrypt")
"""What is said of a file as a whole (ISO 32000-2, 7.5.5); all else there no reader of a text asks for, but it would stand among
the facts of a table that is packed, where a calm file has nothing of the kind."""
METADATA = "/Metadata"
"""In XML: title and author once more."""


def save_calm(document: pikepdf.Pdf) -> bytes:
    """The document as qpdf writes it, in which no other program finds what qpdf did not see.

    RefusedContent if it cannot be written like that. Changes the document.
    """
    for key in {*document.trailer.keys()}.difference(OF_TRAILERS):
        del document.trailer[key]
    copy = save(document)
    if is_calm(copy):
        return copy
    if METADATA in document.Root:  # which qpdf always writes as they are
        del document.Root[METADATA]
    for each in document.objects:
        if isinstance(each, Stream):
            hide_misleading_data(each)
    packed = {"object_stream_mode": ObjectStreamMode.generate}
    copy = save(document, **packed, stream_decode_level=StreamDecodeLevel.none)
    if not is_calm(copy):
        raise RefusedContent(Cause.NOT_CLEANED)
    return copy


def save(document: pikepdf.Pdf, **options: Any) -> bytes:
    target = BytesIO()
    with warnings.catch_warnings(action="ignore"):
        document.save(target, **options)
    return target.getvalue()


def hide_misleading_data(stream: Stream) -> None:
    """Write data in hexadecimal if something in it looks like objects or a trailer, mostly by chance."""
    data, filters = stream.read_raw_bytes(), list_of(stream.get("/Filter"))
    if not filters:
        data, filters = zlib.compress(data), [Name.FlateDecode]
        stream.write(data, filter=Array(filters))
    if could_mislead(data):
        parameters = list_of(stream.get("/DecodeParms")) or [None] * len(filters)
        stream.write(
            hexlify(data) + b">",
            filter=Array([Name.ASCIIHexDecode, *filters]),
            decode_parms=Array([None, *parameters]),
        )


def list_of(value: object) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]
