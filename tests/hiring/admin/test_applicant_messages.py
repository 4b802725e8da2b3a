"""What the staff does beside moving: writing, asking, holding, revoking; and who may."""

from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from applications.enums import EventKind, Source
from applications.models import Application, ApplicationEvent, ErasureProof
from applications.signed_links import application_token, read_application_token
from hiring.enums import Occasion
from hiring.models import OutgoingMail, RequestMail
from tests.applications.factories import (
    ApplicationFactory,
    StaffFactory,
    hr_manager,
    team_member,
)
from tests.applications.site import page, words
from tests.hiring.factories import MailTemplateFactory

pytestmark = pytest.mark.django_db
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
SENT = {
    "message": {"subject": "Termin", "body": "Hallo, passt Ihnen der Dienstag?"},
    "request": {"kind": "certificate", "note": "C1"},
    "hold": {"reason": "claim"},
    "revoke": {},
}
LIST = "admin:applications_application_changelist"


@pytest.fixture
def hr(client: Client) -> Client:
    client.force_login(hr_manager())
    return client


def path_of(name: str, application: Application) -> str:
    return reverse(f"admin:applications_application_{name}", args=[application.pk])


def change_page(client: Client, application: Application) -> BeautifulSoup:
    return page(client.get(path_of("change", application))).tree


def headings(tree: BeautifulSoup) -> list[str]:
    return [words(heading) for heading in tree.select("#work > details > summary")]


def count_rows() -> tuple[int, int, int]:
    return (
        OutgoingMail.objects.count(),
        RequestMail.objects.count(),
        ApplicationEvent.objects.count(),
    )


def test_message_begins_with_the_template_filled_in(hr: Client) -> None:
    application = ApplicationFactory(language="en", name="Robin Example")
    form = hr.get(path_of("message", application)).context["form"]
    assert form["body"].value().startswith("Hello Robin Example,")
    other = MailTemplateFactory(occasion=Occasion.FREE, subject_en="Other {reference}")
    form = hr.post(path_of("message", application), {"template": other.pk, "fill": "yes"})
    assert form.context["form"]["subject"].value() == f"Other {application.reference}"
    assert count_rows() == (0, 0, 0)


def test_message_waits_in_the_outbox_and_stands_on_the_page_of_hr(hr: Client) -> None:
    application = ApplicationFactory()
    response = hr.post(path_of("message", application), SENT["message"], follow=True)
    mail = application.outgoing_mails.get()
    assert (mail.occasion, mail.subject, mail.body) == ("free", *SENT["message"].values())
    assert mail.written_by.groups.get().name == "HR managers"
    assert "Termin" in words(page(response).tree.select_one("#messages"))
    assert application.letters.count() == 0


def test_document_is_asked_for(hr: Client) -> None:
    application = ApplicationFactory()
    hr.post(path_of("request", application), SENT["request"])
    mail = application.outgoing_mails.get()
    assert (mail.occasion, mail.about_request.kind, mail.about_request.note) == (
        "request",
        "certificate",
        "C1",
    )
    assert application.document_requests.count() == 0
    assert "C1" in words(change_page(hr, application).select_one("#messages"))


def test_message_in_the_wrong_language_is_asked_about(hr: Client) -> None:
    application = ApplicationFactory(language="de")
    english = {"subject": "Your interview", "body": "We would like to meet you on Tuesday at ten."}
    answer = hr.post(path_of("message", application), english)
    assert (answer.status_code, OutgoingMail.objects.count()) == (422, 0)
    hr.post(path_of("message", application), english | {"language_confirmed": "on"})
    assert OutgoingMail.objects.count() == 1


def test_hold_is_set_and_lifted(hr: Client) -> None:
    application = ApplicationFactory(rejected=True)
    for reason in ("claim", "claim", ""):
        hr.post(path_of("hold", application), {"reason": reason})
        application.refresh_from_db()
        assert application.hold_reason == reason
    events = application.events.values_list("kind", "detail")
    assert list(events) == [(EventKind.HOLD_SET, "claim"), (EventKind.HOLD_LIFTED, "claim")]


