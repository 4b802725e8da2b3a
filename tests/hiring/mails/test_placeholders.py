from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from hiring.mails import placeholders
from hiring.mails.placeholders import (
    PLACEHOLDERS,
    Part,
    as_value,
    check_letter,
    fill_link,
    fill_placeholders,
    find_placeholder_faults,
    find_subject_faults,
    placeholder_values,
    split_filled,
    without_link,
)
from tests.applications.factories import ApplicationFactory
from tests.careers.factories import ContactFactory, published

USABLE = "{name}, {position}, {reference}, {received}, {organisation}, {contact}, {contact_email}, {link}"


def test_the_list_is_fixed() -> None:
    assert ", ".join(each.mark for each in PLACEHOLDERS) == USABLE


def test_each_has_words_and_a_sample_in_both_languages() -> None:
    def words(language: str) -> list[tuple[str, str]]:
        with override(language):
            return [(str(each.label), str(each.sample)) for each in PLACEHOLDERS]

    english, german = words("en"), words("de")
    assert all(label and sample for label, sample in [*english, *german])
    assert [label for label, _ in english if label in {label for label, _ in german}] == []


def test_known_ones_pass() -> None:
    assert find_placeholder_faults(f"Hello {USABLE} and no more") == []


def test_unknown_ones_are_refused_with_the_list() -> None:
    with override("en"):
        assert find_placeholder_faults("Hello {vorname} and {title}") == [
            f"There is no placeholder {{title}}. Use one of these: {USABLE}.",
            f"There is no placeholder {{vorname}}. Use one of these: {USABLE}.",
        ]


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Hello {name", "Hello {name"),
        ("Hello name}", "Hello name}"),
        ("{{name}}", "{{name}}"),
        ("{}", "{}"),
        ("{Name}", "{Name}"),
        ("{ name }", "{ name }"),
        ("{name.first}", "{name.first}"),
        ("{name!r}", "{name!r}"),
    ],
)
def test_braces_that_are_no_placeholder_are_refused_with_the_remedy(text: str, near: str) -> None:
    with override("en"):
        assert find_placeholder_faults(text) == [
            f"A brace stands alone near “{near}”. Write a placeholder in small letters between "
            "two braces, such as {name}, and use braces for nothing else."
        ]


def test_a_link_has_no_place_in_a_subject() -> None:
    assert find_subject_faults("{position}") == []
    assert len(find_subject_faults("{link}")) == 1


def test_a_letter_of_the_outbox_knows_the_link_only() -> None:
    check_letter("Look here: {link}")
    with override("en"), pytest.raises(ValidationError) as refused:
        check_letter("Hello {name}")
    assert refused.value.messages == ["There is no placeholder {name}. Use one of these: {link}."]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ayşe\nÖztürk", "Ayşe Öztürk"),
        ("  A\t\x00 B\u2028C ", "A B C"),
        ("A\u202eB", "A B"),
        ("Robin https://prize.example", "Robin https prize.example"),
        ("{name}", "(name)"),
        ("{{link}}", "((link))"),
        ("Robin {x} }{", "Robin (x) )("),
    ],
)
def test_values_stand_on_one_line(text: str, value: str) -> None:
    assert as_value(text) == value


def test_a_value_with_braces_is_not_filled_in_again() -> None:
    values = {"name": "{reference} {name}", "reference": "K7Q2-M4XD"}
    filled = fill_placeholders("Hello {name}, {reference}", values)
    assert filled == "Hello {reference} {name}, K7Q2-M4XD"


def test_parts_say_what_was_filled_in() -> None:
    assert list(split_filled("Hello {name}!", {"name": "Kim"})) == [
        Part("Hello "),
        Part("Kim", "name"),
        Part("!"),
    ]


@pytest.mark.django_db
def test_values_are_those_of_the_application_in_the_letters_language() -> None:
    posting = published()
    application = ApplicationFactory(
        posting=posting, language="en", submitted_at=datetime(2027, 1, 12, 23, 30, tzinfo=UTC)
    )
    with override("de"):
        values = placeholder_values(application, "en")
    assert values == {
        "name": "Ayşe Öztürk",
        "position": "Operations Technician",
        "reference": application.reference,
        "received": "13 January 2027",
        "organisation": "Verein Musterwolke e. V.",
        "contact": "Verein Musterwolke e. V.",
        "contact_email": "stellen@example.org",
        "link": "{link}",
    }


@pytest.mark.django_db
def test_the_contact_is_the_first_one_of_the_ad() -> None:
    posting = published()
    application = ApplicationFactory(posting=posting)
    facts = application.ad.facts
    facts["contacts"] = [{"name": ContactFactory.name, "role": "", "email": "", "phone": ""}]
    assert placeholders.contact_name(application) == "Ada Beispiel"


@pytest.mark.django_db
def test_the_link_is_put_in_when_the_mail_leaves_and_nowhere_else() -> None:
    application = ApplicationFactory(language="de")
    text = "Ihre Seite: {link}"
    assert fill_link(text, application).startswith("Ihre Seite: http://127.0.0.1:8000/de/")
    assert fill_link("Guten Tag", application) == "Guten Tag"
    assert without_link(text, "en") == "Ihre Seite: this page"
