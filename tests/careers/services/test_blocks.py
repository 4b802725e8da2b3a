import pytest
from django.utils import timezone, translation

from careers.models import PostingSection, TextBlock
from careers.models.confirmation import outdated_texts
from careers.models.section import section_texts
from careers.services import (
    BlockRefused,
    ConfirmRefused,
    confirm_block,
    make_block,
    take_own_text,
    use_block,
)
from careers.text_blocks.usage import block_states
from tests.careers.factories import PostingFactory, SectionFactory, TextBlockFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(default_language: None) -> None:
    translation.activate("en")


def own_text(**fields: object) -> PostingSection:
    return SectionFactory(posting=PostingFactory(section=False), **fields)


def with_block(**fields: object) -> PostingSection:
    block = TextBlockFactory(**fields)
    return own_text(block=block, heading_de="", heading_en="", body_de="", body_en="")


def german_left_behind(row: PostingSection | TextBlock) -> PostingSection | TextBlock:
    """The English text changed after the German one was written."""
    row.body_en = "- fix outages quickly"
    row.save()
    return row


def test_making_a_block_takes_over_kind_and_texts_of_every_language() -> None:
    block = make_block(section=own_text(), now=timezone.now())
    assert (block.slug, block.kind) == ("ihre-aufgaben", "tasks")
    assert (block.heading_de, block.heading_en) == ("Ihre Aufgaben", "Your tasks")
    assert (block.body_de, block.body_en) == ("- Störungen beheben", "- fix outages")


def test_making_a_block_leaves_a_reference_and_no_text() -> None:
    section = own_text()
    block = make_block(section=section, now=timezone.now())
    assert (section.block, section.heading_de, section.body_en) == (block, "", "")
    assert section_texts(section, "en") == ("Your tasks", "- fix outages")


def test_making_a_block_keeps_what_is_outdated() -> None:
    block = make_block(section=german_left_behind(own_text()), now=timezone.now())
    assert [(each.language, each.before) for each in outdated_texts(block)] == [
        ("de", "- fix outages")
    ]
    assert block.outdated == ["de"]


@pytest.mark.parametrize(
    ("heading", "slug"),
    [("Über uns", "ueber-uns"), ("", "tasks"), ("x" * 200, "x" * 56), ("Wir bieten", "wir-bieten")],
)
def test_name_of_a_block_comes_from_its_heading(heading: str, slug: str) -> None:
    section = own_text(heading_de=heading, heading_en="")
    assert make_block(section=section, now=timezone.now()).slug == slug


def test_name_of_a_block_that_is_taken_gets_a_number() -> None:
    for slug in ("ihre-aufgaben", "ihre-aufgaben-2", "ihre-aufgaben-und-mehr"):
        TextBlockFactory(slug=slug)
    assert make_block(section=own_text(), now=timezone.now()).slug == "ihre-aufgaben-3"


def test_section_without_text_makes_no_block() -> None:
    with pytest.raises(BlockRefused, match="There is no text yet"):
        make_block(section=own_text(body_de="", body_en=""), now=timezone.now())
    assert TextBlock.objects.count() == 0


def test_section_with_text_in_one_language_makes_a_block() -> None:
    assert make_block(section=own_text(body_de=""), now=timezone.now()).body_en == "- fix outages"


def test_section_with_a_block_makes_no_other() -> None:
    with pytest.raises(BlockRefused, match="already uses the text block “Wir bieten"):
        make_block(section=with_block(), now=timezone.now())
    assert TextBlock.objects.count() == 1


def test_using_a_block_keeps_the_own_text_behind_it() -> None:
    section, block = german_left_behind(own_text()), TextBlockFactory()
    use_block(section=section, block=block, now=timezone.now())
    assert (section.block, section.body_de) == (block, "- Störungen beheben")
    assert section_texts(section, "de") == ("Wir bieten", "- Zeit zum Lernen")
    assert section.outdated == ["de"]


def test_using_a_second_block_is_refused() -> None:
    section = with_block()
    with pytest.raises(BlockRefused, match="already uses"):
        use_block(section=section, block=TextBlockFactory(slug="other"), now=timezone.now())
    section.refresh_from_db()
    assert section.block.slug != "other"


def test_taking_the_own_text_copies_every_language_and_drops_the_reference() -> None:
    section = with_block()
    take_own_text(section=section, now=timezone.now())
    assert (section.block, section.heading_en, section.body_de) == (
        None,
        "We offer",
        "- Zeit zum Lernen",
    )


def test_own_text_behind_a_block_is_not_replaced_by_it() -> None:
    section = own_text(block=TextBlockFactory())
    with pytest.raises(BlockRefused, match="behind the text block"):
        take_own_text(section=section, now=timezone.now())
    section.refresh_from_db()
    assert (section.body_de, section.block) == ("- Störungen beheben", TextBlock.objects.get())


def test_own_text_that_says_what_the_block_says_is_no_obstacle() -> None:
    block = TextBlockFactory(body_en="- rest")
    section = own_text(block=block, heading_de="", heading_en="", body_de="", body_en="-  rest\n")
    take_own_text(section=section, now=timezone.now())
    assert (section.block, section.body_en, section.body_de) == (None, "- rest", block.body_de)


def test_taking_the_own_text_keeps_what_is_outdated() -> None:
    section = with_block()
    german_left_behind(section.block)
    take_own_text(section=section, now=timezone.now())
    assert (section.outdated, [each.before for each in outdated_texts(section)]) == (
        ["de"],
        ["- time to learn"],
    )


def test_taking_the_own_text_twice_is_refused() -> None:
    section = own_text()
    with pytest.raises(BlockRefused, match="a text of its own"):
        take_own_text(section=section, now=timezone.now())
    assert section.body_en == "- fix outages"


@pytest.mark.parametrize("do", ["make", "use", "take"])
def test_each_change_of_a_section_raises_the_version_of_its_posting(do: str) -> None:
    section = with_block() if do == "take" else own_text()
    posting = section.posting
    {
        "make": lambda: make_block(section=section, now=timezone.now()),
        "use": lambda: use_block(section=section, block=TextBlockFactory(), now=timezone.now()),
        "take": lambda: take_own_text(section=section, now=timezone.now()),
    }[do]()
    before, changed = posting.version, posting.updated_at
    posting.refresh_from_db()
    assert (posting.version, posting.updated_at > changed) == (before + 1, True)


def test_refused_change_leaves_the_version() -> None:
    section = own_text()
    with pytest.raises(BlockRefused):
        take_own_text(section=section, now=timezone.now())
    before = section.posting.version
    section.posting.refresh_from_db()
    assert section.posting.version == before


def seen_text(block: TextBlock, language: str) -> str:
    return next(state.seen for state in block_states(block) if state.language == language)


def test_confirming_a_language_of_a_block_ends_its_being_outdated() -> None:
    block = german_left_behind(TextBlockFactory())
    changed = block.updated_at
    confirm_block(block=block, language="de", seen=seen_text(block, "de"))
    assert (block.outdated, block.updated_at, block.version) == ([], changed, 1)


def test_confirming_the_other_language_leaves_it_outdated() -> None:
    block = german_left_behind(TextBlockFactory())
    confirm_block(block=block, language="en", seen=seen_text(block, "en"))
    assert block.outdated == ["de"]


def test_confirming_what_changed_since_it_was_looked_at_is_refused() -> None:
    block = german_left_behind(TextBlockFactory())
    before = seen_text(block, "de")
    block.body_en = "- fix no outages"
    block.save()
    with pytest.raises(ConfirmRefused):
        confirm_block(block=block, language="de", seen=before)
    assert block.outdated == ["de"]
