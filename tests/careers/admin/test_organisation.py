import pytest

from careers.models import Contact, Department, Location, TextBlock
from tests.careers.factories import (
    ContactFactory,
    DepartmentFactory,
    LocationFactory,
    PostingFactory,
    SectionFactory,
    TextBlockFactory,
)
from tests.config.people import browser, hr_manager

pytestmark = pytest.mark.django_db


def use(thing: object) -> object:
    """A posting that uses this department, location, contact or block."""
    if isinstance(thing, Department):
        return PostingFactory(title_de="Koch", department=thing)
    posting = PostingFactory(
        title_de="Koch", location=thing if isinstance(thing, Location) else None
    )
    if isinstance(thing, Contact):
        posting.contacts.add(thing)
    if isinstance(thing, TextBlock):
        SectionFactory(posting=posting, block=thing)
    return posting


THINGS = {
    "department": lambda: DepartmentFactory(slug="kitchen"),
    "location": lambda: LocationFactory(slug="bonn"),
    "contact": ContactFactory,
    "textblock": TextBlockFactory,
}


@pytest.mark.parametrize("model", THINGS)
def test_what_a_posting_uses_is_kept_and_the_posting_is_named(model: str) -> None:
    thing = THINGS[model]()
    posting = use(thing)
    answer = browser(hr_manager()).post(
        f"/admin/careers/{model}/{thing.pk}/delete/", {"post": "yes"}
    )
    assert "is used and therefore kept" in answer.text
    assert f'<a href="/admin/careers/posting/{posting.pk}/change/">Koch</a>' in answer.text
    assert type(thing).objects.filter(pk=thing.pk).exists()


@pytest.mark.parametrize("model", THINGS)
def test_what_no_posting_uses_can_be_deleted(model: str) -> None:
    thing = THINGS[model]()
    PostingFactory()
    browser(hr_manager()).post(f"/admin/careers/{model}/{thing.pk}/delete/", {"post": "yes"})
    assert not type(thing).objects.filter(pk=thing.pk).exists()


@pytest.mark.parametrize("model", THINGS)
def test_several_at_once_are_kept_if_one_is_used(model: str) -> None:
    thing = THINGS[model]()
    use(thing)
    data = {"action": "delete_selected", "_selected_action": [thing.pk], "post": "yes"}
    browser(hr_manager()).post(f"/admin/careers/{model}/", data)
    assert type(thing).objects.filter(pk=thing.pk).exists()


@pytest.mark.parametrize(
    ("model", "row"),
    [
        ("department", ["funding_notice_de", "funding_notice_en"]),
        ("location", ["name_de", "name_en"]),
        ("contact", ["role_de", "role_en"]),
        ("textblock", ["body_de", "body_en"]),
    ],
)
def test_both_languages_stand_in_one_row(model: str, row: list[str]) -> None:
    thing = THINGS[model]()
    page = browser(hr_manager()).get(f"/admin/careers/{model}/{thing.pk}/change/")
    rows = [
        [cell.field.name for cell in line]
        for fieldset in page.context["adminform"]
        for line in fieldset
    ]
    assert row in rows


def test_department_without_a_name_in_one_language_is_saved() -> None:
    browser(hr_manager()).post("/admin/careers/department/add/", {"slug": "it", "name_en": "IT"})
    assert list(Department.objects.values_list("slug", "name_de", "name_en")) == [
        ("it", None, "IT")
    ]


def test_country_is_two_letters() -> None:
    data = {"slug": "bonn", "name_de": "Bonn", "locality": "Bonn", "country": "Germany"}
    answer = browser(hr_manager()).post("/admin/careers/location/add/", data)
    assert (answer.status_code, Location.objects.count()) == (200, 0)


@pytest.mark.parametrize("words", ["Wir bieten", "We offer", "time to learn"])
def test_blocks_are_found_by_their_words_in_both_languages(words: str) -> None:
    block = TextBlockFactory()
    TextBlockFactory(heading_de="x", heading_en="x", body_de="x", body_en="x")
    page = browser(hr_manager()).get("/admin/careers/textblock/", {"q": words})
    assert list(page.context["cl"].result_list) == [block]


def test_list_of_blocks_counts_the_postings_that_use_each() -> None:
    block = TextBlockFactory()
    for _ in range(2):
        use(block)
    page = browser(hr_manager()).get("/admin/careers/textblock/")
    assert '<td class="field-posting_count">2</td>' in page.text


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("model", THINGS)
def test_lists_take_the_same_queries_for_any_number_of_rows(
    model: str, count: int, django_assert_num_queries: object
) -> None:
    for number in range(count):
        name = f"x{number}"
        thing = THINGS[model]()
        thing.pk = None
        setattr(thing, "name" if model == "contact" else "slug", name)
        thing.save(force_insert=True)
    client = browser(hr_manager())
    with django_assert_num_queries(7):
        client.get(f"/admin/careers/{model}/")


def contact_form(**changes: str) -> dict[str, str]:
    return {"name": "Ada", "role_de": "", "role_en": "", "email": "", "phone": "", **changes}


def test_contact_loses_signs_that_pasting_brought_along() -> None:
    pasted = {
        "name": "\u202aAda\u202c",
        "role_de": "Leiterin\u200b",
        "phone": "\u2066+49 30 1\u2069",
    }
    pasted["email"] = "\u202aada@weiß.example\u202c"
    browser(hr_manager()).post("/admin/careers/contact/add/", contact_form(**pasted))
    made = Contact.objects.get()
    assert (made.name, made.role_de, made.phone) == ("Ada", "Leiterin", "+49 30 1")
    assert made.email == "ada@xn--wei-7ka.example"


def test_contact_shows_its_address_as_people_write_it() -> None:
    contact = ContactFactory(email="ada@xn--wei-7ka.example")
    form = browser(hr_manager()).get(f"/admin/careers/contact/{contact.pk}/change/")
    assert 'value="ada@weiß.example"' in form.text
    assert "ada@weiß.example" in browser(hr_manager("hugo")).get("/admin/careers/contact/").text


@pytest.mark.parametrize(
    ("language", "cause"), [("en", "can be no domain"), ("de", "kann keine Domain sein")]
)
def test_contact_whose_domain_cannot_be_is_refused(language: str, cause: str) -> None:
    form = contact_form(email="ada@☃.example")
    answer = browser(hr_manager(), language).post("/admin/careers/contact/add/", form)
    assert cause in answer.text
    assert not Contact.objects.exists()
