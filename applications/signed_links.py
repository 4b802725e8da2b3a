"""The keys in mails: signed, limited in time, and telling nobody anything.

That of an application names its reference only and can be revoked; that of a draft is bound to the
address it was mailed to.
"""

import hashlib
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from applications.models import AddressChange, Application, Draft, MergedApplication
from careers.text.email_addresses import is_same_mailbox

APPLICATION_SALT = "applications.link"
ADDRESS_SALT = "applications.address-link"
DRAFT_SALT = "applications.draft-link"
OF_A_BROWSER = "browser"


def application_token(application: Application, *, is_mailed: bool = True) -> str:
    """A key that opens this application until it is too old or the links are made invalid.

    One that is not mailed tells nothing of who reads the mailbox: it opens what this browser sent,
    until more has come to it (open_to_browsers(), end_browser_keys()).
    """
    key = [application.reference, application.link_version]
    if not is_mailed:
        key.append(OF_A_BROWSER)
        key += [str(application.holder)] if application.holder else []
    return signing.dumps(key, salt=APPLICATION_SALT)


def read_application_token(token: str) -> Application | None:
    """The application that a key opens, with its posting and edition.

    None if the key was not made here, is older than settings.APPLICATION_LINK_DAYS, was made
    invalid since (link_version), or if the application is gone: callers cannot tell which. That of
    an application that was merged into another one opens the one that stayed, if it was mailed to the
    same address.
    One of a browser opens nothing that has come to belong to who reads the mail alone.
    """
    try:
        reference, version, *marks = load_application_key(token)
    except signing.BadSignature:
        return None
    found = Application.objects.select_related("posting", "edition")
    key: dict[str, object] = {"reference": reference, "link_version": version}
    if OF_A_BROWSER in marks:
        holder = str(marks[1]) if len(marks) > 1 else None
        return found.open_to_browsers().filter(**key, holder=holder).first()
    return found.filter(**key).first() or find_merged(key)


def keys_made_now_end_on() -> date:
    """The day on which a key that is made now opens nothing any more."""
    return timezone.localdate(timezone.now() + timedelta(days=settings.APPLICATION_LINK_DAYS))


def key_ends_on(token: str) -> date:
    """The day on which this key, which was made here, opens nothing any more."""
    made = datetime.fromtimestamp(signing.b62_decode(token.split(":")[-2]), UTC)
    return timezone.localdate(made + timedelta(days=settings.APPLICATION_LINK_DAYS))


def is_mailed_key(token: str) -> bool:
    """Whether whoever has this key of an application reads the mail to its address."""
    try:
        return OF_A_BROWSER not in load_application_key(token)
    except signing.BadSignature:
        return False


def is_browser_key(token: str) -> bool:
    """Whether this key of an application was given to the browser that sent it; it may open nothing now."""
    try:
        return OF_A_BROWSER in load_application_key(token)
    except signing.BadSignature:
        return False


def load_application_key(token: str) -> list[object]:
    """Reference, version and marks; BadSignature if it was not made here or is too old."""
    age = timedelta(days=settings.APPLICATION_LINK_DAYS)
    key: list[object] = signing.loads(token, salt=APPLICATION_SALT, max_age=age)
    return key


def find_merged(key: dict[str, object]) -> Application | None:
    """The application in which the one lives on that a key was made for, if mails to both go to one mailbox.

    Whoever applies with somebody's name and phone number, and an own address, is not that person.
    """
    of_application = "application__posting", "application__edition"
    found = MergedApplication.objects.select_related(*of_application).filter(**key).first()
    if found is None or not is_same_mailbox(found.email, found.application.email):
        return None
    return found.application


def is_key_of_merged(token: str) -> bool:
    """Whether a key that was mailed would open an application that was merged into one of another address."""
    try:
        reference, version, *marks = load_application_key(token)
    except signing.BadSignature:
        return False
    key: dict[str, object] = {"reference": reference, "link_version": version}
    found = MergedApplication.objects.filter(**key)
    return not marks and found.exists()


def application_path(
    application: Application, language: str | None = None, *, is_mailed: bool = True
) -> str:
    """Path of the applicant's own page in this language (default: the applicant's)."""
    token = application_token(application, is_mailed=is_mailed)
    with override(language or application.language):
        return reverse("applications:status", kwargs={"token": token})


def address_path(change: AddressChange) -> str:
    """Path that confirms a new address, for who reads the mail to it."""
    application = change.application
    token = signing.dumps([change.pk, application.link_version], salt=ADDRESS_SALT)
    with override(application.language):
        return reverse("applications:confirm_address", kwargs={"token": token})


def read_address_token(token: str) -> AddressChange | None:
    """The new address that a link confirms, with its application.

    None if it was not made here, if the time for it is over, if another address was given since, if
    it was confirmed, or if the application's links were made invalid: callers cannot tell which.
    """
    try:
        key, version = signing.loads(token, salt=ADDRESS_SALT)
    except signing.BadSignature:
        return None
    found = AddressChange.objects.waiting(timezone.now()).select_related("application")
    return found.filter(pk=key, application__link_version=version).first()


def draft_path(draft: Draft, email: str) -> str:
    """Path that opens the draft in any browser, for who reads the mail to this address."""
    token = signing.dumps([draft.token.hex, address_digest(draft, email)], salt=DRAFT_SALT)
    with override(draft.language):
        return reverse("applications:draft", kwargs={"token": token})


def address_digest(draft: Draft, email: str) -> str:
    """Tells whether the link is for this address, without having it stand in an address bar."""
    return hashlib.sha256(f"{draft.token.hex} {email}".encode()).hexdigest()[:20]


def read_draft_token(token: str) -> Draft | None:
    """The draft that a link opens.

    None if it was not made here or is too old, if the draft has expired or was sent, or if a link
    was mailed to another address since: callers cannot tell which.
    """
    try:
        age = timedelta(days=settings.DRAFT_DAYS)
        key, marked = signing.loads(token, salt=DRAFT_SALT, max_age=age)
    except signing.BadSignature:
        return None
    draft = Draft.objects.current().select_related("posting").filter(token=UUID(key)).first()
    return draft if draft is not None and marked == address_digest(draft, draft.mailed_to) else None
