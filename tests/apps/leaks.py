"""Looking for what must not be seen: canaries in all that leaves the site, whatever it is wrapped in."""

from __future__ import annotations

import base64
import gzip
import io
import re
import uuid
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pypdf
import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Manager, Model, QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django_scopes import scopes_disabled

from flok.apps.members import scoping, walls
from flok.apps.members.scoping import Owned
from tests.apps.worlds import World

_CANARY = re.compile(rb"KANARIE-([A-Z])-[A-Za-z0-9_.-]*[A-Za-z0-9_]")
_OWN_EACH_TIME = re.compile(rb'(name="(?:csrfmiddlewaretoken|next|key|form)" value=")[^"]*')


@dataclass(frozen=True, slots=True)
class Response:
    status_code: int
    headers: bytes
    body: bytes


def kept(response: HttpResponse | StreamingHttpResponse) -> Response:
    body = b"".join(response) if response.streaming else response.content  # type: ignore[arg-type,union-attr]
    headers = [f"{name}: {value}" for name, value in response.items()]
    return Response(response.status_code, "\n".join(headers).encode(), body)


def plain(response: Response) -> bytes:
    """The body without what differs each time: the form's tokens and the page's own address."""
    return _OWN_EACH_TIME.sub(rb"\1", response.body)


def nobodys(words: Mapping[str, Any]) -> dict[str, Any]:
    """The same address for things that nobody has."""
    return {name: _other(value) for name, value in words.items()}


def _other(value: Any) -> Any:
    if isinstance(value, uuid.UUID):
        return uuid.UUID(int=value.int ^ 0xFFFF)
    return value + 10_000_000 if isinstance(value, int) else f"{value}x"


def found_in_response(response: Response, world: World) -> list[str]:
    return found_in(response.headers + b"\n" + response.body, world)


def found_in(content: bytes, world: World) -> list[str]:
    """The canaries of a world in what left the site, unwrapped as far as it goes; its numbers count as canaries."""
    found = set()
    for piece in _unwrapped(content):
        found |= {one[0].decode() for one in _CANARY.finditer(piece) if one[1].decode() == world.letter}
        digits = re.sub(rb"(?<=\d)[.,\s\xa0\xc2](?=\d)", b"", piece)
        found |= {str(number) for number in world.numbers if str(number).encode() in digits}
    return sorted(found)


def _unwrapped(content: bytes) -> Iterator[bytes]:
    yield content
    _headers, _, body = content.partition(b"\n\n") if b"\n\n" in content[:4000] else (b"", b"", content)
    for start in (content, body):
        for mark in (b"PK\x03\x04", b"%PDF-", b"\x1f\x8b"):
            place = start.find(mark)
            if place >= 0:
                yield from _opened(mark, start[place:])
    for one in re.findall(rb"[A-Za-z0-9+/]{40,}={0,2}", content)[:200]:
        try:
            yield base64.b64decode(one, validate=True)
        except ValueError:
            continue


def _opened(mark: bytes, content: bytes) -> Iterator[bytes]:
    try:
        if mark == b"PK\x03\x04":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for name in archive.namelist():
                    yield name.encode() + b"\n" + archive.read(name)
        elif mark == b"%PDF-":
            for page in pypdf.PdfReader(io.BytesIO(content)).pages:
                yield page.extract_text().encode()
        else:
            yield gzip.decompress(content)
    except (zipfile.BadZipFile, pypdf.errors.PyPdfError, OSError, EOFError):
        return


def owned_models() -> list[type[Model]]:
    return sorted((one for one in apps.get_models() if issubclass(one, Owned)), key=lambda one: one.__name__)


def expected(world: World) -> set[str]:
    """The canaries of the things that stand in no other way on a page: one for each Owned model that has texts."""
    return {world.canary(name) for name in world.shown}


def without_scope(model: type[Model], monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the scope's filter away for one model, everywhere."""
    manager = type(model._default_manager)
    scoped = manager.get_queryset

    def all_rows(self: Manager[Any]) -> QuerySet[Any]:
        return Manager.get_queryset(self) if self.model is model else scoped(self)

    monkeypatch.setattr(manager, "get_queryset", all_rows)


def take_down_first_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    """django-scopes asks for nothing any more; only the database holds back."""
    monkeypatch.setattr(scoping, "scope", lambda **_: scopes_disabled())


def take_down_second_wall() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks pending cannot be altered
        for table in walls.owned_tables():
            cursor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
            cursor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')
