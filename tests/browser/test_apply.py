"""Applying in a browser: files go up as soon as they are chosen, and nothing is ever lost."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FileChooser, Page, expect

from applications.models import Application, Document, Upload
from tests.browser.applying import (
    check_and_send,
    fail,
    fill_in,
    held_files,
    made_files,
    open_form,
    stored_bytes,
)
from tests.browser.looking import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
THANKS = "Thank you for your application"


def test_three_files_are_sent_on_a_phone(page: Page, tmp_path) -> None:
    files = made_files(tmp_path)
    open_form(page)
    fill_in(page)
    page.locator("#id_cv").set_input_files(files["Lebenslauf.pdf"])
    page.locator("#id_other").set_input_files([files["Zeugnis.pdf"], files["Bild.png"]])
    expect(held_files(page, "other")).to_have_count(2)
    assert check_and_send(page) == THANKS
    names = Application.objects.get().documents.values_list("name", flat=True)
    assert set(names) == set(files)
    assert {name: stored_bytes(name) for name in files} == {
        name: path.read_bytes() for name, path in files.items()
    }


def test_form_says_what_is_missing_until_it_is_there(page: Page, tmp_path) -> None:
    open_form(page)
    missing = page.locator("#still-missing")
    expect(missing).to_have_text("Still missing: Your name, Email, CV")
    page.locator("#id_cv").set_input_files(made_files(tmp_path)["Lebenslauf.pdf"])
    expect(missing).to_have_text("Still missing: Your name, Email")
    fill_in(page)
    expect(missing).to_be_hidden()
    page.locator("[data-held=cv] [name=remove]").click()
    expect(missing).to_have_text("Still missing: CV")


def test_box_for_files_speaks_the_language_of_the_page(page: Page) -> None:
    open_form(page, "de")
    assert page.locator(".file-choice b").all_inner_texts() == ["Datei auswählen"] * 2
    page.evaluate("document.querySelector('#id_cv').focus()")
    with page.expect_file_chooser():
        page.locator(".file-choice b").first.click(force=True)


def test_further_documents_share_a_box_and_are_what_their_names_say(page: Page, tmp_path) -> None:
    files = made_files(tmp_path)
    open_form(page)
    assert page.locator("main [type=file]").count() == 2
    page.locator("#id_other").set_input_files([files["Zeugnis.pdf"], files["Bild.png"]])
    expect(held_files(page, "other")).to_have_count(2)
    chosen = dict(Document.objects.values_list("name", "kind"))
    assert chosen == {"Zeugnis.pdf": "certificate", "Bild.png": "other"}
    row = held_files(page, "other").filter(has_text="Bild.png")
    row.get_by_role("combobox").select_option("cover_letter")
    expect(page.locator("#upload-status")).to_have_text("The list of files has changed.")
    assert Document.objects.get(name="Bild.png").kind == "cover_letter"


def test_files_and_words_survive_an_error_a_reload_and_a_closed_tab(page: Page, tmp_path) -> None:
    open_form(page)
    page.locator("#id_cv").set_input_files(made_files(tmp_path)["Lebenslauf.pdf"])
    expect(held_files(page)).to_have_count(1)
    page.get_by_label("Your name").fill("Ayşe Öztürk")
    page.get_by_role("button", name="Review application").click()
    expect(page.locator("#error-summary a")).to_have_text(["Enter your email address."])
    page.get_by_label("Email").fill("ayse@example.org")
    with page.expect_response(re.compile("/files/$")):
        page.get_by_label("Email").blur()
    page.goto(page.url)  # a reload would send the form again
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(held_files(page)).to_contain_text("Lebenslauf.pdf")
    assert page.get_by_label("Your name").input_value() == "Ayşe Öztürk"
    assert page.get_by_label("Email").input_value() == "ayse@example.org"
    assert check_and_send(page) == THANKS


def test_upload_goes_on_by_itself_when_the_connection_comes_back(page: Page, tmp_path) -> None:
    file = made_files(tmp_path)["Zeugnis.pdf"]
    open_form(page)
    sizes: list[int] = []

    def third_piece_fails(route) -> None:
        sizes.append(int(route.request.headers["upload-offset"]))
        route.abort("connectionreset") if len(sizes) == 3 else route.continue_()

    page.route("**/uploads/*-*/", third_piece_fails)
    page.locator("#id_cv").set_input_files(file)
    expect(page.locator(".file-status")).to_contain_text("No connection")
    expect(held_files(page)).to_have_count(1, timeout=15_000)
    assert sizes[:4] == [0, 65536, 196608, 196608]
    assert sha256(stored_bytes(file.name)).digest() == sha256(file.read_bytes()).digest()


def test_upload_waits_while_offline_and_comes_through(page: Page, tmp_path) -> None:
    file = made_files(tmp_path)["Zeugnis.pdf"]
    open_form(page)
    page.context.set_offline(True)
    page.locator("#id_cv").set_input_files(file)
    expect(page.locator(".file-status")).to_contain_text("No connection")
    page.context.set_offline(False)
    expect(held_files(page)).to_have_count(1, timeout=15_000)
    assert stored_bytes(file.name) == file.read_bytes()


def break_in_the_middle(page: Page, file: Path) -> None:
    """Choose a file, lose the connection after its first piece, and open the page anew."""
    begun: list[str] = []

    def break_the_second_piece(route) -> None:
        begun.append(route.request.headers["upload-offset"])
        route.continue_() if len(begun) == 1 else fail(route)

    page.route("**/uploads/*-*/", break_the_second_piece)
    page.locator("#id_cv").set_input_files(file)
    expect(page.locator(".file-status")).to_contain_text("No connection")
    page.goto(page.url)
    page.unroute("**/uploads/*-*/")  # not before: it would try again in between


def test_upload_broken_by_a_reload_goes_on_when_chosen_again(page: Page, tmp_path) -> None:
    file = made_files(tmp_path)["Zeugnis.pdf"]
    open_form(page)
    break_in_the_middle(page, file)
    expect(page.locator(".file.is-unfinished")).to_contain_text("Choose the file again to go on.")
    with page.expect_request(lambda one: one.method == "PATCH") as first:
        page.locator("#id_cv").set_input_files(file)
    assert first.value.headers["upload-offset"] == "65536"
    expect(held_files(page)).to_have_count(1)
    assert stored_bytes(file.name) == file.read_bytes()
    assert Upload.objects.count() == 0


def test_another_file_of_the_same_name_and_size_begins_anew(page: Page, tmp_path) -> None:
    file = made_files(tmp_path)["Zeugnis.pdf"]
    open_form(page)
    break_in_the_middle(page, file)
    weight = bytes(range(256))
    other = file.read_bytes().replace(weight, weight[::-1])
    file.write_bytes(other)
    page.locator("#id_cv").set_input_files(file)
    expect(held_files(page)).to_have_count(1)
    assert stored_bytes(file.name) == other


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_files_on_their_way_held_and_refused_are_accessible(page: Page, tmp_path, scheme) -> None:
    page.emulate_media(color_scheme=scheme)
    files = made_files(tmp_path)
    open_form(page)
    page.locator("#id_cv").set_input_files(files["Lebenslauf.pdf"])
    expect(held_files(page)).to_have_count(1)
    (tmp_path / "CV.exe").write_bytes(b"MZ")
    page.route("**/uploads/*-*/", fail)
    page.locator("#id_other").set_input_files([files["Zeugnis.pdf"], tmp_path / "CV.exe"])
    expect(page.locator(".file-status").first).to_contain_text("No connection")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_lost_answer_to_the_last_piece_is_no_second_upload(page: Page, tmp_path) -> None:
    file = made_files(tmp_path)["Lebenslauf.pdf"]
    open_form(page)

    def lose_the_answer(route) -> None:
        route.fetch()
        fail(route)

    page.route("**/uploads/*-*/", lose_the_answer, times=1)
    page.locator("#id_cv").set_input_files(file)
    expect(held_files(page)).to_have_count(1)
    expect(page.locator(".unfinished-files .file")).to_have_count(0)
    assert Document.objects.count() == 1


def test_cancelled_upload_leaves_nothing(page: Page, tmp_path) -> None:
    open_form(page)
    page.route("**/uploads/*-*/", fail)
    page.locator("#id_cv").set_input_files(made_files(tmp_path)["Zeugnis.pdf"])
    expect(page.locator(".file-status")).to_contain_text("No connection")
    page.get_by_role("button", name="Cancel Zeugnis.pdf").click()
    expect(page.locator("#upload-status")).to_have_text("Zeugnis.pdf was cancelled.")
    expect(page.locator(".file:visible")).to_have_count(0)
    for _try in range(50):  # the server is told while the page goes on
        if not Upload.objects.exists():
            break
        page.wait_for_timeout(100)
    assert Upload.objects.count() == 0


def test_files_that_cannot_be_taken_are_refused_in_the_browser(page: Page, tmp_path) -> None:
    open_form(page)
    for name, content in (("leer.pdf", b""), ("CV.exe", b"MZ"), ("CV.pdf", b"<html>")):
        (tmp_path / name).write_bytes(content)
    page.locator("#id_cv").set_input_files([tmp_path / "leer.pdf", tmp_path / "CV.exe"])
    page.locator("#id_cv").set_input_files(tmp_path / "CV.pdf")  # only the server can tell
    expect(page.locator(".is-refused .file-status")).to_have_text(
        [
            "“leer.pdf” is empty. Check the file and choose it again.",
            "“CV.exe” is not a file that we can accept. Save it as PDF, DOCX, ODT, JPG or PNG.",
            "“CV.pdf” is not a file that we can accept. Save it as PDF, DOCX, ODT, JPG or PNG.",
        ]
    )
    assert Document.objects.count() == 0


def test_file_changes_its_kind_and_is_removed(page: Page, tmp_path) -> None:
    open_form(page)
    page.locator("#id_other").set_input_files(made_files(tmp_path)["Lebenslauf.pdf"])
    page.get_by_label("What is Lebenslauf.pdf?").select_option("CV")
    expect(held_files(page)).to_have_count(1)
    expect(page.get_by_label("What is Lebenslauf.pdf?")).to_be_focused()
    page.get_by_role("button", name="Remove Lebenslauf.pdf").click()
    expect(held_files(page)).to_have_count(0)
    expect(page.locator("#id_cv")).to_be_focused()
    assert Document.objects.count() == 0


def test_file_is_dropped_onto_its_field(page: Page) -> None:
    open_form(page)
    content = made = page.evaluate_handle(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["%PDF-1.4 broken"], "CV.pdf", { type: "application/pdf" }));
          return data;
        }"""
    )
    beside = """(title, dataTransfer) => title.dispatchEvent(
        new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }))"""
    assert (
        page.locator("h1").evaluate(beside, content) is False
    )  # does not open in the form's place
    expect(page.locator(".file")).to_have_count(0)
    page.dispatch_event("#div_id_cv", "drop", {"dataTransfer": content})
    expect(page.locator(".is-refused .file-status")).to_contain_text("“CV.pdf” is damaged")
    made.dispose()


