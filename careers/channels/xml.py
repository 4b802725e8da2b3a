"""XML as bytes, the same way for feeds and sitemaps."""

import re
from xml.etree import ElementTree as ET

# Characters that no XML 1.0 document may hold, not even escaped (XML 1.0, 2.2).
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def serialise_xml(root: ET.Element) -> bytes:
    """The document in UTF-8, with its declaration."""
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document
