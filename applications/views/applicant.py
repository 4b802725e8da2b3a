"""What all pages of an applicant share: the key in the address, and that nothing of it leaks."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from applications.documents.multipart import accept_files
from applications.models import Application
from applications.rate_limit import WINDOW, try_acquire
from applications.services.locking import ApplicationGone, end_browser_keys
from applications.signed_links import (
    is_browser_key,
    is_key_of_merged,
    is_mailed_key,
    key_ends_on,
    read_application_token,
)
from applications.views.privacy_headers import add_privacy_headers
from applications.views.too_many import render_too_many
from careers.models.edition_text import text_for
from careers.web.localized_urls import current_language, posting_path

type View = Callable[[HttpRequest, Application], HttpResponseBase]
type KeyView = Callable[..., HttpResponseBase]

POSTS_AN_HOUR = 60
INVALID = _("This link is not valid, or no longer valid.")


def require_applicant_link(*methods: str) -> Callable[[View], KeyView]:
    """For views of one application: opened by the key in the address, else Http404.

    A key that is forged, expired or revoked and one of an application that is erased, even at this
    very moment, look the same. A key of a browser that opens nothing leads to where a mailed one can
    be asked for, whatever the cause, and so does one of an application that lives on in one of
    another address. Once a mailed one has sent anything, browsers' keys are over.
    429 beyond POSTS_AN_HOUR: each may become a line of the history that the staff reads.
    """

    def decorate(view: View) -> KeyView:
        @wraps(view)
        def open_view(request: HttpRequest, token: str) -> HttpResponseBase:
            application = read_application_token(token)
            if application is None:
                return redirect_to_mail(find_reason(token))
            if request.method == "POST":
                is_mailed = is_mailed_key(token)
                if not may_post(application, is_mailed=is_mailed):
                    return add_privacy_headers(render_too_many(request))
                if is_mailed:
                    end_browser_keys(application)
            try:
                return add_privacy_headers(view(request, application))
            except ApplicationGone:
                raise Http404(INVALID) from None

        limited = require_http_methods(methods)(open_view)
        return accept_files(limited)

    return decorate


def may_post(application: Application, *, is_mailed: bool) -> bool:
    """Counts it; apart for browsers, so that who applied under a foreign address holds up nobody who reads its mail."""
    key, now = f"own pages:{application.pk}:{is_mailed}", timezone.now()
    return try_acquire(key, limit=POSTS_AN_HOUR, window=WINDOW, now=now)


def find_reason(token: str) -> str:
    """Why a key opens nothing although a mailed one may; else Http404."""
    if is_browser_key(token):
        return "mailed"
    if is_key_of_merged(token):
        return "merged"
    raise Http404(INVALID)


def redirect_to_mail(reason: str = "mailed") -> HttpResponseBase:
    """To asking for a mailed link, with the reason: a browser's is not enough, or no longer; or "merged"."""
    return add_privacy_headers(redirect(f"{reverse('applications:lost_link')}?{reason}"))


def own_path(request: HttpRequest, page: str = "status", query: str = "") -> str:
    """Another page of the same application, opened by the same key."""
    return reverse(f"applications:{page}", kwargs={"token": own_key(request)}) + query


def own_key(request: HttpRequest) -> str:
    """The key in the address of this page."""
    match = request.resolver_match
    return match.kwargs["token"] if match else ""


def page_context(request: HttpRequest, application: Application) -> dict[str, object]:
    language = current_language()
    ad = text_for(application.edition, language)
    return {
        "application": application,
        "token": own_key(request),
        "reads_mail": is_mailed_key(own_key(request)),
        "link_ends_on": key_ends_on(own_key(request)),
        "ad": ad,
        "text_language": ad.language if ad.language != language else "",
        "posting_path": posting_path(application.posting.public_id, ad.slug, language),
        "is_indexed": False,
    }