def test_links_are_revoked(hr: Client) -> None:
    application = ApplicationFactory()
    token = application_token(application)
    assert read_application_token(token) == application
    hr.post(path_of("revoke", application))
    assert read_application_token(token) is None
    assert application.events.get().by.groups.get().name == "HR managers"


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("request", {"kind": "photo"}),
        ("request", {"kind": "cv", "note": "x" * 301}),
        ("hold", {"reason": "because"}),
    ],
)
def test_what_is_filled_in_wrong_is_refused(hr: Client, name: str, bad: dict[str, str]) -> None:
    application = ApplicationFactory()
    shown = page(hr.post(path_of(name, application), bad))
    assert (shown.status, len(shown.tree.select(".messagelist .error"))) == (422, 1)
    assert count_rows() == (0, 0, 0)


@pytest.mark.parametrize(
    "bad",
    [
        {"body": ""},
        {"body": "x" * 10_001},
        {"body": "Guten Tag {nmae}"},
        {"subject": "{link}"},
    ],
)
def test_message_filled_in_wrong_is_shown_again_with_what_was_typed(
    hr: Client, bad: dict[str, str]
) -> None:
    sent = SENT["message"] | bad
    answer = hr.post(path_of("message", ApplicationFactory()), sent)
    form = answer.context["form"]
    assert (answer.status_code, [*form.errors]) == (422, [*bad])
    assert {name: form[name].value() for name in sent} == sent
    assert OutgoingMail.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "bad", "place"),
    [
        ("request", {"kind": "certificate", "note": "x" * 301}, "request_note"),
        ("move", {"to": "interview", "note": "x" * 501}, "id_note"),
    ],
)
def test_what_was_typed_is_kept_and_the_error_stands_at_its_field(
    hr: Client, name: str, bad: dict[str, str], place: str
) -> None:
    tree = page(hr.post(path_of(name, ApplicationFactory()), bad)).tree
    [field] = tree.select("[autofocus]")
    [error] = tree.select(".errorlist")
    options = field.find_parent("form").select("option[selected]")
    kept = [one["value"] for one in options if one["value"]]
    typed = field.get("value") or field.get_text(strip=True)
    assert (field["id"], [*kept, typed]) == (place, list(bad.values()))
    assert (field["aria-invalid"], field["aria-describedby"].split()[-1]) == ("true", error["id"])


@pytest.mark.parametrize("name", SENT)
def test_only_hr_managers_may(client: Client, name: str) -> None:
    application, foreign = ApplicationFactory.create_batch(2)
    path = path_of(name, application)
    assert client.post(path, SENT[name]).status_code == 302
    client.force_login(StaffFactory())
    assert client.post(path, SENT[name]).status_code == 404
    client.force_login(team_member(application))
    assert client.post(path, SENT[name]).status_code == 403
    assert client.post(path_of(name, foreign), SENT[name]).status_code == 404
    assert count_rows() == (0, 0, 0)
    client.force_login(hr_manager())
    assert client.get(path).status_code == (200 if name == "message" else 405)
    assert client.post(path, SENT[name]).status_code == 302
    assert count_rows() != (0, 0, 0)


def test_page_offers_what_is_possible(hr: Client, client: Client) -> None:
    def offered(**fields: object) -> int:
        return len(change_page(hr, ApplicationFactory(**fields)).select("#work > details form"))

    # move, request, hold, links, tags, exclusion; no request once decided; no move and tags when locked
    assert (offered(), offered(rejected=True), offered(withdrawn=True)) == (6, 5, 4)
    assert offered(rejected=True, erasure_requested_at=NOON) == 3


def test_page_leads_to_a_message_where_one_may_be_written(hr: Client) -> None:
    def ways(**fields: object) -> int:
        application = ApplicationFactory(**fields)
        path = path_of("message", application)
        return len(change_page(hr, application).select(f"a[href^='{path}']"))

    assert (ways(), ways(withdrawn=True)) == (1, 1)
    assert ways(rejected=True, erasure_requested_at=NOON) == 0


def test_page_of_the_team_offers_a_rating_and_a_note(client: Client) -> None:
    application = ApplicationFactory()
    client.force_login(team_member(application))
    tree = change_page(client, application)
    assert [form["action"].rsplit("/", 2)[1] for form in tree.select("#work form")] == [
        "rate",
    ]
    assert [button["formaction"].rsplit("/", 2)[1] for button in tree.select("[formaction]")] == [
        "note",
    ]
    assert tree.select("#keeping") == []


