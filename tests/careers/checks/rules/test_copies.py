"""Copies and drifted copies, in a posting with one section in one language."""

from datetime import UTC, datetime

from careers.checks.corpus import Source, Text, TextCorpus
from careers.checks.facts import LanguageFacts, PostingFacts, SectionFacts
from careers.checks.rules.copies import check_copies

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
OURS = 7
MEMBERS = "The association has 200 members today, and they employ people all over Europe."
FEWER = MEMBERS.replace("200", "170")
OTHER = "Every week the team meets in a garden house to plan what the next release needs."
BLOCK = Source(block="about", name="About us")
POSTING = Source(posting=8, name="Engineer")


def find_copies(body, *sources, block=""):
    texts = {source: [Text("en", there)] for source, there in sources}
    section = SectionFacts("about", "About us", body, block)
    language = LanguageFacts(language="en", title="Editor", sections=(section,))
    facts = PostingFacts(now=NOW, texts=(language,), posting=OURS, corpus=TextCorpus(texts))
    return list(check_copies(facts))


def codes(*args, **kwargs):
    return [finding.code for finding in find_copies(*args, **kwargs)]


def test_text_of_a_block_is_offered_as_the_block():
    (finding,) = find_copies(MEMBERS, (BLOCK, MEMBERS))
    assert (finding.code, finding.params["block"]) == ("same_as_block", "about")


def test_text_that_differs_from_a_block_warns():
    (finding,) = find_copies(MEMBERS, (BLOCK, FEWER))
    assert (finding.code, finding.params["block"]) == ("differs_from_block", "about")


def test_difference_is_shown_in_short():
    (finding,) = find_copies(MEMBERS, (BLOCK, FEWER))
    assert (finding.params["words"], finding.params["other"]) == ("200", "170")


def test_text_of_another_posting_is_named_with_it():
    (finding,) = find_copies(MEMBERS, (POSTING, MEMBERS))
    assert (finding.code, finding.params["posting"]) == ("same_as_posting", 8)


def test_text_that_differs_from_another_posting_warns():
    (finding,) = find_copies(MEMBERS, (POSTING, FEWER))
    assert (finding.code, finding.params["name"]) == ("differs_from_posting", "Engineer")


def test_own_text_is_no_copy():
    assert codes(MEMBERS, (Source(posting=OURS), FEWER)) == []


def test_other_text_is_no_copy():
    assert codes(MEMBERS, (POSTING, OTHER)) == []


def test_text_from_the_block_itself_is_no_copy():
    assert codes(MEMBERS, (BLOCK, FEWER), block="about") == []


def test_short_items_are_no_copies():
    assert codes("- 30 days of leave", (BLOCK, "- 30 days of leave")) == []


def test_list_items_are_compared():
    assert codes(f"- {MEMBERS}\n- {OTHER}", (BLOCK, f"* {OTHER}")) == ["same_as_block"]


def test_marks_and_links_do_not_count():
    linked = MEMBERS.replace("association", "**[association](https://example.org/)**")
    assert codes(MEMBERS, (BLOCK, linked)) == ["same_as_block"]


def test_whole_copied_section_is_one_finding():
    both = f"{MEMBERS}\n\n{OTHER}"
    assert codes(both, (POSTING, both)) == ["same_as_posting"]


def test_block_comes_before_a_posting_that_is_liker():
    assert codes(MEMBERS, (POSTING, MEMBERS), (BLOCK, FEWER)) == ["differs_from_block"]


def test_drifted_copy_comes_before_an_equal_one():
    third = Source(posting=9, name="Writer")
    assert codes(MEMBERS, (POSTING, MEMBERS), (third, FEWER)) == ["differs_from_posting"]
