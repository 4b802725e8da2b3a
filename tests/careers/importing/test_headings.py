import pytest

from careers.enums import SectionKind
from careers.importing.lexicon import heading_kind, leadin_kind
from careers.importing.parser import parse_ad

HEADINGS = {
    SectionKind.ABOUT: """About us|About the project|About Example GmbH|Who we are|Our company|The team
        |Über uns|Über das Projekt|Wer wir sind|Das Unternehmen|Über die Stiftung|Unser Team""",
    SectionKind.TASKS: """Your tasks|Your responsibilities|Responsibilities|Key responsibilities
        |About the role|The role|What you will do|What you'll do|Your duties|Job description
        |Ihre Aufgaben|Deine Aufgaben bei uns|Aufgabengebiet|Das erwartet dich|Was dich erwartet
        |Über die Rolle|Ihre Tätigkeiten|Das machst du|Deine Rolle|Was Sie bei uns tun
        |Aufgaben & Verantwortung|🚀 Deine Mission""",
    SectionKind.REQUIREMENTS: """Your profile|Requirements|What you bring|Who you are|About you
        |Skills and experience|Minimum qualifications|What we are looking for|Must-haves
        |Ihr Profil|Dein Profil:|Anforderungen|Das bringst du mit|Was Sie mitbringen|Wir erwarten
        |Voraussetzungen|Ihre Qualifikationen|Fachliche und persönliche Kompetenzen|Über dich""",
    SectionKind.NICE_TO_HAVE: """Nice to have|Nice-to-have|Bonus points|Preferred qualifications
        |Desirable skills|Von Vorteil|Wünschenswert|Das wäre schön|Ein Plus wäre toll""",
    SectionKind.OFFER: """We offer|What we offer|Benefits|Perks and benefits|What's in it for you?
        |Why join us|What you can expect from us: you get|Wir bieten|Was wir bieten|Unser Angebot
        |Das bieten wir dir|Deine Vorteile|Darauf können Sie sich freuen|Was dich bei uns erwartet""",
    SectionKind.PROCESS: """Hiring process|What happens next|Next steps|Application process
        |Bewerbungsprozess|So geht es weiter|Wie geht es weiter?|Auswahlverfahren""",
    SectionKind.HOW_TO_APPLY: """How to apply|Apply now|Contact|Interested?|Your application
        |Bewerbung|Ihre Bewerbung|So bewerben Sie sich|Kontakt|Haben wir Ihr Interesse geweckt?
        |Ansprechpartner:in|Jetzt bewerben!|Bewirb dich""",
}
CASES = [
    (heading.strip(), kind) for kind, names in HEADINGS.items() for heading in names.split("|")
]


@pytest.mark.parametrize(("heading", "kind"), CASES)
def test_heading_names_its_section(heading, kind):
    assert heading_kind(heading) is kind


@pytest.mark.parametrize("heading", ["YOUR TASKS", "ihre aufgaben", "**Ihre Aufgaben**", "Tasks …"])
def test_heading_is_known_in_any_dress(heading):
    assert heading_kind(heading) is SectionKind.TASKS


@pytest.mark.parametrize(
    "heading",
    [
        "Requirements engineering in practice",
        "Application development",
        "Process automation",
        "Datenschutz",
        "Equal opportunities",
        "Opening hours",
        "Contactless payment",
        "Aufgabenplanung mit Software",
        "Profilbild",
        "Project Gutenberg Library",
    ],
)
def test_heading_with_more_to_it_is_no_section_we_know(heading):
    assert heading_kind(heading) is None


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("In this role, you will", SectionKind.TASKS),
        ("As our Head of Snacks you will", SectionKind.TASKS),
        ("Zu Ihren Aufgaben gehören", SectionKind.TASKS),
        ("Als Bademeisterin wirst Du", SectionKind.TASKS),
        ("In dieser Funktion werden Sie", SectionKind.TASKS),
        ("We expect that you", SectionKind.REQUIREMENTS),
        ("We expect you to have", SectionKind.REQUIREMENTS),
        ("We would like you to", SectionKind.REQUIREMENTS),
        ("Wir erwarten, dass Sie", SectionKind.REQUIREMENTS),
        ("We erwarten, dass Du", SectionKind.REQUIREMENTS),
        ("Wir expect you", SectionKind.REQUIREMENTS),
        ("Du bringst mit", SectionKind.REQUIREMENTS),
        ("It would be nice if you", SectionKind.NICE_TO_HAVE),
        ("Helpful, but not strictly required", SectionKind.NICE_TO_HAVE),
        ("It'd be a big plus if you have", SectionKind.NICE_TO_HAVE),
        ("Es wäre toll, wenn Du", SectionKind.NICE_TO_HAVE),
        ("Nicht zwingend, aber gut", SectionKind.NICE_TO_HAVE),
        ("We offer", SectionKind.OFFER),
        ("Wir bieten Dir", SectionKind.OFFER),
        ("Bei uns erwarten Dich", SectionKind.OFFER),
        ("Our customers are", None),
        ("Zu unseren Mitgliedern zählen", None),
    ],
)
def test_lead_in_opens_its_section(sentence, kind):
    assert leadin_kind(sentence) is kind


@pytest.mark.parametrize(
    "opening", ["**We offer**", "We offer", "We offer:", "*We offer*", "## We offer", "WE OFFER"]
)
def test_every_dress_of_an_opening_gives_the_same_section(opening):
    section = parse_ad(f"{opening}\n\n* cake\n* tea", "en").sections[0]
    assert (section.kind, section.heading.capitalize(), section.items) == (
        SectionKind.OFFER,
        "We offer",
        2,
    )


def test_sentence_in_running_text_opens_nothing():
    sections = parse_ad(
        "In this role, you will be happy. We offer cake.\n\nMore text.", "en"
    ).sections
    assert [section.kind for section in sections] == [SectionKind.INTRODUCTION]


def test_sentences_before_a_lead_in_stay_with_the_section_before():
    first, second = parse_ad("We are small. In this role, you will\n\n* grow", "en").sections
    assert (first.body, second.heading, second.body) == (
        "We are small.",
        "In this role, you will",
        "* grow",
    )


def test_a_long_lead_in_stays_in_the_text():
    lead_in = "In this role, you will take care of all of these things and of many others:"
    section = parse_ad(f"{lead_in}\n\n* cake", "en").sections[0]
    assert (section.kind, section.heading, section.body) == (
        SectionKind.TASKS,
        "",
        f"{lead_in}\n\n* cake",
    )


def test_bold_line_inside_a_section_with_a_heading_stays_inside():
    text = "## We offer\n\n**Money**\n\nLots.\n\n**Time**\n\nSome."
    section = parse_ad(text, "en").sections
    assert [(part.heading, part.body) for part in section] == [
        ("We offer", "**Money**\n\nLots.\n\n**Time**\n\nSome.")
    ]


def test_bare_heading_joins_the_next_one():
    section = parse_ad("## The job\n\n## Ihr Profil\n\nText", "en").sections
    assert [(part.kind, part.heading) for part in section] == [
        (SectionKind.REQUIREMENTS, "The job: Ihr Profil")
    ]


def test_address_of_a_link_in_a_heading_is_kept():
    section = parse_ad("## About [us](https://example.org)\n\nText", "en").sections[0]
    assert (section.heading, section.body) == ("About us", "<https://example.org>\n\nText")


def test_very_long_heading_stays_in_the_text():
    heading = "word " * 50
    section = parse_ad(f"## {heading}\n\nText", "en").sections[0]
    assert (section.heading, section.body) == ("", f"### {heading.strip()}\n\nText")
