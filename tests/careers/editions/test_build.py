"""The description that an ad without one gets: the first words about the work."""

from careers.editions.build import section_text, summarise_sections
from careers.enums import SectionKind


def summary(heading: str, body: str) -> str:
    return summarise_sections([section_text(SectionKind.TASKS, heading, body)])


def test_summary_leaves_out_a_heading_that_is_no_part_of_the_sentence() -> None:
    assert summary("About the role", "As a cook you cook.") == "As a cook you cook."


def test_summary_keeps_a_heading_that_begins_the_sentence() -> None:
    assert summary("As a cook you will", "cook.") == "As a cook you will cook."
