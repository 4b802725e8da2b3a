"""The small XML parts by which an Office file says what it is, read without document types or entities."""

from io import BytesIO
from typing import NamedTuple, NoReturn
from xml.parsers import expat

from applications.documents.refusals import Cause, RefusedContent

NAMESPACE_END = " "
"""Stands between namespace and local name; neither can hold a blank."""
MAX_ELEMENTS = 20_000
MAX_NAMESPACE_LENGTH = 200
"""In characters: the parser hands the namespace out with the name of each element."""


class Element(NamedTuple):
    """An element's name, as "namespace local-name", and its attributes."""

    name: str
    attributes: dict[str, str]


def read_elements(content: bytes) -> list[Element]:
    """All elements of a part of an archive, in their order; the caller limits its bytes.

    Raises RefusedContent for what is not well-formed, for more than MAX_ELEMENTS elements or
    MAX_NAMESPACE_LENGTH characters of a namespace, and for a document type declaration, the only
    place where XML 1.0 lets entities be declared.
    """
    elements: list[Element] = []

    def add_element(name: str, attributes: dict[str, str]) -> None:
        if len(elements) == MAX_ELEMENTS:
            raise RefusedContent(Cause.TOO_COMPLEX)
        elements.append(Element(name, attributes))

    parser = expat.ParserCreate(namespace_separator=NAMESPACE_END)
    parser.StartDoctypeDeclHandler = refuse_document_type
    parser.StartNamespaceDeclHandler = check_namespace
    parser.StartElementHandler = add_element
    try:
        parser.ParseFile(BytesIO(content))
    except expat.ExpatError:
        raise RefusedContent(Cause.BROKEN) from None
    return elements


def refuse_document_type(*_declaration: object) -> NoReturn:
    raise RefusedContent(Cause.WRONG_TYPE)


def check_namespace(_prefix: str | None, namespace: str | None) -> None:
    if len(namespace or "") > MAX_NAMESPACE_LENGTH:
        raise RefusedContent(Cause.TOO_COMPLEX)


def local_name(name: str) -> str:
    return name.rpartition(NAMESPACE_END)[2]


def values_of(attributes: dict[str, str], word: str) -> list[str]:
    """Of all attributes with this local name, whatever their namespace is."""
    return [value for name, value in attributes.items() if local_name(name) == word]
