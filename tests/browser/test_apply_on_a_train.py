"""Applying where the connection is slow and drops, and where the phone closes tabs by itself."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from applications.models import Draft
from careers.services import close_posting
from tests.browser.applying import fail, fill_in, held_files, made_files, open_form, stored_bytes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_pieces_get_smaller_on_a_connection_that_drops(page: Page, tmp_path) -> None:
    file = made_files(tmp_path)["Zeugnis.pdf"]
    open_form(page)
    lengths: list[int] = []

    def only_small_ones_arrive(route: Route) -> None:
        lengths.append(len(route.request.post_data_buffer or b""))
        fail(route) if lengths[-1] > 20_000 else route.continue_()

    page.route("**/uploads/*-*/", only_small_ones_arrive)
    page.locator("#id_cv").set_input_files(file)
    expect(page.locator(".file-status")).to_contain_text("1 % uploaded.", timeout=15_000)
    assert lengths[:4] == [65_536, 32_768, 16_384, 32_768]


def test_file_for_a_posting_that_has_just_closed_is_refused_with_the_cause(
    page: Page, tmp_path
) -> None:
    posting = open_form(page)
    close_posting(posting=posting, actor=None, reason="filled", now=timezone.now())
    page.locator("#id_cv").set_input_files(made_files(tmp_path)["Zeugnis.pdf"])
    expect(page.locator(".is-refused .file-status")).to_contain_text("This position was closed on")


def test_pieces_of_another_page_never_end_in_one_file(page: Page, tmp_path) -> None:
    file = made_files(tmp_path)["Zeugnis.pdf"]
    open_form(page)
    others = iter([b"from another page" * 1000])  # none is shorter than SHORTEST_CHUNK

    def another_page_sends_too(route: Route) -> None:
        headers = route.request.headers
        if headers.get("upload-offset", "0") != "0" and (piece := next(others, b"")):
            page.request.patch(route.request.url, headers=headers, data=piece)
        route.continue_()

    page.route("**/uploads/*-*/", another_page_sends_too)
    page.locator("#id_cv").set_input_files(file)
    expect(held_files(page)).to_have_count(1, timeout=15_000)
    assert stored_bytes(file.name) == file.read_bytes()


def test_reload_after_an_error_keeps_what_was_put_right(page: Page, tmp_path) -> None:
    open_form(page)
    page.locator("#id_cv").set_input_files(made_files(tmp_path)["Lebenslauf.pdf"])
    expect(held_files(page)).to_have_count(1)
    page.get_by_role("button", name="Review application").click()
    page.wait_for_selector("#error-summary")
    page.get_by_label("Your name").fill("Ayşe Öztürk")
    with page.expect_response(re.compile("/files/$")):
        page.get_by_label("Your name").blur()
    page.reload()
    assert page.get_by_label("Your name").input_value() == "Ayşe Öztürk"
    assert Draft.objects.get().typed_values["name"] == "Ayşe Öztürk"


def test_words_typed_while_offline_are_kept_when_the_connection_is_back(
    page: Page, tmp_path
) -> None:
    open_form(page)
    page.locator("#id_cv").set_input_files(made_files(tmp_path)["Lebenslauf.pdf"])
    expect(held_files(page)).to_have_count(1)
    page.context.set_offline(True)
    page.get_by_label("Your name").fill("Ayşe Öztürk")
    with page.expect_event("requestfailed"):
        page.get_by_label("Your name").blur()
    with page.expect_response(re.compile("/files/$")):
        page.context.set_offline(False)
    assert Draft.objects.get().typed_values["name"] == "Ayşe Öztürk"


def test_words_typed_last_are_kept_when_the_page_is_left(page: Page, tmp_path) -> None:
    open_form(page)
    page.locator("#id_cv").set_input_files(made_files(tmp_path)["Lebenslauf.pdf"])
    expect(held_files(page)).to_have_count(1)
    page.get_by_label("Message").press_sequentially("I know Kafka")
    page.goto("about:blank")
    for _try in range(50):
        if Draft.objects.get().typed_values.get("message"):
            break
        page.wait_for_timeout(100)
    assert Draft.objects.get().typed_values["message"] == "I know Kafka"


def test_form_that_is_sent_is_not_kept_once_more_beside_it(page: Page, tmp_path) -> None:
    page.add_init_script(
        "const real = fetch; fetch = (...call) => {"
        "if (call[1].keepalive) sessionStorage.kept = 'yes'; return real(...call); }"
    )
    open_form(page)
    page.locator("#id_cv").set_input_files(made_files(tmp_path)["Lebenslauf.pdf"])
    expect(held_files(page)).to_have_count(1)
    page.get_by_label("Your name").fill("Ayşe Öztürk")
    page.get_by_label("Email").fill("ayse@example.org")
    page.get_by_label("Email").press("Enter")
    page.wait_for_url("**/review/")
    assert page.evaluate("sessionStorage.kept") is None
    page.get_by_role("link", name="Make changes").click()
    page.get_by_label("Message").press_sequentially("Hi")
    page.goto(page.url.replace("/apply/", "/"))
    assert page.evaluate("sessionStorage.kept") == "yes"


def test_sending_stops_when_a_file_is_refused_meanwhile(page: Page, tmp_path) -> None:
    open_form(page)
    fill_in(page)
    page.locator("#id_cv").set_input_files(made_files(tmp_path)["Lebenslauf.pdf"])
    expect(held_files(page)).to_have_count(1)
    (tmp_path / "Urkunde.pdf").write_bytes(b"<html>" * 40_000)
    page.locator("#id_other").set_input_files(tmp_path / "Urkunde.pdf")
    page.get_by_role("button", name="Review application").click()
    expect(page.locator("#form-status")).to_contain_text("“Urkunde.pdf” is not a file")
    expect(page.locator(".is-refused .file-status")).to_contain_text("“Urkunde.pdf” is not a file")
    page.get_by_role("button", name="Review application").click()
    page.wait_for_url("**/review/")
