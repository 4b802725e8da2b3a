"""Who may open which address outside the staff's side of applications, by GET and by POST; see test_access.py."""

from typing import NamedTuple


class Row(NamedTuple):
    """What an address is about (a key of set_scene(), "" for nothing), and its answers to WHO; nothing is posted."""

    about: str
    get: str
    post: str


# In the order of WHO: anonymous, no staff, no right, team (of no posting), editor, HR, root.
EDITORS = "302 302 403 403 200 200 200"
"""Who edits postings."""
HIDDEN_EDITORS = "302 302 404 404 200 200 200"
"""The posting is hidden; who edits it may do that."""
HIDDEN_EDITORS_DONE = "302 302 404 404 302 302 302"
"""The same, and the answer leads on."""
EDITORS_DONE = "302 302 403 403 302 302 302"
"""Who edits postings; the answer leads on."""
ADMINISTRATORS = "302 302 403 403 403 403 200"
"""Administrators alone have the right."""
MANAGERS = "302 302 403 403 403 200 200"
"""HR managers and administrators."""
MANAGERS_DONE = "302 302 403 403 403 302 302"
"""The same; the answer leads on."""
NOBODY = "302 302 403 403 403 403 403"
"""There is no such right."""
NOT_SO = "302 302 405 405 405 405 405"
"""Opened by the other method only, and nothing tells whether there is more."""
NOT_SO_SIGNED_IN = "302 405 405 405 405 405 405"
"""The same, of everybody who is signed in."""
NOTHING_THERE = "302 302 404 404 404 404 404"
"""It is there for nobody."""
NOT_YET = "302 404 404 404 404 404 404"
"""Who is signed in has no second factor yet."""
READERS = "302 302 403 200 200 200 200"
"""Who reads postings, of one's own."""
HIDDEN_READERS = "302 302 404 200 200 200 200"
"""The same; nothing tells that there is such a page."""
MEMBERS = "302 302 200 200 200 200 200"
"""Every member of the staff."""
SIGNED_IN = "302 200 200 200 200 200 200"
"""Everybody who is signed in."""
LEADS_ON = "302 302 302 302 302 302 302"
"""Leads everybody to another page."""
ALL = "200 200 200 200 200 200 200"
"""Everybody."""
OTHERWISE = "405 405 405 405 405 405 405"
"""Opened by the other method only."""
NONE = "404 404 404 404 404 404 404"
"""It is not there, for nobody."""
WRONG = "422 422 422 422 422 422 422"
"""What was posted is not complete."""
BAD = "400 400 400 400 400 400 400"
"""What was posted makes no sense."""
MOVED = "301 301 301 301 301 301 301"
"""Stands at another address."""
STRANGERS = "200 302 302 302 302 302 302"
"""Who is not signed in yet."""
SEEN_BY_EDITORS = "302 302 403 302 200 200 200"
"""Who edits postings; a team is led on, as by what is not there."""
SEEN_BY_NOBODY = "302 302 403 302 403 403 403"
"""The same, and nobody may do that."""
HISTORY = "302 302 302 302 200 200 200"
"""Who edits postings; everybody else is led on, as by what is not there."""
STAFF_DOOR = "302 403 302 302 302 302 302"
"""Django's own sign-in leads to ours, and an account that is not of the staff nowhere."""

