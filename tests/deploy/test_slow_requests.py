"""The shipped nginx between slow visitors and a web server: who is cut off, who is not, and how many wait at once."""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.proxy import Change, Proxy

PATIENCE = 20.0
WHOLE = 30_000
"""Bytes of a body."""
SENDERS = 16


class WebServer(ThreadingHTTPServer):
    """Answers with the number of bytes that it was sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Counting)


class Counting(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/away":
            self.connection.close()
            return
        self.answer(b"hello")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(str(len(body)).encode())

    def answer(self, text: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def running_proxy(*changes: Change) -> Iterator[Proxy]:
    with TemporaryDirectory() as folder, WebServer() as web:
        Path(folder).chmod(0o711)
        threading.Thread(target=web.serve_forever, daemon=True).start()
        proxy = Proxy(Path(folder), web_port=web.server_address[1], changes=changes)
        proxy.start()
        try:
            wait_until(lambda: get(proxy) == 200)
            yield proxy
        finally:
            proxy.stop()
            web.shutdown()


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    with running_proxy() as started:
        yield started


def wait_until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.1)


def connect(proxy: Proxy, source: str = "127.0.0.1") -> ssl.SSLSocket:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    plain = socket.create_connection(("127.0.0.1", proxy.port), PATIENCE, (source, 0))
    return context.wrap_socket(plain)


def get(proxy: Proxy, source: str = "127.0.0.1", path: str = "/") -> int:
    """The status of a page; 0 if there is nobody."""
    with suppress(OSError), closing(connect(proxy, source)) as browser:
        head = f"GET {path} HTTP/1.1\r\nHost: jobs.test\r\nConnection: close\r\n\r\n"
        browser.sendall(head.encode())
        return status_of(browser)
    return 0


def begin_upload(proxy: Proxy, source: str = "127.0.0.1") -> ssl.SSLSocket:
    """Head and first byte of a body of WHOLE bytes."""
    browser = connect(proxy, source)
    head = f"POST / HTTP/1.1\r\nHost: jobs.test\r\nContent-Length: {WHOLE}\r\n\r\n"
    browser.sendall(head.encode() + b"x")
    return browser


def status_of(browser: ssl.SSLSocket) -> int:
    response = http.client.HTTPResponse(browser)
    response.begin()
    return response.status


def is_cut_off(browser: ssl.SSLSocket) -> bool:
    """Whether nginx has closed the connection without an answer."""
    browser.settimeout(0.1)
    try:
        return browser.recv(1) == b""
    except TimeoutError:
        return False
    except OSError:
        return True


def workers(proxy: Proxy) -> set[str]:
    assert proxy.process is not None
    path = Path(f"/proc/{proxy.process.pid}/task/{proxy.process.pid}/children")
    return {*path.read_text().split()}


def reload(proxy: Proxy) -> None:
    """Until new processes serve."""
    before = workers(proxy)
    proxy.reload()
    wait_until(lambda: workers(proxy) - before)
    wait_until(lambda: get(proxy) == 200)


def test_body_that_drips_is_cut_off_after_a_reload() -> None:
    soon = (r"worker_shutdown_timeout 30m", "worker_shutdown_timeout 1s")
    with running_proxy(soon) as proxy, closing(begin_upload(proxy)) as browser:
        browser.sendall(b"x")
        assert not is_cut_off(browser)
        reload(proxy)
        wait_until(lambda: is_cut_off(browser))


def test_honest_upload_outlives_a_reload(proxy: Proxy) -> None:
    with closing(begin_upload(proxy)) as browser:
        reload(proxy)
        browser.sendall(bytes(WHOLE - 1))
        assert status_of(browser) == 200


def test_body_that_stops_is_cut_off() -> None:
    soon = (r"client_body_timeout 30s", "client_body_timeout 1s")
    with running_proxy(soon) as proxy, closing(begin_upload(proxy)) as browser:
        wait_until(lambda: is_cut_off(browser))


def test_one_network_holds_so_many_bodies_and_others_are_served(proxy: Proxy) -> None:
    with ExitStack() as stack:
        for _number in range(SENDERS):
            stack.enter_context(closing(begin_upload(proxy)))
        wait_until(lambda: refuses_upload(proxy))
        assert get(proxy) == 200
        other = stack.enter_context(closing(begin_upload(proxy, "127.0.0.9")))
        other.sendall(bytes(WHOLE - 1))
        assert status_of(other) == 200


def refuses_upload(proxy: Proxy) -> bool:
    """Whether one more body is refused at once, before it has come."""
    with closing(begin_upload(proxy)) as browser:
        browser.settimeout(0.5)
        try:
            return status_of(browser) == 429
        except TimeoutError:
            return False


NETWORKS = [
    ("192.0.2.7", "192.0.2.7"),
    ("192.0.2.8", "192.0.2.8"),
    ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
    ("2001:db8:1:2::9", "2001:db8:1:2::"),
    ("2001:db8::1", "2001:db8::"),
    ("2001:db8:0:0:1::5", "2001:db8::"),
    ("2001:db8:1::5", "2001:db8:1::"),
    ("2001:db8:1:0:a:b:c:d", "2001:db8:1::"),
    ("2001:db8:1:0:a::5", "2001:db8:1::"),
    ("2001:db8:0:1:2:3:4:5", "2001:db8:0:1::"),
    ("2001:db8:0:1::5", "2001:db8:0:1::"),
    ("2001:db8:a0a:d0d::5", "2001:db8:a0a:d0d::"),
    ("::ffff:192.0.2.7", "::ffff:192.0.2.7"),
]


WIDE_NETWORKS = [
    ("192.0.2.7", "none"),
    ("::ffff:192.0.2.7", "none"),
    ("2001:db8:1:2:3:4:5:6", "2001:db8:1::"),
    ("2001:db8:1:ff::9", "2001:db8:1::"),
    ("2001:db8::1", "2001:db8::"),
    ("2001:db8:a0a:d0d::5", "2001:db8:a0a::"),
]


def in_bytes(network: str, length: int = 8) -> str:
    """As a pattern for the proxy: the whole IPv4 address, or so many bytes of an IPv6 one."""
    packed = ip_address(network).packed
    is_whole = len(packed) == 4 or network.startswith("::ffff:")
    return "".join(f"\\\\x{byte:02x}" for byte in (packed if is_whole else packed[:length]))


@pytest.fixture(scope="module")
def telling_proxy() -> Iterator[Proxy]:
    """One that believes what a client says of its address, and answers with the network that it counts."""
    believing = "set_real_ip_from 127.0.0.1; real_ip_header X-Test-Address; server_tokens off"
    rows = "".join(f'"~^{in_bytes(one)}$" "{one}";' for one in {network for _, network in NETWORKS})
    wide = "".join(
        f'"~^{in_bytes(one, 6)}$" "{one}";' for one in {one for _, one in WIDE_NETWORKS} - {"none"}
    )
    told = (
        f"map $client_network $told {{ {rows} default other; }} "
        f'map $wide_network $told_wide {{ {wide} "" none; default other; }} map $request_method '
    )
    telling = 'add_header X-Network "$told $told_wide" always; set $web '
    changes = ((r"map \$request_method ", told), (r"set \$web ", telling))
    with running_proxy((r"server_tokens off", believing), *changes) as proxy:
        yield proxy


@pytest.mark.parametrize(("address", "network"), NETWORKS)
def test_network_is_an_address_or_a_64(telling_proxy: Proxy, address: str, network: str) -> None:
    assert ask_networks(telling_proxy, address)[0] == network


@pytest.mark.parametrize(("address", "network"), WIDE_NETWORKS)
def test_wide_network_is_a_48(telling_proxy: Proxy, address: str, network: str) -> None:
    assert ask_networks(telling_proxy, address)[1] == network


def ask_networks(proxy: Proxy, address: str) -> list[str]:
    with closing(connect(proxy)) as browser:
        head = f"GET / HTTP/1.1\r\nHost: jobs.test\r\nX-Test-Address: {address}\r\n\r\n"
        browser.sendall(head.encode())
        response = http.client.HTTPResponse(browser)
        response.begin()
        return response.headers["X-Network"].split()


def test_limits_fit_the_disk_for_bodies() -> None:
    """What three networks may have waiting has room in /tmp of compose.yaml."""
    root = Path(__file__).resolve().parents[2]
    shipped = (root / "deploy" / "nginx.conf").read_text()
    assert f"limit_conn senders {SENDERS};" in shipped
    assert "client_max_body_size 34m;" in shipped
    assert 'tmpfs: ["/tmp:size=2g"]' in (root / "compose.yaml").read_text()
    assert f"limit_conn wide_senders {2 * SENDERS};" in shipped
    assert 3 * SENDERS * 34 <= 2048


def test_searches_of_one_network_have_a_limit_and_other_pages_have_none() -> None:
    with running_proxy(("rate=10r/s", "rate=1r/m"), ("burst=60", "burst=2")) as proxy:
        searches = [get(proxy, path="/?q=Koch") for _time in range(4)]
        others = [get(proxy) for _time in range(4)]
    assert (searches, others) == ([200, 200, 200, 429], [200] * 4)
