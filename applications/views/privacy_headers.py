"""Headers of pages whose address is a key: nobody else keeps them, or learns the address."""

from django.http import HttpResponseBase

HEADERS = {
    "Cache-Control": "private, no-store",
    # With "no-referrer" browsers send "Origin: null" when a form is posted, and the protection
    # against forged posts has nothing to check; this tells nobody more than the site's own name.
    "Referrer-Policy": "strict-origin",
    "X-Robots-Tag": "noindex",
}


def add_privacy_headers[Response: HttpResponseBase](response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response
