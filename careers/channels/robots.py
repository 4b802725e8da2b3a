"""What crawlers are asked to leave alone (RFC 9309)."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from careers.web.localized_urls import full_address

HIDDEN = ("/admin/", "/staff/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Staff pages are left out; whatever else must not be found says noindex itself."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in HIDDEN), ""]
    lines += [f"Sitemap: {full_address(reverse('channels:sitemap'))}", ""]
    headers = {"Cache-Control": "public, max-age=3600"}
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8", headers=headers)
