"""A form that comes after the session has ended: given back to its own author, never run."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from careers.models import Posting
from tests.careers.admin.editor import address
from tests.careers.factories import PostingFactory
from tests.config.people import browser, hr_manager

pytestmark = pytest.mark.django_db
HERE = {"Sec-Fetch-Site": "same-origin"}
TYPED = {"title_de": "<b>Koch</b>", "summary_de": "Viel\r\nText", "locations": ["1", "2"]}


def shown(answer: object) -> list[tuple[str, str]]:
    return answer.context["values"]


def test_form_of_nobody_is_given_back_and_not_run() -> None:
    posting = PostingFactory()
    answer = browser().post(address(posting), TYPED, headers=HERE)
    assert answer.status_code == 403
    assert shown(answer) == [
        ("title_de", "<b>Koch</b>"),
        ("summary_de", "Viel\r\nText"),
        ("locations", "1"),
        ("locations", "2"),
    ]
    assert "<b>Koch" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert Posting.objects.get().title_de == posting.title_de


def test_page_of_the_form_is_the_one_to_go_back_to() -> None:
    path = "/admin/applications/application/1/change/"
    headers = {**HERE, "Referer": f"https://localhost{path}"}
    answer = browser().post("/admin/applications/application/1/message/", TYPED, headers=headers)
    assert answer.context["page"] == path


@pytest.mark.parametrize("referer", ["", "https://localhost/admin/careers/department/add/?slug=it"])
def test_page_to_add_something_is_gone_back_to_with_its_query(referer: str) -> None:
    path = "/admin/careers/department/add/?slug=it"
    headers = {**HERE, "Referer": referer}
    answer = browser().post(path, TYPED, headers=headers)
    assert answer.context["page"] == path
    assert parse_qs(urlsplit(answer.context["sign_in"]).query)["next"] == [path]


@pytest.mark.parametrize(
    "referer", ["https://elsewhere.example/admin/", "https://localhost//x.example/"]
)
def test_page_elsewhere_is_not_gone_back_to(referer: str) -> None:
    path = address(PostingFactory())
    answer = browser().post(path, TYPED, headers={**HERE, "Referer": referer})
    assert answer.context["page"] == path


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://elsewhere.example"},
        {**HERE, "X-Requested-With": "fetch"},
    ],
)
def test_form_of_another_site_or_of_a_script_leads_to_the_sign_in(headers: dict[str, str]) -> None:
    answer = browser().post(address(PostingFactory()), TYPED, headers=headers)
    assert answer.status_code == 302


NO_ADDRESS = "https://[::"


def test_form_whose_sender_names_no_address_is_refused() -> None:
    path = address(PostingFactory())
    assert browser().post(path, TYPED, headers={"Origin": NO_ADDRESS}).status_code == 302
    assert strict(browser()).post(path, TYPED, headers={"Origin": NO_ADDRESS}).status_code == 403
    answer = browser().post(path, TYPED, headers={**HERE, "Referer": NO_ADDRESS})
    assert (answer.status_code, answer.context["page"]) == (403, path)


def test_form_is_given_back_by_its_origin_where_a_browser_says_no_more() -> None:
    headers = {"Origin": "https://localhost"}
    assert browser().post(address(PostingFactory()), TYPED, headers=headers).status_code == 403


def test_password_is_never_given_back() -> None:
    typed = {"password1": "Ein-langes-Wort-2026"}
    answer = browser().post("/admin/auth/user/1/password/", typed, headers=HERE)
    assert answer.status_code == 302


def test_file_is_not_given_back() -> None:
    """A page cannot hold it, and a form without it would be another."""
    file = SimpleUploadedFile("Bild.png", b"x")
    answer = browser().post(address(PostingFactory()), {**TYPED, "file": file}, headers=HERE)
    assert answer.status_code == 302


def strict(client: Client) -> Client:
    client.handler.enforce_csrf_checks = True
    return client


def test_form_with_the_token_of_an_earlier_sign_in_is_given_back() -> None:
    posting = PostingFactory()
    answer = strict(browser(hr_manager())).post(address(posting), TYPED, headers=HERE)
    assert (answer.status_code, answer.context["is_signed_in"]) == (403, True)
    assert len(shown(answer)) == 4


@pytest.mark.parametrize(("path", "headers"), [("/staff/login/", HERE), ("/admin/", {})])
def test_other_forms_without_their_token_are_refused_as_ever(
    path: str, headers: dict[str, str]
) -> None:
    answer = strict(browser()).post(path, TYPED, headers=headers)
    assert (answer.status_code, "values" in (answer.context or {})) == (403, False)
