from datetime import UTC, datetime

import pytest

from careers.models import Posting, PostingSection, TextBlock
from careers.services import BlockRefused, mend_block_text, mend_section_text
from tests.careers.factories import PostingFactory, SectionFactory, TextBlockFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
WORD = "·\tplanen\n·\tbauen"


def pasted_section() -> PostingSection:
    return SectionFactory(
        posting=PostingFactory(section=False), body_de=WORD, body_en="- plan\n- build"
    )


def test_mending_makes_a_list_of_one_language_only() -> None:
    section = mend_section_text(section=pasted_section(), language="de", now=NOW)
    assert (section.body_de, section.body_en) == ("- planen\n- bauen", "- plan\n- build")


def test_mending_leaves_the_other_language_up_to_date() -> None:
    assert mend_section_text(section=pasted_section(), language="de", now=NOW).outdated == []


def test_mending_makes_the_next_version_of_the_draft() -> None:
    section = pasted_section()
    version = section.posting.version
    mend_section_text(section=section, language="de", now=NOW)
    assert Posting.objects.get().version == version + 1


def test_text_of_a_block_is_not_mended_in_a_section() -> None:
    section = SectionFactory(
        posting=PostingFactory(section=False), block=TextBlockFactory(), body_de="", body_en=""
    )
    with pytest.raises(BlockRefused):
        mend_section_text(section=section, language="de", now=NOW)


def pasted_block() -> TextBlock:
    return TextBlockFactory(body_de=WORD, body_en="- plan\n- build")


def test_block_is_mended_in_one_language_only_and_the_other_stays_up_to_date() -> None:
    block = mend_block_text(block=pasted_block(), language="de")
    assert (block.body_de, block.body_en, block.outdated) == (
        "- planen\n- bauen",
        "- plan\n- build",
        [],
    )


def test_mending_makes_the_next_version_of_a_block() -> None:
    block = pasted_block()
    before = block.updated_at
    mended = mend_block_text(block=block, language="de")
    assert (mended.version, mended.updated_at > before) == (2, True)


def test_block_is_not_mended_in_a_language_that_is_not_there() -> None:
    block = pasted_block()
    with pytest.raises(BlockRefused):
        mend_block_text(block=block, language="fr")
    block.refresh_from_db()
    assert (block.version, block.body_de) == (1, WORD)
