from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import signing
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from applications.receipts import RECEIPT_DAYS, make_token, read_token, receipt_path
from tests.applications.factories import ApplicationFactory, DocumentFactory
from tests.applications.site import page, words
from tests.careers.factories import published

pytestmark = pytest.mark.django_db
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")


def test_receipt_lists_each_document(client: Client) -> None:
    application = ApplicationFactory(cv={"size": 2048})
    DocumentFactory(application=application, kind="other", media_type="image/png", name="Z.png")
    tree = page(client.get(receipt_path(application, "en"))).tree
    assert [words(row) for row in tree.select(".file")] == [
        "PDF Lebenslauf Öztürk.pdfCV · 2.0 KB",
        f"PNG Z.pngFurther document · {words(tree.select('.file small')[1]).split(' · ')[1]}",
    ]


def test_receipt_shows_reference_posting_and_time(client: Client) -> None:
    application = ApplicationFactory(submitted_at=NOON)
    tree = page(client.get(receipt_path(application, "de"))).tree
    assert words(tree.select_one(".reference")) == application.reference
    assert words(tree.select_one(".lead")) == "Technikerin für Betrieb (d/w/m)"
    assert words(tree.select_one(".steps .done small")) == "23. November 2026, 12:00"


def test_receipt_names_no_person(client: Client) -> None:
    application = ApplicationFactory(phone="030 123", message="Hallo")
    body = client.get(receipt_path(application)).content.decode()
    told = (application.name, application.email, application.phone, application.message)
    assert [word for word in told if word in body] == []


def test_receipt_says_by_when_the_ad_promised_an_answer(client: Client) -> None:
    application = ApplicationFactory(posting=published(answer_days=10), submitted_at=NOON)
    tree = page(client.get(receipt_path(application, "en"))).tree
    assert words(tree.select_one("[aria-current=step] small")) == (
        "You will hear from us by 3 December 2026."
    )


def test_receipt_promises_no_date_where_the_ad_did_not(client: Client) -> None:
    tree = page(client.get(receipt_path(ApplicationFactory(), "en"))).tree
    assert tree.select("[aria-current=step] small") == []


def test_receipt_is_in_the_language_of_its_address(client: Client) -> None:
    application = ApplicationFactory(language="de")
    german, english = (page(client.get(receipt_path(application, code))) for code in ("de", "en"))
    assert words(german.tree.h1) == "Vielen Dank für Ihre Bewerbung"
    assert words(english.tree.h1) == "Thank you for your application"
    assert english.tree.select_one(".lead")["lang"] == "de"
    assert not german.tree.select_one(".lead").has_attr("lang")


def test_receipt_switches_languages(client: Client) -> None:
    application = ApplicationFactory()
    tree = page(client.get(receipt_path(application, "de"))).tree
    link = tree.select_one(".lang [hreflang=en]")["href"]
    assert words(page(client.get(link)).tree.h1) == "Thank you for your application"


def test_receipt_is_kept_from_caches_engines_and_referrers(client: Client) -> None:
    response = client.get(receipt_path(ApplicationFactory()))
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Robots-Tag"] == "noindex"
    tree = page(response).tree
    assert tree.select_one("meta[name=robots]")["content"] == "noindex"
    assert tree.select("link[rel=canonical], link[hreflang]") == []


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("forge", ["x", "{0}x", "x{0}", "{1}", "{2}"])
def test_receipt_with_a_forged_token_is_not_found(
    client: Client, forge: str, language: str
) -> None:
    application = ApplicationFactory()
    other_purpose = signing.dumps(application.reference, salt="another")
    path, _slash, token = receipt_path(application, language).rstrip("/").rpartition("/")
    forged = forge.format(token, application.reference, other_purpose)
    shown = page(client.get(f"{path}/{forged}/"))
    assert (shown.status, shown.tree.html["lang"]) == (404, language)


def test_receipt_of_an_erased_application_is_not_found(client: Client) -> None:
    path = receipt_path(ApplicationFactory())
    assert client.get(path).status_code == 200
    ApplicationFactory._meta.model.objects.all().delete()
    assert client.get(path).status_code == 404


def test_token_expires() -> None:
    application = ApplicationFactory(cv=False)
    with time_machine.travel(NOON, tick=False):
        token = make_token(application)
    with time_machine.travel(NOON + timedelta(days=RECEIPT_DAYS), tick=False):
        assert read_token(token) == application.reference
    with time_machine.travel(NOON + timedelta(days=RECEIPT_DAYS, seconds=1), tick=False):
        assert read_token(token) is None


def test_receipt_is_only_read(client: Client) -> None:
    assert client.post(receipt_path(ApplicationFactory())).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_receipt_takes_few_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    application = ApplicationFactory(cv=False)
    DocumentFactory.create_batch(count, application=application)
    path = receipt_path(application)
    with django_assert_num_queries(3):
        client.get(path)
