"""The keys of the page of an application, as the page says them and static/js/desk/keys.js finds them."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Shortcut(NamedTuple):
    """What stands on the key, and what it does."""

    key: str
    words: Promise


SHORTCUTS = (
    Shortcut("n", _("next in the list")),
    Shortcut("p", _("previous in the list")),
    Shortcut("1", _("recommend: yes, and go on")),
    Shortcut("2", _("recommend: maybe, and go on")),
    Shortcut("3", _("recommend: no, and go on")),
    Shortcut("0", _("abstain, and go on")),
    Shortcut("s", _("skip for now")),
    Shortcut("r", _("to the points")),
    Shortcut("c", _("write a note")),
    Shortcut("u", _("mark as unread, back to the list")),
    Shortcut("f", _("next document")),
    Shortcut("→", _("next page")),
    Shortcut("←", _("previous page")),
    Shortcut("+", _("larger")),
    Shortcut("-", _("smaller")),
    Shortcut("t", _("turn")),
    Shortcut("?", _("show or hide these keys")),
)
