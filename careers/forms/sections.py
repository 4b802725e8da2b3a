"""Forms of the sections inside a posting's editor."""

from collections.abc import Iterator
from typing import Any, ClassVar, NamedTuple, cast

from django.forms.models import ModelChoiceField
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from careers.enums import SectionKind
from careers.forms.ordering import Cell, OrderedForm, OrderedFormSet
from careers.forms.texts import limit_texts
from careers.languages import (
    language_codes,
    localized_column,
    text_in_first_language,
    text_in_language,
)
from careers.models import PostingSection, TextBlock
from careers.text.rendering import render_kept


class ShownText(NamedTuple):
    """A section in one language as the public would read it; html is sanitised."""

    language: str
    heading: str
    html: SafeString


class SectionForm(OrderedForm):
    block = ModelChoiceField(
        TextBlock.objects.all(),
        label=_("Text"),
        required=False,
    )

    def __init__(self, *args: Any, blocks: list[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "block" in self.fields:
            cast(ModelChoiceField[TextBlock], self.fields["block"]).choices = blocks
        limit_texts(self, "body")

    def rows(self) -> Iterator[list[Cell]]:
        """Heading and text, each with its field in every language."""
        for name in ("heading", "body"):
            yield [Cell(code, self[localized_column(name, code)]) for code in language_codes()]

    def shown_texts(self) -> list[ShownText]:
        """What the public would read: the section's own text or that of its block."""
        return render_texts(self.instance.block or self.instance)

    @property
    def can_be_block(self) -> bool:
        """Whether it is stored and says anything, whatever that looks like."""
        source = self.instance.block or self.instance
        bodies = (text_in_language(source, "body", code) for code in language_codes())
        return bool(self.instance.pk) and any(body.strip() for body in bodies)

    @property
    def name(self) -> str:
        """What the card of the section is called."""
        source = self.instance.block or self.instance
        return text_in_first_language(source, "heading") or self.kind_name

    @property
    def kind_name(self) -> str:
        kinds = {value: str(label) for value, label in SectionKind.choices}
        return kinds.get(self["kind"].value() or "", "")


class SectionFormSet(OrderedFormSet):
    related = "sections"
    blocks: ClassVar[list[tuple[int, str]]] = []
    """The text blocks by name; whoever shows the formset reads them beforehand."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        blocks = [("", str(_("Own text of this posting"))), *self.blocks]
        return {**super().get_form_kwargs(index), "blocks": blocks}


def render_texts(source: PostingSection | TextBlock) -> list[ShownText]:
    """Heading and rendered text in every language."""
    return [
        ShownText(
            code,
            text_in_language(source, "heading", code),
            SafeString(render_kept(text_in_language(source, "body", code))),
        )
        for code in language_codes()
    ]
