from datetime import UTC, datetime

import pytest

from careers.models import Posting, PostingSection
from careers.services import BlockRefused, mend_section_text
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
