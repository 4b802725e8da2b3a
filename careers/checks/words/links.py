"""The shapes of addresses, whole, broken, private and hidden, and link texts that say nothing."""

import re

from careers.checks.wording_search import phrase_pattern

HOST = r"(?:[\w-]+\.)+[a-z]{2,}"
# A bare host must end like one: Node.js and ASP.NET are names.
ADDRESS_TEXT = re.compile(
    rf"(?:https?://|www\.)({HOST})(?:[/?#:]\S*)?"
    r"|((?:[a-z0-9-]+\.)+(?:com|org|net|de|eu|io|info|dev|cloud|community|berlin|at|ch|fr|uk))(?:/\S*)?"
)
MAIL_TEXT = re.compile(rf"[\w.+-]+@{HOST}", re.IGNORECASE)
VAGUE = {
    "de": phrase_pattern(
        r"(?:bitte )?(?:(?:klicken sie )?hier(?: klicken)?|mehr|weiter|link|dieser link|mehr erfahren|diese seite|siehe hier)\W*$"
    ),
    "en": phrase_pattern(
        r"(?:please )?(?:(?:click )?here|more|link|this(?: link| page)?|read more|learn more|see here)\W*$"
    ),
}
# Without one of these a text has no web address, not even a broken one.
SIGNS = ("http", "www.", "ttp:", "ttps:", "htp:", "htps:")
# What was meant as an address, but is none.
BROKEN = phrase_pattern(r"""
    https?//\S+
    https?:/(?!/)\S*
    https?:(?!/)\S+
    https?://(?=[/.\s]|$)\S*
    https?://https?\S*
    (?:htp|ttp|htttp|hhttp|httpp)s?://\S+
""")
# A Markdown link that did not become one, because of a space in its address.
BROKEN_LINK = re.compile(r"\]\((?:https?:|www\.)[^)\n]*\)")
WEB = re.compile(r"(?:https?://|\bwww\.)[^\s<>()]+[^\s<>().,;:!?…“”\"']", re.IGNORECASE)
# RFC 2606 and RFC 6761 (reserved names), names without a dot, and bare numbers.
PRIVATE = re.compile(
    r"(?:.*\.)?(?:localhost|example\.(?:com|net|org)|[\w-]+\.(?:test|invalid|example|local|internal|lan|intranet))"
    r"|\d{1,3}(?:\.\d{1,3}){3}|.*:.*|[\w-]+",
    re.IGNORECASE,
)
# A quick look for the sign that is spelt out; only then the slower one for all of the address.
SPELT_OUT = re.compile(
    r"[\[({<]\s?(?:at|ät|@|affe|klammeraffe)\s?[\])}>]| AT | (?:at|ät) [\w-]+ (?:dot|punkt) "
)
OBFUSCATION = re.compile(
    r"\w[\w.+\[\]-]*?\s?[\[({<]\s?(?:at|ät|@|affe|klammeraffe)\s?[\])}>]\s?\w[\w.\[\]()-]*"
    r"|\b[\w.+-]+ AT [\w-]+(?: ?DOT ?\w+|\.\w+)+"
    r"|\b[\w.+-]+ (?:at|ät) [\w-]+ (?:dot|punkt) (?:com|org|net|de|eu|io|info)\b"
)
