"""The kinds of file that are accepted and how their names end."""

from applications.enums import MediaType

# The first extension is the usual one.
EXTENSIONS = {
    MediaType.PDF: ("pdf",),
    MediaType.DOCX: ("docx",),
    MediaType.ODT: ("odt",),
    MediaType.JPG: ("jpg", "jpeg", "jpe", "jfif"),
    MediaType.PNG: ("png",),
}


def accept_attribute() -> str:
    """For the accept attribute of a file input, by extension and by media type."""
    extensions = (f".{one}" for several in EXTENSIONS.values() for one in several)
    return ",".join((*extensions, *MediaType.values))
