"""Sections of two languages that differ, brought together without losing a word."""

import pytest

from careers.enums import SectionKind
from careers.importing.pieces import Section
from careers.importing.saving.alignment import align_sections

ABOUT, TASKS, NICE, OFFER = (
    SectionKind.ABOUT,
    SectionKind.TASKS,
    SectionKind.NICE_TO_HAVE,
    SectionKind.OFFER,
)
INTRO, OTHER, APPLY = SectionKind.INTRODUCTION, SectionKind.OTHER, SectionKind.HOW_TO_APPLY


def sections(*kinds: SectionKind) -> list[Section]:
    return [Section(kind, f"h-{kind}", f"b-{kind}") for kind in kinds]


def test_same_kinds_stand_side_by_side():
    rows = align_sections({"de": sections(ABOUT, TASKS), "en": sections(ABOUT, TASKS)})
    assert [(row.kind, dict(row.headings)) for row in rows] == [
        (ABOUT, {"de": "h-about", "en": "h-about"}),
        (TASKS, {"de": "h-tasks", "en": "h-tasks"}),
    ]


def test_one_language_alone_stays_as_it_is():
    rows = align_sections({"en": sections(TASKS, OFFER)})
    assert [(row.kind, row.bodies) for row in rows] == [
        (TASKS, {"en": "b-tasks"}),
        (OFFER, {"en": "b-offer"}),
    ]


def test_section_of_one_language_joins_the_one_before():
    rows = align_sections({"de": sections(TASKS, OFFER), "en": sections(TASKS, NICE, OFFER)})
    assert [(row.kind, row.bodies) for row in rows] == [
        (TASKS, {"de": "b-tasks", "en": "b-tasks\n\n### h-nice_to_have\n\nb-nice_to_have"}),
        (OFFER, {"de": "b-offer", "en": "b-offer"}),
    ]


def test_first_section_of_one_language_takes_the_next_one_in():
    own = [Section(INTRO, "", "hello"), *sections(TASKS, OFFER)]
    rows = align_sections({"de": own, "en": sections(TASKS, OFFER)})
    assert [(row.kind, row.headings, row.bodies) for row in rows] == [
        (
            INTRO,
            {"de": "", "en": ""},
            {"de": "hello\n\n### h-tasks\n\nb-tasks", "en": "### h-tasks\n\nb-tasks"},
        ),
        (OFFER, {"de": "h-offer", "en": "h-offer"}, {"de": "b-offer", "en": "b-offer"}),
    ]


def test_different_kinds_at_the_same_place_are_paired():
    rows = align_sections({"de": sections(TASKS, OTHER, APPLY), "en": sections(TASKS, NICE, APPLY)})
    assert [row.kind for row in rows] == [TASKS, OTHER, APPLY]


@pytest.mark.parametrize(
    ("bare", "usual"), [("de", "So bewerben Sie sich"), ("en", "How to apply")]
)
def test_missing_heading_gets_the_usual_one(bare, usual):
    other = "en" if bare == "de" else "de"
    texts = {bare: [Section(APPLY, "", "write")], other: sections(APPLY)}
    row = align_sections(texts)[0]
    assert row.headings[other] == "h-how_to_apply"
    assert row.headings[bare] in {usual, "How to apply"}  # the catalogue may not be compiled


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("introduction about tasks offer", "tasks nice_to_have offer how_to_apply"),
        ("tasks requirements offer", "offer"),
        ("tasks", "offer"),
        ("about tasks", "tasks about"),
        ("introduction", "introduction about tasks requirements nice_to_have offer how_to_apply"),
    ],
)
def test_every_language_keeps_all_its_words_in_order_and_is_complete(german, english):
    texts = {
        code: sections(*(SectionKind(kind) for kind in kinds.split()))
        for code, kinds in {"de": german, "en": english}.items()
    }
    rows = align_sections(texts)
    for code, own in texts.items():
        said = " ".join(f"{row.headings[code]} {row.bodies[code]}" for row in rows)
        assert said.replace("#", "").split() == [
            word for section in own for word in (section.heading, section.body)
        ]
    assert all(row.bodies[code] for row in rows for code in texts)
