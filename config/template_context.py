"""What every page knows: the organisation's look and this page's address in every language.

    portal          name, logo, style sheet, organisation and duties (dict, see `portal_facts`)
    language_links  this page in every language, for the switch (careers.web.localized_urls.LanguageLink)
    alternates      the same as full addresses, for search engines (careers.web.localized_urls.Alternate)
    canonical   this page's own full address without its query; empty where nothing was found

A view that knows better (a slug per language, a language that is not published) puts its own value
under the same name into its context. "site" is a name that Django's own views use. No value needs a query, and but for `portal`, which every page reads a dozen times, none is worked
out before it is used.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, ResolverMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import override

from careers.languages import language_codes
from careers.web.current_brand import current_brand
from careers.web.localized_urls import (
    Alternate,
    LanguageLink,
    current_language,
    feed_path,
    full_address,
    language_links,
)

DUTY_PAGES = {"imprint", "privacy", "accessibility"}


def portal_context(request: HttpRequest) -> dict[str, Any]:
    """The context processor named in the settings."""
    return {
        "portal": portal_facts(getattr(request, "brand_preview", None)),
        "language_links": SimpleLazyObject(lambda: page_links(request)),
        "alternates": SimpleLazyObject(lambda: page_alternates(request)),
        "canonical": SimpleLazyObject(lambda: canonical_url(request)),
    }


def portal_facts(preview: Any = None) -> dict[str, Any]:
    """`preview` is what the page of a brand's preview says of itself (config.staff.brand_preview)."""
    brand = current_brand()
    return {
        "brand": brand,
        "brand_name": brand.name,
        "employer": brand.employer,
        "site_url": settings.SITE_URL,
        "icons_url": static("img/icons.svg"),
        "organisation": settings.ORGANISATION,
        "retention_months": settings.RETENTION_MONTHS,
        "feed_url": feed_path(current_language()),
        "language": current_language(),
        "preview": preview,
        "scheme": preview.scheme if preview else "",
    }


def page_links(request: HttpRequest) -> list[LanguageLink]:
    """The page in every language; the start pages where no page was found.

    What somebody hung onto the address of a page that is kept for others (config.page_cache.keys) is not repeated.
    """
    match = request.resolver_match
    is_kept_for_others = match is not None and match.url_name in DUTY_PAGES
    said = "" if is_kept_for_others else request.META.get("QUERY_STRING")
    query = f"?{said}" if said else ""
    paths = {code: localized_path(code, match) for code in language_codes()}
    if all(paths.values()):
        return language_links({code: path + query for code, path in paths.items()})
    return language_links({code: localized_path(code, None) for code in language_codes()})


def localized_path(language: str, match: ResolverMatch | None) -> str:
    """The path of a resolved page in a language, or of the start page; empty where it has none."""
    with override(language):
        if match is None:
            return reverse("home")
        try:
            return reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        except NoReverseMatch:
            return ""


def page_alternates(request: HttpRequest) -> list[Alternate]:
    """Every language's address of the page; none where it is the same in all (sign-in, admin)."""
    if not request.resolver_match:
        return []
    paths = {code: localized_path(code, request.resolver_match) for code in language_codes()}
    if len(set(paths.values())) < len(paths):
        return []
    return [Alternate(code, full_address(path)) for code, path in paths.items()]


def canonical_url(request: HttpRequest) -> str:
    return full_address(request.path) if request.resolver_match else ""
