"""The key to a draft in a mail: signed, limited in time, and bound to the address it went to."""

import hashlib
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from applications.models import Draft

SALT = "applications.draft-link"


def draft_path(draft: Draft, email: str) -> str:
    """Path that opens the draft in any browser, for who reads the mail to this address."""
    token = signing.dumps([draft.token.hex, mark(draft, email)], salt=SALT)
    with override(draft.language):
        return reverse("applications:draft", kwargs={"token": token})


def mark(draft: Draft, email: str) -> str:
    """Tells whether the link is for this address, without having it stand in an address bar."""
    return hashlib.sha256(f"{draft.token.hex} {email}".encode()).hexdigest()[:20]


def draft_of_link(token: str) -> Draft | None:
    """The draft that a link opens.

    None if it was not made here or is too old, if the draft has expired or was sent, or if a link
    was mailed to another address since: nobody is told which.
    """
    try:
        age = timedelta(days=settings.DRAFT_DAYS)
        key, marked = signing.loads(token, salt=SALT, max_age=age)
    except signing.BadSignature:
        return None
    draft = Draft.objects.current().select_related("posting").filter(token=UUID(key)).first()
    return draft if draft is not None and marked == mark(draft, draft.mailed_to) else None
