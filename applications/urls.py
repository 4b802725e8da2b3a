from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from applications.views.alerts import alert, alert_asked, alert_end, alert_new
from applications.views.apply import (
    apply,
    discard,
    files,
    open_draft,
    review,
    upload,
    uploads,
)
from applications.views.copy import copy
from applications.views.documents import add
from applications.views.erase import erase, erased
from applications.views.lost_link import lost_link, revoke
from applications.views.pool import pool
from applications.views.status import status
from applications.views.withdraw import withdraw

app_name = "applications"
applying = [
    path("", apply, name="apply"),
    path(_("review/"), review, name="review"),
    path(_("delete/"), discard, name="discard"),
    path("files/", files, name="files"),
    path("uploads/", uploads, name="uploads"),
    path("uploads/<uuid:key>/", upload, name="upload"),
]
urlpatterns = [
    path(_("jobs/<int:public_id>-<str:slug>/apply/"), include(applying)),
    path(_("application-draft/<str:token>/"), open_draft, name="draft"),
    path(_("application/<str:token>/"), status, name="status"),
    path(_("application/<str:token>/document/"), add, name="add_document"),
    path(_("application/<str:token>/withdraw/"), withdraw, name="withdraw"),
    path(_("application/<str:token>/copy/"), copy, name="copy"),
    path(_("application/<str:token>/erase/"), erase, name="erase"),
    path(_("application/<str:token>/talent-pool/"), pool, name="pool"),
    path(_("application/<str:token>/links/"), revoke, name="revoke"),
    path(_("application-erased/"), erased, name="erased"),
    path(_("lost-link/"), lost_link, name="lost_link"),
    path(_("jobs/by-email/"), alert_new, name="alert_new"),
    path(_("jobs/by-email/asked/"), alert_asked, name="alert_asked"),
    path(_("job-alert/<str:key>/"), alert, name="alert"),
    path(_("job-alert/<str:key>/end/"), alert_end, name="alert_end"),
]
