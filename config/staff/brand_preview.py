"""The draft of the brand on real pages, in each language and scheme; nobody else sees it."""

from typing import Any, NamedTuple, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from careers.channels.cards import Card, draw_card
from careers.languages import language_codes, language_name
from careers.models import Brand, EditionText
from careers.web.current_brand import current_brand, show_brand
from careers.web.localized_urls import current_language, list_path, posting_path

SCHEMES: dict[str, Promise] = {"light": gettext_lazy("Light"), "dark": gettext_lazy("Dark")}
PAGES: dict[str, Promise] = {
    "list": gettext_lazy("List"),
    "posting": gettext_lazy("Posting"),
    "imprint": gettext_lazy("Imprint"),
    "card": gettext_lazy("Shared link"),
}
OF_CACHES = ("ETag", "Last-Modified")


class Choice(NamedTuple):
    """A link of the preview's bar."""

    name: str
    path: str
    is_current: bool


class BrandPreview(NamedTuple):
    """What the bar above a previewed page offers."""

    page: str
    language: str
    scheme: str

    @property
    def pages(self) -> list[Choice]:
        return [self.choice(str(name), page=key) for key, name in PAGES.items()]

    @property
    def languages(self) -> list[Choice]:
        return [self.choice(language_name(code), language=code) for code in language_codes()]

    @property
    def schemes(self) -> list[Choice]:
        return [self.choice(str(name), scheme=key) for key, name in SCHEMES.items()]

    @property
    def choices(self) -> list[list[Choice]]:
        return [self.pages, self.languages, self.schemes]

    def choice(self, name: str, **changed: str) -> Choice:
        shown = self._replace(**changed)
        path = f"{reverse('admin:careers_brand_preview')}?{urlencode(shown._asdict())}"
        return Choice(name, path, shown == self)


def read_preview(request: HttpRequest) -> BrandPreview:
    """What the address asks for; the list in light colours and the reader's language where it says nothing."""
    page, scheme = request.GET.get("page", ""), request.GET.get("scheme", "")
    language = request.GET.get("language", "")
    return BrandPreview(
        page if page in PAGES else "list",
        language if language in language_codes() else current_language(),
        scheme if scheme in SCHEMES else "light",
    )


def render_preview(request: HttpRequest, draft: Brand) -> HttpResponseBase:
    """A public page as it would be; nobody may keep it."""
    preview = read_preview(request)
    cast(Any, request).brand_preview = preview  # template_context reads it
    with (
        override(preview.language),
        show_brand(draft, reverse("admin:careers_brand_stylesheet")),
    ):
        response = draw_list_card() if preview.page == "card" else render_path(request, preview)
    for name in OF_CACHES:
        response.headers.pop(name, None)
    response.headers["Cache-Control"] = "no-store"
    return response


def render_path(request: HttpRequest, preview: BrandPreview) -> HttpResponseBase:
    """As a visitor sees it who asks for nothing else: what the bar asks for is none of the list's filters."""
    view, args, kwargs = resolve(find_path(preview))
    cast(Any, request).GET = QueryDict()
    request.META["QUERY_STRING"] = ""
    response: HttpResponseBase = view(request, *args, **kwargs)
    return response


def find_path(preview: BrandPreview) -> str:
    if preview.page == "imprint":
        return reverse("imprint")
    newest = EditionText.objects.vacant().filter(language=preview.language).newest_first().first()
    if preview.page == "list" or newest is None:
        return list_path(preview.language)
    return posting_path(newest.edition.posting.public_id, newest.slug, preview.language)


def draw_list_card() -> HttpResponse:
    host = settings.SITE_URL.partition("://")[2]
    card = Card(current_language(), _("Open positions"), "", [host])
    return HttpResponse(draw_card(card, current_brand()), content_type="image/png")
