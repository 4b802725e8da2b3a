"""How much may be searched for at once in the admin's lists.

Django looks through every row for each word in each column: three thousand words, which fit into an
address, keep the database busy for seconds.
"""

from typing import Any, cast

from django.contrib import messages
from django.contrib.admin.views.main import SEARCH_VAR
from django.http import HttpRequest
from django.utils.translation import gettext as _

MOST_WORDS = 20
LONGEST_SEARCH = 200
TERM = "term"
"""What AutocompleteJsonView calls the words typed into a choice."""


def cut_search(request: HttpRequest) -> None:
    """Leaves the first MOST_WORDS words and LONGEST_SEARCH characters of a search; lists say so."""
    for name in (SEARCH_VAR, TERM):
        typed = request.GET.get(name, "")
        if len(typed) <= LONGEST_SEARCH and len(typed.split()) <= MOST_WORDS:
            continue
        words = " ".join(typed[:LONGEST_SEARCH].split()[:MOST_WORDS])
        cut = request.GET.copy()
        cut[name] = words
        request.GET = cast(Any, cut)
        if name == SEARCH_VAR:
            said = _("Only the first words were searched for: %(words)s")
            messages.warning(request, said % {"words": words})
