"""The Nu Html Checker on every public page and state, and the structured data of ads: `make vnu`.

Both come from npm, by the lock; they look at what the server sent, before any script. Java runs
the checker.
"""

import json
import re
import subprocess
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page, Response

from applications.models import Application
from applications.privacy.data_export import export_data
from careers.channels.channel_posting import to_channel_posting
from careers.channels.structured_data import Json, job_posting
from careers.models import EditionText
from careers.services import publish_posting
from tests.browser.states import being_asked, visit_states
from tests.careers.factories import LocationFactory, published
from tests.config.every_mail import EVERY_MAIL, compose_apart, html_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHECKER = Path(settings.BASE_DIR, "node_modules/vnu-jar/build/dist/vnu.jar")
STRUCTURED = Path(settings.BASE_DIR, "benchmarks/structured_data.mjs")
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def sent_pages(page: Page) -> dict[str, str]:
    """The HTML of every state in every language, as it came from the server."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer) if is_document(answer) else None)
    return {
        name: answers[-1].text()
        for language in ("de", "en")
        for name in visit_states(page, language)
    }


def copied_pages() -> dict[str, str]:
    """What an applicant's copy holds for reading, in every language."""
    found = {}
    for language in ("de", "en"):
        application = being_asked()
        Application.objects.filter(pk=application.pk).update(language=language)
        copy = ZipFile(BytesIO(b"".join(export_data(Application.objects.get(pk=application.pk)))))
        found[f"{language} copy"] = copy.read("application.html").decode()
    return found


def mailed_pages() -> dict[str, str]:
    """The HTML part of every kind of mail, in every language."""
    return {
        f"{language} {name}": html_of(compose_apart(name, language))
        for language in ("de", "en")
        for name in EVERY_MAIL
    }


def is_document(answer: Response) -> bool:
    return answer.request.is_navigation_request() and "html" in answer.headers["content-type"]


def check_pages(folder: Path) -> list[dict[str, str]]:
    command = ["java", "-jar", str(CHECKER), "--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)["messages"]


def format_message(message: dict[str, str]) -> str:
    name = unquote(Path(message["url"]).stem)
    return f"{name}: {message['message']} {message.get('extract', '')!r}"


def test_every_state_is_valid_html(page, tmp_path):
    pages, folder = sent_pages(page) | copied_pages(), tmp_path / "pages"
    folder.mkdir()
    for number, (name, html) in enumerate(pages.items()):
        place = folder / f"{number:03} {name}.html"
        place.write_text(html, encoding="utf-8")
    messages = check_pages(folder)
    errors = [format_message(each) for each in messages if each["type"] == "error"]
    print(
        f"\nvnu: {len(pages)} pages, {len(errors)} errors, {len(messages) - len(errors)} warnings"
    )
    check_structured_data(pages)
    assert errors == []


def check_structured_data(pages: dict[str, str]) -> None:
    found = [data for html in pages.values() for data in SCRIPT.findall(html)]
    errors = errors_of_ads(found)
    print(f"structured data: {len(found)} ads, {len(errors)} errors")
    assert errors == []


def errors_of_ads(found: list[str]) -> list[str]:
    done = subprocess.run(
        ["node", str(STRUCTURED)],
        input="\n".join(found),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def ad_of_two_places() -> Json:
    """The structured data of a posting in Berlin and in Leipzig."""
    posting = published(workplace_type="on_site")
    posting.locations.add(LocationFactory(slug="leipzig", locality="Leipzig"))
    publish_posting(posting=posting, actor=None, now=timezone.now())
    texts = EditionText.objects.of_posting(posting.public_id).for_pages()
    return job_posting(to_channel_posting(texts.get(language="en")))


def test_every_mail_is_valid_html(tmp_path):
    mails, folder = mailed_pages(), tmp_path / "mails"
    folder.mkdir()
    for name, html in mails.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    messages = check_pages(folder)
    print(f"\nvnu: {len(mails)} mails, {len(messages)} errors and warnings")
    assert [format_message(each) for each in messages] == []


def test_ad_of_two_places_has_no_errors():
    data = ad_of_two_places()
    assert [each["address"]["addressLocality"] for each in data["jobLocation"]] == [
        "Berlin",
        "Leipzig",
    ]
    assert errors_of_ads([json.dumps(data)]) == []


def test_place_without_country_is_found_among_others():
    data = ad_of_two_places()
    del data["jobLocation"][1]["address"]["addressCountry"]
    (error,) = errors_of_ads([json.dumps(data)])
    assert error.startswith("Operations Technician (Leipzig): ")
    assert "addressCountry" in error
