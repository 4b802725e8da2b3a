"""Forms of the sections inside a posting's editor."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, cast

from django import forms
from django.forms.models import BaseInlineFormSet, ModelChoiceField
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from careers.enums import SectionKind
from careers.languages import column, in_first_language, in_language, language_codes
from careers.models import Posting, PostingSection, TextBlock
from careers.rendering import render_markdown

STEP = 10
LAST_POSITION = 30_000
LONGEST_CHOICE = 80


class Cell(NamedTuple):
    """One language of a row in the editor."""

    language: str
    field: forms.BoundField


class ShownText(NamedTuple):
    """A section in one language as the public would read it; html is sanitised."""

    language: str
    heading: str
    html: SafeString


class SectionForm(forms.ModelForm[PostingSection]):
    """`position` is the form's own field: SectionFormSet says which one a section really gets."""

    position = forms.IntegerField(
        label=_("Position"),
        required=False,
        min_value=0,
        max_value=LAST_POSITION,
        help_text=_("Empty: after the others."),
    )
    block = ModelChoiceField(
        TextBlock.objects.all(),
        label=_("Text"),
        required=False,
    )

    def __init__(self, *args: Any, blocks: list[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.moved = False
        if self.instance.pk:
            self.initial["position"] = self.instance.position
        if "block" in self.fields:
            cast(ModelChoiceField[TextBlock], self.fields["block"]).choices = blocks

    def has_changed(self) -> bool:
        return self.moved or super().has_changed()

    def rows(self) -> Iterator[list[Cell]]:
        """Heading and text, each with its field in every language."""
        for name in ("heading", "body"):
            yield [Cell(code, self[column(name, code)]) for code in language_codes()]

    def shown_texts(self) -> list[ShownText]:
        """What the public would read: the section's own text or that of its block."""
        return texts_shown(self.instance.block or self.instance)

    @property
    def is_spare(self) -> bool:
        """Whether this is the empty one at the end of a stored posting."""
        is_new = not self.instance.pk and self.instance.posting_id is not None
        return is_new and not (self.is_bound and self.has_changed())

    @property
    def can_be_block(self) -> bool:
        return bool(self.instance.pk) and any(text.html for text in self.shown_texts())

    @property
    def name(self) -> str:
        """What the card of the section is called."""
        source = self.instance.block or self.instance
        return in_first_language(source, "heading") or self.kind_name

    @property
    def kind_name(self) -> str:
        kinds = {value: str(label) for value, label in SectionKind.choices}
        return kinds.get(self["kind"].value() or "", "")


class SectionFormSet(BaseInlineFormSet[PostingSection, Posting, forms.ModelForm[PostingSection]]):
    """Sections in the order of their positions; those without one come last, as they were entered.

    People may type the same position twice: what was entered first comes first.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.data = self.without_vanished(self.data)
            vars(self).pop("management_form", None)  # which is kept, and counts once more

    def without_vanished(self, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """Sections that somebody deleted meanwhile count as new ones, so that no text is lost."""
        stored = {str(section.pk) for section in self.get_queryset()}
        numbers = range(self.initial_form_count())
        gone = [one for one in numbers if data.get(f"{self.prefix}-{one}-id") not in stored]
        if not gone:
            return data
        kept = [one for one in numbers if one not in gone]
        others = range(self.initial_form_count(), self.total_form_count())
        settled = {name: data[name] for name in data} | {
            f"{self.prefix}-INITIAL_FORMS": str(len(kept))
        }
        for new, old in enumerate([*kept, *gone, *others]):
            settled |= renumbered(data, f"{self.prefix}-{old}-", f"{self.prefix}-{new}-")
            if old in gone:
                settled[f"{self.prefix}-{new}-id"] = ""
        return settled

    def get_queryset(self) -> Any:
        """The sections that were brought along with the posting, if they were."""
        if "sections" in getattr(self.instance, "_prefetched_objects_cache", {}):
            return self.instance.sections.all()
        return super().get_queryset()

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "blocks": self.block_choices}

    @cached_property
    def block_choices(self) -> list[tuple[Any, str]]:
        """Every text block by its heading; asked for once for all the forms."""
        blocks = sorted((choice_name(block), block.pk) for block in TextBlock.objects.all())
        return [("", str(_("Own text of this posting"))), *((pk, name) for name, pk in blocks)]

    def clean(self) -> None:
        super().clean()
        self.place(self.kept_forms(), self.foreign_positions())

    def kept_forms(self) -> list[SectionForm]:
        """The forms of the sections that are there after saving, in the order of the page."""
        forms = cast(list[SectionForm], self.forms)
        return [form for form in forms if self.is_kept(form)]

    def is_kept(self, form: SectionForm) -> bool:
        is_there = bool(form.instance.pk) or form.has_changed()
        return is_there and form.is_valid() and not form.cleaned_data.get("DELETE")

    def foreign_positions(self) -> set[int]:
        """Positions of stored sections that the page did not know of."""
        known = [form.instance.pk for form in self.forms if form.instance.pk]
        others = PostingSection.objects.filter(posting=self.instance.pk).exclude(pk__in=known)
        return set(others.values_list("position", flat=True)) if self.instance.pk else set()

    def place(self, kept: list[SectionForm], taken: set[int]) -> None:
        """Gives each form a position of its own, as near as can be to the one that was typed."""
        typed = [form for form in kept if form.cleaned_data.get("position") is not None]
        blank = [form for form in kept if form.cleaned_data.get("position") is None]
        last = -1
        for form in [*sorted(typed, key=lambda form: form.cleaned_data["position"]), *blank]:
            wanted = form.cleaned_data.get("position")
            last = max(last + 1, wanted if wanted is not None else max(last, 0) + STEP)
            while last in taken:
                last += 1
            form.moved = bool(form.instance.pk) and form.initial.get("position") != last
            form.instance.position = last


def renumbered(data: Mapping[str, Any], old: str, new: str) -> dict[str, Any]:
    return {new + name.removeprefix(old): data[name] for name in data if name.startswith(old)}


def choice_name(block: TextBlock) -> str:
    """The heading, which tells people more than the short name; else how the text begins."""
    heading = in_first_language(block, "heading")
    return (heading or in_first_language(block, "body") or block.slug)[:LONGEST_CHOICE]


def texts_shown(source: PostingSection | TextBlock) -> list[ShownText]:
    """Heading and rendered text in every language."""
    return [
        ShownText(
            code,
            in_language(source, "heading", code),
            SafeString(render_markdown(in_language(source, "body", code))),
        )
        for code in language_codes()
    ]
