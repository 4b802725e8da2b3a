"""What was typed goes into the draft, with the edition that its form was made for."""

from django.http import HttpRequest
from django.utils import timezone

from applications.forms import ApplicationForm
from applications.forms.keys import read_number
from applications.models import Draft
from applications.services import save_typed
from applications.views.apply.pages import text_of
from careers.models import Edition, EditionText
from careers.web.localized_urls import current_language


def edition_seen(request: HttpRequest, current: Edition) -> Edition:
    """The edition that the form was made for, if there is one; it may have changed meanwhile."""
    number = read_number(request.POST.get("edition"))
    if number == current.number:
        return current
    return current.posting.editions.filter(number=number).first() or current


def keep_typed(request: HttpRequest, draft: Draft) -> EditionText:
    """Keep what a script sends of the form, unjudged; returns the text that the form shows."""
    text = text_of(edition_seen(request, draft.edition))
    keep(ApplicationForm(request.POST, text=text), draft, text.edition)
    return text


def keep(form: ApplicationForm, draft: Draft, edition: Edition) -> None:
    """Raises DraftGone."""
    save_typed(
        draft=draft,
        typed=form.typed(),
        edition=edition,
        language=current_language(),
        now=timezone.now(),
    )
