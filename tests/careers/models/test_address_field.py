"""Whoever writes or looks up an address of a row, it is the one that mail uses."""

import pytest
from django.core.exceptions import ValidationError

from careers.models import Contact
from careers.models.address_field import UNUSABLE_DOMAIN
from tests.careers.factories import ContactFactory

pytestmark = pytest.mark.django_db

SPELLINGS = ["anna@weiß.example", "anna@XN--WEI-7KA.example", "\u202aanna@weiß.example\u202c"]


@pytest.mark.parametrize("address", SPELLINGS)
def test_row_has_the_form_for_mail(address: str) -> None:
    ContactFactory(email=address)
    assert Contact.objects.values_list("email", flat=True).get() == "anna@xn--wei-7ka.example"


@pytest.mark.parametrize("address", SPELLINGS)
@pytest.mark.parametrize("lookup", ["exact", "iexact", "icontains"])
def test_row_is_found_by_every_spelling(address: str, lookup: str) -> None:
    made = ContactFactory(email="anna@weiß.example")
    ContactFactory(name="Other", email="anna@weiss.example")
    assert Contact.objects.get(**{f"email__{lookup}": address}) == made


@pytest.mark.parametrize("address", ["anna@☃.example", "anna@" + "ü" * 60 + ".example"])
def test_domain_that_cannot_be_is_refused(address: str) -> None:
    with pytest.raises(ValidationError) as error:
        ContactFactory.build(email=address).full_clean()
    assert error.value.message_dict == {"email": [str(UNUSABLE_DOMAIN)]}


@pytest.mark.parametrize("address", ["", *SPELLINGS])
def test_domain_that_can_be_is_taken(address: str) -> None:
    ContactFactory.build(email=address).full_clean()
