"""Mail templates in the admin: writing them, seeing them filled in, what they said before, who may."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from applications.models import Application, Exclusion
from hiring.enums import Occasion
from hiring.mails.placeholders import PLACEHOLDERS
from hiring.mails.template_state import template_states
from hiring.models import MailTemplate
from hiring.services.templates import save_template
from tests.applications.factories import ApplicationFactory, team_member
from tests.applications.site import words
from tests.config.people import browser, hr_manager, person
from tests.hiring.factories import MailTemplateFactory
from tests.hiring.services.test_templates import NOW, made, versions

pytestmark = pytest.mark.django_db
LIST = "/admin/hiring/mailtemplate/"


def path(template: MailTemplate, name: str = "change") -> str:
    return f"{LIST}{template.pk}/{name}/"


def form(template: MailTemplate, **changes: object) -> dict[str, object]:
    names = ("name", "occasion", "subject_de", "subject_en", "body_de", "body_en", "version")
    shown = {name: getattr(template, name) for name in names} | {"is_active": "on"} | changes
    return {name: value for name, value in shown.items() if value is not None}


def tree(client: Client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def messages_of(answer: Any) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def rewrite(template: MailTemplate, **texts: str) -> MailTemplate:
    for column, text in texts.items():
        setattr(template, column, text)
    return save_template(template=template, actor=None, now=NOW)


def test_a_new_template_is_saved_with_its_first_version() -> None:
    template = MailTemplateFactory.build(name="Probe")
    manager = hr_manager()
    answer = browser(manager).post(f"{LIST}add/", form(template))
    assert answer.headers["Location"] == LIST
    saved = MailTemplate.objects.get(name="Probe")
    assert versions(saved) == [(1, "Interview: {position}")]
    assert saved.versions.get().by == manager


def test_a_change_is_saved_as_a_version() -> None:
    template = made()
    browser(hr_manager()).post(path(template), form(template, subject_en="Two"))
    assert versions(template) == [(1, "Interview: {position}"), (2, "Two")]


def test_saving_nothing_new_leaves_the_date() -> None:
    template = made()
    changed = template.updated_at
    browser(hr_manager()).post(path(template), form(template))
    template.refresh_from_db()
    assert (template.updated_at, template.version) == (changed, 1)


def test_unknown_placeholders_are_refused_where_they_stand() -> None:
    template = made()
    answer = browser(hr_manager()).post(path(template), form(template, body_en="Hi {vorname}"))
    errors = answer.context["adminform"].form.errors
    assert list(errors) == ["body_en"]
    assert errors["body_en"][0].startswith("There is no placeholder {vorname}.")
    assert versions(template) == [(1, "Interview: {position}")]


def test_a_template_that_is_offered_first_takes_that_over() -> None:
    template, before = made(), MailTemplate.objects.get(name__startswith="Einladung")
    browser(hr_manager()).post(path(template), form(template, is_default="on"))
    template.refresh_from_db()
    before.refresh_from_db()
    assert (template.is_default, before.is_default) == (True, False)


def test_second_of_two_people_is_told_and_overwrites_nothing() -> None:
    template = made()
    browser(hr_manager("hanna")).post(path(template), form(template, subject_en="hers"))
    client = browser(hr_manager("hugo"))
    answer = client.post(path(template), form(template, subject_en="his"))
    assert "hanna saved this template meanwhile" in answer.text
    assert MailTemplate.objects.get(pk=template.pk).subject_en == "hers"
    client.post(path(template), form(template, subject_en="his", overwrite=2))
    assert MailTemplate.objects.get(pk=template.pk).subject_en == "his"


def test_placeholders_are_listed_without_a_script() -> None:
    shown = tree(browser(hr_manager()), path(made())).select(".placeholders dt")
    assert [words(each) for each in shown] == [each.mark for each in PLACEHOLDERS]


def test_the_list_says_what_lacks_and_what_is_outdated() -> None:
    made(name="Lacks", subject_en="")
    rewrite(made(name="Outdated"), body_de="Guten Tag {name}, etwas Neues.")
    rows = tree(browser(hr_manager()), f"{LIST}?q=a&occasion__exact=invitation").select(
        "#result_list tbody tr"
    )
    shown = {
        words(row.select_one(".field-name")): [
            words(each) for each in row.select(".field-language_states .in-language > span")
        ]
        for row in rows
    }
    assert shown["Lacks"] == ["complete", "1 missing"]
    assert shown["Outdated"] == ["complete", "1 out of date"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_for_one_and_for_three(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    MailTemplate.objects.all().delete()
    for _number in range(number):
        made()
    client = browser(hr_manager())
    client.get(LIST)
    with django_assert_num_queries(7):
        client.get(LIST)


def test_an_outdated_language_is_confirmed_as_it_was_seen() -> None:
    template = rewrite(made(), body_de="Guten Tag {name}, etwas Neues.")
    client = browser(hr_manager())
    seen = str(tree(client, path(template)).select_one("[name=seen]")["value"])
    client.post(path(template, "confirm"), {"language": "en", "seen": "something else"})
    template.refresh_from_db()
    assert template.outdated == ["en"]
    answer = client.post(path(template, "confirm"), {"language": "en", "seen": seen})
    template.refresh_from_db()
    assert (template.outdated, messages_of(answer)[-1]) == (
        [],
        "English is confirmed as still right.",
    )


def test_preview_fills_in_an_application_and_marks_the_values() -> None:
    application = ApplicationFactory(name="Kim Test", language="en")
    page = tree(browser(hr_manager()), path(made(), "preview"))
    assert words(page.select_one("#letter-head")) == "Interview: Operations Technician"
    assert [words(mark) for mark in page.select(".letter-text mark")] == [
        "Kim Test",
        application.reference,
        "Verein Musterwolke e. V.",
    ]
    assert page.select_one(".letter-text")["lang"] == "en"


def test_preview_shows_no_key_to_the_applicants_page() -> None:
    ApplicationFactory(language="en")
    template = MailTemplate.objects.get(occasion=Occasion.RECEIVED)
    page = tree(browser(hr_manager()), path(template, "preview"))
    assert words(page.select_one("mark[title=link]")) == "link to the applicant's page"
    assert "/bewerbung" not in str(page.select_one(".letter"))


def test_preview_finds_by_name_and_reference() -> None:
    kim, other = ApplicationFactory(name="Kim Test"), ApplicationFactory(name="Robin Muster")
    template, client = made(), browser(hr_manager())

    def found(query: str) -> list[str]:
        page = tree(client, f"{path(template, 'preview')}?q={query}")
        return [words(link) for link in page.select(".found a")]

    assert found("robin") == ["Robin Muster"]
    assert found(kim.reference.lower()) == ["Kim Test"]
    assert found("nobody") == []
    chosen = tree(client, f"{path(template, 'preview')}?application={other.reference}")
    assert words(chosen.select_one(".letter-text mark")) == "Robin Muster"


def test_preview_says_why_there_is_no_letter() -> None:
    ApplicationFactory(language="en")
    page = tree(browser(hr_manager()), path(made(name="Half", body_en=""), "preview"))
    assert words(page.select_one(".warning-box")) == (
        "The template “Half” is not complete in the applicant's language (English). "
        "Complete it, or choose another template."
    )


def test_preview_without_applications_says_so() -> None:
    page = tree(browser(hr_manager()), path(made(), "preview"))
    assert words(page.select_one(".found")) == "There is no application yet that you may see."


def test_who_is_excluded_previews_with_other_applications_only() -> None:
    manager, hidden = hr_manager(), ApplicationFactory(name="Kim Hidden", language="de")
    shown = ApplicationFactory(name="Robin Shown", language="de")
    Exclusion.objects.create(application=hidden, user=manager, at=NOW)
    template, client = made(), browser(manager)
    for query in ("", "?q=Kim", f"?q={hidden.reference}"):
        assert "Kim Hidden" not in client.get(f"{path(template, 'preview')}{query}").text
    address = f"{path(template, 'preview')}?application="
    assert client.get(f"{address}{hidden.reference}").status_code == 404
    assert client.get(f"{address}{shown.reference}").status_code == 200


def test_versions_show_word_by_word_what_changed() -> None:
    template = rewrite(made(), subject_en="Talk: {position}")
    page = tree(browser(hr_manager()), path(template, "history"))
    assert [words(each) for each in page.select(".timeline h2")] == ["Version 2", "Version 1"]
    assert [words(each) for each in page.select(".timeline del, .timeline ins")] == [
        "removed:Interview",
        "added:Talk",
    ]


def test_save_and_preview_goes_there() -> None:
    template = made()
    data = form(template, subject_en="Two", _preview="1")
    answer = browser(hr_manager()).post(path(template), data)
    assert answer.headers["Location"] == path(template, "preview")


def people(application: Application) -> dict[str, User | None]:
    excluded = team_member(application)
    Exclusion.objects.create(application=application, user=excluded, at=NOW)
    return {
        "anonymous": None,
        "other team": team_member(ApplicationFactory()),
        "excluded": excluded,
        "this team": team_member(application),
        "editor": person("edda", "Editors"),
        "HR manager": hr_manager(),
    }


@pytest.mark.parametrize("name", ["change", "preview", "history", "delete"])
def test_only_hr_managers_open_pages_of_templates(name: str) -> None:
    application, template = ApplicationFactory(), made()
    found = {
        who: browser(user).get(path(template, name)).status_code
        for who, user in people(application).items()
    }
    assert found == {
        "anonymous": 302,
        "other team": 403,
        "excluded": 403,
        "this team": 403,
        "editor": 403,
        "HR manager": 200,
    }


def test_only_hr_managers_confirm() -> None:
    application = ApplicationFactory()
    template = rewrite(made(), body_de="Guten Tag {name}, etwas Neues.")
    data = {"language": "en", "seen": template_states(template)[1].seen}
    outdated = {}
    for who, user in people(application).items():
        status = browser(user).post(path(template, "confirm"), data).status_code
        template.refresh_from_db()
        outdated[who] = (status, template.outdated)
    assert outdated == {
        "anonymous": (302, ["en"]),
        "other team": (403, ["en"]),
        "excluded": (403, ["en"]),
        "this team": (403, ["en"]),
        "editor": (403, ["en"]),
        "HR manager": (302, []),
    }


@pytest.mark.parametrize("name", ["", "add/"])
def test_only_hr_managers_open_the_list_and_add(name: str) -> None:
    application = ApplicationFactory()
    found = {
        who: browser(user).get(f"{LIST}{name}").status_code
        for who, user in people(application).items()
    }
    assert found == {
        "anonymous": 302,
        "other team": 403,
        "excluded": 403,
        "this team": 403,
        "editor": 403,
        "HR manager": 200,
    }


def test_a_template_goes_with_its_versions() -> None:
    template = made()
    browser(hr_manager()).post(path(template, "delete"), {"post": "yes"})
    assert not MailTemplate.objects.filter(pk=template.pk).exists()


def test_a_template_that_is_not_there_is_answered_by_404() -> None:
    client = browser(hr_manager())
    for name in ("preview", "history", "confirm"):
        assert client.get(f"{LIST}999999/{name}/").status_code == 404
