"""What headings and lead-in sentences of ads say, by kind of section, in every language.

A heading is recognised by its key words (all of its words must be key words or small words
around them, so "Requirements engineering" is no heading of requirements), or by a phrase.
A lead-in ("In this role, you will") is recognised by a phrase only. Both languages are tried
at once: ads mix them ("We erwarten, dass Du").
"""

import re

from careers.enums import SectionKind
from careers.importing.words import without_format_characters

# In this order: the first kind that fits wins ("Nice-to-have skills" before "skills").
KEY_WORDS: dict[SectionKind, tuple[str, ...]] = {
    SectionKind.NICE_TO_HAVE: (
        "nice to have",
        "nice to haves",
        "bonus",
        "bonuspunkte",
        "pluspunkte",
        "wünschenswert",
        "wünschenswertes",
        "wünschenswerte",
        "desirable",
        "preferred",
        "optional",
        "optionales",
        "kann kriterien",
        "von vorteil",
        "ideally",
        "idealerweise",
    ),
    SectionKind.PROCESS: (
        "process",
        "bewerbungsprozess",
        "auswahlprozess",
        "auswahlverfahren",
        "recruitingprozess",
        "bewerbungsverfahren",
        "bewerbungsablauf",
        "ablauf",
        "next steps",
        "nächste schritte",
        "timeline",
        "interviews",
        "einstellungsverfahren",
    ),
    SectionKind.HOW_TO_APPLY: (
        "apply",
        "applying",
        "application",
        "applications",
        "contact",
        "contacts",
        "contact person",
        "bewerbung",
        "bewerben",
        "bewirb",
        "bewerbungen",
        "kontakt",
        "ansprechpartner",
        "ansprechpartnerin",
        "ansprechpartner in",
        "ansprechperson",
        "ansprechpersonen",
        "kontaktperson",
        "interested",
        "interesse",
        "interessiert",
        "neugierig",
        "curious",
        "questions",
        "fragen",
        "rückfragen",
        "bewerbungsunterlagen",
        "get in touch",
    ),
    SectionKind.OFFER: (
        "offer",
        "offers",
        "benefits",
        "perks",
        "angebot",
        "vorteile",
        "leistungen",
        "bieten",
        "zusatzleistungen",
        "compensation",
        "arbeitgeberleistungen",
        "rahmenbedingungen",
    ),
    SectionKind.REQUIREMENTS: (
        "requirement",
        "requirements",
        "qualification",
        "qualifications",
        "profile",
        "skills",
        "profil",
        "qualifikation",
        "qualifikationen",
        "anforderung",
        "anforderungen",
        "kompetenzen",
        "anforderungsprofil",
        "voraussetzung",
        "voraussetzungen",
        "kenntnisse",
        "fähigkeiten",
        "must have",
        "must haves",
        "muss kriterien",
        "expectations",
        "erwartungen",
        "background",
        "about you",
        "about yourself",
        "über dich",
        "experience",
        "einstellungsvoraussetzungen",
        "qualifikationsprofil",
        "erfahrung",
        "erfahrungen",
        "stärken",
        "expertise",
        "criteria",
    ),
    SectionKind.TASKS: (
        "task",
        "tasks",
        "responsibility",
        "responsibilities",
        "duty",
        "duties",
        "aufgabe",
        "aufgaben",
        "aufgabengebiet",
        "aufgabenbereich",
        "aufgabenprofil",
        "aufgabenstellung",
        "tätigkeit",
        "tätigkeiten",
        "tätigkeitsprofil",
        "verantwortlichkeiten",
        "arbeitsalltag",
        "verantwortung",
        "mission",
        "role",
        "rolle",
        "position",
        "stelle",
        "stellenbeschreibung",
        "job description",
        "einsatzgebiet",
        "hauptaufgaben",
        "kernaufgaben",
        "aufgabenfeld",
        "position description",
        "role description",
        "stellenprofil",
    ),
    SectionKind.ABOUT: (
        "about",
        "über uns",
        "wer wir sind",
        "who we are",
        "project",
        "projekt",
        "unternehmen",
        "company",
        "organisation",
        "organization",
        "team",
        "arbeitgeber",
        "employer",
        "verein",
        "verband",
        "institut",
        "hintergrund",
        "wir über uns",
        "das sind wir",
    ),
    SectionKind.INTRODUCTION: ("introduction", "einleitung", "intro", "overview", "überblick"),
}

