"""Where on a site with demo content the key states are: asked of its own database."""

from django.utils.translation import override

from applications.models import Application
from applications.signed_links import application_path
from careers.languages import language_codes
from careers.models import EditionText, Posting
from careers.web.localized_urls import posting_path

TITLE = "Site Reliability Engineer"


def find_places() -> dict[str, str]:
    """Addresses by name and language, as "posting-de"."""
    english = EditionText.objects.open().get(language="en", title=TITLE)
    posting = english.edition.current_for
    closed = Posting.objects.exclude(closed_at=None).exclude(current_edition=None).earliest("pk")
    ads = {"posting": posting, "closed": closed}
    ads["speculative"] = Posting.objects.filter(is_speculative=True).earliest("pk")
    places = {}
    for language in language_codes():
        for name, ad in ads.items():
            text = ad.current_edition.texts.get(language=language)
            places[f"{name}-{language}"] = posting_path(ad.public_id, text.slug, language)
        with override(language):
            places |= statuses(language)
    editor = f"/admin/careers/posting/{posting.pk}"
    review = Application.objects.filter(stage="in_review").earliest("pk")
    inbox = "/admin/applications/application/"
    return places | {"editor": editor, "inbox": inbox, "application": f"{inbox}{review.pk}"}


def statuses(language: str) -> dict[str, str]:
    """One application of each stage, the first that came in."""
    stages = Application.objects.order_by("stage", "pk").distinct("stage")
    return {f"{one.stage}-{language}": application_path(one, language) for one in stages}
