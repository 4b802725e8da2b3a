"""The addresses of applying, of an applicant's own pages, and of job alerts."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from applications.views.alerts import (
    manage_alert,
    request_alert,
    show_alert_asked,
    unsubscribe_alert,
)
from applications.views.apply import (
    announce_upload,
    apply,
    discard,
    handle_upload,
    open_draft,
    review_application,
    update_files,
)
from applications.views.data_export import download_data_export
from applications.views.documents import send_document
from applications.views.erase import request_own_erasure, show_erased
from applications.views.full_copy import ask_for_full_copy, download_full_copy
from applications.views.lost_link import request_fresh_links, revoke_own_links
from applications.views.own_data import change_data, confirm_new_address
from applications.views.pool import change_pool_consent
from applications.views.status import show_status
from applications.views.transfer import answer_proposal
from applications.views.withdraw import withdraw

app_name = "applications"
applying = [
    path("", apply, name="apply"),
    path(_("review/"), review_application, name="review"),
    path(_("delete/"), discard, name="discard"),
    path("files/", update_files, name="files"),
    path("uploads/", announce_upload, name="uploads"),
    path("uploads/<uuid:key>/", handle_upload, name="upload"),
]
urlpatterns = [
    path(_("jobs/<int:public_id>-<str:slug>/apply/"), include(applying)),
    path(_("application-draft/<str:token>/"), open_draft, name="draft"),
    path(_("application/<str:token>/"), show_status, name="status"),
    path(_("application/<str:token>/document/"), send_document, name="add_document"),
    path(_("application/<str:token>/withdraw/"), withdraw, name="withdraw"),
    path(_("application/<str:token>/proposal/"), answer_proposal, name="proposal"),
    path(_("application/<str:token>/data/"), change_data, name="own_data"),
    path(_("application-address/<str:token>/"), confirm_new_address, name="confirm_address"),
    path(_("application/<str:token>/copy/"), download_data_export, name="copy"),
    path(_("application/<str:token>/full-copy/"), ask_for_full_copy, name="full_copy"),
    path(_("application/<str:token>/full-copy/file/"), download_full_copy, name="full_copy_file"),
    path(_("application/<str:token>/erase/"), request_own_erasure, name="erase"),
    path(_("application/<str:token>/talent-pool/"), change_pool_consent, name="pool"),
    path(_("application/<str:token>/links/"), revoke_own_links, name="revoke"),
    path(_("application-erased/"), show_erased, name="erased"),
    path(_("lost-link/"), request_fresh_links, name="lost_link"),
    path(_("jobs/by-email/"), request_alert, name="alert_new"),
    path(_("jobs/by-email/asked/"), show_alert_asked, name="alert_asked"),
    path(_("job-alert/<str:key>/"), manage_alert, name="alert"),
    path(_("job-alert/<str:key>/end/"), unsubscribe_alert, name="alert_end"),
]
