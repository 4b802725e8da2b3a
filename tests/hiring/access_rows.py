"""Who may open which address of the staff's side of applications; see tests/hiring/admin/test_access_matrix.py."""

from typing import NamedTuple


class Row(NamedTuple):
    """What an address is about (a key of Scene.keys, "" for nothing), and its answers to WHO by GET and by POST."""

    about: str
    get: str
    post: str
    data: dict[str, str] = {}
    """What is posted."""


# Answers that stand in several rows, in the order of WHO: anonymous, editor, other team, excluded, excluded HR, this team, HR.
MANAGERS = "302 403 403 403 200 403 200"
"""HR managers alone have the right, one who is excluded from this application as well."""
NOT_SO = "302 405 405 405 405 405 405"
"""Opened by the other method only."""
HIDDEN_MANAGERS = "302 404 404 404 404 403 200"
"""The application is hidden; of those who see it HR managers alone have the right."""
HIDDEN_MANAGERS_DONE = "302 404 404 404 404 403 302"
"""The same, and the answer leads on."""
HIDDEN_MANAGERS_WRONG = "302 404 404 404 404 403 422"
"""The same, and what was posted is not complete."""
HIDDEN_NOBODY = "302 404 404 404 404 403 403"
"""The application is hidden, and nobody may do that."""
NOBODY = "302 403 403 403 403 403 403"
"""There is no such right."""
HIDDEN_READERS = "302 404 404 404 404 200 200"
"""The application is hidden; whoever sees it may do that."""
HIDDEN_READERS_DONE = "302 404 404 404 404 302 302"
"""The same, and the answer leads on."""
READERS_DONE = "302 403 302 302 302 302 302"
"""Whoever reads applications, of one's own; the answer leads on."""
READERS = "302 403 200 200 200 200 200"
"""Whoever reads applications, of one's own."""

REVIEWERS = "302 404 404 404 404 404 200"
"""The request for a copy is hidden, and so it is for whoever may not review any."""
REVIEWERS_DONE = "302 404 404 404 404 404 302"
"""The same, and the answer leads on."""
REVIEWERS_WRONG = "302 404 404 404 404 404 422"
"""The same, and what was posted is not complete."""
UNREVIEWABLE = "302 404 404 404 404 404 403"
"""The same, and nobody may do that."""

