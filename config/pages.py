"""The pages of duty (imprint, privacy, accessibility) and the doors to the list of postings."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from careers.web.localized_urls import list_path

PAGE_SECONDS = 300
"""How long browsers and proxies may keep a page of duty; it changes with a deployment only."""

type Page = Callable[[HttpRequest], HttpResponse]


@require_safe
def redirect_to_list(request: HttpRequest) -> HttpResponse:
    """To the list in the language that the browser likes best; for now, since tastes change."""
    language = translation.get_language_from_request(request)
    response = HttpResponseRedirect(list_path(language))
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def redirect_home(request: HttpRequest) -> HttpResponse:
    return redirect("careers:posting_list", permanent=True)


@require_safe
@cache_control(public=True, max_age=PAGE_SECONDS)
def render_page(request: HttpRequest, *, template: str) -> HttpResponse:
    """A page whose words come from the settings alone."""
    context = {
        "organisation": settings.ORGANISATION,
        "retention_months": settings.RETENTION_MONTHS,
        "draft_days": settings.DRAFT_DAYS,
        "notice_version": settings.PRIVACY_NOTICE_VERSION,
    }
    return render(request, template, context)


imprint: Page = partial(render_page, template="pages/imprint.html")
privacy: Page = partial(render_page, template="pages/privacy.html")
accessibility: Page = partial(render_page, template="pages/accessibility.html")
