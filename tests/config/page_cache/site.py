"""The site as a web server has it; counts what comes as far as Django."""

from typing import Any

from config.wsgi import application, pages
from tests.config.page_cache.doors import DOOR, asked

__all__ = ["application"]

django_application = pages.application


def note_and_answer(environ: Any, start_response: Any) -> Any:
    path = environ["PATH_INFO"]
    if not path.startswith(DOOR):
        asked.append(path)
    return django_application(environ, start_response)


pages.application = note_and_answer
