"""What staff typed while their session ended is there again after they have signed in."""

import pytest
from django.contrib.sessions.models import Session
from django.db.models import Model
from playwright.sync_api import Browser, Page, expect

from careers.models import Department, Location, Posting, TextBlock
from hiring.models import OutgoingMail
from tests.applications.factories import ApplicationFactory
from tests.browser.signing_in import sign_in
from tests.browser.test_editor import open_editor
from tests.careers.factories import PostingFactory, TextBlockFactory, published
from tests.config.people import hr_manager, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Ein langer Text.\n\n- mit Liste\n" * 20
BACK = "What you had typed before your sign-in ended is back in the form. It is not saved yet."


def sign_in_again(page: Page, name: str = "hanna") -> None:
    expect(page.locator("main")).to_contain_text("Nothing was saved, and nothing you typed is lost")
    sign_in(page, name)


def test_posting_is_there_again_and_saves(page: Page, live_server) -> None:
    posting = PostingFactory()
    open_editor(page, live_server, posting, hr_manager())
    Session.objects.all().delete()
    page.locator("#id_sections-0-body_de").fill(LONG)
    page.locator("#id_title_en").fill("Another title")
    page.locator("#id_wants_cv").select_option("optional")
    page.locator(".editor-header [name=_continue]").click()
    sign_in_again(page)
    expect(page.locator(".restored-notice")).to_have_text(BACK)
    expect(page.locator("#id_sections-0-body_de")).to_have_value(LONG)
    assert Posting.objects.get().title_en != "Another title"
    page.locator(".editor-header [name=_continue]").click()
    page.locator(".messagelist .success").wait_for()
    stored = Posting.objects.get()
    assert (stored.title_en, stored.wants_cv) == ("Another title", "optional")
    assert stored.sections.get().body_de == LONG.strip()
    page.reload()
    expect(page.locator(".restored-notice")).to_have_count(0)


def test_text_block_is_there_again(page: Page, live_server) -> None:
    block = TextBlockFactory()
    open_editor(page, live_server, PostingFactory(), hr_manager())
    page.goto(f"/admin/careers/textblock/{block.pk}/change/")
    Session.objects.all().delete()
    page.locator("#id_body_de").fill(LONG)
    page.locator("[name=_save]").first.click()
    sign_in_again(page)
    expect(page.locator("#id_body_de")).to_have_value(LONG)
    page.locator("[name=_save]").first.click()
    page.locator(".messagelist .success").wait_for()
    assert TextBlock.objects.get(pk=block.pk).body_de == LONG.strip()


ADDED = [
    (Department, {"slug": "public", "name_de": "Öffentlichkeit", "name_en": "Public affairs"}),
    (
        Location,
        {"slug": "harbour", "name_de": "Hafen", "name_en": "Harbour", "locality": "Hamburg"},
    ),
]


@pytest.mark.parametrize(("model", "typed"), ADDED)
def test_form_to_add_something_is_there_again_and_leads_to_the_list_as_it_was(
    page: Page, live_server, model: type[Model], typed: dict[str, str]
) -> None:
    open_editor(page, live_server, PostingFactory(), hr_manager())
    before = model.objects.count()
    path = f"/admin/careers/{model._meta.model_name}/"
    query = "?_changelist_filters=q%3DHafen"
    page.goto(f"{path}add/{query}")
    Session.objects.all().delete()
    for name, text in typed.items():
        page.locator(f"#id_{name}").fill(text)
    page.locator("[name=_save]").first.click()
    sign_in_again(page)
    expect(page.locator(".restored-notice")).to_have_text(BACK)
    assert page.url.endswith(f"{path}add/{query}")
    page.locator("[name=_save]").first.click()
    page.locator(".messagelist .success").wait_for()
    assert page.url.endswith(f"{path}?q=Hafen")
    assert model.objects.filter(**typed).count() == model.objects.count() - before == 1


