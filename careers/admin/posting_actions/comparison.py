"""What publishing would change, language by language, for the pages of the admin."""

from dataclasses import dataclass

from careers.editions.comparison import Change, draft_changes
from careers.languages import language_codes, language_name
from careers.models import Posting
from careers.status.completeness import complete_languages


@dataclass(frozen=True)
class LanguageChanges:
    """What would differ in one language; one that is not public yet is new as a whole."""

    code: str
    is_new: bool
    changes: list[Change]

    @property
    def name(self) -> str:
        return language_name(self.code)


def compare_with_public(posting: Posting) -> list[LanguageChanges]:
    """What the public would see otherwise; empty for a posting that has not been public.

    Asks the database nothing when department, current edition with its texts, and what
    careers.checks.PREFETCHED names are prefetched.
    """
    if posting.current_edition is None:
        return []
    public, complete = posting.current_edition.languages, complete_languages(posting)
    codes = [code for code in language_codes() if code in complete or code in public]
    return [
        LanguageChanges(code, code not in public, changes)
        for code, changes in draft_changes(posting, codes).items()
    ]
