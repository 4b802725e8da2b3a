"""Alerts for tests, and the pages about them as a browser uses them."""

from datetime import datetime, timedelta
from typing import Any

import factory
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import override

from applications.models import JobAlert
from tests.applications.site import Page, page

MONDAY = datetime.fromisoformat("2026-11-23T07:00:00+01:00")
"""When daily and weekly mails go out."""
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


class AlertFactory(factory.django.DjangoModelFactory[JobAlert]):
    """Confirmed, weekly, in English, about everything."""

    class Meta:
        model = JobAlert

    email = "ayse@example.org"
    language = "en"
    frequency = JobAlert.Frequency.WEEKLY
    created_at = factory.LazyFunction(lambda: now() - timedelta(days=30))
    asked_at = factory.SelfAttribute("created_at")
    confirmed_at = factory.SelfAttribute("created_at")

    class Params:
        unconfirmed = factory.Trait(
            confirmed_at=None, created_at=factory.LazyFunction(lambda: now() - HOUR)
        )


def new_path(query: str = "", language: str = "en") -> str:
    with override(language):
        return reverse("applications:alert_new") + query


def ask(client: Client, query: str = "", language: str = "en", **changes: Any) -> Page:
    """Fill in the form and send it; the page that follows, after a redirect."""
    values = {"email": "ayse@example.org", "frequency": "daily", **changes}
    return page(client.post(new_path(query, language), values, follow=True))
