"""A document added to an application in a browser: with progress, and on a connection that drops."""

import re
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import BrowserContext, Page, Route, expect
from pytest_django import Settings

from applications.models import Application
from applications.signed_links import application_token
from tests.applications.factories import ApplicationFactory
from tests.applications.files import pdf
from tests.applications.traces import stored_files
from tests.browser.applying import MEBIBYTE, fail, made_files, stored_bytes
from tests.browser.lines import WHOLE, breaking_line
from tests.browser.looking import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ARRIVED = "The document has arrived."


def open_page(page: Page, application: Application, query: str = "", server: str = "") -> Page:
    with override("en"):
        path = reverse("applications:add_document", args=[application_token(application)])
    page.goto(server + path + query)
    return page


def choose(page: Page, file: Path) -> None:
    page.get_by_label("File").set_input_files(file)


def send(page: Page) -> None:
    page.get_by_role("button", name="Send the document").click()


def chosen_file(page: Page) -> str:
    return str(page.get_by_label("File").evaluate("input => input.files[0].name"))


def posts(page: Page, *answers: str) -> list[str]:
    """What becomes of the first posts: "cut" or a status; then all go through."""
    seen: list[str] = []

    def handle(route: Route) -> None:
        if route.request.method != "POST":
            return route.continue_()
        seen.append(answers[len(seen)] if len(seen) < len(answers) else "sent")
        if seen[-1] == "sent":
            return route.continue_()
        if seen[-1].isdigit():
            return route.fulfill(status=int(seen[-1]))
        return fail(route)

    page.route("**/document/*", handle)
    return seen


def names(application: Application) -> list[str]:
    return list(application.documents.order_by("position").values_list("name", flat=True))


def test_document_goes_up_with_progress(page: Page, tmp_path) -> None:
    application, file = ApplicationFactory(cv=False), made_files(tmp_path)["Zeugnis.pdf"]
    open_page(page, application)
    page.evaluate(
        "const said = sessionStorage; new MutationObserver(() => said.all = (said.all ?? '') + "
        "document.getElementById('upload-status').textContent).observe("
        "document.getElementById('upload-status'), {childList: true})"
    )
    choose(page, file)
    send(page)
    expect(page.get_by_text(ARRIVED)).to_be_visible()
    assert "Zeugnis.pdf: 100 % uploaded" in page.evaluate("sessionStorage.all")
    assert (names(application), stored_bytes(file.name)) == ([file.name], file.read_bytes())


@pytest.mark.parametrize("trouble", ["cut", "500", "503"])
def test_document_is_sent_again_by_itself(page: Page, tmp_path, trouble: str) -> None:
    application, file = ApplicationFactory(cv=False), made_files(tmp_path)["Zeugnis.pdf"]
    open_page(page, application)
    seen = posts(page, trouble)
    choose(page, file)
    send(page)
    expect(page.locator(".file-status")).to_contain_text("No connection; it goes on by itself.")
    expect(page.get_by_text(ARRIVED)).to_be_visible()
    assert seen == [trouble, "sent"]
    assert (names(application), stored_bytes(file.name)) == ([file.name], file.read_bytes())


def test_connection_that_breaks_in_the_middle_costs_nothing(
    context: BrowserContext, live_server, tmp_path
) -> None:
    application, file = ApplicationFactory(cv=False), made_files(tmp_path)["Zeugnis.pdf"]
    with breaking_line(live_server.url, [MEBIBYTE, 1000]) as line:
        page = open_page(context.new_page(), application, server=line.url)
        choose(page, file)
        send(page)
        expect(page.get_by_text(ARRIVED)).to_be_visible(timeout=15_000)
        assert line.posts == 3
    assert (names(application), stored_bytes(file.name)) == ([file.name], file.read_bytes())


