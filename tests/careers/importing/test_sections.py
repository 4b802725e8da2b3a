"""Where sections begin and end, and what becomes of words at their edges."""

import pytest

from careers.enums import SectionKind
from careers.importing.parser import parse_ad
from careers.importing.pieces import Section


def sections(source: str) -> list[Section]:
    return list(parse_ad(source, "en").sections)


def test_sentence_broken_off_before_the_title_is_completed_with_it():
    first = sections("For our kitchen we seek a\n# Cook*in (d/f/m)\n(Remote)\n")[0]
    assert first.body == "For our kitchen we seek a **Cook\\*in (d/f/m)** (Remote)"


@pytest.mark.parametrize(
    "before",
    [
        "We are hiring.",
        "Example Club",
        "* a list that ends in mid-sentence",
        "```\nfor a code\n```",
    ],
)
def test_other_texts_before_the_title_stay_as_they_are(before: str):
    assert sections(f"{before}\n\n# Cook (d/f/m)\n")[0].body == before


def test_link_of_a_title_is_kept():
    ad = parse_ad("# [Cook](https://example.org/cook) (d/f/m)", "en")
    assert (ad.title, ad.sections[0].body) == ("Cook", "<https://example.org/cook>")


def test_lines_after_the_place_are_text():
    ad = parse_ad("# Cook\n\n(Remote)\nFull-time and\nfor good.", "en")
    assert ad.facts.place is not None
    assert (ad.facts.place.note, ad.sections[0].body) == ("Remote", "Full-time and for good.")


def test_application_paragraph_inside_the_process_stays_there():
    found = sections("## Next steps\n\nWe talk.\n\nSend us your application today.")
    assert [section.kind for section in found] == [SectionKind.PROCESS]


def test_team_inside_the_offer_stays_there():
    found = sections("## We offer\n\nCake.\n\n### Our team\n\nTen of us.")
    assert [(section.kind, section.body) for section in found] == [
        (SectionKind.OFFER, "Cake.\n\n### Our team\n\nTen of us.")
    ]


def test_very_long_bold_line_is_text():
    line = f"**{'We offer you everything ' * 6}**".replace(" **", "**")
    assert [(each.kind, each.body) for each in sections(f"{line}\n\n* cake")] == [
        (SectionKind.INTRODUCTION, f"{line}\n\n* cake")
    ]


def test_ad_of_one_bare_heading_keeps_it_as_text_too():
    assert [(each.heading, each.body) for each in sections("## We offer")] == [
        ("We offer", "We offer")
    ]


def test_empty_text_has_no_sections():
    assert sections("<script>nothing</script>") == []


def test_footnote_of_one_word_is_kept():
    assert sections("Hello[^1]\n\n[^1]: https://example.org")[0].body == (
        "Hello[^1]\n\n\\[^1]: https://example.org"
    )