SMALL_WORDS = frozenset(
    """a an and are das dein deine deinem dem den der die dich dir du e ein eine es euer für her
    i ihr ihre ihrem ihren in is its jetzt key main minimum my new noch now of or our online oder
    so sie sind the to und unser unsere unserem unseren uns us we what wir you your zu zum zur
    required essential fachliche fachlichen persönliche persönlichen formale bei how was weitere
    please bitte personal professional technical additional hiring selection interview at job
    it wie""".split()
)
TAIL = re.compile(r"\s(?:als|as|at|bei|for|für|im|in|of|von|des|der|with|mit|on)\s.+$")

# Phrases, most telling first; matched anywhere in a lead-in or a short heading.
PHRASES: tuple[tuple[SectionKind, str], ...] = (
    (
        SectionKind.NICE_TO_HAVE,
        r"would (?:also )?be (?:\w+ )?(?:great|nice|good|helpful|ideal|desirable|a plus|welcome"
        r"|an? (?:\w+ )?(?:advantage|bonus))"
        r"|not (?:\w+ )?(?:mandatory|required|necessary|essential)\b"
        r"|(?:bonus|extra|plus) points|\bis a plus\b|are a plus\b|nice to have|ideally,? you"
        r"|w[äa]e?ren? (?:\w+ )*(?:gut|schön|toll|super|hilfreich|ideal|prima|klasse|großartig"
        r"|von vorteil|wünschenswert)"
        r"|nicht (?:\w+ )?(?:erforderlich|notwendig|nötig|zwingend|voraussetzung|muss)\b"
        r"|(?:gut|schön|toll|super|hilfreich|ideal|prima|klasse) (?:ist|wäre|fänden|finden)\b"
        r"|von vorteil|wünschenswert|idealerweise|freuen (?:wir )?uns(?: auch)?,? wenn"
        r"|it helps if|we(?:'d| would) (?:love|like) it if|punkten (?:du|sie|kannst|können)",
    ),
    (
        SectionKind.OFFER,
        r"\bwe (?:can )?(?:offer|provide|give you)\b|\boffer you\b|\bwe'll offer\b"
        r"|in it for you|\byou(?:'ll| will| can)? (?:get|receive|benefit|enjoy)\b"
        r"|you can (?:expect|look forward)|why (?:join|work|you'll love|us\b)|look forward to\b"
        r"|\b(?:wir|we) (?:\w+ ){0,3}bieten\b|\bbieten (?:wir|dir|ihnen)\b|bei uns erwarte[tn]"
        r"|erwarte[tn] (?:dich|sie) bei uns|(?:du|sie) (?:bekommst|bekommen|erhältst|erhalten)\b"
        r"|(?:bekommst|bekommen|erhältst|erhalten) (?:du|sie)\b|(?:du|dich|sie)\b.*\bfreuen"
        r"|freuen sie sich|freu dich|warum (?:wir|zu uns|bei uns|du|sie)\b"
        r"|haben wir (?:dir |ihnen )?zu bieten|\bdas bieten\b|\bwe bieten\b|\bwir offer\b",
    ),
    (
        SectionKind.PROCESS,
        r"what happens next|how we hire|how it works from here|wie (?:es|geht es) (?:\w+ )?weiter"
        r"|so geht(?:'s| es) weiter|(?:application|hiring|selection|recruiting) process"
        r"|nach (?:deiner|ihrer) bewerbung|after you apply",
    ),
    (
        SectionKind.HOW_TO_APPLY,
        r"how to apply|freuen uns (?:schon )?auf (?:dich|sie|deine|ihre)\b|interesse geweckt|bewirb dich|bewerben sie sich|so bewirbst|sounds good"
        r"|klingt (?:gut|spannend|interessant)|(?:are you )?interested\?|apply now|jetzt bewerben"
        r"|(?:send|submit|schick\w*|senden) (?:us |uns |bitte )*(?:your|deine|ihre) (?:appl|bewerb)"
        r"|your application (?:should|must)|(?:ihre|deine) bewerbung (?:sollte|muss|enthält)",
    ),
    (
        SectionKind.REQUIREMENTS,
        r"\b(?:wir|we) (?:expect|erwarten|require|setzen voraus|wünschen uns)\b"
        r"|\berwarten wir\b|\bdo we expect\b|\bwe(?:'re| are) looking for\b|who we look for"
        r"|we need (?:from )?you\b|we(?:'d| would) like you to|\bwhat we need\b"
        r"|(?:successful|ideal|right|suitable) (?:applicant|candidate|person)"
        r"|\byou(?:'ll)? (?:should |must |already )*(?:bring|have|possess|are\b(?! going)|should|must"
        r"|need|will bring)"
        r"|\b(?:you've|you're)\b|who you are|about you\b|what makes you"
        r"|(?:du|sie) (?:bringst|bringen|hast|haben|verfügst|verfügen|solltest|sollten|bist|sind"
        r"|kannst|können|passt|passen)\b|(?:bringst|bringen|solltest|sollten|hast|haben|verfügst"
        r"|verfügen|bist|sind|zeichnet|zeichnen) (?:du|sie|dich)\b|mitbring\w*|überzeugst du"
        r"|(?:dich|sie) aus(?:zeichnet|macht)|überzeugen sie|wen wir suchen|wir suchen"
        r"|über dich\b|über sie$|wer (?:du bist|sie sind)",
    ),
    (
        SectionKind.TASKS,
        r"\byou(?:'ll| will| would| are going to| shall)\b|what you(?:'ll| will)? do"
        r"|(?:in|for) this (?:role|position|job|function)|\bas (?:an? |our |the )?.{2,80},? you\b"
        r"|your (?:tasks|duties|responsibilities|work|job|mission)\b|responsible for"
        r"|about (?:the|this|your) (?:role|position|job|work|vacancy)|day to day|typical day"
        r"|(?:in|bei|für|auf) (?:dieser|deiner|ihrer|der) (?:rolle|position|stelle|funktion"
        r"|tätigkeit|aufgabe)|(?:wirst|werden|arbeitest|arbeiten|übernimmst|übernehmen|gestaltest"
        r"|gestalten|verantwortest|verantworten) (?:du|sie)\b|\b(?:du|sie) (?:wirst|werden"
        r"|übernimmst|übernehmen|arbeitest|arbeiten|verantwortest|verantworten|unterstützt)\b"
        r"|(?:deine|deinen|ihre|ihren|die) (?:\w+ )?(?:aufgaben|tätigkeiten)"
        r"|über die (?:rolle|position|stelle)|was (?:du|sie) (?:bei uns )?(?:tust|tun|machst|machen"
        r"|bewegst|bewegen)|das (?:machst|tust|erwartet)|was (?:dich|sie) erwartet|darum geht"
        r"|(?:dich|sie) erwarten|wofür wir|hier bringst du|verantwortlich für|zuständig für",
    ),
    (
        SectionKind.ABOUT,
        r"^(?:about|über) \S|who we are|wer wir sind|das sind wir|what we do|was wir (?:tun|machen)"
        r"|wir sind\b.{0,40}$|^(?:we are|this is)\b.{0,40}$|our (?:mission|story|vision)",
    ),
)
COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in PHRASES)
LONGEST_HEADING = 10


