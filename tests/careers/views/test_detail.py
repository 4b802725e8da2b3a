from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db.models import TextField, Value
from django.test import Client
from django.utils import timezone

from careers.editions import build
from careers.enums import EmploymentType, SectionKind, WorkplaceType
from careers.models import Contact, Posting
from careers.services import publish_posting
from tests.careers.factories import (
    ContactFactory,
    DepartmentFactory,
    SectionFactory,
    closed,
    past_deadline,
    published,
)
from tests.careers.public_site import alternates, get_page, page_path, robots, words

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


def publish(posting: Posting) -> Posting:
    publish_posting(posting=posting, actor=None, now=timezone.now())
    return posting


def key_facts(posting: Posting, client: Client) -> dict[str, str]:
    rows = get_page(client, posting).tree.select(".key-facts > div")
    return {words(row.dt): words(row.dd) for row in rows}


def test_page_shows_title_marker_summary_and_sections(client: Client) -> None:
    page = get_page(client, published())
    assert words(page.tree.h1) == "Operations Technician (d/f/m)"
    assert words(page.tree.select_one(".lead")) == "You keep the platform running."
    section = page.tree.select_one("article section[data-kind=tasks]")
    assert (words(section.h2), words(section.li)) == ("Your tasks", "fix outages")


def test_page_gives_sections_a_heading_by_kind_but_not_the_introduction(client: Client) -> None:
    posting = published()
    for kind in (SectionKind.INTRODUCTION, SectionKind.OFFER):
        SectionFactory(posting=posting, kind=kind, heading_de="", heading_en="")
    tree = get_page(client, publish(posting)).tree
    headings = [words(heading) for heading in tree.select("article section > h2")]
    assert headings == ["Your tasks", "What we offer", "Questions about this position"]


@pytest.mark.parametrize("make", [closed, past_deadline])
def test_page_of_a_closed_posting_tells_neither_when_to_apply_nor_when_an_answer_comes(
    client: Client, make: Callable[..., Posting]
) -> None:
    more = {} if make is past_deadline else {"closes_at": timezone.now() + timedelta(days=9)}
    facts = key_facts(make(answer_days=10, **more), client)
    assert [*facts] == ["Location", "Employment type", "Pay", "Department", "Reference"]


def test_page_tells_the_key_facts(client: Client) -> None:
    with time_machine.travel("2026-03-02T10:00:00+01:00", tick=False):
        posting = published(
            reference="B-2026-04",
            starts_on=date(2026, 6, 1),
            answer_days=10,
            fixed_term_until=date(2027, 12, 31),
            fixed_term_reason_en="project funding",
            closes_at=datetime(2026, 4, 15, 22, 0, tzinfo=UTC),
            employment_types=[EmploymentType.PART_TIME],
            hours_percent_min=80,
        )
        facts = key_facts(posting, client)
    assert set(facts) == {
        *("Location", "Employment type", "Contract", "Start", "Pay", "Deadline"),
        *("Reply", "Department", "Reference"),
    }
    assert (facts["Location"], facts["Reference"]) == ("Remote or Berlin centre", "B-2026-04")
    assert facts["Pay"] == "€62,000–78,000 a year"
    assert (facts["Reply"], facts["Deadline"][-22:]) == ("within 10 days", "at 23:59 (Berlin time)")
    assert "project funding" in facts["Contract"]


@pytest.mark.parametrize(
    ("workplace", "expected"),
    [
        ("remote", "15 April 2026 at 23:59 (Berlin time)"),
        ("remote_or_on_site", "15 April 2026 at 23:59 (Berlin time)"),
        ("hybrid", "15 April 2026 at 23:59"),
        ("on_site", "15 April 2026 at 23:59"),
    ],
)
def test_deadline_names_its_zone_where_people_may_work_in_another(
    client: Client, workplace: str, expected: str
) -> None:
    with time_machine.travel(datetime(2026, 3, 1, tzinfo=UTC), tick=False):
        posting = published(
            workplace_type=workplace, closes_at=datetime(2026, 4, 15, 22, 0, tzinfo=UTC)
        )
        assert key_facts(posting, client)["Deadline"] == expected


def test_page_leaves_out_facts_that_are_not_known(client: Client) -> None:
    posting = published(employment_types=[], pay_min=None, pay_max=None, pay_reason="volunteers")
    assert key_facts(posting, client) == {
        "Location": "Remote or Berlin centre",
        "Department": "Cloud",
        "Reference": str(posting.public_id),
    }