ROWS: dict[str, Row] = {
    "accept_invitation": Row("invitation's key", ALL, ALL),
    "accessibility": Row("", ALL, OTHERWISE),
    "account_change_password": Row("", SIGNED_IN, SIGNED_IN),
    "account_login": Row("", STRANGERS, STRANGERS),
    "account_logout": Row("", SIGNED_IN, LEADS_ON),
    "account_reauthenticate": Row("", SIGNED_IN, SIGNED_IN),
    "account_reset_password": Row("", ALL, ALL),
    "account_reset_password_done": Row("", ALL, OTHERWISE),
    "account_reset_password_from_key": Row("password key", ALL, ALL),
    "account_reset_password_from_key_done": Row("", ALL, OTHERWISE),
    "admin:app_list": Row("app", HIDDEN_READERS, HIDDEN_READERS),
    "admin:auth_group_add": Row("", ADMINISTRATORS, ADMINISTRATORS),
    "admin:auth_group_change": Row("group", ADMINISTRATORS, ADMINISTRATORS),
    "admin:auth_group_changelist": Row("", ADMINISTRATORS, ADMINISTRATORS),
    "admin:auth_group_delete": Row("group", ADMINISTRATORS, ADMINISTRATORS),
    "admin:auth_group_history": Row("group", ADMINISTRATORS, ADMINISTRATORS),
    "admin:auth_user_add": Row("", MANAGERS_DONE, ADMINISTRATORS),
    "admin:auth_user_change": Row("user", ADMINISTRATORS, ADMINISTRATORS),
    "admin:auth_user_changelist": Row("", ADMINISTRATORS, ADMINISTRATORS),
    "admin:auth_user_delete": Row("user", ADMINISTRATORS, ADMINISTRATORS),
    "admin:auth_user_history": Row("user", ADMINISTRATORS, ADMINISTRATORS),
    "admin:auth_user_password_change": Row("user's password", ADMINISTRATORS, ADMINISTRATORS),
    "admin:autocomplete": Row("", NOBODY, NOT_SO),
    "admin:careers_contact_add": Row("", EDITORS, EDITORS),
    "admin:careers_contact_change": Row("contact", EDITORS, EDITORS),
    "admin:careers_contact_changelist": Row("", EDITORS, EDITORS),
    "admin:careers_contact_delete": Row("contact", EDITORS, EDITORS),
    "admin:careers_contact_history": Row("contact", EDITORS, EDITORS),
    "admin:careers_brand_add": Row("", NOBODY, NOBODY),
    "admin:careers_brand_change": Row("brand", MANAGERS, MANAGERS_DONE),
    "admin:careers_brand_changelist": Row("", MANAGERS_DONE, MANAGERS_DONE),
    "admin:careers_brand_delete": Row("brand", NOBODY, NOBODY),
    "admin:careers_brand_discard": Row("", NOT_SO, MANAGERS_DONE),
    "admin:careers_brand_history": Row("brand", MANAGERS, MANAGERS),
    "admin:careers_brand_preview": Row("", MANAGERS, NOT_SO),
    "admin:careers_brand_stylesheet": Row("", MANAGERS, NOT_SO),
    "admin:careers_brand_use": Row("", NOT_SO, MANAGERS_DONE),
    "admin:careers_department_add": Row("", EDITORS, EDITORS),
    "admin:careers_department_change": Row("department", EDITORS, EDITORS),
    "admin:careers_department_changelist": Row("", EDITORS, EDITORS),
    "admin:careers_department_delete": Row("department", EDITORS, EDITORS),
    "admin:careers_department_history": Row("department", EDITORS, EDITORS),
    "admin:careers_edition_add": Row("", NOBODY, NOBODY),
    "admin:careers_edition_change": Row("edition", SEEN_BY_EDITORS, SEEN_BY_NOBODY),
    "admin:careers_edition_changelist": Row("", READERS, READERS),
    "admin:careers_edition_delete": Row("edition", NOBODY, NOBODY),
    "admin:careers_edition_history": Row("edition", HISTORY, HISTORY),
    "admin:careers_location_add": Row("", EDITORS, EDITORS),
    "admin:careers_location_change": Row("location", EDITORS, EDITORS),
    "admin:careers_location_changelist": Row("", EDITORS, EDITORS),
    "admin:careers_location_delete": Row("location", EDITORS, EDITORS),
    "admin:careers_location_history": Row("location", EDITORS, EDITORS),
    "admin:careers_posting_add": Row("", EDITORS, EDITORS),
    "admin:careers_posting_block": Row("textblock's page", EDITORS, NOT_SO),
    "admin:careers_posting_change": Row("posting", SEEN_BY_EDITORS, SEEN_BY_EDITORS),
    "admin:careers_posting_changelist": Row("", READERS, READERS),
    "admin:careers_posting_changes": Row("posting's page", HIDDEN_EDITORS, NOT_SO),
    "admin:careers_posting_check": Row("", NOT_SO, EDITORS),
    "admin:careers_posting_close": Row("posting's page", HIDDEN_EDITORS, HIDDEN_EDITORS),
    "admin:careers_posting_confirm": Row("posting's page", HIDDEN_EDITORS_DONE, NOTHING_THERE),
    "admin:careers_posting_delete": Row("posting", NOBODY, NOBODY),
    "admin:careers_posting_duplicate": Row("posting's page", HIDDEN_EDITORS, HIDDEN_EDITORS_DONE),
    "admin:careers_posting_extend": Row("posting's page", HIDDEN_EDITORS, HIDDEN_EDITORS),
    "admin:careers_posting_history": Row("posting", HIDDEN_EDITORS, HIDDEN_EDITORS),
    "admin:careers_posting_markdown": Row("", NOT_SO, EDITORS),
    "admin:careers_posting_mend": Row("", NOT_SO, EDITORS),
    "admin:careers_posting_outdated": Row("posting's page", HIDDEN_EDITORS, HIDDEN_EDITORS),
    "admin:careers_posting_preview": Row("posting's page", HIDDEN_EDITORS, NOT_SO),
    "admin:careers_posting_publish": Row("posting's page", HIDDEN_EDITORS, HIDDEN_EDITORS),
    "admin:careers_posting_reopen": Row("posting's page", HIDDEN_EDITORS, HIDDEN_EDITORS),
    "admin:careers_textblock_add": Row("", EDITORS, EDITORS),
    "admin:careers_textblock_change": Row("textblock", EDITORS, EDITORS),
    "admin:careers_textblock_changelist": Row("", EDITORS, EDITORS),
    "admin:careers_textblock_confirm": Row("textblock's page", EDITORS_DONE, EDITORS_DONE),
    "admin:careers_textblock_delete": Row("textblock", EDITORS, EDITORS),
    "admin:careers_textblock_history": Row("textblock", EDITORS, EDITORS),
    "admin:careers_textblock_republish": Row("textblock's page", EDITORS, EDITORS),
    "admin:careers_textblock_use": Row("textblock's page", EDITORS_DONE, EDITORS_DONE),
    "admin:index": Row("", MEMBERS, MEMBERS),
    "admin:jsi18n": Row("", MEMBERS, NOT_SO),
    "admin:login": Row("", STAFF_DOOR, STAFF_DOOR),
    "admin:logout": Row("", NOT_SO, LEADS_ON),
    "admin:mfa_authenticator_add": Row("", NOBODY, NOBODY),
    "admin:mfa_authenticator_change": Row("authenticator", ADMINISTRATORS, NOBODY),
    "admin:mfa_authenticator_changelist": Row("", ADMINISTRATORS, ADMINISTRATORS),
    "admin:mfa_authenticator_delete": Row("authenticator", ADMINISTRATORS, ADMINISTRATORS),
    "admin:mfa_authenticator_history": Row("authenticator", ADMINISTRATORS, ADMINISTRATORS),
    "admin:password_change": Row("", LEADS_ON, LEADS_ON),
    "admin:password_change_done": Row("", LEADS_ON, LEADS_ON),
    "admin:procrastinate_procrastinatejob_add": Row("", NOBODY, NOBODY),
    "admin:procrastinate_procrastinatejob_change": Row("job", ADMINISTRATORS, NOBODY),
    "admin:procrastinate_procrastinatejob_changelist": Row("", ADMINISTRATORS, ADMINISTRATORS),
    "admin:procrastinate_procrastinatejob_delete": Row("job", NOBODY, NOBODY),
    "admin:procrastinate_procrastinatejob_history": Row("job", ADMINISTRATORS, ADMINISTRATORS),
    "admin:staff_invitation_add": Row("", MANAGERS, MANAGERS),
    "admin:staff_invitation_change": Row("invitation", MANAGERS, NOBODY),
    "admin:staff_invitation_changelist": Row("", MANAGERS, MANAGERS),
    "admin:staff_invitation_delete": Row("invitation", NOBODY, NOBODY),
    "admin:staff_invitation_history": Row("invitation", MANAGERS, MANAGERS),
    "admin:tables": Row("", MEMBERS, MEMBERS),
    "admin:view_on_site": Row("posting on the site", NOTHING_THERE, NOTHING_THERE),
    "applications:add_document": Row("application", ALL, WRONG),
    "applications:alert": Row("alert", ALL, LEADS_ON),
    "applications:alert_asked": Row("", ALL, OTHERWISE),
    "applications:alert_end": Row("alert's end", ALL, ALL),
    "applications:alert_new": Row("", ALL, WRONG),
    "applications:apply": Row("ad", ALL, WRONG),
    "applications:confirm_address": Row("address", ALL, LEADS_ON),
    "applications:copy": Row("application", OTHERWISE, ALL),
    "applications:discard": Row("ad", NONE, NONE),
    "applications:draft": Row("draft", ALL, LEADS_ON),
    "applications:erase": Row("application", ALL, LEADS_ON),
    "applications:erased": Row("", ALL, OTHERWISE),
    "applications:files": Row("ad", NONE, NONE),
    "applications:full_copy": Row("application", ALL, LEADS_ON),
    "applications:full_copy_file": Row("application", OTHERWISE, NONE),
    "applications:lost_link": Row("", ALL, WRONG),
    "applications:own_data": Row("application", ALL, WRONG),
    "applications:pool": Row("application", ALL, WRONG),
    "applications:proposal": Row("application", LEADS_ON, LEADS_ON),
    "applications:review": Row("ad", LEADS_ON, LEADS_ON),
    "applications:revoke": Row("application", ALL, LEADS_ON),
    "applications:status": Row("application", ALL, OTHERWISE),
    "applications:upload": Row("another's upload", OTHERWISE, OTHERWISE),
    "applications:uploads": Row("ad", OTHERWISE, NONE),
    "applications:withdraw": Row("application", ALL, LEADS_ON),
    "brand_icon": Row("", ALL, OTHERWISE),
    "brand_manifest": Row("", ALL, OTHERWISE),
    "brand_picture": Row("logo", NONE, OTHERWISE),
    "brand_stylesheet": Row("", ALL, OTHERWISE),
    "brand_touch_icon": Row("", ALL, OTHERWISE),
    "careers:feed": Row("", ALL, OTHERWISE),
    "careers:posting_by_number": Row("ad's number", MOVED, OTHERWISE),
    "careers:posting_detail": Row("ad", ALL, OTHERWISE),
    "careers:posting_list": Row("", ALL, OTHERWISE),
    "careers:posting_pdf": Row("ad", ALL, OTHERWISE),
    "careers:preview": Row("preview", ALL, OTHERWISE),
    "careers:reading": Row("", OTHERWISE, BAD),
    "channels:robots": Row("", ALL, OTHERWISE),
    "channels:sitemap": Row("", ALL, OTHERWISE),
    "channels:sitemap_part": Row("part", NONE, OTHERWISE),  # of so few postings there are no parts
    "front_door": Row("", LEADS_ON, OTHERWISE),
    "home": Row("", MOVED, OTHERWISE),
    "imprint": Row("", ALL, OTHERWISE),
    "tour": Row("", NONE, OTHERWISE),
    "mfa_activate_totp": Row("", LEADS_ON, LEADS_ON),
    "mfa_authenticate": Row("", LEADS_ON, LEADS_ON),
    "mfa_deactivate_totp": Row("", NOT_YET, NOT_YET),
    "mfa_download_recovery_codes": Row("", NOT_YET, NOT_YET),
    "mfa_generate_recovery_codes": Row("", LEADS_ON, LEADS_ON),
    "mfa_index": Row("", SIGNED_IN, NOT_SO_SIGNED_IN),
    "mfa_reauthenticate": Row("", LEADS_ON, LEADS_ON),
    "mfa_view_recovery_codes": Row("", NOT_YET, NOT_SO_SIGNED_IN),
    "privacy": Row("", ALL, OTHERWISE),
    "set_language": Row("", LEADS_ON, LEADS_ON),
    "staff": Row("", LEADS_ON, LEADS_ON),
}
