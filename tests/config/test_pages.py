import pytest

from tests.careers.brands import use


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("de-DE,de;q=0.9,en;q=0.5", "/de/stellen/"),
        ("en-GB,en;q=0.9", "/en/jobs/"),
        ("fr,en;q=0.2", "/en/jobs/"),
        ("fr", "/de/stellen/"),
        ("", "/de/stellen/"),
    ],
)
def test_front_door_leads_to_the_list_in_the_visitors_language(client, wanted, path):
    response = client.get("/", headers={"Accept-Language": wanted})
    assert (response.status_code, response["Location"], response["Vary"]) == (
        302,
        path,
        "Accept-Language",
    )


@pytest.mark.parametrize(("home", "path"), [("/de/", "/de/stellen/"), ("/en/", "/en/jobs/")])
def test_home_of_a_language_is_its_list(client, home, path):
    response = client.get(home)
    assert (response.status_code, response["Location"]) == (301, path)


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        (
            "/de/barrierefreiheit/",
            "Alles lässt sich auch allein mit der Tastatur, mit einem Screenreader und ohne "
            "JavaScript bedienen.",
        ),
        (
            "/en/accessibility/",
            "Everything works with the keyboard alone, with a screen reader, and without "
            "JavaScript.",
        ),
    ],
)
def test_accessibility_statement_asks_for_no_keyboard(client, path, sentence):
    assert f"<li>{sentence}</li>" in client.get(path).text


PAGES = {
    "/de/impressum/": "Impressum",
    "/en/imprint/": "Imprint",
    "/de/datenschutz/": "Datenschutz",
    "/en/privacy/": "Privacy",
    "/de/barrierefreiheit/": "Barrierefreiheit",
    "/en/accessibility/": "Accessibility",
}


@pytest.mark.parametrize(("path", "heading"), PAGES.items())
def test_page_of_duty_opens_without_database_and_cookie(client, path, heading):
    response = client.get(path)
    assert (response.status_code, dict(response.cookies)) == (200, {})
    assert f"<h1>{heading}</h1>" in response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_page_of_duty_may_be_kept_by_proxies(client, path):
    response = client.get(path)
    assert (response["Cache-Control"], response.get("Vary")) == ("public, max-age=300", None)


def test_pages_answer_to_reading_only(client):
    assert client.post("/de/impressum/").status_code == 405


def test_imprint_names_who_is_responsible(client, settings):
    settings.ORGANISATION = settings.ORGANISATION | {
        "represented_by": "Kim Beispiel",
        "register": "VR 1234 B",
        "vat_id": "DE123456789",
        "phone": "030 123",
    }
    html = client.get("/en/imprint/").content.decode()
    facts = (
        "Verein Musterwolke e. V.",
        "Represented by Kim Beispiel.",
        "VR 1234 B",
        "DE123456789",
        'href="tel:030123"',
    )
    assert [fact for fact in facts if fact not in html] == []


def test_imprint_leaves_out_what_is_not_set(client):
    html = client.get("/en/imprint/").content.decode()
    assert [word for word in ("Represented", "Register", "VAT", "Phone") if word in html] == []


@pytest.mark.parametrize(
    ("months", "words"), [(1, "1 month after"), (6, "6 months after"), (9, "9 months after")]
)
def test_privacy_notice_follows_the_retention_that_runs(client, settings, months, words):
    settings.RETENTION_MONTHS = months
    assert (
        f"{words} the decision on your application we delete it"
        in client.get("/en/privacy/").content.decode()
    )


def test_privacy_notice_says_which_version_it_is(client, settings):
    settings.PRIVACY_NOTICE_VERSION = "2031-07"
    assert "<dd>2031-07</dd>" in client.get("/de/datenschutz/").content.decode()


def test_privacy_notice_names_basis_and_contact(client, settings):
    settings.ORGANISATION = settings.ORGANISATION | {"privacy_email": "dpo@example.org"}
    html = client.get("/en/privacy/").content.decode()
    assert ("Art. 6(1)(b) GDPR" in html, html.count('href="mailto:dpo@example.org"')) == (True, 2)


ADDITIONS = {"imprint": {"de": "# Aufsicht\n\nDas **Amt**<script>", "en": ""}, "privacy": {}}


@pytest.mark.django_db
def test_addition_of_the_admin_wins_over_the_mounted_file(client, settings):
    settings.PAGE_ADDITIONS = ADDITIONS
    use(imprint_addition_de="Die **Kammer**")
    assert "<strong>Kammer</strong>" in client.get("/de/impressum/").text
    assert "<strong>Amt</strong>" not in client.get("/de/impressum/").text
    assert (
        '<div lang="de"><p>Die <strong>Kammer</strong></p></div>' in client.get("/en/imprint/").text
    )


def test_addition_stands_at_the_end_of_the_page(client, settings):
    settings.PAGE_ADDITIONS = ADDITIONS
    text = client.get("/de/impressum/").text
    assert "<h2>Weitere Angaben</h2>\n    <div><h3>Aufsicht</h3>" in text
    assert ("<strong>Amt</strong>" in text, "Das <strong>Amt</strong><script>" in text) == (
        True,
        False,
    )


def test_addition_in_the_other_language_says_so(client, settings):
    settings.PAGE_ADDITIONS = ADDITIONS
    assert '<div lang="de"><h3>Aufsicht</h3>' in client.get("/en/imprint/").text


def test_page_without_an_addition_has_no_heading_for_it(client, settings):
    settings.PAGE_ADDITIONS = ADDITIONS
    assert "Further information" not in client.get("/en/privacy/").text
