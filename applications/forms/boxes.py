"""Which box of the form takes files of which kind: whatever need not be there shares one."""

import re
from collections.abc import Mapping

from applications.enums import DocumentKind
from careers.enums import Demand

NAMED = {
    DocumentKind.COVER_LETTER: re.compile(r"anschreiben|motivation|cover|letter|bewerbungsschr"),
    DocumentKind.CERTIFICATE: re.compile(
        r"zeugnis|zertifikat|certificat|urkunde|diplom|transcript|referen[cz]|nachweis|bescheinigung"
    ),
}
"""What people write into the names of such files, in German and English."""


def find_boxes(demands: Mapping[DocumentKind, Demand]) -> dict[DocumentKind, DocumentKind]:
    """The kind by which the box of each kind is named.

    The CV and what must be there have boxes of their own. The others share that of the last of them.
    """
    shared = [
        kind
        for kind, demand in demands.items()
        if demand != Demand.REQUIRED and kind != DocumentKind.CV
    ]
    return {kind: shared[-1] if kind in shared else kind for kind in demands}


def guess_kind(
    name: str, box: DocumentKind, boxes: Mapping[DocumentKind, DocumentKind]
) -> DocumentKind:
    """What a file chosen in this box is, by its name, among the kinds that share the box."""
    folded = name.casefold()
    for kind, pattern in NAMED.items():
        if boxes.get(kind) == box and pattern.search(folded):
            return kind
    return box