@pytest.mark.parametrize("purpose", ["replaces", "answers"])
def test_lost_answer_ends_where_the_answer_leads(
    context: BrowserContext, live_server, tmp_path, purpose: str
) -> None:
    application, file = ApplicationFactory(), made_files(tmp_path)["Zeugnis.pdf"]
    wanted = application.document_requests.create(kind="cv", at=timezone.now())
    named = {"replaces": application.documents.get().pk, "answers": wanted.pk}[purpose]
    said = {"replaces": "The new document has arrived", "answers": ARRIVED}[purpose]
    with breaking_line(live_server.url, [WHOLE, 1000]) as line:
        page = open_page(context.new_page(), application, f"?{purpose}={named}", line.url)
        choose(page, file)
        send(page)
        expect(page.get_by_text(said)).to_be_visible(timeout=15_000)
        assert line.posts == 3
    assert names(application)[-1] == file.name
    assert stored_bytes(file.name) == file.read_bytes()
    assert len(stored_files()) == {"replaces": 1, "answers": 2}[purpose]


def test_refusal_of_the_server_keeps_the_choice(page: Page, tmp_path) -> None:
    application, file = ApplicationFactory(cv=False), tmp_path / "Urkunde.pdf"
    file.write_bytes(b"<html>" * 4_000)
    open_page(page, application)
    page.get_by_label("What kind").select_option("other")
    choose(page, file)
    send(page)
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator(".field.is-invalid .field-error")).to_contain_text(
        "“Urkunde.pdf” is not a file"
    )
    assert (page.title()[:6], chosen_file(page)) == ("Error:", "Urkunde.pdf")
    assert page.get_by_label("What kind").input_value() == "other"
    choose(page, made_files(tmp_path)["Lebenslauf.pdf"])
    assert page.locator(".field-error, #error-summary").count() == 0
    send(page)
    expect(page.get_by_text(ARRIVED)).to_be_visible()
    assert application.documents.get().kind == "other"


def test_refusal_for_the_limits_of_all_keeps_the_choice(
    page: Page, tmp_path, settings: Settings
) -> None:
    settings.DOCUMENTS_MAX_COUNT = 1
    open_page(page, ApplicationFactory())
    choose(page, made_files(tmp_path)["Lebenslauf.pdf"])
    send(page)
    expect(page.locator(".field-error")).to_contain_text("At most 1 documents can be sent.")
    assert chosen_file(page) == "Lebenslauf.pdf"
    settings.DOCUMENTS_MAX_COUNT = 2
    send(page)
    expect(page.get_by_text(ARRIVED)).to_be_visible()


@pytest.mark.parametrize(
    ("name", "size", "sentence"),
    [
        ("CV.exe", 9, "“CV.exe” is not a file that we can accept."),
        ("CV.pdf", 0, "“CV.pdf” is empty."),
        ("CV.pdf", 11 * MEBIBYTE, "“CV.pdf” is too large; a file may have at most 10 MB."),
    ],
)
def test_wrong_file_is_refused_before_it_is_sent(
    page: Page, tmp_path, name: str, size: int, sentence: str
) -> None:
    open_page(page, ApplicationFactory())
    seen = posts(page)
    (tmp_path / name).write_bytes(b"x" * size)
    choose(page, tmp_path / name)
    expect(page.locator(".field-error")).to_contain_text(sentence)
    send(page)
    expect(page.get_by_label("File")).to_be_focused()
    expect(page.get_by_label("File")).to_have_accessible_description(re.compile(sentence[:9]))
    assert (seen, chosen_file(page)) == ([], name)


def test_name_without_an_extension_is_no_reason_to_refuse(page: Page, tmp_path) -> None:
    application, file = ApplicationFactory(cv=False), tmp_path / "Dr. Öztürk 2.0"
    file.write_bytes(pdf())
    open_page(page, application)
    choose(page, file)
    send(page)
    expect(page.get_by_text(ARRIVED)).to_be_visible()
    assert names(application) == ["Dr. Öztürk 2.0.pdf"]


def test_cancel_sends_nothing_and_the_form_stays(page: Page, tmp_path) -> None:
    application, file = ApplicationFactory(cv=False), made_files(tmp_path)["Zeugnis.pdf"]
    open_page(page, application)
    seen = posts(page, *["cut"] * 9)
    choose(page, file)
    send(page)
    expect(page.locator(".file-status")).to_contain_text("No connection")
    page.get_by_role("button", name="Cancel Zeugnis.pdf").click()
    expect(page.locator("#upload-status")).to_have_text("Zeugnis.pdf was cancelled.")
    assert (page.locator(".file").count(), chosen_file(page)) == (0, "Zeugnis.pdf")
    page.unroute("**/document/*")
    send(page)
    expect(page.get_by_text(ARRIVED)).to_be_visible()
    assert (set(seen), names(application)) == ({"cut"}, [file.name])


