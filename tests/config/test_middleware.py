import io
from contextlib import closing

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from careers.models import Contact
from config.middleware import limit_browser_features
from config.staff.admin_site import remove_control_characters
from tests.config.people import browser, hr_manager, person

pytestmark = pytest.mark.django_db
BAD_QUERIES = [
    "q=%00",
    "q=a%00b",
    "q=%0a",
    "q=%1F",
    "q=%7f",
    "q=%C2%85",
    "q=%ff",
    "%00=a",
    "q=\x00",
]


@pytest.mark.parametrize("query", BAD_QUERIES)
@pytest.mark.parametrize("path", ["/de/stellen/", "/admin/careers/posting/", "/staff/login/"])
def test_control_characters_in_the_query_are_refused(path: str, query: str) -> None:
    assert browser(hr_manager()).get(path, QUERY_STRING=query).status_code == 400


@pytest.mark.parametrize("query", ["q=M%C3%BCnchen", "q=a+b", "q=%E2%80%93", "q=%2500"])
def test_other_characters_in_the_query_are_served(query: str) -> None:
    assert browser().get("/de/stellen/", QUERY_STRING=query).status_code == 200


@pytest.mark.parametrize("path", ["/de/stellen/%00/", "/de/%0d%0aX:y/", "/de/%ff/", "/admin/%01/"])
def test_control_characters_in_the_path_are_refused(path: str) -> None:
    assert browser().get(path).status_code == 400


def test_umlauts_in_the_path_are_only_unknown() -> None:
    assert browser().get("/de/m%C3%BCsli/").status_code == 404


@pytest.mark.parametrize(
    "field", ["reference", "title_de", "_selected_action", "sections-0-body_de"]
)
def test_admin_form_with_nul_is_refused_and_stores_nothing(field: str) -> None:
    answer = browser(hr_manager()).post("/admin/careers/posting/add/", {field: "a\0b"})
    assert (answer.status_code, b"cannot be read" in answer.content) == (400, True)


def test_control_characters_that_were_pasted_into_the_admin_go() -> None:
    """A break within a paragraph, as word processors write it, is kept as one."""
    client = browser(person("root", is_superuser=True))
    form = {"name": "Kim\x01\x7f\uffff\x0bÖz", "email": "kim@example.org", "phone": ""}
    client.post("/admin/careers/contact/add/", form)
    assert Contact.objects.get().name == "Kim Öz"
    several_lines = "eins\x0bzwei\x02\r\n\tdrei"
    assert remove_control_characters(several_lines) == "eins\nzwei\r\n\tdrei"


def test_sign_in_with_nul_is_an_error_of_the_form() -> None:
    answer = browser().post("/staff/login/", {"login": "a\0b", "password": "x"})
    assert (answer.status_code, b"Null characters are not allowed" in answer.content) == (200, True)


class Untouched(io.BytesIO):
    def read(self, *_args: object) -> bytes:
        raise AssertionError("the body was read")

    readline = read


def send(client: Client, **environment: object) -> object:
    return client.generic("POST", "/en/jobs/", **environment)


def test_body_over_the_limit_is_refused_unread_with_the_limit_and_a_remedy() -> None:
    answer = send(
        browser(), CONTENT_LENGTH=str(33 * 1024 * 1024), **{"wsgi.input": Untouched(b"x" * 10)}
    )
    assert answer.status_code == 413
    assert "32\xa0MB" in answer.text
    assert "fewer or smaller files, each at most 10\xa0MB" in answer.text


def test_body_at_the_limit_is_not_refused_for_its_size() -> None:
    answer = send(browser(), CONTENT_LENGTH=str(32 * 1024 * 1024), **{"wsgi.input": io.BytesIO()})
    assert answer.status_code == 405


def test_body_of_unknown_length_is_refused_unread() -> None:
    environment = {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""}
    answer = send(browser(), **environment, **{"wsgi.input": Untouched(b"x")})
    assert (answer.status_code, "Nothing" in answer.text or "nothing was read" in answer.text) == (
        411,
        True,
    )


def test_length_that_is_no_number_is_refused() -> None:
    assert send(browser(), CONTENT_LENGTH="-1").status_code == 400


def test_page_without_a_body_may_come_chunked() -> None:
    answer = browser().get("/en/jobs/", headers={"transfer-encoding": "chunked"})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/de/stellen/",
        "/de/nowhere/",
        "/de/stellen/%00/",
        "/api/postings/",
        "/feed.xml",
        "/healthz",
        "/static/css/tokens.css",
        "/admin/",
        "/staff/login/",
    ],
)
def test_every_answer_limits_browser_features_and_embedding(path: str) -> None:
    with closing(browser().get(path)) as answer:  # a file of static/ is open until then
        policy = dict(each.split("=") for each in answer["Permissions-Policy"].split(", "))
        assert [policy["camera"], policy["geolocation"], policy["payment"]] == ["()"] * 3
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_view_may_let_others_embed_its_answer() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Cross-Origin-Resource-Policy": "cross-origin"})

    answer = limit_browser_features(view)(RequestFactory().get("/"))
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
