"""Local times that clocks skip or show twice are refused with the reason, their neighbours taken."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from careers.forms import LocalMomentField
from careers.models import Posting
from tests.careers.admin.test_posting import LIST, form
from tests.careers.admin.test_posting_actions import page
from tests.careers.factories import published
from tests.config.people import browser, hr_manager

TAKEN = [
    ("2026-03-29 01:59", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
    ("2026-03-29 03:00", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
    ("2026-10-25 01:59", datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
    ("2026-10-25 03:00", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
]
FORWARD = (
    "On 29 March 2099 clocks are put forward and there is no 02:30. "
    "Choose a time that is at least 60 minutes earlier or later."
)
BACK = (
    "On 25 October 2099 clocks are put back and 02:30 comes twice. "
    "Choose a time that is at least 60 minutes earlier or later."
)


@pytest.mark.parametrize(("typed", "moment"), TAKEN)
def test_time_beside_a_change_of_clocks_is_taken(typed: str, moment: datetime) -> None:
    assert LocalMomentField().clean(typed) == moment


@pytest.mark.parametrize("typed", ["2026-03-29 02:00", "2026-03-29 02:59"])
def test_time_that_clocks_skip_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        LocalMomentField().clean(typed)
    assert refused.value.code == "ambiguous_timezone"


@pytest.mark.parametrize("typed", ["2026-10-25 02:00", "2026-10-25 02:59"])
def test_time_that_comes_twice_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        LocalMomentField().clean(typed)
    assert refused.value.code == "ambiguous_timezone"


def test_date_without_a_time_is_refused_as_ever() -> None:
    with pytest.raises(ValidationError) as refused:
        LocalMomentField().clean("2026-10-25")
    assert refused.value.code != "ambiguous_timezone"
    assert LocalMomentField(required=False).clean("") is None


@pytest.mark.django_db
@pytest.mark.parametrize(("date", "sentence"), [("2099-03-29", FORWARD), ("2099-10-25", BACK)])
def test_page_for_a_new_deadline_says_what_is_wrong(date: str, sentence: str) -> None:
    answers = {"closes_at": f"{date} 02:30", "reason": "more time"}
    posting = published()
    answer = browser(hr_manager()).post(page(posting, "extend"), answers)
    assert answer.context["form"].errors == {"closes_at": [sentence]}
    assert (f'value="{date} 02:30"' in answer.text, posting.editions.count()) == (True, 1)


@pytest.mark.django_db
def test_editor_says_what_is_wrong_with_a_deadline() -> None:
    dates = {"closes_at": "2099-10-25 02:30"}
    answer = browser(hr_manager()).post(f"{LIST}add/", form(title_de="Koch", **dates))
    assert BACK in answer.text
    assert not Posting.objects.exists()
