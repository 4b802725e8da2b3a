"""The pages by which a block's new wording reaches the public, and copies give way to the block."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from careers.models import Edition, Posting, PostingSection, TextBlock
from careers.services import close_posting
from careers.text_blocks.similar_sections import similar_sections
from tests.careers.admin.test_blocks import messages_of, page
from tests.careers.factories import PostingFactory, SectionFactory, TextBlockFactory, closed
from tests.careers.services.test_republishing import GERMAN, rewrite, using
from tests.config.people import browser, hr_manager

pytestmark = pytest.mark.django_db
MEMBERS = "We are an association of %d members and speak for open source in the whole country."
MITGLIEDER = (
    "Wir sind ein Verband mit %d Mitgliedern und sprechen im ganzen Land für freie Software."
)


def about(members: int = 200, **fields: object) -> TextBlock:
    return TextBlockFactory(body_en=MEMBERS % members, body_de=MITGLIEDER % members, **fields)


def copy_of(members: int, **fields: object) -> PostingSection:
    """A posting whose one section says the same as about(), with another number."""
    texts = {"body_en": MEMBERS % members, "body_de": MITGLIEDER % members}
    headings = {"heading_de": "Wir bieten", "heading_en": "We offer"}
    posting = PostingFactory(section=False, **fields)
    return SectionFactory(posting=posting, **headings, **texts)


def tick(*sections: PostingSection) -> list[str]:
    return [f"{section.pk}-{section.posting.version}" for section in sections]


def differences(changes: list[object]) -> list[tuple[str, str]]:
    pieces = [piece for change in changes for piece in change.pieces]
    return [tuple(piece) for piece in pieces if piece.kind != "same"]


def test_page_shows_exactly_what_changes_in_each_language() -> None:
    block = about(170)
    using(block, title_de="Koch")
    rewrite(block, body_en=MEMBERS % 200, body_de=MITGLIEDER % 170)
    [group] = browser(hr_manager()).get(page(block, "republish")).context["changed"]
    assert [str(use.posting) for use in group.uses] == ["Koch"]
    [language] = group.languages
    assert (language.code, differences(language.changes)) == (
        "en",
        [("removed", "170"), ("added", "200")],
    )


def test_same_difference_in_several_postings_is_shown_once() -> None:
    block = about(170)
    for title in ("Koch", "Bäcker"):
        using(block, title_de=title)
    rewrite(block, body_en=MEMBERS % 200, body_de=MITGLIEDER % 200)
    [group] = browser(hr_manager()).get(page(block, "republish")).context["changed"]
    assert {str(use.posting) for use in group.uses} == {"Koch", "Bäcker"}


def test_page_names_drafts_and_postings_that_keep_their_wording() -> None:
    block = TextBlockFactory()
    SectionFactory(posting=PostingFactory(title_de="Koch"), position=900, block=block)
    close_posting(
        posting=using(block, title_de="Bäcker"), actor=None, reason="", now=timezone.now()
    )
    rewrite(block)
    answer = browser(hr_manager()).get(page(block, "republish"))
    others = {str(use.posting): use.standing.value for use in answer.context["others"]}
    assert others == {"Koch": "draft", "Bäcker": "kept"}
    assert "is over and keeps its wording" in answer.text


def test_one_confirmation_republishes_all_by_this_person() -> None:
    block, hr = TextBlockFactory(), hr_manager()
    for _ in range(2):
        using(block)
    rewrite(block)
    answer = browser(hr).post(page(block, "republish"), {"version": block.version})
    new = Edition.objects.filter(number=2)
    assert [edition.published_by for edition in new] == [hr, hr]
    assert (answer.headers["Location"], messages_of(answer)) == (
        page(block),
        ["2 postings show the new wording."],
    )


def test_looking_at_the_page_publishes_nothing() -> None:
    block = TextBlockFactory()
    using(block)
    rewrite(block)
    assert browser(hr_manager()).get(page(block, "republish")).status_code == 200
    assert Edition.objects.count() == 1


def test_confirming_an_older_look_is_refused_and_shows_the_page_again() -> None:
    block = TextBlockFactory()
    using(block)
    rewrite(block)
    answer = browser(hr_manager()).post(page(block, "republish"), {"version": 1})
    assert (answer.status_code, Edition.objects.count()) == (200, 1)
    assert "The block was changed meanwhile" in answer.text
    assert f'name="version" value="{block.version}"' in answer.text


def test_block_that_lacks_a_public_language_has_no_button() -> None:
    block = TextBlockFactory()
    using(block, title_de="Koch")
    rewrite(block, body_en="")
    text = browser(hr_manager()).get(page(block, "republish")).text
    assert "The text block is not complete in English, shown by: “Koch”." in text
    assert "Publish the new wording" not in text


def test_wrong_language_asks_for_a_reason_and_keeps_what_was_typed() -> None:
    block = TextBlockFactory()
    using(block)
    rewrite(block, body_en=GERMAN)
    client, address = browser(hr_manager()), page(block, "republish")
    assert 'name="override"' in client.get(address).text
    assert client.post(address, {"version": 2, "override": " "}).status_code == 200
    assert Edition.objects.count() == 1
    client.post(address, {"version": 2, "override": "The law's words."})
    assert Edition.objects.get(number=2).override_reason == "The law's words."


def test_nothing_to_republish_is_said() -> None:
    block = TextBlockFactory()
    using(block)
    text = browser(hr_manager()).get(page(block, "republish")).text
    assert "Every public posting that uses this text block shows it as it is." in text


def test_near_copy_shows_exactly_what_differs() -> None:
    block, section = about(200), copy_of(170)
    [similar] = similar_sections(block)
    assert (similar.section, similar.is_same) == (section, False)
    assert [(each.code, differences(each.changes)) for each in similar.languages] == [
        ("de", [("removed", "170"), ("added", "200")]),
        ("en", [("removed", "170"), ("added", "200")]),
    ]


def test_copy_in_one_language_is_enough_to_be_similar() -> None:
    block, section = about(), copy_of(200)
    PostingSection.objects.filter(pk=section.pk).update(body_de=None)
    [similar] = similar_sections(block)
    assert [each.code for each in similar.languages] == ["de"]


def test_block_in_one_language_finds_its_copies() -> None:
    section = copy_of(200)
    block = TextBlockFactory(body_en=MEMBERS % 170, body_de="")
    [similar] = similar_sections(block)
    assert (similar.section, similar.percent) == (section, 93)


@pytest.mark.parametrize(
    "make",
    [
        lambda block: SectionFactory(posting=closed(), position=900, body_en=MEMBERS % 200),
        lambda block: SectionFactory(posting=PostingFactory(), position=900, block=block),
        lambda block: copy_of(200).posting.sections.update(
            body_en="We are an association and speak for nobody but ourselves, all day, all over it.",
            body_de=None,
        ),
    ],
    ids=["closed", "uses the block", "less than 80 percent"],
)
def test_what_is_no_copy_is_not_similar(make: Callable[[TextBlock], object]) -> None:
    block = about()
    make(block)
    assert similar_sections(block) == []


def test_same_words_come_first_and_are_ticked() -> None:
    block = about()
    copy_of(170, title_de="Koch")
    copy_of(200, title_de="Bäcker")
    answer = browser(hr_manager()).get(page(block))
    shown = [
        [str(one.section.posting) for one in each.sections] for each in answer.context["copies"]
    ]
    assert shown == [["Bäcker"], ["Koch"]]
    assert answer.text.count("checked") == 1


def test_ticked_copies_use_the_block_and_others_stay() -> None:
    block = about()
    sections = [copy_of(members) for members in (150, 160, 170)]
    data = {"copy": tick(*sections[:2]), "version": 1}
    answer = browser(hr_manager()).post(page(block, "use"), data)
    assert [each.block for each in PostingSection.objects.order_by("pk")] == [block, block, None]
    assert messages_of(answer)[0].startswith("2 sections use the block now.")


def test_two_copies_in_one_posting_are_both_replaced() -> None:
    block, first = about(), copy_of(200)
    second = SectionFactory(posting=first.posting, body_en=MEMBERS % 200)
    browser(hr_manager()).post(page(block, "use"), {"copy": tick(first, second), "version": 1})
    assert block.sections.count() == 2


@pytest.mark.parametrize("changed", ["posting", "block", "section"])
def test_copies_that_changed_since_they_were_looked_at_are_kept(changed: str) -> None:
    block, section, other = about(), copy_of(170), copy_of(200)
    data = {"copy": tick(section, other), "version": 1}
    {
        "posting": lambda: Posting.objects.filter(pk=section.posting_id).update(version=2),
        "block": lambda: rewrite(block),
        "section": section.delete,
    }[changed]()
    answer = browser(hr_manager()).post(page(block, "use"), data)
    assert messages_of(answer) == [
        "The texts have changed meanwhile. Look at the differences again."
    ]
    assert block.sections.count() == 0


@pytest.mark.parametrize("copies", [[], ["x"], ["1"], ["1-x"], ["99999999999-1"], ["²-1"]])
def test_nothing_ticked_changes_nothing(copies: list[str]) -> None:
    block = about()
    copy_of(200)
    answer = browser(hr_manager()).post(page(block, "use"), {"copy": copies, "version": "x"})
    assert messages_of(answer) == ["No posting was ticked, so nothing was changed."]
    assert block.sections.count() == 0


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("change", 11), ("republish", 7)])
def test_pages_take_the_same_queries_for_any_number_of_postings(
    name: str, queries: int, count: int, django_assert_num_queries: Callable[..., object]
) -> None:
    block = about()
    for number in range(count):
        using(block)
        copy_of(number)
    rewrite(block, body_en=MEMBERS % 3, body_de=MITGLIEDER % 3)
    client = browser(hr_manager())
    client.get(page(block))  # the content types are kept by the process
    with django_assert_num_queries(queries):
        client.get(page(block, name))
