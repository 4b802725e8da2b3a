"""The question "did you mean …?" after an address was typed, for pages that tell nobody anything else of it."""

from urllib.parse import urlencode

from django.http import HttpRequest

from careers.text.mail_providers import PROVIDERS, suggest_domain

MEANT = "meant"


def hint_query(address: str) -> str:
    """Such as "meant=gmail.com", for the address of the next page; empty if nothing looks wrong."""
    meant = suggest_domain(address.rpartition("@")[2])
    return urlencode({MEANT: meant}) if meant else ""


def read_provider(request: HttpRequest) -> str:
    """The provider that hint_query has put into this page's address; empty for everything else."""
    meant = request.GET.get(MEANT, "")
    return meant if meant in PROVIDERS else ""
