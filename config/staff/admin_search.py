"""How much may be searched for at once in the admin's lists, where Django looks for each word in each column."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.admin.views.main import SEARCH_VAR
from django.http import HttpRequest
from django.utils.translation import gettext as _

from careers.text.search_limits import cut_search_words

TERM = "term"
"""What AutocompleteJsonView calls the words typed into a choice."""


def cut_search(request: HttpRequest) -> None:
    """Leaves as much of a search as cut_search_words() does; lists say so."""
    for name in (SEARCH_VAR, TERM):
        typed = request.GET.get(name, "")
        words = cut_search_words(typed)
        if words == typed:
            continue
        cut = request.GET.copy()
        cut[name] = words
        request.GET = cast(Any, cut)
        if name == SEARCH_VAR:
            said = _("Only the first words were searched for: %(words)s")
            messages.warning(request, said % {"words": words})
