"""The routes of the front page, the overview and the pages every site has."""

from __future__ import annotations

from tests.apps.worlds import Case

CASES = [
    Case("home:front", "public", statuses=(200, 302)),
    Case("home:overview", "person"),
    Case("home:accessibility", "public"),
    Case("home:privacy", "public"),
    Case("home:help", "public"),
    Case(
        "home:language",
        "public",
        reads=False,
        post=lambda world: {"language": "en", "next": "/hjaelp/"},
        statuses=(302,),
    ),
]
