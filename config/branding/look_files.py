"""The files of the look: style sheet, icons, manifest and pictures, each under an address that changes with it."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from careers.branding.picture_roles import Role
from careers.channels.cards import draw_touch_icon
from careers.models import BrandPicture, SocialCard
from careers.web.current_brand import BRANDS, CurrentBrand, current_brand
from config.branding.logo import PREFIX

A_YEAR = 365 * 24 * 60 * 60
KEPT_FOR_GOOD = f"public, max-age={A_YEAR}, immutable"
ALONE = {"Content-Security-Policy": "default-src 'none'; sandbox"}
"""For who opens the picture by itself: an SVG is a document, and may hold scripts."""
ICON_SIZE = 180
LONGEST_SHORT_NAME = 12
"""Characters that home screens show."""

type Build = Callable[[CurrentBrand], HttpResponse]


def serve(
    request: HttpRequest, build: Build, version: Callable[[CurrentBrand], str]
) -> HttpResponse:
    """What belongs to the version that the address names, for good; for a moment if that is another one.

    A process that has not heard of a change yet looks again before it answers.
    """
    wanted = request.GET.get("v", "")
    brand = current_brand()
    if wanted and wanted != version(brand):
        BRANDS.forget()
        brand = current_brand()
    response = build(brand)
    is_right = wanted == version(brand)
    response.headers["Cache-Control"] = KEPT_FOR_GOOD if is_right else "public, max-age=60"
    return response


def look_etag(request: HttpRequest) -> str:
    return f'"{current_brand().look_version}"'


def look_version(brand: CurrentBrand) -> str:
    return brand.look_version


@require_safe
@condition(etag_func=look_etag)
def serve_stylesheet(request: HttpRequest) -> HttpResponse:
    def build(brand: CurrentBrand) -> HttpResponse:
        return HttpResponse(brand.stylesheet, content_type="text/css; charset=utf-8")

    return serve(request, build, look_version)


@require_safe
@condition(etag_func=look_etag)
def serve_icon(request: HttpRequest) -> HttpResponse:
    """The built-in mark, which stands where the organisation has no icon of its own."""

    def build(brand: CurrentBrand) -> HttpResponse:
        return HttpResponse(brand.icon_svg, content_type="image/svg+xml", headers=ALONE)

    return serve(request, build, look_version)


@require_safe
@condition(etag_func=look_etag)
def serve_touch_icon(request: HttpRequest) -> HttpResponse:
    """The same as a PNG, for home screens of telephones."""

    def build(brand: CurrentBrand) -> HttpResponse:
        return HttpResponse(draw_touch_icon(brand.icon_svg, ICON_SIZE), content_type="image/png")

    return serve(request, build, look_version)


@require_safe
def serve_manifest(request: HttpRequest) -> HttpResponse:
    """What browsers show of the site when somebody puts it on the home screen (W3C Web Application Manifest)."""

    def build(brand: CurrentBrand) -> HttpResponse:
        found = {
            "name": brand.name,
            "short_name": brand.name if len(brand.name) <= LONGEST_SHORT_NAME else "Jobs",
            "start_url": "/",
            "display": "browser",
            "background_color": "#fbfaf7",
            "theme_color": brand.light.fill,
            "icons": manifest_icons(brand),
        }
        return JsonResponse(found, content_type="application/manifest+json")

    return serve(request, build, lambda brand: brand.version)


def manifest_icons(brand: CurrentBrand) -> list[dict[str, str]]:
    own = [brand.pictures[role] for role in (Role.ICON, Role.ICON_LARGE) if role in brand.pictures]
    if own:
        return [
            {"src": one.path, "sizes": f"{one.width}x{one.height}", "type": one.media_type}
            for one in own
        ]
    touch = {
        "src": brand.touch_icon_url,
        "sizes": f"{ICON_SIZE}x{ICON_SIZE}",
        "type": "image/png",
    }
    return [{"src": brand.icon_url, "sizes": "any", "type": "image/svg+xml"}, touch]


@require_safe
@cache_control(public=True, max_age=A_YEAR, immutable=True)
def serve_picture(request: HttpRequest, name: str) -> HttpResponse:
    """A picture by its content: a mounted logo, a picture of the brand, or a social card."""
    for logo in (settings.LOGO, settings.LOGO_DARK):
        if logo.url == f"{PREFIX}{name}":
            return HttpResponse(logo.content, content_type=logo.content_type, headers=ALONE)
    digest, _dot, ending = name.partition(".")
    picture = BrandPicture.objects.filter(pk=digest).first()
    if picture is not None:
        return HttpResponse(picture.content, content_type=picture.media_type, headers=ALONE)
    card = SocialCard.objects.filter(digest=digest).first() if ending == "png" else None
    if card is None:
        raise Http404
    return HttpResponse(card.content, content_type="image/png", headers=ALONE)
