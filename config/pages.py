"""The pages of duty (imprint, privacy, accessibility) and the doors to the list of postings."""

from collections.abc import Callable
from functools import cache, partial
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from careers.languages import language_codes
from careers.text.rendering import render_markdown
from careers.web.current_brand import current_brand, notice_version
from careers.web.localized_urls import list_path

PAGE_SECONDS = 300
"""How long browsers and proxies may keep a page of duty; it changes with a deployment only."""

PAGES = {
    "imprint": "pages/imprint.html",
    "privacy": "pages/privacy.html",
    "accessibility": "pages/accessibility.html",
}


class Addition(NamedTuple):
    """Sanitised HTML, and the language it is in."""

    language: str
    html: SafeString


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
def render_page(request: HttpRequest, *, name: str) -> HttpResponse:
    """A page whose words come from the settings alone."""
    context = {
        "addition": read_addition(name, translation.get_language() or ""),
        "organisation": settings.ORGANISATION,
        "retention_months": settings.RETENTION_MONTHS,
        "draft_days": settings.DRAFT_DAYS,
        "notice_version": notice_version(),
    }
    return render(request, PAGES[name], context)


def read_addition(name: str, language: str) -> Addition | None:
    """What the organisation adds to a page, in this language, else in the first that has it.

    What the admin says wins over mounted files.
    """
    own = current_brand().read(f"{name}_addition") if name in settings.PAGE_ADDITIONS else None
    if own:
        return Addition(own.language or language, own.html)
    texts: dict[str, str] = settings.PAGE_ADDITIONS.get(name, {})
    codes = [language, *language_codes()]
    found = next((code for code in codes if texts.get(code)), "")
    return Addition(found, render_addition(texts[found])) if found else None


@cache
def render_addition(source: str) -> SafeString:
    return SafeString(render_markdown(source))


imprint: Page = partial(render_page, name="imprint")
privacy: Page = partial(render_page, name="privacy")
accessibility: Page = partial(render_page, name="accessibility")