ROWS: dict[str, Row] = {
    "admin:applications_application_accept": Row("request", NOT_SO, HIDDEN_MANAGERS_DONE),
    "admin:applications_application_add": Row("", MANAGERS, MANAGERS),
    "admin:applications_application_address": Row(
        "application", HIDDEN_MANAGERS, HIDDEN_MANAGERS_WRONG
    ),
    "admin:applications_application_board": Row(
        "application", HIDDEN_MANAGERS, HIDDEN_MANAGERS_WRONG
    ),
    "admin:applications_application_change": Row("application", HIDDEN_READERS, HIDDEN_NOBODY),
    "admin:applications_application_changelist": Row("", READERS, READERS_DONE),
    "admin:applications_application_columns": Row("", NOT_SO, READERS_DONE),
    "admin:applications_application_criteria": Row("posting", MANAGERS, MANAGERS),
    "admin:applications_application_delete": Row("application", HIDDEN_NOBODY, HIDDEN_NOBODY),
    "admin:applications_application_dossier": Row("application", HIDDEN_READERS, NOT_SO),
    "admin:applications_application_exclude": Row(
        "application", NOT_SO, HIDDEN_MANAGERS_WRONG, {"reason": "x"}
    ),
    "admin:applications_application_filter": Row(
        "filter", NOT_SO, "302 403 404 404 404 302 404", {"name": "New"}
    ),
    "admin:applications_application_filters": Row("", NOT_SO, READERS_DONE, {"name": "New"}),
    "admin:applications_application_full_copy": Row("application", NOT_SO, HIDDEN_MANAGERS_WRONG),
    "admin:applications_application_history": Row("application", HIDDEN_READERS, HIDDEN_READERS),
    "admin:applications_application_hold": Row("application", NOT_SO, HIDDEN_MANAGERS_DONE),
    "admin:applications_application_lift": Row(
        "application", NOT_SO, "302 404 404 404 404 403 404"
    ),
    "admin:applications_application_merge": Row(
        "application", HIDDEN_MANAGERS, HIDDEN_MANAGERS_WRONG
    ),
    "admin:applications_application_message": Row(
        "application",
        HIDDEN_MANAGERS,
        HIDDEN_MANAGERS_DONE,
        {"subject": "Zu Ihrer Bewerbung", "body": "Guten Tag, das Büro ist zu."},
    ),
    "admin:applications_application_move": Row("application", NOT_SO, HIDDEN_MANAGERS_WRONG),
    "admin:applications_application_note": Row(
        "application", NOT_SO, HIDDEN_READERS_DONE, {"text": "Hallo"}
    ),
    "admin:applications_application_rate": Row(
        "application", NOT_SO, HIDDEN_READERS_DONE, {"recommendation": "yes"}
    ),
    "admin:applications_application_read": Row(
        "application", NOT_SO, "302 404 404 404 404 204 204"
    ),
    "admin:applications_application_record": Row("application", NOT_SO, HIDDEN_MANAGERS_DONE),
    "admin:applications_application_request": Row("application", NOT_SO, HIDDEN_MANAGERS_WRONG),
    "admin:applications_application_return": Row(
        "request", NOT_SO, HIDDEN_MANAGERS_DONE, {"reason": "Bitte neu"}
    ),
    "admin:applications_application_revoke": Row("application", NOT_SO, HIDDEN_MANAGERS_DONE),
    "admin:applications_application_take_back": Row("application", NOT_SO, HIDDEN_MANAGERS_DONE),
    "admin:applications_application_transfer": Row(
        "application", HIDDEN_MANAGERS, HIDDEN_MANAGERS_WRONG
    ),
    "admin:applications_application_transfer_take_back": Row(
        "application", NOT_SO, HIDDEN_MANAGERS_DONE
    ),
    "admin:applications_application_unread": Row("application", NOT_SO, HIDDEN_READERS_DONE),
    "admin:applications_copyrequest_add": Row("", NOBODY, NOBODY),
    "admin:applications_copyrequest_change": Row("copy", REVIEWERS, REVIEWERS_DONE),
    "admin:applications_copyrequest_changelist": Row("", MANAGERS, MANAGERS),
    "admin:applications_copyrequest_delete": Row("copy", UNREVIEWABLE, UNREVIEWABLE),
    "admin:applications_copyrequest_extend": Row("copy", REVIEWERS, REVIEWERS_WRONG),
    "admin:applications_copyrequest_file": Row("released copy", NOT_SO, REVIEWERS),
    "admin:applications_copyrequest_history": Row("copy", REVIEWERS, REVIEWERS),
    "admin:applications_copyrequest_preview": Row("copy", REVIEWERS, NOT_SO),
    "admin:applications_copyrequest_refuse": Row("copy", REVIEWERS, REVIEWERS_WRONG),
    "admin:applications_copyrequest_release": Row("copy", NOT_SO, REVIEWERS_DONE),
    "admin:applications_document_download": Row("document", HIDDEN_READERS, NOT_SO),
    "admin:applications_document_page": Row("page", HIDDEN_READERS, NOT_SO),
    "admin:applications_document_scan": Row("document", NOT_SO, HIDDEN_MANAGERS_DONE),
    "admin:applications_maildelivery_add": Row("", NOBODY, NOBODY),
    "admin:applications_maildelivery_change": Row("receipt", HIDDEN_MANAGERS, HIDDEN_NOBODY),
    "admin:applications_maildelivery_changelist": Row("", MANAGERS, MANAGERS),
    "admin:applications_maildelivery_delete": Row("receipt", HIDDEN_NOBODY, HIDDEN_NOBODY),
    "admin:applications_maildelivery_history": Row("receipt", HIDDEN_MANAGERS, HIDDEN_MANAGERS),
    "admin:hiring_bulkrun_mine": Row("", READERS, NOT_SO),
    "admin:hiring_bulkrun_progress": Row("run", "302 403 404 404 404 200 404", NOT_SO),
    "admin:hiring_bulkrun_resume": Row("run", NOT_SO, "302 403 404 404 404 302 404"),
    "admin:hiring_decision_add": Row("", NOBODY, NOBODY),
    "admin:hiring_decision_change": Row("decision", HIDDEN_MANAGERS, HIDDEN_NOBODY),
    "admin:hiring_decision_changelist": Row("", MANAGERS, MANAGERS),
    "admin:hiring_decision_delete": Row("decision", HIDDEN_NOBODY, HIDDEN_NOBODY),
    "admin:hiring_decision_fill": Row(
        "posting", "302 404 404 403 200 403 200", "302 404 404 403 200 403 200"
    ),
    "admin:hiring_decision_history": Row("decision", HIDDEN_MANAGERS, HIDDEN_MANAGERS),
    "admin:hiring_decision_undecided": Row("", MANAGERS, "302 403 403 403 422 403 422"),
    "admin:hiring_export_discard": Row("export", NOT_SO, "302 403 404 404 404 302 404"),
    "admin:hiring_export_file": Row("export", "302 403 404 404 404 410 404", NOT_SO),
    "admin:hiring_export_mine": Row("", READERS, NOT_SO),
    "admin:hiring_export_progress": Row("export", "302 403 404 404 404 200 404", NOT_SO),
    "admin:hiring_mailtemplate_add": Row("", MANAGERS, MANAGERS),
    "admin:hiring_mailtemplate_change": Row("template", MANAGERS, MANAGERS),
    "admin:hiring_mailtemplate_changelist": Row("", MANAGERS, MANAGERS),
    "admin:hiring_mailtemplate_confirm": Row(
        "template", "302 403 403 403 302 403 302", "302 403 403 403 302 403 302"
    ),
    "admin:hiring_mailtemplate_delete": Row("template", MANAGERS, MANAGERS),
    "admin:hiring_mailtemplate_history": Row("template", MANAGERS, MANAGERS),
    "admin:hiring_mailtemplate_preview": Row("template", MANAGERS, MANAGERS),
    "admin:hiring_noticepreference_mine": Row(
        "", READERS, READERS_DONE, {"timing": "daily", "language": "en"}
    ),
    "admin:hiring_outgoingmail_add": Row("", NOBODY, NOBODY),
    "admin:hiring_outgoingmail_change": Row("mail", HIDDEN_MANAGERS, HIDDEN_MANAGERS),
    "admin:hiring_outgoingmail_changelist": Row("", MANAGERS, MANAGERS),
    "admin:hiring_outgoingmail_delete": Row("mail", HIDDEN_NOBODY, HIDDEN_NOBODY),
    "admin:hiring_outgoingmail_history": Row("mail", HIDDEN_MANAGERS, HIDDEN_MANAGERS),
    "admin:hiring_outgoingmail_step": Row("mail", NOT_SO, HIDDEN_MANAGERS_DONE, {"step": "send"}),
    "admin:hiring_ownstage_add": Row("", MANAGERS, MANAGERS),
    "admin:hiring_ownstage_change": Row("stage", MANAGERS, MANAGERS),
    "admin:hiring_ownstage_changelist": Row("", MANAGERS, MANAGERS),
    "admin:hiring_ownstage_delete": Row("stage", NOBODY, NOBODY),
    "admin:hiring_ownstage_history": Row("stage", MANAGERS, MANAGERS),
    "admin:hiring_rejectionreason_add": Row("", MANAGERS, MANAGERS),
    "admin:hiring_rejectionreason_change": Row("reason", MANAGERS, MANAGERS),
    "admin:hiring_rejectionreason_changelist": Row("", MANAGERS, MANAGERS),
    "admin:hiring_rejectionreason_delete": Row("reason", NOBODY, NOBODY),
    "admin:hiring_rejectionreason_history": Row("reason", MANAGERS, MANAGERS),
    "admin:hiring_tag_add": Row("", MANAGERS, MANAGERS),
    "admin:hiring_tag_change": Row("tag", MANAGERS, MANAGERS),
    "admin:hiring_tag_changelist": Row("", MANAGERS, MANAGERS),
    "admin:hiring_tag_delete": Row("tag", MANAGERS, MANAGERS),
    "admin:hiring_tag_history": Row("tag", MANAGERS, MANAGERS),
}


class Action(NamedTuple):
    """What an action of a list is about (a key of Scene.keys), and what makes it do something at once."""

    about: str
    data: dict[str, str] = {}


ACTIONS: dict[str, Action] = {
    "applications.application decide_selected": Action("newest", {"to": "in_review"}),
    "applications.application tag_selected": Action("newest", {"new_tag": "Neu"}),
    "applications.application ask_selected": Action("newest", {"kind": "certificate"}),
    "applications.application write_selected": Action(
        "newest", {"subject_de": "Zu Ihrer Bewerbung", "body_de": "Guten Tag, das Büro ist zu."}
    ),
    "applications.application export_selected": Action(
        "newest", {"kind": "csv", "columns": "name"}
    ),
    "applications.maildelivery retry_selected": Action("receipt"),
    "hiring.decision apply_selected": Action("decision", {"without_mail": "on"}),
    "hiring.decision take_back_selected": Action("decision"),
    "hiring.outgoingmail send_selected": Action("mail"),
    "hiring.outgoingmail take_back_selected": Action("mail"),
}
"""Every action of a list whose rows are about applications; see tests/hiring/admin/test_bulk_access.py."""
