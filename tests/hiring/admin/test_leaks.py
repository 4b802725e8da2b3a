"""Nothing that members of staff can read changes when an application comes or goes that they may not see.

Each place is read twice, with the application and without it: a name, a number, a tab, a row of a file or a mail that
differs tells of it. To add a place, add a line to PLACES.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from hiring.enums import NoticeTiming
from hiring.inbox.query import read_query
from hiring.mails.notices import compose_notice
from hiring.models import InboxColumns, NoticePreference, StaffNotice
from hiring.services.notices import prepare_digests, prepare_single_notices
from tests.hiring.confidential import ADDRESS, BLIND, MARKERS, Scene, set_scene

pytestmark = pytest.mark.django_db
CHANGING = re.compile(r'(token" value|nonce)="[^"]*"')
INBOX = "admin:applications_application_changelist"
DECISIONS = "admin:hiring_decision_changelist"
OUTBOX = "admin:hiring_outgoingmail_changelist"
WORDS = [MARKERS[name] for name in ("name", "message", "document", "note")]
"""Words that the search of the inbox knows."""
TABLE = {"confirmed": "yes", "kind": "csv", "columns": ["reference", "name", "email"]}

type Read = Callable[[Scene, str], str]


def get(view: str, query: str = "", about: str = "") -> Read:
    """The page, with its status."""

    def read(scene: Scene, who: str) -> str:
        answer = scene.client(who).get(reverse(view, args=scene.keys.get(about, [])) + query)
        return f"{answer.status_code} {CHANGING.sub('', answer.content.decode())}"

    return read


def act(view: str, action: str, query: str = "", **data: Any) -> Read:
    """What an action answers for all that the list finds, and for the hidden row if its key is sent."""

    def read(scene: Scene, who: str) -> str:
        keys = {INBOX: "application", DECISIONS: "decision", OUTBOX: "mail"}
        texts = []
        for across in ("0", "1"):
            sent = {"action": action, "select_across": across, **data}
            sent["_selected_action"] = scene.keys[keys[view]]
            answer = scene.client(who).post(reverse(view) + query, sent, follow=True)
            content = answer.getvalue() if answer.streaming else answer.content
            texts.append(f"{answer.status_code} {CHANGING.sub('', content.decode())}")
        return "\n".join(texts)

    return read


def read_notices(scene: Scene, who: str) -> str:
    """The mail of the day and those at once; none of them is kept."""
    user, now = scene.people[who], timezone.now()
    assert user is not None
    StaffNotice.objects.all().delete()
    NoticePreference.objects.all().delete()
    preference = NoticePreference.objects.create(
        user=user,
        timing=NoticeTiming.AT_ONCE,
        language="en",
        changed_at=now - timedelta(days=1),
    )
    prepare_single_notices(now)
    preference.timing = NoticeTiming.DAILY
    preference.save()
    prepare_digests(timezone.localdate(now), now)
    mails = [compose_notice(one, preference) for one in StaffNotice.objects.filter(user=user)]
    return "\n".join(sorted(f"{mail.subject}\n{mail.body}" for mail in mails if mail))


def read_filters(scene: Scene, who: str) -> str:
    """The list under each choice of each filter, those that are added later included."""
    user = scene.people[who]
    assert isinstance(user, User)
    chosen = [
        f"?{each.name}={choice.value}"
        for each, choices in read_query(user, {}).filters
        for choice in choices
    ]
    assert len(chosen) > 10
    return "\n".join(get(INBOX, query)(scene, who) for query in chosen)


def read_list_of_the_posting(scene: Scene, who: str) -> str:
    return get(INBOX, f"?posting={scene.application.posting_id}")(scene, who)


def read_autocompletes(scene: Scene, who: str) -> str:
    """Every relation of a registered model, whether or not the autocomplete is meant to serve it."""
    texts = []
    for model in admin.site._registry:
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and field.related_model in admin.site._registry:
                options = model._meta
                query = f"?app_label={options.app_label}&model_name={options.model_name}"
                texts.append(
                    get("admin:autocomplete", f"{query}&field_name={field.name}")(scene, who)
                )
    assert len(texts) > 10
    return "\n".join(texts)


def read_own_page(scene: Scene, who: str) -> str:
    """The page of another application of the same person, for the other team and HR."""
    other = Application.objects.exclude(posting=scene.application.posting_id).get(email=ADDRESS)
    return get("admin:applications_application_change", about="other")(
        Scene(other, other, scene.people, {"other": [other.pk]}, scene.clients), who
    )


PLACES: dict[str, Read] = {
    "start page": get("admin:index"),
    "list": get(INBOX),
    "list by name": get(INBOX, "?order=name"),
    "tab": get(INBOX, "?stage=received"),
    "open": get(INBOX, "?stage=open"),
    "board": get(INBOX, "?view=board"),
    **{f"search {word}": get(INBOX, f"?q={word}") for word in [*WORDS, ADDRESS]},
    "filters": read_filters,
    "posting in the list": read_list_of_the_posting,
    "same person": read_own_page,
    "postings": get("admin:careers_posting_changelist"),
    "postings editor": get("admin:careers_posting_change", about="posting"),
    "decisions": get(DECISIONS, "?state=all"),
    "decisions search": get(DECISIONS, f"?state=all&q={MARKERS['name']}"),
    "outbox": get(OUTBOX, "?state=all"),
    "outbox search": get(OUTBOX, f"?state=all&q={MARKERS['subject']}"),
    "copy requests": get("admin:applications_copyrequest_changelist", "?state=all"),
    "refused mails": get("admin:applications_maildelivery_changelist"),
    "undecided": get("admin:hiring_decision_undecided"),
    "fill": get("admin:hiring_decision_fill", about="posting"),
    "my exports": get("admin:hiring_export_mine"),
    "letter preview": get("admin:hiring_mailtemplate_preview", about="template"),
    "tag": get("admin:hiring_tag_changelist"),
    "export": act(INBOX, "export_selected", **TABLE),
    "export of a search": act(INBOX, "export_selected", f"?q={MARKERS['name']}", **TABLE),
    "question of an export": act(INBOX, "export_selected"),
    "question of a decision": act(INBOX, "decide_selected"),
    "question of applying": act(DECISIONS, "apply_selected"),
    "question of sending": act(OUTBOX, "send_selected"),
    "notices": read_notices,
    "autocompletes": read_autocompletes,
}
SAY_NOTHING = {"my exports", "letter preview", "tag"}
"""Places that tell nobody of single applications; they are read to see that it stays so."""


def read_all(scene: Scene, who: str) -> dict[str, str]:
    """What each place says; what reading writes down, such as an export, is undone."""
    texts = {}
    scene.client(who)  # signed in before
    for name, read in PLACES.items():
        with transaction.atomic():
            texts[name] = read(scene, who)
            transaction.set_rollback(True)
    return texts


def find_differences(who: str) -> tuple[dict[str, str], set[str]]:
    """What is read with the application, and the places where that differs from without it."""
    with time_machine.travel(timezone.now(), tick=False):
        scene = set_scene()
        for user in filter(None, scene.people.values()):
            InboxColumns.objects.create(user=user, names=["email", "reference", "posting", "tags"])
        told = read_all(scene, who)
        Application.objects.filter(posting=scene.application.posting_id).delete()
        silent = read_all(scene, who)
    return told, {name for name in PLACES if told[name] != silent[name]}


@pytest.mark.parametrize("who", BLIND)
def test_no_place_tells_of_a_hidden_application(who: str) -> None:
    told, differing = find_differences(who)
    assert differing == set()
    if who == "other team":
        named = {name for name, text in told.items() if MARKERS["posting"] in text}
        assert named <= {"postings", "postings editor"}


def test_every_place_tells_those_who_may_know() -> None:
    _told, differing = find_differences("HR")
    assert set(PLACES) - differing == SAY_NOTHING
