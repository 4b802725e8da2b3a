"""Pay that is praised instead of named."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import PostingFacts
from careers.checks.findings import Finding, Level, Rule, register
from careers.checks.wording_search import Wording, find_wording, phrase_pattern
from careers.enums import SectionKind

VAGUE_PAY = Rule(
    "vague_pay",
    Level.WARNS,
    _("“%(words)s” says nothing: leave it out, or write the range or the grade here, too"),
)
VAGUE_PAY_ONLY = Rule(
    "vague_pay",
    Level.WARNS,
    _("“%(words)s” is all that is said of the pay: give a range or a tariff grade instead"),
)
PRAISE_DE = (
    "angemessen|attraktiv|marktgerecht|marktüblich|leistungsgerecht|leistungsorientiert|fair|gut|"
    "überdurchschnittlich|konkurrenzfähig|wettbewerbsfähig|branchenüblich|ortsüblich|adäquat|"
    "übertariflich|interessant|ansprechend|kompetitiv"
)
PAY_DE = (
    r"(?:\w+-)?(?:jahres|grund|einstiegs|monats|arbeits|gesamt)?"
    r"(?:vergütung|gehalt|gehälter|bezahlung|entlohnung|entgelt|lohn|verdienst)"
    r"(?:s?paket|s?modell)?(?:es|s|en)?\b"
)
PRAISE_EN = (
    "adequate|competitive|attractive|reasonable|appropriate|fair|generous|good|excellent|"
    "market[- ](?:rate|based|aligned)|performance[- ](?:based|related)|above[- ]average|"
    "industry[- ]standard|commensurate"
)
PAY_EN = (
    r"(?:salary|salaries|pay|compensation|remuneration|wages?|earnings)\b"
    r"(?! (?:attention|claims?|rise claims))"
)
VAGUE = Wording(
    sought={
        "de": phrase_pattern(rf"""
            (?:{PRAISE_DE})(?:e[nmrs]?)?(?:,? (?:und )?[\w-]+)?,? {PAY_DE}
            {PAY_DE}(?: ist| erfolgt)?,? (?:(?:sehr|stets) )?(?:{PRAISE_DE})\b
            {PAY_DE}(?: ist| erfolgt)? (?:nach (?:vereinbarung|absprache)|verhandlungssache|VHB\b|VB\b)
        """),
        "en": phrase_pattern(rf"""
            (?:{PRAISE_EN})(?:,? (?:and )?[\w-]+)? {PAY_EN}
            (?:{PRAISE_EN}) package\b(?! manage)
            {PAY_EN}(?: (?:that |which )?(?:is|are)| will be)? (?:{PRAISE_EN})\b
            {PAY_EN}(?: is| will be)? (?:negotiable|by agreement|to be agreed|depending on|DOE\b)
        """),
    },
    # A figure or a tariff in the same sentence says what the praise does not.
    unless=dict.fromkeys(("de", "en"), phrase_pattern("\\d\ntv-?(?:öd|l|h|v)\\b")),
    needs=(
        *("gehalt", "gehält", "vergüt", "bezahl", "entlohn", "entgelt", "lohn", "verdienst"),
        *("salar", "pay", "compensat", "remunerat", "wage", "earning", "package"),
    ),
    not_in=(SectionKind.TASKS, SectionKind.REQUIREMENTS),
)


@register
def check_vague_pay(facts: PostingFacts) -> Iterator[Finding]:
    """Praise in place of figures. Source: Directive (EU) 2023/970, Article 5(1); ads we read."""
    has_figures = facts.pay_min is not None or facts.pay_max is not None or facts.pay_grade
    yield from find_wording(VAGUE_PAY if has_figures else VAGUE_PAY_ONLY, facts, VAGUE)
