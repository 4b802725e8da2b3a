"""What the server says of a number or a date while somebody types it."""

import pytest
from django.test import Client

NUMBER, PAY, MOMENT = "number 4  ", "number 2 0 ", "moment 2000 2100"
SAID = [
    ("de", PAY, "17,25", "Gelesen als: 17,25"),
    ("de", PAY, "60.000", "Gelesen als: 60.000"),
    ("en", PAY, "60.000", "Read as: 60,000"),
    ("de", "whole 0 1 100", "80", "Gelesen als: 80"),
    ("de", "day 1900 2100", "1.2.2026", "Gelesen als: Sonntag, 1. Februar 2026"),
    ("de", "time", "9 Uhr", "Gelesen als: 09:00"),
    (
        "de",
        MOMENT,
        "12.2.2027 23:59",
        "Gelesen als: Freitag, 12. Februar 2027 um 23:59 Uhr (Europe/Berlin)",
    ),
    ("de", NUMBER, "", ""),
]
REFUSED = [
    ("de", "day 2000 2100", "1.2.26", "Schreiben Sie das Jahr mit vier Ziffern, zum Beispiel 01.03.2027."),
    ("en", "day 2000 2100", "1.2.0026", "Enter a year from 2000 to 2100."),
    ("en", "day 2000 2100", "1/2/2026", "Did you mean 1 February 2026 or 2 January 2026? Write the month as a word."),
    ("en", MOMENT, "1.2.2026", "Add the time, for example 1 Mar 2027, 23:59."),
    ("en", MOMENT, "1.2.2026 25:00", "There is no such time. The last one of a day is 23:59."),
    ("en", "time", "soon", "Enter a time, for example 23:59."),
    ("en", NUMBER, "1.500", "Did you mean 1.5 or 1,500? Write 1.5 or 1500."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "field", "text", "words"), SAID)
def test_reading_is_said_in_words(language: str, field: str, text: str, words: str) -> None:
    answer = Client().post(f"/{language}/reading/", {"field": field, "text": text})
    assert answer.json() == {"words": words, "error": ""}


@pytest.mark.parametrize(("language", "field", "text", "error"), REFUSED)
def test_what_cannot_be_read_is_said_with_the_remedy(
    language: str, field: str, text: str, error: str
) -> None:
    answer = Client().post(f"/{language}/reading/", {"field": field, "text": text})
    assert answer.json() == {"words": "", "error": error}


@pytest.mark.parametrize("field", ["", "number", "day 1 2", "text 1", "number 2 x "])
def test_field_that_there_is_not_is_a_bad_request(field: str) -> None:
    assert Client().post("/en/reading/", {"field": field, "text": "1"}).status_code == 400


def test_reading_is_asked_by_post_only_so_that_no_log_holds_it() -> None:
    assert Client().get("/en/reading/?field=time&text=9").status_code == 405


def test_reading_wants_the_token_of_a_form() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/en/reading/", {"field": "time", "text": "9"}).status_code == 403
