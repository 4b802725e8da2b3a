"""The key to a draft in a mail: signed, limited in time, and bound to the address it went to."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from applications.models import Draft

SALT = "applications.draft-link"


def draft_path(draft: Draft, email: str) -> str:
    """Path that opens the draft in any browser, for who reads the mail to this address."""
    token = signing.dumps([str(draft.token), email], salt=SALT)
    with override(draft.language):
        return reverse("applications:draft", kwargs={"token": token})


def read_draft_token(token: str) -> tuple[str, str] | None:
    """A draft's token and the address; None if it was not made here or is too old."""
    try:
        age = timedelta(days=settings.DRAFT_DAYS)
        draft, email = signing.loads(token, salt=SALT, max_age=age)
    except signing.BadSignature:
        return None
    return str(draft), str(email)


def draft_of_link(token: str) -> Draft | None:
    """The draft that a link opens.

    None as well if it has expired or was sent, or if a link was mailed to another address since.
    """
    found = read_draft_token(token)
    if found is None:
        return None
    draft = Draft.objects.current().select_related("posting").filter(token=found[0]).first()
    return draft if draft is not None and draft.mailed_to == found[1] else None
