"""A form that comes after its sender's session has ended is not run and not lost.

The answer is a page that has what was typed. Its script keeps that in the tab's sessionStorage,
leads through the sign-in to the page the form stood on, and static/js/restored_form.js puts it
back there. Without scripts the page sends the form again once its author has signed in elsewhere.
"""

from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urlencode, urlunsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from careers.text.web_addresses import split_web_address
from config import errors

LEFT_OUT = "csrfmiddlewaretoken"
NEVER_SHOWN = "password"


def has_unsent_form(request: HttpRequest) -> bool:
    """Whether what was posted may be shown again to whoever sent it.

    Only to pages of this site, so that no other site can put words into a form of ours; without
    passwords, which belong into no page; and not to scripts, which could not show it.
    """
    return (
        request.method == "POST"
        and request.headers.get("X-Requested-With") != "fetch"
        and is_from_here(request)
        and not any(NEVER_SHOWN in name for name in request.POST)
        and not request.FILES
    )


def is_from_here(request: HttpRequest) -> bool:
    """By what browsers say of the sender: Fetch Metadata, else the Origin header (RFC 6454)."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return split_web_address(request.headers.get("Origin", "")).netloc == request.get_host()


def render_unsent_form(request: HttpRequest) -> HttpResponse:
    """The page with everything that was typed; nothing of it has been done."""
    page = find_page_of_form(request)
    context = {
        "page": page,
        "values": list(list_values(request)),
        "is_signed_in": request.user.is_authenticated,
        "sign_in": f"{reverse('account_login')}?{urlencode({'unsent': 1, 'next': page})}",
    }
    answer = render(request, "admin/unsent_form.html", context, status=HTTPStatus.FORBIDDEN)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def list_values(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if name != LEFT_OUT:
            yield from ((name, value) for value in values)


def find_page_of_form(request: HttpRequest) -> str:
    """The page on which the form stood, as the browser says; else the one it was sent to.

    With its query: it fills in what a form begins with, and names the list to go back to.
    """
    referer = split_web_address(request.headers.get("Referer", ""))
    is_ours = referer.netloc == request.get_host() and referer.path.startswith("/")
    if not is_ours or referer.path.startswith("//"):
        return request.get_full_path()
    return urlunsplit(("", "", referer.path, referer.query, ""))


def answer_csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A sign-in changes the token, so that a form of staff that was open before no longer fits.

    It is given back to be sent again, with the new token; any other is refused.
    """
    if request.path.startswith(reverse("admin:index")) and has_unsent_form(request):
        return render_unsent_form(request)
    return errors.csrf_failure(request, reason)
