"""The image of one page of a document, for those who may read it."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _


def show_preview_page(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    raise Http404(_("There is no such page."))
