"""Which draft a browser holds: two session cookies a posting, set with the first thing worth keeping.

One is signed, hidden from scripts, and names the draft. The other says "draft" or "sent" and no
more, so that a script can change the words of the button on a posting page that caches may keep.
"""

from collections.abc import Iterable
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

    `is_repeated`: the form that came is the one that the application was made of.
    `is_elsewhere`: it had one, with which another browser has gone on by the mailed link.
    """

    draft: Draft | None = None
    application: Application | None = None
    is_repeated: bool = False
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
    keys = [key for key in (kept, posted) if key]
    if not keys:
        return Held()
    sent = find_applications(keys, public_id) if posted else []
    if application := pick_named(sent, posted):
        return Held(application=application, is_repeated=True)
    drafts = find_drafts(keys, public_id)
    if draft := pick_named(drafts, kept) or pick_named(drafts, posted):
        return Held(draft)
    if not posted:
        sent = find_applications(keys, public_id)
    if application := pick_named(sent, kept):
        return Held(application=application)
    return Held(is_elsewhere=is_taken_over(posted or keys[0], [*drafts, *sent]))


def find_drafts(keys: Iterable[BrowserKey], public_id: int) -> list[Draft]:
    """Those of this posting that these keys name, or named before another browser took them over."""
    found = Draft.objects.current().filter(posting__public_id=public_id)
    found = found.filter(token__in={key.token for key in keys})
    return list(found.select_related("edition__posting__current_edition"))


def find_applications(keys: Iterable[BrowserKey], public_id: int) -> list[Application]:
    """What such drafts have become."""
    found = Application.objects.filter(posting__public_id=public_id).order_by()
    return list(found.filter(token__in={key.token for key in keys}))


def pick_named[Row: (Draft, Application)](
    rows: Iterable[Row], key: BrowserKey | None
) -> Row | None:
    """The row that is for who holds this key."""
    return next((row for row in rows if (row.token, row.holder) == key), None)


def find_sent_application(key: BrowserKey | None, public_id: int) -> Application | None:
    """What a draft has become already, by the browser that held it at last: a retry is no fault."""
    return pick_named(find_applications([key], public_id), key) if key else None


def is_taken_over(key: BrowserKey, rows: Iterable[Draft | Application]) -> bool:
    """Whether another browser goes on with this draft by now, or has sent it."""
    return any(row.token == key.token and row.holder != key.holder for row in rows)


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
        raise Http404(_("This draft does not exist, or no longer exists.")) from None


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
