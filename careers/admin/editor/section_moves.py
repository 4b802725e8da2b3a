"""Buttons of a section that move its text: into a block, out of one, or to one that exists."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from careers import services
from careers.models import Posting, PostingSection, TextBlock
from careers.web.row_keys import is_number

type SectionAction = Callable[[PostingSection, str], str | SafeString]


def take_own_text(section: PostingSection, _slug: str) -> str:
    services.take_own_text(section=section, now=timezone.now())
    return _("The section has a text of its own now. The text block stays as it is.")


def make_block(section: PostingSection, _slug: str) -> SafeString:
    made = services.make_block(section=section, now=timezone.now())
    return format_html(
        '{} <a href="{}">{}</a>',
        _("The text is a text block now, which other postings can use."),
        reverse("admin:careers_textblock_change", args=[made.pk]),
        _("See where else it fits"),
    )


def use_block(section: PostingSection, slug: str) -> str:
    chosen = TextBlock.objects.filter(slug=slug).first()
    if chosen is None:
        raise services.BlockRefused(_("This text block is no longer there."))
    services.use_block(section=section, block=chosen, now=timezone.now())
    return _("The section uses the text block now.")


def mend_text(section: PostingSection, language: str) -> str:
    services.mend_section_text(section=section, language=language, now=timezone.now())
    return _("The text was cleaned up: check that its lists are right.")


ACTIONS: dict[str, SectionAction] = {
    "own": take_own_text,
    "block": make_block,
    "use": use_block,
    "mend": mend_text,
}


def run_section_action(request: HttpRequest, posting: Posting, wanted: str) -> int | None:
    """Does what a button named `_section` wants, such as "own-7" or "use-7-about-us".

    Tells the person what came of it; returns the key of the section, None if it is not there.
    """
    name, _dash, rest = wanted.partition("-")
    key, _dash, slug = rest.partition("-")
    section = posting.sections.filter(pk=key).first() if is_number(key) else None
    if section is None or name not in ACTIONS:
        return None
    if name == "block" and not request.user.has_perm("careers.add_textblock"):
        messages.error(request, _("You may not make text blocks."))
        return section.pk
    try:
        messages.success(request, ACTIONS[name](section, slug))
    except services.PostingRefused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    return section.pk
