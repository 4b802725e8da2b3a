import pytest

from careers.importing.contacts import find_contacts, find_email, reveal_addresses


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Get in touch with Ada Beispiel, Jo Muster or Kim Li via",
            "Ada Beispiel|Jo Muster|Kim Li",
        ),
        ("Please contact Ada Beispiel and Jo Muster via x@example.org", "Ada Beispiel|Jo Muster"),
        ("Setze Dich mit Ada Beispiel oder Jo Muster in Verbindung", "Ada Beispiel|Jo Muster"),
        ("Setzen Sie sich gern mit Ada Beispiel in Verbindung.", "Ada Beispiel"),
        ("Fragen beantwortet Ihnen gern Frau Dr. Ada Beispiel.", "Dr. Ada Beispiel"),
        ("Für Fragen steht Ihnen Herr Jo Muster (Tel. 1) zur Verfügung.", "Jo Muster"),
        ("Your contact is Jo Muster.", "Jo Muster"),
        ("Ansprechpartnerin: Ada von der Beispiel", "Ada von der Beispiel"),
        (
            "Ada Beispiel (Inhalt) und Jo Muster (Verfahren) helfen bei Fragen.",
            "Ada Beispiel|Jo Muster",
        ),
        ("Bei Fragen melden Sie sich bei Herrn Jo Muster-Mann.", "Jo Muster-Mann"),
        ("Write to Anne O’Hara: anne@example.org", "Anne O’Hara"),
        ("Setze Dich\u00a0mit Ada Beispiel in Verbindung", "Ada Beispiel"),
    ],
)
def test_persons_to_ask_are_found(text, names):
    assert find_contacts([text]) == tuple(names.split("|"))


@pytest.mark.parametrize(
    "text",
    [
        "Please contact our Human Resources via x@example.org",
        "Questions? Ask the Example Support Team.",
        "Contact the Open Example Foundation at x@example.org",
        "You work with Ada Beispiel.",
        "Bewerbung an: Stadt Musterhausen, bewerbung@example.org",
        "Fragen an uns: x@example.org",
        "Ihre Fragen beantworten wir gern.",
    ],
)
def test_others_are_no_persons_to_ask(text):
    assert find_contacts([text]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "jobs-it@example.org",
        "jobs[minus]it[at]example[dot]org",
        "jobs-it(at)example(dot)org",
        "jobs-it [ät] example [punkt] org",
        "jobs-it {at} example {dot} org",
        "jobs-it at example dot org",
        "jobs-it&#64;example.org",
        "jobs[bindestrich]it@example.org",
    ],
)
def test_disguised_address_is_read(text):
    assert find_email([], [f"Write to {text}!"]) == "jobs-it@example.org"


def test_target_of_a_mail_link_counts_before_the_text():
    links = ["https://example.org", "mailto:Target@example.org?subject=Hello"]
    assert find_email(links, ["other@example.org"]) == "target@example.org"


def test_percent_signs_in_a_mail_link_are_read():
    assert find_email(["mailto:a%2Db@example.org"], []) == "a-b@example.org"


@pytest.mark.parametrize("text", ["We meet at noon, dot.", "[at] the sea", "me@home", "mailto:"])
def test_other_texts_are_no_address(text):
    assert find_email([text], [text]) == ""


def test_text_without_disguise_stays_as_it_is():
    assert reveal_addresses("Meet us at noon (at the sea).") == "Meet us at noon (at the sea)."


@pytest.mark.parametrize(
    ("links", "text"),
    [
        (["mailto:jobs@Weiß.example"], ""),
        (["mailto:jobs@wei%C3%9F.example"], ""),
        ([], "Write to jobs@xn--wei-7ka.example"),
        ([], "Write to jobs[at]weiß[dot]example"),
    ],
)
def test_address_has_the_form_for_mail(links, text):
    assert find_email(links, [text]) == "jobs@xn--wei-7ka.example"


@pytest.mark.parametrize(
    "text",
    [
        "Wir freuen uns auf Ihre Unterlagen mit Angabe der Wünsche an post@example.org.",
        "Du hilfst bei Fragen zu Recht und Alltag.",
        "Das erreichen wir durch Aufbau von Vertrauen und Geduld.",
        "Bewerbung und Nachweis der Eignung per E-Mail an post@example.org",
    ],
)
def test_two_nouns_with_a_small_word_between_them_are_no_person(text):
    assert find_contacts([text]) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ihre Fragen beantwortet Frau Ada von der Heide.", "Ada von der Heide"),
        ("Ansprechpartnerin: Ada von der Heide", "Ada von der Heide"),
        ("Fragen an Ada von Heide (Tel. 030 12345)", "Ada von Heide"),
    ],
)
def test_names_with_a_small_word_in_them_are_persons_where_something_says_so(text, name):
    assert find_contacts([text]) == (name,)
