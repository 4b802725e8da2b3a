"""What a person may be called: in letters of the organisation a name becomes no link of a stranger's."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override

from applications.forms.follow_up import OwnDataForm
from applications.forms.typed import NameField
from applications.models import Application
from hiring.forms.entry import EntryForm
from tests.applications.site import fill_in, page
from tests.careers.factories import published

REFUSED = "A web or email address is no name. Write the name alone."


@pytest.mark.parametrize(
    "name",
    [
        "J.R. Smith",
        "Dr.Muster",
        "St.John Muster",
        "Prof. Dr. med. habil. Anna-Maria O’Muster",
        "Robin (they/them)",
        "Max Muster, B.A./M.A.",
        "Max Muster M.Sc.",
        "dr.med. anna muster",
        "李娜",
    ],
)
def test_names_as_people_write_them_pass(name: str) -> None:
    assert NameField().clean(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "Look at https://prize.example/now",
        "www.prize.example",
        "prize.example",
        "Prize.Example/now",
        "PRIZE.COM",
        "Go to prize.example, please",
        "robin@prize.example",
    ],
)
def test_names_that_mail_programs_would_link_are_refused(name: str) -> None:
    with override("en"), pytest.raises(ValidationError, match=REFUSED):
        NameField().clean(name)


@pytest.mark.django_db
def test_application_under_such_a_name_is_not_sent(client: Client) -> None:
    shown = page(fill_in(client, published(), name="Robin https://prize.example"))
    assert shown.errors == [("#id_name", REFUSED)]
    assert not Application.objects.exists()


def test_people_who_change_or_enter_a_name_are_told_the_same() -> None:
    for form in (OwnDataForm, EntryForm):
        assert isinstance(form.base_fields["name"], NameField)