def test_cancel_of_what_may_have_arrived_leads_to_the_documents(
    context: BrowserContext, live_server, tmp_path
) -> None:
    application, file = ApplicationFactory(cv=False), made_files(tmp_path)["Lebenslauf.pdf"]
    with breaking_line(live_server.url, [WHOLE, *[500] * 9]) as line:
        page = open_page(context.new_page(), application, server=line.url)
        choose(page, file)
        send(page)
        expect(page.locator(".file-status")).to_contain_text("No connection")
        page.get_by_role("button", name="Cancel Lebenslauf.pdf").click()
        expect(page.get_by_role("heading", name="Your documents")).to_be_visible()
        expect(page.locator(".file")).to_contain_text("Lebenslauf.pdf")


def test_second_click_waits_and_the_fields_are_left_as_they_are(page: Page, tmp_path) -> None:
    application, file = ApplicationFactory(cv=False), made_files(tmp_path)["Lebenslauf.pdf"]
    open_page(page, application)
    seen = posts(page, "cut")
    choose(page, file)
    send(page)
    expect(page.locator(".file-status")).to_contain_text("No connection")
    send(page)
    expect(page.locator("#form-status")).to_contain_text("still being uploaded")
    assert page.locator(".field[inert]").count() == 2
    expect(page.get_by_text(ARRIVED)).to_be_visible()
    assert (seen, names(application)) == (["cut", "sent"], [file.name])


def test_file_that_is_gone_meanwhile_is_to_be_chosen_again(page: Page, tmp_path) -> None:
    application, file = ApplicationFactory(cv=False), made_files(tmp_path)["Lebenslauf.pdf"]
    open_page(page, application)
    choose(page, file)
    file.unlink()
    send(page)
    expect(page.locator(".field-error")).to_contain_text(
        "“Lebenslauf.pdf” was changed or moved on your device"
    )
    choose(page, made_files(tmp_path)["Lebenslauf.pdf"])
    send(page)
    expect(page.get_by_text(ARRIVED)).to_be_visible()
    assert names(application) == [file.name]


def test_file_that_is_rewritten_while_offline_is_to_be_chosen_again(page: Page, tmp_path) -> None:
    application, file = ApplicationFactory(cv=False), made_files(tmp_path)["Lebenslauf.pdf"]
    open_page(page, application)
    choose(page, file)
    page.context.set_offline(True)
    send(page)
    expect(page.locator(".file-status")).to_contain_text("No connection")
    file.write_bytes(pdf(2))
    page.context.set_offline(False)
    expect(page.locator(".field-error")).to_contain_text("“Lebenslauf.pdf” was changed or moved")
    choose(page, file)
    send(page)
    expect(page.get_by_text(ARRIVED)).to_be_visible()
    assert stored_bytes(file.name) == file.read_bytes()


def test_link_that_ended_meanwhile_is_told(page: Page, tmp_path) -> None:
    application, file = ApplicationFactory(cv=False), made_files(tmp_path)["Lebenslauf.pdf"]
    open_page(page, application)
    Application.objects.update(link_version=2)
    choose(page, file)
    send(page)
    expect(page.locator(".field-error")).to_contain_text("Reload the page and choose it again.")
    assert application.documents.count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_sending_and_refusals_are_accessible(page: Page, tmp_path, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    open_page(page, ApplicationFactory())
    (tmp_path / "Urkunde.pdf").write_bytes(b"<html>" * 4_000)
    posts(page, "cut")
    choose(page, tmp_path / "Urkunde.pdf")
    send(page)
    expect(page.locator(".file-status")).to_contain_text("No connection")
    found = violations(page)
    expect(page.locator("#error-summary")).to_be_focused()
    assert [*found, *violations(page)] == []
