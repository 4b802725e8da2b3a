"""Tags, letters and requests for several applications: the actions of their list."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.models import Application
from hiring.admin.bulk_pages import (
    Question,
    as_asked,
    begin_and_report,
    confirmed_data,
    first_rows,
    read_keys,
    render_question,
)
from hiring.forms.bulk import BulkLetterForm, BulkRequestForm, BulkTagForm
from hiring.forms.letter import FILL, FillForm, read_chosen
from hiring.mails.placeholders import PLACEHOLDERS
from hiring.services.bulk_runs import Order
from hiring.services.bulk_steps import ask_step, tag_step, write_step
from hiring.services.records import find_or_make_tag

type ListOfApplications = admin.ModelAdmin[Application]
LETTER_PAGE = "admin/hiring/bulk_letter.html"


@admin.action(description=pgettext_lazy("action", "Tag"), permissions=["decide"])
def tag_selected(
    model_admin: "ListOfApplications", request: HttpRequest, queryset: QuerySet[Application]
) -> HttpResponse | None:
    """Give tags to the selection, and take others from it."""
    queryset = as_asked(request, queryset)
    keys = read_keys(queryset)
    form = BulkTagForm(confirmed_data(request), count=len(keys))
    if not form.is_valid():
        question = Question(_("Tag several applications"), form, first_rows(queryset), len(keys))
        return render_question(model_admin, request, question)
    typed = form.cleaned_data
    add, remove = typed.get("add", ()), typed.get("remove", ())
    step = tag_step([*add, *find_or_make_tag(typed["new_tag"])], remove)
    return begin_and_report(request, Order(step, keys, form.token))


@admin.action(description=gettext_lazy("Ask for a document"), permissions=["ask"])
def ask_selected(
    model_admin: "ListOfApplications", request: HttpRequest, queryset: QuerySet[Application]
) -> HttpResponse | None:
    """One document from each, by a letter in the language of each."""
    queryset = as_asked(request, queryset)
    keys = read_keys(queryset)
    form = BulkRequestForm(confirmed_data(request), count=len(keys))
    if not form.is_valid():
        title = _("Ask several applicants for a document")
        question = Question(title, form, first_rows(queryset), len(keys))
        return render_question(model_admin, request, question)
    typed = form.cleaned_data
    step = ask_step(typed["kind"], typed["note"], typed["template"])
    return begin_and_report(request, Order(step, keys, form.token))


@admin.action(description=gettext_lazy("Write a message"), permissions=["write"])
def write_selected(
    model_admin: "ListOfApplications", request: HttpRequest, queryset: QuerySet[Application]
) -> HttpResponse | None:
    """The same letter to each, in the language of each; it begins with a template."""
    queryset = as_asked(request, queryset)
    keys = read_keys(queryset)
    languages = sorted({*queryset.order_by().values_list("language", flat=True)})
    data = None if FILL in request.POST else confirmed_data(request)
    chosen = read_chosen(request.POST) if data is None else None
    form = BulkLetterForm(data, count=len(keys), languages=languages, begin=chosen)
    if not form.is_valid():
        title = _("Write to several applicants")
        question = Question(title, form, first_rows(queryset), len(keys), LETTER_PAGE)
        fill = {"fill_form": FillForm(initial={"template": chosen}), "fill_button": FILL}
        return render_question(model_admin, request, question, **fill, placeholders=PLACEHOLDERS)
    return begin_and_report(request, Order(write_step(form.texts), keys, form.token))
