"""What concerns every request: the language, and a database that is busy for a moment."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

logger = logging.getLogger("flok")
Respond = Callable[[HttpRequest], HttpResponse]


class Language:
    """Danish, unless the visitor has chosen otherwise: the cookie first, then what the person has chosen for mails."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response


class Unavailable:
    """A database that stays busy ends as a page with status 503 that says to try again; nothing is half done."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, OperationalError):
            return None
        logger.warning("database busy or away: %s", type(error).__name__)
        response = render(request, "503.html", status=503)
        response["Retry-After"] = "5"
        return response