def test_page_names_contacts_and_funding(client: Client) -> None:
    funded = DepartmentFactory(slug="scs", name_en="SCS", funding_notice_en="Paid by all of us.")
    posting = published(department=funded, contact_email="jobs@example.org")
    posting.contacts.add(ContactFactory(phone="+49 30 1234"))
    tree = get_page(client, publish(posting)).tree
    links = [link["href"] for link in tree.select("#contacts a")]
    assert links == ["mailto:ada@example.org", "tel:+49301234", "mailto:jobs@example.org"]
    assert words(tree.select_one("#contacts small")) == "Head of operations"
    assert words(tree.select_one(".funding")) == "Paid by all of us."


def test_page_leads_to_the_form_from_card_and_bar(client: Client) -> None:
    posting = published()
    tree = get_page(client, posting).tree
    links = {link["href"] for link in tree.select(".sidebar a.button, .action-bar a.button")}
    assert len(links) == 1
    assert f"{posting.public_id}-operations-technician" in links.pop()


def test_head_names_title_description_and_addresses(client: Client) -> None:
    posting = published()
    tree = get_page(client, posting).tree
    address = SITE + page_path(posting)
    assert words(tree.title) == "Operations Technician (d/f/m) – Verein Musterwolke e. V."
    assert tree.select_one("meta[name=description]")["content"] == "You keep the platform running."
    assert tree.select_one("link[rel=canonical]")["href"] == address
    shared = {tag["property"]: tag["content"] for tag in tree.select("meta[property]")}
    assert shared == {
        "og:type": "website",
        "og:site_name": "Verein Musterwolke e. V.",
        "og:title": "Operations Technician (d/f/m)",
        "og:description": "You keep the platform running.",
        "og:url": address,
        "og:locale": "en",
    }


def test_page_names_the_languages_that_exist(client: Client) -> None:
    posting = published()
    assert alternates(get_page(client, posting)) == {
        "de": SITE + page_path(posting, "de"),
        "en": SITE + page_path(posting, "en"),
        "x-default": SITE + page_path(posting, "de"),
    }


def test_page_of_one_language_names_no_other(client: Client) -> None:
    posting = published(english_only=True)
    address = SITE + page_path(posting)
    assert alternates(get_page(client, posting)) == {"en": address, "x-default": address}


def test_switch_leads_to_the_same_posting_with_that_languages_slug(client: Client) -> None:
    posting = published()
    links = {
        a["hreflang"]: a["href"] for a in get_page(client, posting).tree.select(".languages a")
    }
    assert links == {
        "de": f"/de/stellen/{posting.public_id}-technikerin-fuer-betrieb/",
        "en": f"/en/jobs/{posting.public_id}-operations-technician/",
    }
    assert client.get(links["de"]).status_code == 200


def test_missing_language_shows_the_other_text_marked_and_not_indexed(client: Client) -> None:
    posting = published(german_only=True)
    page = get_page(client, posting, "en")
    assert page.tree.html["lang"] == "en"
    assert {tag.name: tag["lang"] for tag in page.tree.select("h1, .lead, article")} == {
        "h1": "de",
        "p": "de",
        "article": "de",
    }
    assert words(page.tree.select_one(".notice")) == "This position is only advertised in German."
    assert robots(page) == ["noindex"]
    assert page.tree.select("script[type='application/ld+json']") == []
    canonical = page.tree.select_one("link[rel=canonical]")["href"]
    assert canonical == SITE + page_path(posting, "de")


def test_missing_language_keeps_headings_in_the_language_of_the_text(client: Client) -> None:
    posting = published(english_only=True, section={"heading_de": "", "heading_en": ""})
    page = get_page(client, posting, "de")
    assert words(page.tree.select_one("article section h2")) == "Your tasks"


def test_published_language_is_neither_marked_nor_hidden(client: Client) -> None:
    page = get_page(client, published(german_only=True), "de")
    assert page.tree.select("main [lang]") == []
    assert robots(page) == []


def test_language_taken_back_by_a_new_edition_is_not_shown(client: Client) -> None:
    posting = published(title_en="Taken back")
    publish_posting(posting=posting, actor=None, languages=["de"], now=timezone.now())
    page = get_page(client, posting, "en")
    assert "Taken back" not in page.content.decode()


def test_past_deadline_is_told_with_its_date(client: Client) -> None:
    page = get_page(client, past_deadline())
    assert "The deadline for this position has passed" in words(
        page.tree.select_one(".notice.warning")
    )