def test_history_tells_what_the_applicant_did(hr: Client) -> None:
    application = ApplicationFactory(language="en")
    application.events.create(kind=EventKind.DOCUMENT_REPLACED, detail="cv", at=NOON)
    entries = change_page(hr, application).select("#history li")
    assert len(entries) == 2
    assert "(" in words(entries[0])


def test_locked_application_is_for_hr_managers_only(client: Client) -> None:
    application = ApplicationFactory(name="Gesperrt", rejected=True)
    document = application.documents.get()
    download = reverse("admin:applications_document_download", args=[document.pk])
    team, hr = team_member(application), hr_manager()
    client.force_login(team)
    assert client.get(path_of("change", application)).status_code == 200
    assert "Gesperrt" in client.get(reverse(LIST)).content.decode()
    Application.objects.update(erasure_requested_at=NOON)
    assert client.get(path_of("change", application)).status_code == 404
    assert client.get(download).status_code == 404
    for query in ("", "?q=Gesperrt", "?stage=rejected"):
        assert page(client.get(reverse(LIST) + query)).tree.select("#result_list tbody tr") == []
    client.force_login(hr)
    assert client.get(path_of("change", application)).status_code == 200
    assert "Gesperrt" in client.get(reverse(LIST)).content.decode()


def test_answers_are_read_in_the_words_that_were_asked(hr: Client) -> None:
    answer = {"key": "1", "label": "Ab wann?", "kind": "date", "value": "2027-01-05"}
    shown = change_page(hr, ApplicationFactory(answers=[answer])).select_one("#answers dl")
    assert words(shown) == "Ab wann?5. Januar 2027"
    assert change_page(hr, ApplicationFactory()).select("#answers") == []


@pytest.mark.parametrize(
    "fields",
    [{"rejected": True, "erasure_requested_at": NOON}, {"email": "", "source": Source.POST}],
    ids=["locked", "on paper"],
)
def test_message_to_who_cannot_get_it_is_refused(hr: Client, fields: dict[str, object]) -> None:
    answer = hr.post(path_of("message", ApplicationFactory(**fields)), SENT["message"])
    assert (answer.status_code, len(answer.context["form"].non_field_errors())) == (422, 1)
    assert count_rows() == (0, 0, 0)


def test_history_has_the_newest_first(hr: Client) -> None:
    application = ApplicationFactory(submitted_at=NOON - timedelta(days=2))
    application.events.create(kind=EventKind.HOLD_SET, detail="claim", at=NOON - timedelta(days=1))
    application.stage_changes.create(from_stage="received", to_stage="in_review", at=NOON)
    entries = change_page(hr, application).select("#history li")
    days = [words(entry).split(" ")[0] for entry in entries]
    assert [day[:2] for day in days] == ["23", "22", "21"]


def test_events_and_proofs_are_named_in_the_admin() -> None:
    application = ApplicationFactory(cv=False)
    event = application.events.create(kind=EventKind.HOLD_SET, at=NOON)
    proof = ErasureProof(at=NOON, reason="request")
    assert (str(event), str(proof)) == (f"{application.pk} hold_set", "2026-11-23 request")


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({}, "6 Monate nach der Entscheidung; noch gibt es keine"),
        ({"rejected": True}, "20. Mai 2027"),
        ({"rejected": True, "hold_reason": "claim"}, "nicht, solange sie aufbewahrt werden muss"),
    ],
)
def test_page_says_when_an_application_is_erased(
    hr: Client, fields: dict[str, object], day: str
) -> None:
    tree = change_page(hr, ApplicationFactory(**fields))
    assert words(tree.select_one("#erased-on")) == day


def test_bullets_of_a_word_processor_become_those_of_plain_text(hr: Client) -> None:
    application = ApplicationFactory()
    body = "Bitte mitbringen:\n\uf0b7\tPass"
    hr.post(path_of("message", application), {"subject": "Termin", "body": body})
    assert application.outgoing_mails.get().body == "Bitte mitbringen:\n- Pass"
