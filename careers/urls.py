"""The addresses of postings, in each language."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from careers.channels.atom import feed
from careers.views.detail import posting_detail
from careers.views.listing import posting_list
from careers.views.posting_pdf import posting_pdf
from careers.views.preview import posting_preview
from careers.views.readings import reading

posting_patterns = [
    path("", posting_list, name="posting_list"),
    path("feed/", feed, name="feed"),
    path("<int:public_id>/", posting_detail, name="posting_by_number"),
    path("<int:public_id>-<str:slug>.pdf", posting_pdf, name="posting_pdf"),
    path("<int:public_id>-<str:slug>/", posting_detail, name="posting_detail"),
]

app_name = "careers"
urlpatterns = [
    path(_("jobs/"), include(posting_patterns)),
    path("reading/", reading, name="reading"),
    path(_("preview/<str:token>/"), posting_preview, name="preview"),
]
