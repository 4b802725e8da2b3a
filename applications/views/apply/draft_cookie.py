"""Which draft a browser holds: two session cookies a posting, set with the first thing worth keeping.

One is signed, hidden from scripts, and names the draft. The other says "draft" or "sent" and no
more, so that a script can change the words of the button on a posting page that caches may keep.
"""

from datetime import timedelta
from typing import NamedTuple
from uuid import uuid4

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.models import Application, Draft
from applications.models.browser_key import BrowserKey
from applications.rate_limit import try_acquire_for_network
from applications.services import DraftGone, start_draft
from applications.views.upload_limits import NEW_DRAFTS_AN_HOUR
from careers.models import Edition
from careers.web.localized_urls import current_language

SALT = "applications.draft"
DRAFT, SENT = "draft", "sent"


class Held(NamedTuple):
    """What a browser has for a posting: nothing, a draft, or an application that was sent.

    `is_elsewhere`: it had one, with which another browser has gone on by the mailed link.
    """

    draft: Draft | None = None
    application: Application | None = None
    is_elsewhere: bool = False


class TooManyDrafts(Exception):
    """One network has begun so many drafts that it cannot be people who write them."""


def cookie_names(public_id: int) -> dict[str, str]:
    names = {DRAFT: f"draft-{public_id}", SENT: f"application-{public_id}"}
    return {state: f"{settings.HOST_COOKIE}{name}" for state, name in names.items()}


def key_in_cookie(request: HttpRequest, public_id: int) -> BrowserKey | None:
    """What the browser was told; browsers that go on where they were keep session cookies for ever."""
    name, age = cookie_names(public_id)[DRAFT], timedelta(days=settings.APPLICATION_LINK_DAYS)
    return BrowserKey.read(request.get_signed_cookie(name, default="", salt=SALT, max_age=age))


def posted_key(request: HttpRequest) -> BrowserKey | None:
    """What the form that was sent names its draft by."""
    return BrowserKey.read(request.POST.get("token"))


def find_held(request: HttpRequest, public_id: int) -> Held:
    """What the browser's cookie, or else the form it has sent, names for this posting.

    A draft of another posting, one that has expired, and a forged cookie count as nothing.
    """
    kept, posted = key_in_cookie(request, public_id), posted_key(request)
    for key in filter(None, (kept, posted)):
        drafts = Draft.objects.current().filter(**key._asdict(), posting__public_id=public_id)
        draft = drafts.select_related("edition__posting__current_edition").first()
        if draft is not None:
            return Held(draft)
    if application := find_sent_application(kept, public_id):
        return Held(None, application)
    return Held(is_elsewhere=is_taken_over(posted or kept, public_id))


def find_sent_application(key: BrowserKey | None, public_id: int) -> Application | None:
    """What a draft has become already, by the browser that held it at last: a retry is no fault."""
    if key is None:
        return None
    sent = Application.objects.filter(**key._asdict(), posting__public_id=public_id)
    return sent.select_related("edition__posting").first()


def is_taken_over(key: BrowserKey | None, public_id: int) -> bool:
    """Whether another browser goes on with this draft by now, or has sent it."""
    if key is None:
        return False
    same = {"token": key.token, "posting__public_id": public_id}
    rows = Draft.objects.current().filter(**same), Application.objects.filter(**same)
    return any(found.exclude(holder=key.holder).exists() for found in rows)


def has_sent(request: HttpRequest, public_id: int) -> bool:
    """Whether this browser has sent an application, as it says itself: good for words, not for rights."""
    return request.COOKIES.get(cookie_names(public_id)[SENT]) == SENT


def start_draft_for_browser(request: HttpRequest, edition: Edition) -> Draft:
    """A draft for the form that was sent; the same one if it is sent twice at once.

    Raises TooManyDrafts, and Http404 for the token of another posting's draft.
    """
    if not try_acquire_for_network(request, "drafts", limit=NEW_DRAFTS_AN_HOUR):
        raise TooManyDrafts
    token, holder = posted_key(request) or BrowserKey(uuid4())
    language, now = current_language(), timezone.now()
    try:
        return start_draft(token=token, edition=edition, language=language, now=now, holder=holder)
    except DraftGone:
        raise Http404(_("There is no draft, or no longer.")) from None


def set_draft_cookies(
    response: HttpResponseBase, public_id: int, key: BrowserKey, state: str = DRAFT
) -> None:
    names, secure = cookie_names(public_id), settings.SESSION_COOKIE_SECURE
    response.set_signed_cookie(
        names[DRAFT], str(key), salt=SALT, secure=secure, httponly=True, samesite="Lax"
    )
    response.set_cookie(names[SENT], state, secure=secure, samesite="Lax")


def delete_draft_cookies(response: HttpResponseBase, public_id: int) -> None:
    for name in cookie_names(public_id).values():
        response.delete_cookie(name, samesite="Lax")
