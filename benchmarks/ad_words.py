"""Ads of varied words in both languages, for benchmarks/pages.py: made up, the same for the same seed.

A few words stand in most ads, many in few: nouns are put together of two parts, of which some are frequent.
"""

import random
from typing import NamedTuple

FIELDS = """Netz:Network Daten:Data Cloud:Cloud Sicherheits:Security Anwendungs:Application Forschungs:Research
    Finanz:Finance Veranstaltungs:Event Presse:Press Rechts:Legal Personal:People Bildungs:Education
    Energie:Energy Verkehrs:Transport Gebäude:Building Plattform:Platform Verlags:Publishing Labor:Laboratory
    Gesundheits:Health Verwaltungs:Administration Klima:Climate Archiv:Archive Spenden:Fundraising
    Gemeinde:Community Test:Test Werkstatt:Workshop Lager:Warehouse Küchen:Kitchen Garten:Garden Medien:Media""".split()
ROLES = """entwicklerin:Developer planerin:Planner leiterin:Manager technikerin:Technician beraterin:Consultant
    redakteurin:Editor analystin:Analyst koordinatorin:Coordinator architektin:Architect assistentin:Assistant
    betreuerin:Supervisor ingenieurin:Engineer pflegerin:Curator trainerin:Trainer prüferin:Auditor""".split()
TOPICS = """Kubernetes Python Linux PostgreSQL Ansible Rust Java Terraform OpenStack Grafana SAP Moodle TYPO3 Figma
    Barrierefreiheit Datenschutz Vergaberecht Buchhaltung Controlling Fördermittel Hochschulen Kommunen Schulen
    Museen Bibliotheken Kliniken Ehrenamt Fahrräder Wasserstoff Solaranlagen""".split()
PLACES = """Berlin:Berlin Hamburg:Hamburg München:Munich Köln:Cologne Leipzig:Leipzig Dresden:Dresden Kassel:Kassel
    Bremen:Bremen Nürnberg:Nuremberg Essen:Essen Mainz:Mainz Jena:Jena Rostock:Rostock Freiburg:Freiburg Trier:Trier
    Erfurt:Erfurt Potsdam:Potsdam Aachen:Aachen Halle:Halle Kiel:Kiel""".split()
HEADS = """Arbeits Bau Betriebs Bild Brand Datei Druck Ein Fach Feld Fern Form Frist Funk Gast Geld Grund Haupt Hilfs
    Jahres Karten Kern Konto Kosten Kraft Kunden Kurs Land Leit Lern Licht Markt Mess Nach Neben Orts Papier Pass Plan
    Preis Quell Raum Regel Reise Rest Ruf Schrift Schutz Seiten Signal Speicher Sprach Stadt Stoff Strom Such Tages
    Teil Ton Umwelt Vertrags Vor Wand Waren Weg Werk Wetter Wissens Wochen Zeit Ziel Zimmer Zug""".split()
TAILS = """ablage aufnahme auswahl auswertung bericht bestand beratung bildung daten druck entwurf erfassung fluss
    führung gruppe hilfe karte kette klasse konzept kreis lage liste maß messung modell muster netz ordnung paket
    pflege plan probe prozess prüfung quelle raum rechnung regelung reihe satz schnitt schulung stelle steuerung system
    tafel technik übergabe übersicht unterlagen verbund vergleich verlauf vermittlung versand verzeichnis vorlage
    wechsel werk""".split()
STARTS = """acid air arc ash bank base bay bell block board body bond book border box branch bridge brick cable camp
    card case chain chart circle clay clock cloth coast code coin cold copper cork corner court cover craft cross
    deck deep desk dock door draft dust edge engine farm field film fire flag float flow foot frame gate glass grain
    grid hand harbour head heat hill iron lake lamp land leaf line link""".split()
ENDS = """audit ballot budget bundle campaign catalogue census chapter circuit column component contract corridor
    dataset delivery diagram digest edition estimate exhibit figure forecast format index inspection inventory journal
    ledger licence manual margin memo meter method module notice outline panel parcel pattern permit pipeline policy
    portfolio preview profile programme protocol quota receipt record registry release report request roster route
    sample schedule script segment sequence series shipment sketch survey syllabus template timetable trial""".split()
SENTENCES = {
    "de": (
        "Sie planen {a} und {b} für unser Team und halten beides aktuell.",
        "Gemeinsam mit {role} verbessern Sie {a}, {b} und {c}.",
        "Erfahrung mit {topic} oder {a} ist ein Vorteil.",
        "Sie schreiben verständlich über {a} und erklären {b} auch Menschen, die damit neu beginnen.",
        "Zu Ihrer Arbeit in {place} gehören {a} und {topic}.",
        "Wir legen Wert auf {a}; {b} entsteht bei uns im Gespräch.",
        "Sie begleiten {a} von der ersten Idee bis zu {b}.",
        "Kenntnisse in {topic} und {topic2} bringen Sie mit oder lernen sie hier.",
    ),
    "en": (
        "You plan {a} and {b} for our team and keep both up to date.",
        "Together with a {role} you improve {a}, {b} and {c}.",
        "Experience with {topic} or {a} is a plus.",
        "You write clearly about {a} and explain {b} to people who are new to it.",
        "Your work in {place} includes {a} and {topic}.",
        "We care about {a}; {b} grows out of conversation here.",
        "You look after {a} from the first idea to {b}.",
        "Knowledge of {topic} and {topic2} you bring along or learn here.",
    ),
}
SUMMARIES = {
    "de": "Sie kümmern sich um {a} und {b} in {place}.",
    "en": "You take care of {a} and {b} in {place}.",
}


class Pair(NamedTuple):
    """The same in both languages."""

    de: str
    en: str


class Writer:
    """Writes ads from a source of chance of its own."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def choose(self, words: list[str]) -> str:
        """The first words of a list far more often than the last."""
        return words[int(len(words) * self.random.random() ** 2)]

    def choose_pair(self, words: list[str]) -> Pair:
        return Pair(*self.choose(words).split(":"))

    def write_noun(self, language: str) -> str:
        if language == "de":
            return self.choose(HEADS) + self.choose(TAILS)
        return f"{self.choose(STARTS)} {self.choose(ENDS)}"

    def write_title(self) -> Pair:
        field, role, topic = self.choose_pair(FIELDS), self.choose_pair(ROLES), self.choose(TOPICS)
        if self.random.getrandbits(1):
            return Pair(f"{field.de}{role.de}", f"{field.en} {role.en}")
        return Pair(f"{field.de}{role.de} {topic}", f"{field.en} {role.en} {topic}")

    def fill(self, sentence: str, language: str, place: Pair) -> str:
        return sentence.format(
            a=self.write_noun(language),
            b=self.write_noun(language),
            c=self.write_noun(language),
            role=getattr(self.choose_pair(ROLES), language).capitalize(),
            topic=self.choose(TOPICS),
            topic2=self.choose(TOPICS),
            place=getattr(place, language),
        )

    def write_sentences(self, language: str, place: Pair, number: int) -> list[str]:
        chosen = self.random.choices(SENTENCES[language], k=number)
        return [self.fill(each, language, place) for each in chosen]

    def write_summary(self, language: str, place: Pair) -> str:
        return self.fill(SUMMARIES[language], language, place)
