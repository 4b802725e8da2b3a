"""Where the sentence waits that answers what somebody has just done."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest


class HostCookieStorage(CookieStorage):
    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.cookie_name = f"{settings.HOST_COOKIE}messages"


class HostCookieOrSession(FallbackStorage):
    """As Django's own, with a cookie that only this host can have set."""

    storage_classes = (HostCookieStorage, SessionStorage)
