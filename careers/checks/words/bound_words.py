"""Words that make a number a limit, a requirement a wish, and a sum one of a month or a year."""

LIMITS = {
    "de": {
        "about": ("rund", "etwa", "ungefähr", "circa", "ca.", "zirka", "knapp", "annähernd", "gut"),
        "least": ("mindestens", "mehr als", "über", "wenigstens", "zumindest", "minimal", "ab"),
        "most": (
            "höchstens",
            "bis zu",
            "maximal",
            "längstens",
            "weniger als",
            "unter",
            "bis",
            "max.",
        ),
    },
    "en": {
        "about": (
            "about",
            "around",
            "roughly",
            "approximately",
            "circa",
            "ca.",
            "approx.",
            "some",
            "nearly",
            "almost",
        ),
        "least": (
            "at least",
            "more than",
            "over",
            "no fewer than",
            "no less than",
            "minimum of",
            "above",
            "from",
        ),
        "most": (
            "at most",
            "up to",
            "maximum of",
            "no more than",
            "not more than",
            "fewer than",
            "less than",
            "under",
            "max.",
        ),
    },
}
DUTIES = {
    "de": {
        "optional": r"(?:nicht|keineswegs) (?:zwingend |unbedingt )?(?:notwendig|nötig|erforderlich|vorausgesetzt)|kein muss|keine (?:bedingung|voraussetzung|pflicht)|(?:musst|müssen|brauchst|brauchen|benötigen) (?:du|sie)(?: \w+){0,3} nicht|nicht (?:müssen|brauchen)",
        "must": r"müssen|musst|muss|zwingend|unbedingt|erforderlich\w*|notwendig\w*|nötig\w*|voraussetzung|vorausgesetzt|setzen wir voraus|erwarten wir|bedingung|benötig\w+|brauchst|brauchen|unerlässlich",
        "wish": r"sollten|solltest|sollte|wünschenswert|erwünscht|wünschen|von vorteil|vorteilhaft|idealerweise|möglichst|gern gesehen|hilfreich|hilft uns|willkommen|wäre[n]? (?:schön|toll|gut)|ist schön|am besten",
    },
    "en": {
        "optional": r"not (?:absolutely |strictly )?(?:necessary|required|a must|a condition|a requirement|need\w*|mandatory)|no (?:\w+ ){1,2}(?:is|are) (?:needed|required|necessary)|(?:do|does) not (?:need|have) |need not|not a must",
        "must": r"must|required|requires?|requirement|necessary|essential|prerequisite|mandatory|need|needed|have to|condition|expect|imperative|indispensable|compulsory",
        "wish": r"should|desirable|desired|advantage|advantageous|ideally|preferably|nice|helpful|helps|welcome|a plus|would be|beneficial|an asset|wish",
    },
}
SPANS = {
    "de": {
        "day": r"(?:am|pro|je|jeden) tag\b|täglich|tageweise",
        "week": r"(?:in der|pro|je|die|jede) (?:arbeits)?woche\b|wöchentlich|wochenstunden|wochenarbeitszeit",
        "month": r"(?:im|pro|je|jeden) monat\b|monatlich\w*|monatsgehalt|monatslohn",
        "year": r"(?:im|pro|je|jedes|das) (?:\w+ )?jahr\b|jährlich\w*|jahresgehalt|jahreseinkommen|jahresurlaub",
    },
    "en": {
        "day": r"(?:a|per|each|every|one) day\b|daily",
        "week": r"(?:a|per|each|every|the|one) week\b|weekly",
        "month": r"(?:a|per|each|every|one) month\b|monthly",
        "year": r"(?:a|per|each|every|last|one) year\b|yearly|annual\w*",
    },
}

DUTY_SIGNS = {
    "de": tuple(
        """müss muss zwing unbedingt erforder notwend nötig voraus erwarten bedingung brauch unerläss
        soll wünsch vorteil ideal möglichst hilf willkommen wäre schön besten kein""".split()
    ),
    "en": tuple(
        """must requir necess essential prerequisite mandatory need have condition expect imperative
        indispens compuls should desir advantage ideal prefer nice help welcome plus would benefi
        asset wish""".split()
    ),
}
"""Pieces of words, one of which every duty has: a quick look before the slow one."""
SPAN_SIGNS = {
    "de": ("tag", "täg", "woch", "wöch", "monat", "jahr", "jähr"),
    "en": ("day", "daily", "week", "month", "year", "annual"),
}
