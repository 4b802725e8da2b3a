"""Forms that ask before a posting moves."""

from datetime import datetime
from hashlib import sha256
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careers.checks import Finding, Level, check_posting
from careers.checks.corpus_cache import load_corpus
from careers.editions.shared_content import shared_digests
from careers.forms.moments import LocalMomentField, say_moment
from careers.forms.texts import LinesField
from careers.languages import language_codes, language_name
from careers.models import Edition, Posting
from careers.models.edition import LONGEST_REASON
from careers.services.publish_policy import facts_to_publish, may_override
from careers.status.completeness import complete_languages, missing_texts
from careers.status.translations import LanguageState, language_states

FOR_YOUR_RECORDS = gettext_lazy("For your own records; candidates do not see it.")


class QuestionForm(forms.Form):
    """What a person is asked before a posting moves; by itself it only wants a yes."""

    is_possible = True

    def __init__(self, *args: Any, posting: Posting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posting = posting

    @property
    def done_words(self) -> dict[str, str]:
        """What the sentence about what was done says besides the posting."""
        return {}


class PublishForm(QuestionForm):
    """Which of the complete languages go public, and why in spite of what blocks.

    `missing` says what the other languages lack, `leaving` names those of them that are public
    now; `findings` is what the ad check says, blocking ones first; `outdated` are the complete
    languages that wait for somebody to say that they are still right, and a tick says it.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    confirmed = forms.MultipleChoiceField(
        label=gettext_lazy("Have you looked at what is out of date?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy(
            "A tick confirms the texts shown above when you publish; then they no longer keep the "
            "posting from the public. To change one, go back to the posting."
        ),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "In a language that is not ticked, candidates find the text of another one with a "
            "notice, and search engines find nothing."
        ),
    )
    override = LinesField(
        label=gettext_lazy("Publish anyway, because"),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "What blocks has to be put right first, or you give a reason; the edition keeps it."
        ),
    )

    def __init__(self, *args: Any, posting: Posting, **kwargs: Any) -> None:
        super().__init__(*args, posting=posting, **kwargs)
        self.complete = complete_languages(posting)
        public = posting.current_edition.languages if posting.current_edition else []
        lacking = [code for code in language_codes() if code not in self.complete]
        self.missing = {language_name(code): missing_texts(posting, code) for code in lacking}
        self.leaving = [language_name(code) for code in lacking if code in public]
        self.findings = find_findings(posting, self.complete)
        self.outdated = find_outdated_languages(posting, self.complete)
        self.offer_languages(posting.current_edition)
        self.offer_confirmation()
        self.fields["version"].initial = posting.version
        self.fields["seen"].initial = dependency_digest(posting)
        if not any(may_override(posting, each) for each in self.blocking):
            del self.fields["override"]
        hopeless = [each for each in self.blocking if not may_override(posting, each)]
        self.is_possible = bool(self.complete) and all(each.language for each in hopeless)

    def offer_languages(self, edition: Edition | None) -> None:
        """All that are complete are ticked; one that has not been public before says so."""
        new = set(self.complete) - set(edition.languages if edition else self.complete)
        field = cast(forms.MultipleChoiceField, self.fields["languages"])
        field.choices = [
            (code, _("%(language)s, not public so far") % {"language": language_name(code)})
            if code in new
            else (code, language_name(code))
            for code in self.complete
        ]
        field.initial = self.complete

    def offer_confirmation(self) -> None:
        """One tick for each language that is out of date; none is set beforehand."""
        if not self.outdated:
            del self.fields["confirmed"]
            return
        field = cast(forms.MultipleChoiceField, self.fields["confirmed"])
        field.choices = [
            (state.language, _("%(language)s is still right") % {"language": state.name})
            for state in self.outdated
        ]

    def clean_confirmed(self) -> dict[str, str]:
        """What was seen of each language that was ticked, as careers.services.confirm_language takes it."""
        seen = {state.language: state.seen for state in self.outdated}
        return {code: seen[code] for code in self.cleaned_data["confirmed"]}

    @property
    def blocking(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.level is Level.BLOCKS]

    @property
    def warnings(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.level is Level.WARNS]

    def clean(self) -> None:
        """Refuses a posting that is no longer the one that was looked at, or that nobody looked at."""
        now = {"version": self.posting.version, "seen": dependency_digest(self.posting)}
        seen = {name: self.cleaned_data.get(name) for name in now}
        if seen != now:
            typed = cast(QueryDict, self.data).copy()
            for name, value in now.items():
                typed[name] = str(value)
            typed.setlist("confirmed", [])
            self.data = typed
            raise ValidationError(
                _("The posting was changed meanwhile. Look at it once more, then publish.")
            )


def find_outdated_languages(posting: Posting, languages: list[str]) -> list[LanguageState]:
    """Those of the languages in which a text is out of date."""
    states = language_states(posting)
    return [state for state in states if state.outdated and state.language in languages]


def dependency_digest(posting: Posting) -> str:
    """What publishing depends on besides the draft: current edition, closing, and what is shared."""
    blocks = sorted(
        {(each.block.pk, each.block.version) for each in posting.sections.all() if each.block}
    )
    shared = sorted(shared_digests(posting).items())
    parts = (posting.current_edition_id, posting.closed_at, blocks, shared)
    return sha256(repr(parts).encode()).hexdigest()[:32]


def find_findings(posting: Posting, languages: list[str]) -> list[Finding]:
    """What the ad check says of the posting as a whole and in these languages."""
    facts = facts_to_publish(posting, timezone.now(), load_corpus())
    return [each for each in check_posting(facts) if each.language in {"", *languages}]


class CloseForm(QuestionForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason for closing"),
        max_length=200,
        help_text=FOR_YOUR_RECORDS,
    )


class ExtendForm(QuestionForm):
    closes_at = LocalMomentField(label=gettext_lazy("New deadline"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=200, help_text=FOR_YOUR_RECORDS
    )

    def __init__(self, *args: Any, posting: Posting, **kwargs: Any) -> None:
        super().__init__(*args, posting=posting, **kwargs)
        edition = posting.current_edition
        self.fields["closes_at"].initial = edition.closes_at if edition else None

    @property
    def done_words(self) -> dict[str, str]:
        return {"deadline": say_moment(self.cleaned_data["closes_at"])}


class ReopenForm(QuestionForm):
    """A yes; `note` tells what to do instead where the deadline has passed."""

    def __init__(self, *args: Any, posting: Posting, **kwargs: Any) -> None:
        super().__init__(*args, posting=posting, **kwargs)
        self.is_possible = not is_past_deadline(posting.current_edition, timezone.now())
        self.note = "" if self.is_possible else reopen_later_note()


def is_past_deadline(edition: Edition | None, now: datetime) -> bool:
    return edition is not None and edition.closes_at is not None and edition.closes_at <= now


def reopen_later_note() -> str:
    return _(
        "The deadline has passed. Set a later one in the posting and publish it; "
        "that opens it again."
    )
