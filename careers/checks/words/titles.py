"""What gives places, dates, pay and markers in titles away, and German names of men at work."""

import re

from careers.checks.wording_search import phrase_pattern
from careers.text.dates import MONTH_NAMES

# "Remote" as a word of its own: not "Remote Support" and not "Hybrid Cloud".
WORKPLACES = r"""
    (?:remote|home[- ]?office|hybrid|mobiles arbeiten)(?=\s*(?:[),/|]|$| [–-]| oder\b| or\b| möglich| possible))
"""
GENDER = r"(?:m|w|f|d|x|i|gn|div)"
MARKER = re.compile(
    rf"[(\[]\s?(?:{GENDER}(?:\s?[/|,*]\s?{GENDER})+|all genders|alle geschlechter)\s?[)\]]"
    rf"|\b{GENDER}(?:/{GENDER}){{2}}\b",
    re.IGNORECASE,
)
PAY = re.compile(
    r"\d[\d.,]*\s?(?:€|EUR\b|euros?\b|k\b)|€\s?\d|\bTV-?(?:öD|L|H)\b|\bE\s?G?\s?(?:[5-9]|1[0-5])[ab]?\b"
)
YEAR = r"(?:\d{1,2}\.)? ?20\d\d"
DATES = {
    "de": phrase_pattern(rf"""
        ab sofort
        (?:zum )?nächstmögliche[nrm]?\b
        \d{{1,2}}\.\d{{1,2}}\.(?:\d{{2,4}})?
        (?:{"|".join(MONTH_NAMES["de"])}) {YEAR}
        (?:ab|bis|zum|ab dem|befristet bis|start|herbst|sommer|frühjahr|winter)(?: {YEAR}| (?:\d{{1,2}}\. )?(?:{"|".join(MONTH_NAMES["de"])})\b)
    """),
    "en": phrase_pattern(rf"""
        as soon as possible
        asap\b
        starting now
        immediate(?:ly| start)
        \d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}
        \d{{4}}-\d\d-\d\d
        (?:{"|".join(MONTH_NAMES["en"])}) {YEAR}
        (?:from|until|by|start|starting|starts|autumn|fall|summer|spring|winter)(?: {YEAR}| (?:\d{{1,2}} )?(?:{"|".join(MONTH_NAMES["en"])})\b)
    """),
}
# The masculine form alone: "Leiterin", "Leiter:in" and "Leiter/-in" go on after it.
MASCULINE = {
    "de": re.compile(
        r"\b\w*(?:entwickler|techniker|leiter|mitarbeiter|berater|verwalter|ingenieur|informatiker"
        r"|redakteur|referent|bearbeiter|assistent|praktikant|student|buchhalter|übersetzer|lehrer"
        r"|betreuer|fahrer|pfleger|arzt|anwalt|kaufmann|fachmann|koordinator|administrator"
        r"|architekt|jurist|volontär|koch|verkäufer|forscher|wissenschaftler|gestalter|planer"
        r"|prüfer|mechaniker|elektroniker|mechatroniker|texter|autor|direktor|geschäftsführer"
        r"|vertreter|bibliothekar|psychologe|pädagoge|sekretär|programmierer|meister)"
        r"\b(?![:*_(/]|[ ]?[–-][ ]?in\b)",
        re.IGNORECASE,
    )
}