def test_reason_of_an_action_is_there_again(page: Page, live_server) -> None:
    posting = published()
    open_editor(page, live_server, posting, hr_manager())
    page.goto(f"/admin/careers/posting/{posting.pk}/close/")
    Session.objects.all().delete()
    page.locator("#id_reason").fill("Besetzt")
    page.locator(".submit-row button").click()
    sign_in_again(page)
    expect(page.locator("#id_reason")).to_have_value("Besetzt")
    assert Posting.objects.get().closed_at is None


def test_request_to_an_applicant_is_there_again(page: Page, live_server) -> None:
    application = ApplicationFactory()
    boss = person("hanna", is_superuser=True)
    open_editor(page, live_server, application.posting, boss)
    page.goto(f"/admin/applications/application/{application.pk}/change/")
    Session.objects.all().delete()
    card = page.locator("details", has=page.locator("form[action*='/request/']"))
    card.locator("summary").click()
    card.locator("[name=note]").fill("Guten Tag, eine Frage.")
    card.locator("button").click()
    sign_in_again(page)
    expect(card.locator("[name=note]")).to_be_visible()
    expect(card.locator("[name=note]")).to_have_value("Guten Tag, eine Frage.")
    assert OutgoingMail.objects.count() == 0


def test_letter_is_there_again_although_another_form_stands_above_it(
    page: Page, live_server
) -> None:
    application = ApplicationFactory()
    boss = person("hanna", is_superuser=True)
    open_editor(page, live_server, application.posting, boss)
    page.goto(f"/admin/applications/application/{application.pk}/message/")
    Session.objects.all().delete()
    page.locator("#id_body").fill("Guten Tag, eine Frage.")
    page.locator(".submit-row button").click()
    sign_in_again(page)
    expect(page.locator("#id_body")).to_have_value("Guten Tag, eine Frage.")
    assert OutgoingMail.objects.count() == 0


def test_somebody_else_who_signs_in_there_reads_nothing_of_it(page: Page, live_server) -> None:
    posting = PostingFactory()
    open_editor(page, live_server, posting, hr_manager())
    hr_manager("ines")
    Session.objects.all().delete()
    page.locator("#id_title_en").fill("Another title")
    page.locator(".editor-header [name=_continue]").click()
    sign_in_again(page, "ines")
    expect(page.locator("#id_title_en")).not_to_have_value("Another title")
    expect(page.locator(".restored-notice")).to_have_count(0)


@pytest.mark.parametrize(("name", "is_kept"), [("ines", False), ("hanna", True)])
def test_form_is_sent_in_the_name_of_its_author_only(
    page: Page, live_server, name: str, is_kept: bool
) -> None:
    posting = PostingFactory()
    open_editor(page, live_server, posting, hr_manager())
    hr_manager("ines")
    other = page.context.new_page()
    other.context.clear_cookies(name="sessionid")
    other.goto(f"{live_server.url}/staff/login/")
    sign_in(other, name)
    other.locator("#user-tools").wait_for()
    page.locator("#id_title_en").fill("Another title")
    page.locator(".editor-header [name=_continue]").click()
    expect(page.get_by_role("button", name="Send again")).to_have_count(int(is_kept))
    said = "Somebody else wrote this" if not is_kept else f"sent in the name of {name}"
    expect(page.locator("main")).to_contain_text(said)
    assert ("Another title" in page.content()) is is_kept


def test_without_scripts_it_is_sent_again_after_signing_in(browser: Browser, context, live_server):
    posting = PostingFactory()
    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = plain.new_page()
    open_editor(page, live_server, posting, hr_manager())
    Session.objects.all().delete()
    page.locator("#id_sections-0-body_de").fill(LONG)
    page.locator(".editor-header [name=_continue]").click()
    with plain.expect_page() as opened:
        page.get_by_role("link", name="Sign in in another tab").click()
    sign_in(opened.value)
    opened.value.locator("#user-tools").wait_for()
    page.get_by_role("button", name="Send again").click()
    page.get_by_role("button", name="Send again").click()
    page.locator(".messagelist .success").wait_for()
    assert posting.sections.get().body_de == LONG.strip()
    plain.close()