def test_page_closes_at_the_very_deadline(client: Client) -> None:
    deadline = timezone.now() + timedelta(days=1)
    posting = published(closes_at=deadline)
    for moment, count in ((deadline - timedelta(seconds=1), 2), (deadline, 0)):
        with time_machine.travel(moment, tick=False):
            tree = get_page(client, posting).tree
        assert len(tree.select(".sidebar a.button, .action-bar a.button")) == count


@pytest.mark.parametrize("path", ["999999/", "999999-x/", "9" * 5000 + "/", "99999999999999999/"])
def test_unknown_posting_is_not_found(client: Client, path: str) -> None:
    published(workplace_type=WorkplaceType.REMOTE)
    assert client.get(f"/en/jobs/{path}").status_code == 404


def test_markup_in_an_ad_stays_text(client: Client) -> None:
    attack = "</title></script><script>alert(1)</script>"
    posting = published(
        title_en=attack,
        summary_en=attack,
        place_note_en=attack,
        section={"heading_en": attack, "body_en": f"{attack} [x](javascript:alert(1)) <img src=x>"},
    )
    page = get_page(client, posting)
    assert [tag["type"] for tag in page.tree.select("script")] == ["application/ld+json", "module"]
    assert page.tree.select("img, [onerror], a[href^=javascript]") == []
    assert words(page.tree.h1) == f"{attack} (d/f/m)"


def test_page_refers_to_nothing_outside_but_what_the_ad_links(client: Client) -> None:
    posting = published(section={"body_en": "See [our code](https://code.example.org/x)."})
    tree = get_page(client, posting).tree
    named = [tag.get("href") or tag.get("src") or "" for tag in tree.select("[href], [src]")]
    outside = {address for address in named if "://" in address and not address.startswith(SITE)}
    assert outside == {"https://code.example.org/x"}
    assert tree.select("[style], style, script:not([src]):not([type='application/ld+json'])") == []
    assert [tag["src"] for tag in tree.select("script[src]")] == ["/static/js/posting_page.js"]


def test_page_promises_the_day_of_an_answer_while_one_can_apply(client: Client) -> None:
    deadline = datetime(2026, 4, 15, 22, 0, tzinfo=UTC)
    with time_machine.travel("2026-03-02T10:00:00+01:00", tick=False):
        posting = published(answer_days=10, closes_at=deadline)
        note = get_page(client, posting).tree.select_one(".key-facts .note")
    assert words(note) == "Apply today and you’ll hear from us by 12 March 2026."
    with time_machine.travel(deadline, tick=False):
        assert get_page(client, posting).tree.select(".key-facts .note") == []


def test_page_that_promises_nothing_says_nothing_of_it(client: Client) -> None:
    assert get_page(client, published()).tree.select(".key-facts .note") == []


def test_page_links_to_the_form_of_an_address_for_mail_and_shows_the_one_for_people(
    client: Client,
) -> None:
    """Also of editions from before, which never change."""
    posting = published(contact_email="jobs@weiß.example")
    posting.contacts.add(ContactFactory())
    Contact.objects.update(email=Value("ada@bücher.example", output_field=TextField()))
    links = get_page(client, publish(posting)).tree.select("#contacts a")
    assert [(link["href"], words(link)) for link in links] == [
        ("mailto:ada@xn--bcher-kva.example", "ada@bücher.example"),
        ("mailto:jobs@xn--wei-7ka.example", "jobs@weiß.example"),
    ]


def test_facts_that_are_data_are_read_in_the_language_of_the_page(client: Client) -> None:
    ends = {"fixed_term_until": date(2027, 12, 31), "fixed_term_reason_de": "Projektförderung"}
    posting = published(german_only=True, start_note_de="ab sofort", **ends)
    card = get_page(client, posting, "en").tree.select_one(".key-facts")
    marked = [(words(tag), tag["lang"]) for tag in card.select("[lang]")]
    assert marked == [("Projektförderung", "de"), ("ab sofort", "de")]
    assert "Fixed term until 31 December 2027" in words(card)


def test_facts_published_before_are_read_in_the_language_of_the_ad(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "facts_for_other_readers", lambda *_: {})
    posting = published(german_only=True)
    card = get_page(client, posting, "en").tree.select_one(".key-facts")
    assert {tag["lang"] for tag in card.select("[lang]")} == {"de"}
