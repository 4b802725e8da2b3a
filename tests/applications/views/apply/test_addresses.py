"""Which addresses mail may be asked for."""

import pytest
from django.test import Client

from tests.applications.site import fill_in
from tests.applications.traces import EMPTY_DRAFT, traces
from tests.careers.factories import published

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "root@localhost",
        "root@[127.0.0.1]",
        "root@[IPv6:::1]",
        "\N{KELVIN SIGN}im@example.org",
        "kim@" + "ü" * 60 + ".de",
        "kim@example.org,eve@example.org",
        "kim@example.org\nBcc: eve@example.org",
    ],
)
def test_address_that_no_candidate_has_is_refused(client: Client, address: str) -> None:
    answer = fill_in(client, published(), email=address, cv=None, action="later")
    assert answer.status_code == 422
    assert traces() == EMPTY_DRAFT


@pytest.mark.parametrize("address", ["kim+jobs@mail.example.org", "kim.o'neil@bücher.example"])
def test_unusual_address_is_taken(client: Client, address: str) -> None:
    answer = fill_in(client, published(), email=address, cv=None, action="later")
    assert answer.headers["Location"].endswith("?later")
