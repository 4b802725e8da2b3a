"""New positions by e-mail: asking for an alert, and its own page behind the link of its mails."""

from datetime import timedelta
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from applications.alerts.alert_links import END, alert_path, read_alert_key
from applications.alerts.mails import CONFIRM_DAYS
from applications.alerts.searches import (
    find_outlook,
    read_search,
    remove_age_and_order,
    search_lines,
)
from applications.forms.alerts import AlertForm, FrequencyForm
from applications.models import JobAlert
from applications.rate_limit import try_acquire_for_network
from applications.services.alerts import (
    AlertWish,
    AskedTooOften,
    ask_for_alert,
    change_frequency,
    confirm_alert,
    end_alert,
)
from applications.views.address_hint import hint_query, read_provider
from applications.views.privacy_headers import add_privacy_headers
from careers.search.filters import Search
from careers.web.client_address import client_network
from careers.web.localized_urls import current_language, list_path
from careers.web.search_load import limit_searches

ASKED_A_NETWORK = 20
"""How many alerts one network can ask for in an hour."""
LONGEST_QUERY = 2000  # as JobAlert.query has it


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
@limit_searches
def request_alert(request: HttpRequest) -> HttpResponse:
    """The form for an alert about the search of this address; asking tells nothing but "asked"."""
    search = remove_age_and_order(Search.from_query(request.GET))
    if request.method != "POST":
        return render_request_page(request, search, AlertForm())
    form = AlertForm(request.POST)
    if not form.is_valid():
        return render_request_page(request, search, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if len(search.query) > LONGEST_QUERY:
        form.add_error(None, _("This search has too many filters for an alert. Choose fewer."))
        return render_request_page(request, search, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        ask_within_limits(request, search, form)
    except AskedTooOften:
        form.add_error(
            None,
            _(
                "Too many alerts were asked for from here or for this address. Please try again tomorrow."
            ),
        )
        return render_request_page(request, search, form, HTTPStatus.TOO_MANY_REQUESTS)
    return redirect(asked_path(search, form.cleaned_data["email"]))


def ask_within_limits(request: HttpRequest, search: Search, form: AlertForm) -> None:
    """Raises AskedTooOften for the network as for the address."""
    if not try_acquire_for_network(request, "alert", limit=ASKED_A_NETWORK):
        raise AskedTooOften
    language, network = current_language(), client_network(request)
    wish = AlertWish(**form.cleaned_data, query=search.query, language=language, network=network)
    ask_for_alert(wish=wish, now=timezone.now())


def render_request_page(
    request: HttpRequest, search: Search, form: AlertForm, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    context = search_context(search) | {
        "form": form,
        "outlook": find_outlook(search, current_language()),
        "is_indexed": False,
    }
    return render(request, "applications/alerts/new.html", context, status=status)


def search_context(search: Search) -> dict[str, object]:
    language = current_language()
    return {
        "lines": search_lines(search, language),
        "list_path": list_path(language) + search.query,
    }


def asked_path(search: Search, address: str) -> str:
    """The search stands in it only if the hint needs a way back to the form."""
    path, hint = reverse("applications:alert_asked"), hint_query(address)
    return f"{path}{search.query + '&' if search.query else '?'}{hint}" if hint else path


@require_safe
def show_alert_asked(request: HttpRequest) -> HttpResponse:
    """The same for known and unknown addresses, and for everybody."""
    context = {
        "days": CONFIRM_DAYS,
        "list_path": list_path(current_language()),
        "provider": read_provider(request),
        "way_back": reverse("applications:alert_new")
        + remove_age_and_order(Search.from_query(request.GET)).query,
        "is_indexed": False,
    }
    return render(request, "applications/alerts/asked.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def manage_alert(request: HttpRequest, key: str) -> HttpResponse:
    """One alert, for who has its link: a POST confirms it (a GET may be a scanner's) or changes it."""
    found = get_alert_or_404(key)
    if request.method != "POST":
        now = {"frequency": found.frequency}
        return render_alert_page(request, found, FrequencyForm(initial=now))
    form = FrequencyForm(request.POST)
    if "end" in request.POST:
        end_alert(token=found.token)
        return render_ended_page(request)
    is_yes = found.confirmed_at is None or "frequency" not in request.POST  # a second click, too
    if is_yes:
        confirm_alert(alert=found, now=timezone.now())
    elif form.is_valid():
        frequency = JobAlert.Frequency(form.cleaned_data["frequency"])
        change_frequency(alert=found, frequency=frequency)
    else:
        return render_alert_page(request, found, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect(f"{alert_path(found, current_language())}?saved")


def get_alert_or_404(key: str) -> JobAlert:
    """The alert that the key opens; Http404 where it is false, too late to confirm, or gone."""
    token = read_alert_key(key)
    found = JobAlert.objects.filter(token=token).first() if token else None
    if found is None or is_too_late(found):
        raise Http404(_("This link is not valid, or no longer valid."))
    return found


def is_too_late(found: JobAlert) -> bool:
    end = found.created_at + timedelta(days=CONFIRM_DAYS)
    return found.confirmed_at is None and end <= timezone.now()


def render_alert_page(
    request: HttpRequest, found: JobAlert, form: FrequencyForm, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    context = search_context(read_search(found.query)) | {
        "form": form,
        "is_confirmed": found.confirmed_at is not None,
        "is_saved": "saved" in request.GET and not form.is_bound,
        "is_indexed": False,
    }
    return add_privacy_headers(
        render(request, "applications/alerts/alert.html", context, status=status)
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe_alert(request: HttpRequest, key: str) -> HttpResponse:
    """Ends an alert by one POST, from a mail program (RFC 8058) or a person; as often as they like.

    The key is proof enough: mail programs send neither cookies nor a token of a form.
    """
    token = read_alert_key(key, END)
    if token is None:
        raise Http404(_("This link is not valid, or no longer valid."))
    if request.method == "POST":
        end_alert(token=token)
    is_there = JobAlert.objects.filter(token=token).exists()
    return render_ended_page(request, is_ended=not is_there)


def render_ended_page(request: HttpRequest, *, is_ended: bool = True) -> HttpResponse:
    context = {
        "is_ended": is_ended,
        "list_path": list_path(current_language()),
        "is_indexed": False,
    }
    return add_privacy_headers(render(request, "applications/alerts/ended.html", context))
