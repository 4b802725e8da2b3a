"""Text that people type: which characters it may hold."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from careers.models.address_field import validate_address
from careers.text.invisible_characters import DIRECTION

WEB_ADDRESS = re.compile(
    r"://|\b[wW]{3}\.|@|\w/\w*[/?=&]|\w[\w-]+\.(?:[A-Za-z]{2,}/|[a-z]{2,}(?=[?#:]|$|[^\w.])"
    r"|(?i:com|net|org|info|biz|de|at|ch|eu|io|ly|me|co|uk|app|dev|xyz|top|shop|site|online|link|click)\b(?!\.))"
)
"""What a mail program makes a link of: a scheme, a host such as jobs.example, a path. "J.R.", "St.John" are none."""
LINE_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
CONTROLS = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff{DIRECTION}]")
"""Of Unicode's kinds Cc and Cs (halves of surrogate pairs), and overrides of direction."""
SEEN_AS_BLANK = str.maketrans("", "", f"\t{LINE_BREAKS}")


def is_control(character: str) -> bool:
    """Whether a character has no place in text: controls, and overrides of its direction."""
    return CONTROLS.match(character) is not None


def refuse_line_breaks(value: str) -> None:
    if any(character in LINE_BREAKS for character in value):
        raise ValidationError(_("Write this on one line, without line breaks."), code="line_break")


def refuse_control_characters(value: str) -> None:
    """Refuse what nobody types: NUL and other control characters. Tabs and line breaks pass."""
    if CONTROLS.search(value.translate(SEEN_AS_BLANK)):
        raise ValidationError(
            _("This contains characters that cannot be displayed. Type it again by hand."),
            code="control_character",
        )


def refuse_web_addresses(name: str) -> None:
    """For a person's name: letters of the organisation begin with it, and would carry a stranger's link to anybody."""
    if WEB_ADDRESS.search(name):
        raise ValidationError(
            _("A web or email address is no name. Write the name alone."), code="address"
        )


def refuse_unreachable_addresses(address: str) -> None:
    """Refuse what is no address, and what no mail of ours can or should go to.

    Takes the canonical form. Refused are names with letters outside of ASCII, such as the Kelvin
    sign for a K, and the mail server's own network: numbers of computers, and names without a dot.
    """
    validate_address(address)
    name, _at, domain = address.rpartition("@")
    if not name.isascii() or "." not in domain or domain.startswith("["):
        raise ValidationError(validate_email.message, code="invalid")
