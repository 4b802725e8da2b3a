"""Empties the streams of a PDF that are archives, whatever they are packed with."""

from typing import Any

from pikepdf import Array, Dictionary, Name, Stream

from applications.documents.pdf_bytes import StrayBytes
from applications.documents.pdf_filters import is_archive
from applications.enums import Removed

FILTERS_OF_DATA = ("/Filter", "/DecodeParms")


def clean_archive(stream: Stream) -> set[Removed]:
    """Empty a stream that is an archive or an old Office file: no page shows one."""
    for key in FILTERS_OF_DATA:
        if key in stream:
            stream[key] = copy_directly(stream[key])
    try:
        if not is_archive(stream.read_raw_bytes(), stream.stream_dict.unparse(resolved=True)):
            return set()
    except StrayBytes:  # which no copy that is calm has
        return set()
    stream.write(b"")
    return {Removed.FILES}


def copy_directly(value: Any) -> Any:
    """Filters, or what is said of them, without what stands in other objects; but those of streams."""
    if isinstance(value, Array):
        return Array([copy_directly(each) for each in value])
    if isinstance(value, Dictionary):
        return Dictionary({key: copy_directly(each) for key, each in value.items()})
    return Name(str(value)) if isinstance(value, Name) else value