def test_sending_waits_for_the_files(page: Page, tmp_path) -> None:
    open_form(page)
    fill_in(page)
    page.locator("#id_cv").set_input_files(made_files(tmp_path)["Zeugnis.pdf"])
    page.get_by_role("button", name="Review application").click()
    page.get_by_role("button", name="Send application").click()
    page.wait_for_selector(".reference")
    assert Application.objects.get().documents.get().name == "Zeugnis.pdf"


def test_whole_application_by_keyboard(page: Page, tmp_path) -> None:
    open_form(page)
    page.get_by_label("Your name").focus()
    page.keyboard.type("Ayşe Öztürk")
    page.keyboard.press("Tab")
    page.keyboard.type("ayse@example.org")
    for _press in range(2):
        page.keyboard.press("Tab")
    assert page.locator("#id_cv:focus").count() == 1
    chosen_by_key(page).set_files(made_files(tmp_path)["Lebenslauf.pdf"])
    expect(held_files(page)).to_have_count(1)
    page.get_by_label("Email").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/")
    for _press in range(30):
        page.keyboard.press("Tab")
        if page.locator("button:focus").count():
            break
    page.keyboard.press("Enter")
    page.wait_for_selector(".reference")
    assert Application.objects.get().documents.get().name == "Lebenslauf.pdf"


