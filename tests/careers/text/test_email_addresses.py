"""One form of an address for mail and look-ups, another to read."""

import idna
import pytest

from careers.text.email_addresses import (
    UnusableDomain,
    address_key,
    to_canonical_address,
    to_mail_address,
    to_readable_address,
)

FORMS = [
    ("anna@weiß.example", "anna@xn--wei-7ka.example"),
    ("anna@WEISS.example", "anna@weiss.example"),
    ("Anna.Weiß@Example.ORG", "Anna.Weiß@example.org"),
    ("kim@bücher.example", "kim@xn--bcher-kva.example"),
    ("kim@bu\u0308cher.example", "kim@xn--bcher-kva.example"),
    ("kim@XN--BCHER-KVA.example", "kim@xn--bcher-kva.example"),
    ("kim@bücher。example", "kim@xn--bcher-kva.example"),
    ("kim@σοφός.example", "kim@xn--0xagbn4a.example"),
    ("kim@ab--c.bücher.example", "kim@ab--c.xn--bcher-kva.example"),
    (" \u202akim@example.org\u202c\u200b", "kim@example.org"),
    ("no address", "no address"),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "canonical"), FORMS)
def test_address_has_one_form_for_mail(typed: str, canonical: str) -> None:
    assert to_canonical_address(typed) == canonical


@pytest.mark.parametrize(("_typed", "canonical"), FORMS)
def test_form_for_mail_stays_what_it_is(_typed: str, canonical: str) -> None:
    assert to_canonical_address(canonical) == canonical


@pytest.mark.parametrize(
    "domain", ["☃.example", "ü_b.example", "-ü.example", "ü" * 60 + ".example"]
)
def test_domain_that_cannot_be_is_refused(domain: str) -> None:
    with pytest.raises(UnusableDomain):
        to_canonical_address(f"kim@{domain}")
    assert to_mail_address(f"kim@{domain}") == f"kim@{domain}"


def test_domain_of_any_length_is_judged_at_once() -> None:
    with pytest.raises(UnusableDomain):
        to_canonical_address("kim@" + "ü." * 127 + "example")


@pytest.mark.parametrize(
    ("address", "readable"),
    [
        ("anna@xn--wei-7ka.example", "anna@weiß.example"),
        ("anna@mail.xn--bcher-kva.example", "anna@mail.bücher.example"),
        ("anna@example.org", "anna@example.org"),
        ("anna@xn--.example", "anna@xn--.example"),
        ("xn--", "xn--"),
        (f"a@xn--bcher-kva.{'a' * 64}", f"a@xn--bcher-kva.{'a' * 64}"),
        ("a@" + "xn--bcher-kva." * 20, "a@" + "xn--bcher-kva." * 20),
        ("", ""),
    ],
)
def test_address_is_shown_as_people_write_it(address: str, readable: str) -> None:
    assert to_readable_address(address) == readable


def test_domain_of_any_length_is_shown_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sends a form may have typed megabytes of them."""
    decoded: list[str] = []
    monkeypatch.setattr(idna, "ulabel", decoded.append)
    to_readable_address("a@" + "xn--bcher-kva." * 100_000)
    to_readable_address("a@xn--" + "a" * 100)
    assert decoded == []


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Kim@Example.org", "kim@example.org", True),
        ("kim@Bücher.example", "KIM@xn--bcher-kva.example", True),
        ("kim@weiß.example", "kim@weiss.example", False),
        ("\N{KELVIN SIGN}im@example.org", "kim@example.org", False),
    ],
)
def test_key_tells_mailboxes_apart(one: str, other: str, is_same: bool) -> None:
    assert (address_key(one) == address_key(other)) is is_same
