"""Shapes of VML in a DOCX: which of their attributes fetch, lead elsewhere or carry something (ECMA-376, part 4, 19)."""

from collections.abc import Mapping

from applications.documents.link_targets import ADDRESS, leads_elsewhere
from applications.documents.xml_parts import local_name
from applications.enums import Removed

VML, OFFICE = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"
SHAPES = (f"{VML} ", "urn:schemas-microsoft-com:office:")
"""How the names of elements begin that shapes are made of."""
PICTURES = {
    *(f"{VML} {word}" for word in ("imagedata", "fill", "stroke", "image")),
    *(f"{OFFICE} {word}" for word in ("left", "top", "right", "bottom", "column")),
}
"""Lines and areas may be drawn with a picture, a line at each side with another one."""
LINK, FETCHED = "href", {"src", "althref"}
UNSHOWN = {
    **dict.fromkeys(("gfxdata", "equationxml"), Removed.REST),
    "sigprovurl": Removed.OUTSIDE,
}
"""The shape once more as a package of its own, in letters; a formula as a whole document; where Word takes the program from that
is to sign."""


def find_unwanted_attributes(name: str, attributes: Mapping[str, str]) -> dict[str, Removed]:
    """Local names of the attributes of an element that go, and what each is."""
    own = [(local_name(key), value) for key, value in attributes.items()]
    return {
        word: kind
        for word, value in own
        if (kind := judge_attribute(word, value, is_picture=name in PICTURES))
    }


def judge_attribute(word: str, value: str, *, is_picture: bool) -> Removed | None:
    """What an attribute is that goes; what is a link elsewhere is fetched by a picture."""
    if word in FETCHED or (word == LINK and is_picture):
        return Removed.OUTSIDE if is_fetched(value) else None
    if word == LINK:
        return Removed.LINKS if leads_elsewhere(value) else None
    return UNSHOWN.get(word) if value else None


def is_fetched(address: str) -> bool:
    """Whether a picture is taken from elsewhere; in a package it is named by its relation, and not by a path."""
    return ADDRESS.match(address) is not None or "/" in address or "\\" in address