def chosen_by_key(page: Page) -> FileChooser:
    """The dialog that Space opens; pressed again where a busy Chromium forgets to tell of it."""
    found: list[FileChooser] = []

    def keep(chooser: FileChooser) -> None:
        found.append(chooser)

    page.on("filechooser", keep)
    for beat in range(200):
        if beat % 50 == 0:
            page.keyboard.press("Space")
        page.wait_for_timeout(200)
        if found:
            return found[0]
    raise AssertionError("no dialog opened")


def test_back_button_after_sending_shows_the_application(page: Page, tmp_path) -> None:
    open_form(page)
    fill_in(page)
    page.locator("#id_cv").set_input_files(made_files(tmp_path)["Lebenslauf.pdf"])
    check_and_send(page)
    page.go_back()
    page.wait_for_selector(".reference")
    assert Application.objects.count() == 1


def test_everything_works_without_scripts(
    browser: Browser, live_server, settings, tmp_path
) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    files = made_files(tmp_path)
    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = plain.new_page()
    open_form(page)
    page.locator("#id_other").set_input_files([files["Lebenslauf.pdf"], files["Bild.png"]])
    page.get_by_role("button", name="Upload the chosen files").click()
    expect(held_files(page, "other")).to_have_count(2)
    page.get_by_label("What is Lebenslauf.pdf?").select_option("CV")
    page.get_by_role("button", name="Change Lebenslauf.pdf").click()
    page.get_by_role("button", name="Remove Bild.png").click()
    fill_in(page)
    assert check_and_send(page) == THANKS
    assert Application.objects.get().documents.get().kind == "cv"
    plain.close()
