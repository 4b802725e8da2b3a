"""Facts that are data are read in the reader's language; what the author wrote stays in the ad's."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from careers.editions.reader_facts import read_facts
from careers.models import EditionText
from tests.careers.factories import published

pytestmark = pytest.mark.django_db


def german_ad(**more: Any) -> EditionText:
    fields: dict[str, Any] = {
        "employment_types": ["FULL_TIME", "PART_TIME"],
        "weekly_hours": Decimal(39),
        "fixed_term_until": date(2027, 12, 31),
        "fixed_term_reason_de": "Projektförderung",
        "fixed_term_reason_en": "not published",
        "starts_on": date(2027, 3, 1),
        "pay_min": Decimal(60_000),
        "pay_max": Decimal(72_000),
    }
    posting = published(german_only=True, **{**fields, **more})
    return EditionText.objects.get(edition=posting.current_edition)


def test_reader_of_another_language_reads_what_is_data() -> None:
    text = german_ad()
    assert read_facts(text, "en") == {
        "hours": "Full-time or part-time",
        "week": "39 hours a week",
        "contract": "Fixed term until 31 December 2027",
        "contract_reason": "Projektförderung",
        "pay": "€60,000–72,000 a year",
        "department": "Cloud",
        "place": "Remote or Berlin centre",
        "start": "1 March 2027",
    }
    assert text.facts["contract"] == "Befristet bis 31. Dezember 2027 (Projektförderung)"


def test_words_of_the_author_stay_in_their_language_also_where_a_draft_has_others() -> None:
    text = german_ad(
        place_note_de="In der Mitte", place_note_en="Not published", start_note_de="Sofort"
    )
    known = read_facts(text, "en")
    assert {"place", "start"} & known.keys() == set()
    assert "published" not in str(known)


def test_reader_of_the_language_of_the_ad_reads_the_ad() -> None:
    assert read_facts(german_ad(), "de") == {}


def test_ad_from_before_has_no_other_words() -> None:
    text = german_ad()
    del text.facts["in_other_languages"]
    assert read_facts(text, "en") == {}
