# SPDX-License-Identifier: Apache-2.0
"""A visitor for deploy/image-test.sh: opens the first posting of the list and applies with a PDF.

Usage: python deploy/image_test/apply.py PORT HOST. Prints the text of the receipt page.
"""

import io
import re
import sys
from http import HTTPStatus
from http.client import HTTPConnection, HTTPResponse

import pikepdf

BOUNDARY = "end-of-part"


def one_page() -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def multipart(fields: dict[str, str]) -> bytes:
    """A form's answers and a CV (RFC 7578)."""
    start = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="'
    parts = "".join(f'{start}{name}"\r\n\r\n{value}\r\n' for name, value in fields.items())
    cv = f'{start}cv"; filename="cv.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
    return (parts + cv).encode() + one_page() + f"\r\n--{BOUNDARY}--\r\n".encode()


class Visitor:
    """A browser behind the reverse proxy."""

    def __init__(self, port: int, host: str) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.headers = {"Host": host, "X-Forwarded-Proto": "https", "Referer": f"https://{host}/"}

    def ask(self, method: str, path: str, body: bytes | None = None) -> tuple[HTTPResponse, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = self.headers | {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        connection.request(method, path, body, headers if body else self.headers)
        answer = connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie", ()):
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        self.headers["Cookie"] = "; ".join("=".join(one) for one in self.cookies.items())
        return answer, answer.read().decode()

    def apply(self) -> str:
        posting = re.findall(
            r'href="(/de/stellen/\d+-[^"]+/)"', self.ask("GET", "/de/stellen/")[1]
        )[0]
        form = re.findall(rf'href="({posting}bewerben/)"', self.ask("GET", posting)[1])[0]
        page = self.ask("GET", form)[1]
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
        answer, text = self.ask(
            "POST", form, multipart(fields | {"name": "Kim Test", "email": "kim@example.org"})
        )
        review = self.follow(answer, text)
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', review))
        answer, text = self.ask("POST", answer.headers["Location"], multipart(fields))
        return self.follow(answer, text)

    def follow(self, answer: HTTPResponse, text: str) -> str:
        if answer.status != HTTPStatus.FOUND:
            raise SystemExit(f"The application was answered with {answer.status}: {text}")
        return self.ask("GET", answer.headers["Location"])[1]


if __name__ == "__main__":
    sys.stdout.write(Visitor(int(sys.argv[1]), sys.argv[2]).apply())
