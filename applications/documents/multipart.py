"""Reads multipart forms without losing a file for its name.

Django drops a part whose headers are not UTF-8, and one whose file name has nothing printable
in it, without a word: the applicant would be told that the file is missing. Parts without a name
it reads one by one, however many there are.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import IO, Any, cast

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.http.multipartparser import MultiPartParser
from django.utils.datastructures import MultiValueDict
from django.views.decorators.csrf import csrf_exempt, csrf_protect

type View = Callable[..., HttpResponseBase]

MAX_HEADERS = 4096
HEADERS_END = b"\r\n\r\n"


class CountParts(MultiPartParser):
    """Django's parser, which counts files and fields, but passes over parts without a name uncounted.

    Raises TooManyFieldsSent for more parts than DATA_UPLOAD_MAX_NUMBER_FIELDS and _FILES together.
    """

    _boundary: bytes
    _input_data: Any

    def parse(self) -> tuple[QueryDict, MultiValueDict[str, Any]]:
        self._input_data = PartCounter(self._input_data, self._boundary)
        return super().parse()


class KeepEveryFile(CountParts):
    """The same, given headers that it can read and names that it does not throw away."""

    def parse(self) -> tuple[QueryDict, MultiValueDict[str, Any]]:
        self._input_data = HeaderRepair(self._input_data, self._boundary)
        return super().parse()

    def sanitize_file_name(self, file_name: str) -> str:
        return super().sanitize_file_name(file_name) or "document"


class PartCounter:
    """Hands a multipart body on as it is, unless it begins too many parts."""

    def __init__(self, source: IO[bytes], boundary: bytes) -> None:
        self._source, self._start = source, b"--" + boundary
        self._left = most_parts()
        self._tail = b""

    def read(self, size: int) -> bytes:
        block = self._source.read(size)
        seen = self._tail + block
        self._left -= seen.count(self._start)
        if self._left < 0:
            raise TooManyFieldsSent("The form has too many parts.")
        self._tail = seen[-(len(self._start) - 1) :]
        return block


def most_parts() -> int:
    """With the boundary that ends them."""
    fields, files = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS, settings.DATA_UPLOAD_MAX_NUMBER_FILES
    return int(fields) + int(files) + 1


class HeaderRepair:
    """Hands a multipart body on with the headers of its parts turned into UTF-8.

    Headers in another encoding are read as Windows-1252, which Western systems use. The bytes of
    the files are handed on as they are; at most MAX_HEADERS bytes are held back.
    """

    def __init__(self, source: IO[bytes], boundary: bytes) -> None:
        self._source = source
        self._start = b"--" + boundary + b"\r\n"
        start = re.escape(self._start)
        # Not past the next start: many of them without an end would be gone through again and again.
        pattern = start + rb"(?:(?!%s).){0,%d}?\r\n\r\n" % (start, MAX_HEADERS)
        self._headers = re.compile(pattern, re.DOTALL)
        self._held = b""

    def read(self, size: int) -> bytes:
        """At least one byte unless the body is at its end; may be more than `size`."""
        while True:
            block = self._source.read(size)
            self._held += block
            cut = self._find_unfinished() if block else len(self._held)
            ready, self._held = self._held[:cut], self._held[cut:]
            if ready or not block:
                return self._headers.sub(lambda found: to_utf8(found[0]), ready)

    def _find_unfinished(self) -> int:
        """Where that begins which the next block may complete: headers, or a boundary."""
        end = len(self._held)
        boundary_may_begin = max(end - len(self._start) + 1, 0)
        start = self._held.rfind(self._start)
        if start < 0:
            return boundary_may_begin
        headers_end = self._held.find(HEADERS_END, start)
        if headers_end >= 0:
            return max(headers_end + len(HEADERS_END), boundary_may_begin)
        return start if end - start < MAX_HEADERS else end


def to_utf8(headers: bytes) -> bytes:
    try:
        headers.decode()
    except UnicodeDecodeError:
        return headers.decode("cp1252", "replace").encode()
    return headers


def accept_files(view: View) -> View:
    """For every view that takes files: reads the body with KeepEveryFile.

    The parser must be set before the body is read, and CSRF protection reads it; so the check is
    put off until then and made here, as Django's documentation of upload handlers says.
    """
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def use_parser(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        cast(Any, request).multipart_parser_class = KeepEveryFile
        return protected(request, *args, **kwargs)

    return use_parser
