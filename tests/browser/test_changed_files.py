"""A file that changes on the device after it was chosen: it is named, and asked for again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from applications.models import Upload
from tests.applications.files import pdf
from tests.browser.applying import fail, fill_in, held_files, made_files, open_form, stored_bytes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ASKED = "“Zeugnis.pdf” was changed or moved on your device after you chose it. Choose it again."


def rewrite(file: Path) -> None:
    """As a folder kept in a cloud does, when the connection is back."""
    file.write_bytes(pdf(3))


def touch(file: Path) -> None:
    file.write_bytes(file.read_bytes())


CHANGES: dict[str, Callable[[Path], None]] = {
    "rewritten": rewrite,
    "same words": touch,
    "deleted": Path.unlink,
    "moved": lambda file: file.rename(file.with_name("moved.pdf")),
}


def choose_offline(page: Page, file: Path) -> None:
    page.context.set_offline(True)
    page.locator("#id_cv").set_input_files(file)
    expect(page.locator(".file-status")).to_contain_text("No connection")


def check(page: Page) -> None:
    page.get_by_role("button", name="Review application").click()


@pytest.mark.parametrize("change", CHANGES)
def test_file_that_changes_while_offline_is_asked_for_again(
    page: Page, tmp_path: Path, change: str
) -> None:
    file = made_files(tmp_path)["Zeugnis.pdf"]
    open_form(page)
    choose_offline(page, file)
    CHANGES[change](file)
    page.context.set_offline(False)
    expect(page.locator(".is-refused .file-status")).to_have_text(ASKED)
    rewrite(file)
    page.locator("#id_cv").set_input_files(file)
    expect(held_files(page)).to_have_count(1)
    expect(page.locator(".is-refused")).to_have_count(0)
    assert stored_bytes(file.name) == file.read_bytes()


def test_change_is_noticed_while_there_is_no_connection_yet(page: Page, tmp_path: Path) -> None:
    file = made_files(tmp_path)["Zeugnis.pdf"]
    open_form(page)
    choose_offline(page, file)
    rewrite(file)
    expect(page.locator(".is-refused .file-status")).to_have_text(ASKED)


def test_button_asks_for_the_file_that_its_click_waited_for(page: Page, tmp_path: Path) -> None:
    file = made_files(tmp_path)["Zeugnis.pdf"]
    open_form(page)
    fill_in(page)
    choose_offline(page, file)
    check(page)
    rewrite(file)
    page.context.set_offline(False)
    expect(page.locator("#form-status")).to_have_text(ASKED)
    check(page)
    page.wait_for_load_state()
    expect(page.locator("#error-summary")).to_be_visible()


def test_button_that_is_pressed_later_asks_once_more(page: Page, tmp_path: Path) -> None:
    file = made_files(tmp_path)["Zeugnis.pdf"]
    open_form(page)
    fill_in(page)
    choose_offline(page, file)
    rewrite(file)
    page.context.set_offline(False)
    expect(page.locator(".is-refused .file-status")).to_have_text(ASKED)
    check(page)
    expect(page.locator("#form-status")).to_have_text(ASKED)
    page.locator("#id_cv").set_input_files(file)
    expect(held_files(page)).to_have_count(1)
    check(page)
    page.wait_for_url("**/review/")


def test_file_that_changes_between_two_tries_is_asked_for_again(page: Page, tmp_path: Path) -> None:
    file = made_files(tmp_path)["Zeugnis.pdf"]
    open_form(page)

    def change_and_break(route: Route) -> None:
        if route.request.headers["upload-offset"] == "0":
            return route.continue_()
        rewrite(file)
        return fail(route)

    page.route("**/uploads/*-*/", change_and_break)
    page.locator("#id_cv").set_input_files(file)
    expect(page.locator(".is-refused .file-status")).to_have_text(ASKED)
    for _try in range(50):  # what has arrived is deleted while the page goes on
        if not Upload.objects.exists():
            break
        page.wait_for_timeout(100)
    assert Upload.objects.count() == 0


def test_bytes_that_the_server_has_of_another_file_are_sent_again(
    page: Page, tmp_path: Path
) -> None:
    file = made_files(tmp_path)["Zeugnis.pdf"]
    open_form(page)

    def announce_another_digest(route: Route) -> None:
        answer = route.fetch()
        told = answer.json()
        route.fulfill(response=answer, json=told | {"digest": "0" * 64})

    tries: list[str] = []

    def break_the_second(route: Route) -> None:
        tries.append(route.request.method)
        fail(route) if len(tries) == 2 else route.continue_()

    page.route("**/apply/uploads/", announce_another_digest)
    page.route("**/uploads/*-*/", break_the_second)
    page.locator("#id_cv").set_input_files(file)
    expect(held_files(page)).to_have_count(1, timeout=15_000)
    assert "DELETE" in tries
    assert stored_bytes(file.name) == file.read_bytes()
