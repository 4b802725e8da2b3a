"""One of everything that an address outside the staff's side of applications can be about, and who asks for it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from applications.alerts.alert_links import END, alert_key
from applications.models import AddressChange
from applications.services import mail_draft_link
from applications.services.addresses import ask_for_address
from applications.signed_links import address_path, application_token, draft_path
from careers.models import Brand, Posting
from careers.web.preview_links import Preview, preview_token
from config.staff.invitation_links import invitation_path
from tests.applications.factories import ApplicationFactory, draft_with
from tests.applications.job_alerts import AlertFactory
from tests.careers.factories import ContactFactory, TextBlockFactory, published
from tests.config.people import browser, person
from tests.config.staff.test_invitations import invite

WHO = ("anonymous", "no staff", "no right", "team", "editor", "HR", "root")
type Arguments = dict[str, Any]


def visitors() -> dict[str, Client]:
    """A browser of each of WHO: a colleague without a right comes after an account that is not of the staff."""
    people = {
        "no staff": person("nina", is_staff=False),
        "no right": person("nora"),
        "team": person("tom", "Hiring team"),
        "editor": person("edda", "Editors"),
        "HR": person("hanna", "HR managers"),
        "root": person("root", is_superuser=True),
    }
    return {"anonymous": browser(), **{who: browser(user) for who, user in people.items()}}


def set_scene() -> dict[str, Arguments]:
    """The arguments of addresses by what these are about."""
    posting = published()
    posting.contacts.add(ContactFactory())
    asker = person("inviting", is_superuser=True)
    user = person("someone", "Editors")
    invitation = invite(asker)
    about: dict[str, Any] = {
        "posting": posting,
        "edition": posting.current_edition,
        "brand": Brand.objects.get(state=Brand.State.DRAFT),
        "department": posting.department,
        "location": posting.locations.get(),
        "contact": posting.contacts.get(),
        "textblock": TextBlockFactory(),
        "user": user,
        "group": Group.objects.get(name="Editors"),
        "authenticator": Authenticator.objects.create(
            user=user, type="totp", data={"secret": "KRUGKIDR"}
        ),
        "invitation": invitation,
        "job": ProcrastinateJob.objects.order_by("pk")[0],
    }
    rows = {name: {"object_id": row.pk} for name, row in about.items()}
    keys = {"invitation's key": {"key": last_part(invitation_path(invitation))}}
    return rows | keys | other_arguments(posting, user) | keys_of_candidates(posting)


def other_arguments(posting: Posting, user: User) -> dict[str, Arguments]:
    ad = {
        "public_id": posting.public_id,
        "slug": posting.current_edition.texts.get(language="en").slug,
    }
    kind = ContentType.objects.get_for_model(posting)
    return {
        "": {},
        "posting's page": {"pk": posting.pk},
        "textblock's page": {"pk": TextBlockFactory().pk},
        "user's password": {"id": user.pk},
        "ad": ad,
        "ad's number": {"public_id": posting.public_id},
        "another's upload": {**ad, "key": uuid4()},
        "posting on the site": {"content_type_id": kind.pk, "object_id": posting.pk},
        "app": {"app_label": "careers"},
        "logo": {"name": "logo.svg"},
        "part": {"number": 1},
        "password key": {"uidb36": "1", "key": "set-password"},
    }


def keys_of_candidates(posting: Posting) -> dict[str, Arguments]:
    """What only who holds it can open, whoever is signed in."""
    application = ApplicationFactory(posting=posting)
    ask_for_address(application=application, email="new@example.org", now=timezone.now())
    changed = address_path(AddressChange.objects.get())
    draft, alert = draft_with(), AlertFactory()
    mail_draft_link(draft=draft, email="ayse@example.org")
    until = timezone.now() + timedelta(days=1)
    return {
        "application": {"token": application_token(application)},
        "address": {"token": last_part(changed)},
        "draft": {"token": last_part(draft_path(draft, draft.mailed_to))},
        "preview": {"token": preview_token(Preview(posting.pk, until))},
        "alert": {"key": alert_key(alert)},
        "alert's end": {"key": alert_key(alert, END)},
    }


def last_part(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]