def folded(text: str) -> str:
    """A heading for comparison: lower case, straight apostrophes, no hyphens or end marks."""
    plain = without_format_characters(text).casefold().replace("’", "'")
    plain = re.sub(r"[-–—/:;…*_(){}\[\]„“”\"»«&+|#]+", " ", plain)
    return re.sub(r"^[^\w]+|[^\w?]+$", "", " ".join(plain.split()))


def leadin_kind(text: str) -> SectionKind | None:
    """The kind of section a lead-in such as "Wir erwarten, dass Sie" opens, if any."""
    plain = folded(text)
    return next((kind for kind, phrase in COMPILED if phrase.search(plain)), None)


def heading_kind(text: str) -> SectionKind | None:
    """The kind of section a heading names, if it is one we know."""
    named = named_kind(text)
    if named or len(text.split()) > LONGEST_HEADING:
        return named
    return leadin_kind(text)


def named_kind(text: str) -> SectionKind | None:
    """The kind of section whose key words make up the whole text, if there is one."""
    plain = folded(text).rstrip("?! ")
    for candidate in (plain, TAIL.sub("", plain)):
        for kind, keys in KEY_WORDS.items():
            if _consists_of(candidate, keys):
                return kind
    return None


def _consists_of(plain: str, keys: tuple[str, ...]) -> bool:
    """Whether the text has one of these keys, and else only keys of any kind and small words."""
    if not any(re.search(rf"\b{re.escape(key)}\b", plain) for key in keys):
        return False
    rest = ANY_KEY.sub(" ", plain)
    return all(word.strip("'?!.,") in SMALL_WORDS for word in rest.split())


ANY_KEY = re.compile(
    r"\b(?:"
    + "|".join(
        sorted((re.escape(key) for keys in KEY_WORDS.values() for key in keys), key=len)[::-1]
    )
    + r")\b"
)
