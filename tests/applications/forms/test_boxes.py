"""Which box of the form a file is chosen in, and what it is taken for there."""

import pytest

from applications.enums import DocumentKind
from applications.forms.boxes import find_boxes, guess_kind
from careers.enums import Demand

CV, LETTER, CERTIFICATE, OTHER = DocumentKind


@pytest.mark.parametrize(
    ("optional", "required", "boxes"),
    [
        ([CV, LETTER, CERTIFICATE, OTHER], [], {"cv": [CV], "other": [LETTER, CERTIFICATE, OTHER]}),
        ([LETTER, OTHER], [CV, CERTIFICATE], {CV: [CV], CERTIFICATE: [CERTIFICATE], OTHER: [LETTER, OTHER]}),
        ([LETTER, CERTIFICATE], [CV], {CV: [CV], CERTIFICATE: [LETTER, CERTIFICATE]}),
        ([CERTIFICATE], [CV, LETTER], {CV: [CV], LETTER: [LETTER], CERTIFICATE: [CERTIFICATE]}),
        ([], [], {}),
    ],
)  # fmt: skip
def test_what_must_be_there_has_a_box_of_its_own(optional, required, boxes) -> None:
    demands = dict.fromkeys(required, Demand.REQUIRED) | dict.fromkeys(optional, Demand.OPTIONAL)
    found = find_boxes({kind: demands[kind] for kind in DocumentKind if kind in demands})
    assert {box: [kind for kind, own in found.items() if own == box] for box in boxes} == boxes


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Arbeitszeugnis Müller.pdf", CERTIFICATE),
        ("Motivationsschreiben.docx", LETTER),
        ("Cover-Letter_v2.PDF", LETTER),
        ("Diploma certificate.pdf", CERTIFICATE),
        ("Foto.jpg", OTHER),
        ("Lebenslauf.pdf", OTHER),
    ],
)
def test_file_of_the_shared_box_is_taken_for_what_its_name_says(name, kind) -> None:
    boxes = find_boxes(dict.fromkeys(DocumentKind, Demand.OPTIONAL))
    assert guess_kind(name, OTHER, boxes) == kind
    assert guess_kind(name, CV, boxes) == CV


def test_file_is_never_taken_for_what_has_a_box_of_its_own() -> None:
    boxes = find_boxes({CV: Demand.REQUIRED, LETTER: Demand.REQUIRED, OTHER: Demand.OPTIONAL})
    assert guess_kind("Anschreiben.pdf", OTHER, boxes) == OTHER
