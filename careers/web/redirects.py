"""Former addresses of postings (Redirect) lead to their pages, so that old links go on working."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase

from careers.models import EditionText, Redirect
from careers.web.http_cache import CACHE_CONTROL
from careers.web.localized_urls import posting_path

type View = Callable[[HttpRequest], HttpResponseBase]

NOT_FOUND = 404
LONGEST_PATH = 500


def follow_redirects(get_response: View) -> View:
    """Middleware: answers 301 where nothing is found at a path that once was a posting's."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code != NOT_FOUND or request.method not in {"GET", "HEAD"}:
            return response
        target = redirect_target(request.path_info)
        if not target:
            return response
        query = request.META.get("QUERY_STRING", "")
        full_target = f"{target}?{query}" if query else target
        return HttpResponsePermanentRedirect(full_target, headers={"Cache-Control": CACHE_CONTROL})

    return middleware


def redirect_target(path: str) -> str:
    """The page of the posting that a former path leads to; empty if none is public."""
    old = Redirect.objects.filter(path=f"/{path.strip('/')}"[:LONGEST_PATH]).first()
    if old is None:
        return ""
    public = EditionText.objects.public().filter(edition__current_for=old.posting_id)
    slugs = dict(public.order_by("pk").values_list("language", "slug"))
    if not slugs:
        return ""
    slug = slugs.get(old.language) or next(iter(slugs.values()))
    return posting_path(old.posting.public_id, slug, old.language)
