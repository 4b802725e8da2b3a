"""Which sentence of one language translates which of another."""

from careers.checks.sentence_alignment import Text, align, likeness
from careers.checks.sentences import read_units


def beads(german, english):
    found = align(Text(german, "de"), Text(english, "en"))
    return [(len(bead.here), len(bead.there)) for bead in found]


def test_sentences_in_order_are_paired():
    german = "Der Verein sammelt Werkzeug. Einmal im Monat repariert er Lampen."
    english = "The association collects tools. Once a month it repairs lamps."
    assert beads(german, english) == [(1, 1), (1, 1)]


def test_missing_sentence_stands_alone():
    german = "Wir suchen Hilfe. Im Mai 2027 planen wir ein Fest. Die Arbeit dauert 20 Stunden."
    english = "We are looking for help. The work takes 20 hours."
    assert beads(german, english) == [(1, 1), (1, 0), (1, 1)]


def test_sentence_cut_in_two_is_one_bead():
    german = "Sie beraten Mitglieder am Telefon und schreiben im Mai den Bericht für den Vorstand."
    english = "You advise members on the phone. In May you write the report for the board."
    assert beads(german, english) == [(1, 2)]


def test_empty_section_has_no_beads():
    assert beads("", "You advise members.") == []


def test_compounds_are_known_by_their_parts():
    german, english = (
        read_units("Die Wochenarbeitszeit ist kurz.", "de"),
        read_units("Weekly working time is short.", "en"),
    )
    assert likeness(german, english) > likeness(german, read_units("We sell lamps.", "en"))
