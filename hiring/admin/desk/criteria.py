"""The page on which HR sets the criteria of a posting."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.models import Application
from careers.models import Posting
from hiring.admin.desk.access import MAY_EXCLUDE
from hiring.forms.criteria import CriteriaFormSet, initial_rows, list_wanted
from hiring.models import Criterion
from hiring.rights import MAY_SET_CRITERIA
from hiring.services.ratings import set_criteria


@require_http_methods(["GET", "HEAD", "POST"])
def edit_criteria(request: HttpRequest, posting: int) -> HttpResponse:
    """What somebody else's posting is rated on does not exist for those who do not see its applications."""
    if not request.user.has_perm(MAY_SET_CRITERIA):
        raise PermissionDenied
    postings = Posting.objects.all()
    if not request.user.has_perm(MAY_EXCLUDE):
        postings = postings.filter(hiring_team=request.user.pk)
    found = get_object_or_404(postings, pk=posting)
    criteria = list(Criterion.objects.filter(posting=found))
    rows = CriteriaFormSet(request.POST or None, initial=initial_rows(criteria))
    if request.method == "POST" and rows.is_valid():
        set_criteria(posting=found, wanted=list_wanted(rows.forms))
        messages.success(request, _("The criteria are saved."))
        return redirect("admin:applications_application_criteria", found.pk)
    return TemplateResponse(
        request,
        "admin/applications/application/criteria.html",
        {
            **admin.site.each_context(request),
            "opts": Application._meta,
            "title": _("Criteria"),
            "posting": found,
            "rows": rows,
        },
        status=422 if rows.is_bound else 200,
    )
