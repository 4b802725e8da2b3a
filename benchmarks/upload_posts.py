"""How many forms with files a server takes, two builds in turns: python -m benchmarks.upload_posts FORM_A FORM_B.

FORM is the address of the application form of one and the same ad on each server (loopback, with
TRUSTED_PROXY_COUNT=1, so that each visitor has an address of its own). One post is what a browser without
scripts sends on "check": the whole form with one honest file, in a session of its own. PARALLEL of them at once for
each kind of file, ROUNDS rounds in turns; told are the medians per second of each build and their ratio.
"""

import re
import statistics
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import count
from urllib.parse import urlsplit
from uuid import uuid4

PARALLEL, ROUNDS = 4, 5
POSTS = {"CV, 2 pages": 40, "CV, 36 pages": 40, "scan as PNG, 300 dpi": 12, "photograph, 12 MP": 12}
"""Of one round, by the name of the file in benchmarks.document_previews."""
BOUNDARY = "a-boundary-that-no-file-has"
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
visitors: Iterator[int] = count()


def ask(
    form: str, method: str, body: bytes | None, headers: dict[str, str]
) -> tuple[int, str, str]:
    """Status, text and cookies of an answer."""
    address = urlsplit(form)
    connection = HTTPConnection(address.netloc, timeout=60)
    connection.request(method, address.path, body, headers)
    answer = connection.getresponse()
    cookies = "; ".join(one.partition(";")[0] for one in answer.headers.get_all("Set-Cookie", []))
    text = answer.read().decode()
    connection.close()
    return answer.status, text, cookies


def build_body(fields: dict[str, str], name: str, content: bytes) -> bytes:
    """RFC 7578."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
        for field, value in fields.items()
    ]
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="cv"; filename="{name}"\r\n\r\n'
    return b"".join([*parts, head.encode(), content, f"\r\n--{BOUNDARY}--\r\n".encode()])


def prepare(form: str) -> tuple[dict[str, str], dict[str, str]]:
    """What a visitor with an address of its own got with the form: headers to send, and hidden fields."""
    number = next(visitors)
    place = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    headers = {"X-Forwarded-For": place, "X-Forwarded-Proto": "https"}
    status, text, cookies = ask(form, "GET", None, headers)
    if status != HTTPStatus.OK:
        raise SystemExit(f"{form} answers {status}, not 200")
    return headers | {"Cookie": cookies, "Referer": form}, dict(HIDDEN.findall(text))


def post(form: str, name: str, content: bytes) -> float:
    """Seconds of one post that was taken."""
    headers, hidden = prepare(form)
    typed = {"name": "Ayşe Öztürk", "email": f"{uuid4().hex}@example.org", "action": "check"}
    body = build_body(hidden | typed, name, content)
    content_type = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    began = time.perf_counter()
    status, text, _cookies = ask(form, "POST", body, headers | content_type)
    if (
        status not in {HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.SEE_OTHER}
        or "error-summary" in text
    ):
        raise SystemExit(f"{form}: {name} was not taken ({status})")
    return time.perf_counter() - began


def posts_per_second(form: str, name: str, content: bytes, posts: int) -> float:
    with ThreadPoolExecutor(PARALLEL) as pool:
        taken = pool.map(lambda _number: post(form, name, content), range(posts))
        return posts / sum(taken) * PARALLEL


def main(forms: list[str]) -> None:
    from benchmarks.document_previews import documents

    samples = {name: (media_type, content) for name, media_type, content in documents()}
    print(f"{'file':24}" + "".join(f"{place:>10}" for place in "AB") + f"{'B / A':>10}")
    for name, posts in POSTS.items():
        media_type, content = samples[name]
        file_name = f"file.{media_type.rpartition('/')[2]}"
        taken: dict[str, list[float]] = {form: [] for form in forms}
        for _round in range(ROUNDS):
            for form in forms:
                taken[form].append(posts_per_second(form, file_name, content, posts))
        a, b = (statistics.median(taken[form]) for form in forms)
        print(f"{name:24}{a:>10.1f}{b:>10.1f}{b / a:>10.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
