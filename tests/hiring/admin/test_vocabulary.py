"""Reasons, own stages and tags: in both languages, and kept while an application uses them."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.db.models import Model

from applications.enums import Stage
from applications.models import Exclusion
from hiring.models import Decision, HiringRecord, OwnStage, RejectionReason, Tag
from tests.applications.factories import ApplicationFactory, team_member
from tests.applications.site import words
from tests.config.people import browser, hr_manager, person
from tests.hiring.services.test_templates import NOW

pytestmark = pytest.mark.django_db


def address(row: Model, name: str) -> str:
    return f"/admin/hiring/{row._meta.model_name}/{row.pk}/{name}/"


def superuser() -> User:
    return person("root", is_superuser=True)


def own_stage(**fields: object) -> OwnStage:
    texts = {"name_de": "Arbeitsprobe", "name_en": "Work sample"}
    return OwnStage.objects.create(**{"public_stage": Stage.INTERVIEW, **texts, **fields})


def used_rows() -> list[Model]:
    application = ApplicationFactory()
    reason = RejectionReason.objects.get(slug="experience")
    Decision.objects.create(application=application, to_stage=Stage.REJECTED, reason=reason, at=NOW)
    stage, tag = own_stage(), Tag.objects.create(name="Rust")
    record = HiringRecord.objects.create(application=application, own_stage=stage)
    record.tags.add(tag)
    return [reason, stage, tag]


def test_what_applications_use_is_not_deleted() -> None:
    client = browser(superuser())
    for row in used_rows():
        page = BeautifulSoup(client.get(address(row, "delete")).content, "html.parser")
        assert "stands in 1 application and is therefore kept." in words(page)
        client.post(address(row, "delete"), {"post": "yes"})
        assert type(row)._default_manager.filter(pk=row.pk).exists()


def test_the_refusal_counts_no_application_that_the_reader_does_not_see() -> None:
    """The row stays all the same."""
    user, rows = superuser(), used_rows()
    hidden = HiringRecord.objects.get().application
    Exclusion.objects.create(application=hidden, user=user, at=NOW)
    for row in rows:
        page = BeautifulSoup(browser(user).get(address(row, "delete")).content, "html.parser")
        assert "stands in applications that you do not see and is" in words(page)
        browser(user).post(address(row, "delete"), {"post": "yes"})
        assert type(row)._default_manager.filter(pk=row.pk).exists()


def test_the_refusal_names_no_application() -> None:
    client = browser(superuser())
    for row in used_rows():
        text = client.get(address(row, "delete")).text
        assert HiringRecord.objects.get().application.reference not in text


def test_what_nobody_uses_is_deleted() -> None:
    client = browser(superuser())
    reason = RejectionReason.objects.get(slug="experience")
    for row in (reason, own_stage(), Tag.objects.create(name="Rust")):
        client.post(address(row, "delete"), {"post": "yes"})
        assert not type(row)._default_manager.filter(pk=row.pk).exists()


def test_the_reason_of_undecided_procedures_stays() -> None:
    client, needed = browser(superuser()), RejectionReason.objects.get(slug="not_decided")
    assert client.post(address(needed, "delete"), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": needed.pk, "post": "yes"}
    client.post("/admin/hiring/rejectionreason/", chosen)
    assert RejectionReason.objects.filter(slug="not_decided").exists()


def test_a_reason_needs_both_languages_and_keeps_its_code() -> None:
    client = browser(hr_manager())
    data = {"name_de": "Zu weit weg", "name_en": "", "slug": "distance", "position": 20}
    add = "/admin/hiring/rejectionreason/add/"
    assert list(client.post(add, data).context["adminform"].form.errors) == ["name_en"]
    client.post(add, data | {"name_en": "Too far away"})
    reason = RejectionReason.objects.get(slug="distance")
    client.post(address(reason, "change"), data | {"name_en": "Too far", "slug": "other"})
    reason.refresh_from_db()
    assert (reason.name_en, reason.slug) == ("Too far", "distance")


def test_an_own_stage_lies_inside_an_open_one_and_stays_there_while_it_is_used() -> None:
    client = browser(hr_manager())
    data = {"name_de": "Probe", "name_en": "Sample", "public_stage": "hired", "position": 1}
    add = "/admin/hiring/ownstage/add/"
    assert list(client.post(add, data).context["adminform"].form.errors) == ["public_stage"]
    client.post(add, data | {"public_stage": "offer"})
    stage = OwnStage.objects.get()
    client.post(address(stage, "change"), data | {"public_stage": "interview"})
    stage.refresh_from_db()
    assert stage.public_stage == "interview"
    HiringRecord.objects.create(application=ApplicationFactory(), own_stage=stage)
    client.post(address(stage, "change"), data | {"public_stage": "offer"})
    stage.refresh_from_db()
    assert stage.public_stage == "interview"


def test_tags_are_kept_once() -> None:
    client = browser(hr_manager())
    for _time in range(2):
        client.post("/admin/hiring/tag/add/", {"name": "Rust"})
    assert [tag.name for tag in Tag.objects.all()] == ["Rust"]


@pytest.mark.parametrize("model", ["rejectionreason", "ownstage", "tag"])
def test_only_hr_managers_keep_the_lists(model: str) -> None:
    people = {
        "anonymous": None,
        "team": team_member(ApplicationFactory()),
        "editor": person("edda", "Editors"),
        "HR manager": hr_manager(),
    }
    for name in ("", "add/"):
        found = {
            who: browser(user).get(f"/admin/hiring/{model}/{name}").status_code
            for who, user in people.items()
        }
        assert found == {"anonymous": 302, "team": 403, "editor": 403, "HR manager": 200}
