"""What an installation is told from outside: environment variables, and two files in its data folder.

FLOK_DATA            the data folder (default: ./data): database, files, secret key, network.toml
DATABASE_URL         PostgreSQL, as postgresql://user:password@host/name; without it SQLite in the data folder
FLOK_HOSTS           host names the site answers to, separated by commas (default: this machine only)
FLOK_HTTPS           0 where the site is reached without https (default: 0 for this machine only, else 1)
FLOK_ADDRESS         how links in mails begin (default: https:// and the first of FLOK_HOSTS, else http://127.0.0.1:8000)
FLOK_PROXY           1 where a proxy of one's own sets X-Forwarded-For and X-Forwarded-Proto
FLOK_MAIL_URL        smtp://user:password@host:port, or submission:// for STARTTLS; without it mails become files
FLOK_MAIL_FROM       the sender of mails
FLOK_OIDC            a TOML file with organisations' own sign-in (docs/guides/operations.md)
FLOK_DEMONSTRATION   1 in the demonstration network, which lets a visitor sign in as its fictional people
"""

from __future__ import annotations

import hashlib
import os
import secrets
import tomllib
from pathlib import Path
from typing import Any

import environ

_env = environ.Env()


def data_folder() -> Path:
    folder = Path(_env.str("FLOK_DATA", default="data")).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def database(folder: Path) -> dict[str, Any]:
    """Django's settings of the database. SQLite takes its write lock at once (BEGIN IMMEDIATE), since it has no other.

    Source: https://www.sqlite.org/lang_transaction.html (deferred transactions can fail half-way with SQLITE_BUSY).
    """
    if "DATABASE_URL" in os.environ:
        return {**_env.db("DATABASE_URL"), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / "flok.sqlite3",
        "OPTIONS": {
            "timeout": 10,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


def secret_key(folder: Path) -> str:
    """The key that signs sessions and links, made the first time and readable by its owner only."""
    path = folder / "secret_key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii").strip()


def toml(path: Path) -> dict[str, Any]:
    """What the file says; nothing where there is none."""
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def own_sign_in() -> dict[str, Any]:
    """allauth's settings of organisations' own sign-in (OIDC), from the file FLOK_OIDC names.

    Each [[organisation]]: cvr, name, address (the issuer's), client_id, secret; mail_is_verified = true where the
    provider gives only addresses it has verified but does not say so (`email_verified`).
    """
    path = text("FLOK_OIDC")
    if not path:
        return {}
    found = tomllib.loads(Path(path).read_text(encoding="utf-8"))["organisation"]
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [_sign_in_of(one) for one in found]}}


def _sign_in_of(organisation: dict[str, Any]) -> dict[str, Any]:
    return {
        "provider_id": organisation["cvr"],
        "name": organisation["name"],
        "client_id": organisation["client_id"],
        "secret": organisation["secret"],
        "settings": {
            "server_url": organisation["address"],
            "cvr": organisation["cvr"],
            "mail_is_verified": organisation.get("mail_is_verified", False),
        },
    }


def flag(name: str, default: bool = False) -> bool:
    return bool(_env.bool(name, default=default))


def closeness(secret: str) -> int:
    """How close, in per cent, nobody may come to a member's figures in the comparison: FLOK_COMPARISON_P, else a number
    from 10 to 20 that follows from the installation's secret, since whoever knows it can come closer."""
    own = 10 + hashlib.sha256(f"comparison:{secret}".encode()).digest()[0] % 11
    return int(_env.int("FLOK_COMPARISON_P", default=own))


def text(name: str, default: str = "") -> str:
    return str(_env.str(name, default=default))


def names(name: str) -> list[str]:
    return [one.strip() for one in text(name).split(",") if one.strip()]


def address(hosts: list[str], https: bool) -> str:
    """How an address of this site begins, seen from outside, where FLOK_ADDRESS does not say."""
    return f"http{'s' if https else ''}://{hosts[0].lstrip('.')}" if hosts else "http://127.0.0.1:8000"


def mail(folder: Path) -> dict[str, Any]:
    """Django's settings of mail; without a server, each mail is a file in the data folder."""
    if "FLOK_MAIL_URL" not in os.environ:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": folder / "mails",
        }
    url = text("FLOK_MAIL_URL")
    found: dict[str, Any] = _env.email_url_config(url.replace("submission://", "smtp+tls://"))
    return {name: value for name, value in found.items() if name.startswith("EMAIL_") and name != "EMAIL_FILE_PATH"}
