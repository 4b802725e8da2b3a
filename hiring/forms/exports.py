"""What is to be exported of applications, and as what."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hiring.enums import TABLES, ExportKind
from hiring.exports.dossiers import dossier_columns
from hiring.exports.table_columns import ANSWERS, FIRST_CHOICE, visible_columns
from hiring.exports.wishes import Wish
from hiring.models import ExportChoice
from hiring.services.exports import may_export

if TYPE_CHECKING:
    from django.contrib.auth.models import User

OFFERED = (ExportKind.CSV, ExportKind.XLSX, ExportKind.DOCUMENTS, ExportKind.DOSSIERS)


class ExportForm(forms.Form):
    """Kind and columns; it begins with what the person chose last."""

    kind = forms.ChoiceField(
        label=_("As what?"),
        widget=forms.RadioSelect,
        help_text=_(
            "XLSX opens alike everywhere. CSV has semicolons between its columns if your pages here "
            "are in German, else commas, as Excel in that language expects."
        ),
    )
    columns = forms.MultipleChoiceField(
        label=_("Columns of the table"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, data: Any = None, *, user: "User") -> None:
        chosen = ExportChoice.objects.filter(user=user).first()
        initial = {"kind": ExportKind.XLSX, "columns": [*FIRST_CHOICE]}
        if chosen is not None:
            initial["kind"] = ExportKind(chosen.kind)
            initial["columns"] = chosen.columns or initial["columns"]
        super().__init__(data, initial=initial)
        self.user = user
        kinds = [(kind.value, kind.label) for kind in OFFERED if may_export(user, kind)]
        columns = [(one.key, capfirst(str(one.label))) for one in visible_columns(user)]
        answers = str(_("Answers to the posting’s own questions, one column each"))
        columns.append((ANSWERS, answers))
        cast(forms.ChoiceField, self.fields["kind"]).choices = kinds
        cast(forms.ChoiceField, self.fields["columns"]).choices = columns

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") in TABLES and not cleaned.get("columns"):
            self.add_error("columns", _("Choose at least one column."))
        return cleaned

    def wish(self, language: str) -> Wish:
        """What was chosen; of dossiers the columns are all that the person may see."""
        kind = ExportKind(self.cleaned_data["kind"])
        if kind in TABLES:
            return Wish(kind, language, self.cleaned_data["columns"])
        columns = dossier_columns(self.user) if kind == ExportKind.DOSSIERS else []
        return Wish(kind, language, columns)
