"""What only the import can find in ads; everything else is found by careers.checks."""

from django.utils.translation import gettext_lazy as _

from careers.checks.findings import Level, Rule

SECTION_ALONE = Rule(
    "section_in_one_language",
    Level.WARNS,
    _("only this language has “%(words)s”; it now is a part of this section"),
)
HOURS_IN_ONE_PLACE = Rule(
    "hours_in_one_place",
    Level.WARNS,
    _("only this section says “%(words)s”; the fields say so now, too: check them"),
)
