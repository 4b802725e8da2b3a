"""A page for newcomers: what to try as candidate, HR, team and operator. On one's own machine only."""

from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


class Step(NamedTuple):
    """One thing to try; `path` is where, empty where no page shows it."""

    words: str
    path: str = ""


class Person(NamedTuple):
    """Who uses the portal; `login` is an account of the demo."""

    role: str
    login: str
    steps: list[Step]


@require_safe
@never_cache
def show_tour(request: HttpRequest) -> HttpResponse:
    """Http404 but where `make run` has started the site (ENVIRONMENT=local)."""
    if settings.ENVIRONMENT != "local":
        raise Http404(_("There is no such page."))
    context = {"people": list_people(), "demo_password": settings.DEMO_PASSWORD}
    return render(request, "pages/tour.html", context | {"is_indexed": False})


def list_people() -> list[Person]:
    """In the order in which an application passes them."""
    return [
        Person(_("Candidate"), "", candidate_steps()),
        Person(_("HR"), "hr", hr_steps()),
        Person(_("Hiring team"), "team", team_steps()),
        Person(_("Operator"), "admin", operator_steps()),
    ]


def candidate_steps() -> list[Step]:
    return [
        Step(
            _("Find a position, save it, and read it in the other language."),
            reverse("careers:posting_list"),
        ),
        Step(
            _("Apply with any PDF; the receipt lies in var/mail/, and its link leads to your page.")
        ),
        Step(_("Ask for new positions by email."), reverse("applications:alert_new")),
    ]


def hr_steps() -> list[Step]:
    return [
        Step(_("See what is due today."), reverse("admin:index")),
        Step(
            _("Read an application, and answer it in its language."),
            reverse("admin:applications_application_changelist"),
        ),
        Step(
            _("Change a posting, see what the ad check says, and publish it."),
            reverse("admin:careers_posting_changelist"),
        ),
        Step(
            _("Change a text block, and republish every posting that uses it."),
            reverse("admin:careers_textblock_changelist"),
        ),
    ]


def team_steps() -> list[Step]:
    return [
        Step(
            _("Read the applications of your postings, and rate one."),
            reverse("admin:applications_application_changelist"),
        ),
    ]


def operator_steps() -> list[Step]:
    return [
        Step(_("Ask whether everything that the site needs is there."), "/readyz"),
        Step(_("Read docs/operations.md: the image, the variables, upgrade and backup.")),
        Step(_("Run the tests (make test), and what must pass before a change (make ci).")),
    ]
