"""Bids that nobody alone can read before they are opened (decision 0028, with what this does not protect against).

A tender has a key pair. Bids are sealed with the public key as they come in. The private key is never stored: it is
wrapped once for every group of `needed` openers, to the public halves of their codes together, and a code exists on
paper only. So each opener can fetch a code alone, in good time, and neither the database, a backup, an export, an index
for searching, nor a single administrator can read a bid.

Only standard parts: X25519, HKDF-SHA256, AES-256-GCM (RFC 7748, RFC 5869, NIST SP 800-38D), from `cryptography`.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import itertools
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ._codes import code_bytes, new_code

SCHEME = "flok-seal-1"
MOST_OPENERS = 8
PADDED_TO = 1 << 16
_NONCE = 12


class TooEarlyError(PermissionError):
    """It is before the opening time, which stands in `opens`."""

    def __init__(self, opens: datetime.datetime) -> None:
        self.opens = opens
        super().__init__(f"tilbud åbnes / bids are opened: {opens.isoformat()}")


class WrongCodeError(PermissionError):
    """A code that is not the opener's, or too few of them. `opener`: whose; empty where there are too few."""

    def __init__(self, opener: str) -> None:
        self.opener = opener
        super().__init__(opener or "for få koder / too few codes")


class NotSealedError(ValueError):
    """Bytes that are no bid sealed with this key, or that were changed since."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """The private key under the codes of some openers (their places in the list). once: a public key used here only."""

    openers: tuple[int, ...]
    once: str
    nonce: str
    key: str


@dataclass(frozen=True, slots=True)
class OpeningKey:
    """What may lie anywhere: it seals, and opens nothing without codes. Texts are base64; `opens` has its offset.

    halves: the public half of each opener's code, so that a wrong one can be told from a right one.
    """

    fingerprint: str
    opens: str
    openers: tuple[str, ...]
    needed: int
    public: str
    halves: tuple[str, ...]
    wrapped: tuple[Wrapped, ...] = ()
    scheme: str = SCHEME

    @property
    def id(self) -> str:
        """The key's own fingerprint, to be printed in the tender documents: 64 hexadecimal digits."""
        return hashlib.sha256(_context(self)).hexdigest()


def new_opener() -> tuple[str, str]:
    """An opener's code, to be shown once and kept nowhere, and its public half, which may lie anywhere."""
    code = new_code()
    return code, public_half(code)


def public_half(code: str) -> str:
    """The public half of a code as it was typed, to tell whether it is the right one. Raises MistypedError."""
    return _text(_private(code).public_key().public_bytes_raw())


def opening_key(fingerprint: str, opens: datetime.datetime, openers: Mapping[str, str], needed: int = 2) -> OpeningKey:
    """A new key. openers: the public half of each one's code by name; any `needed` of them can open together.

    Raises ValueError: fewer than two needed, more than there are, more than eight openers, two alike, a half that is
    none, a moment without its offset from UTC.
    """
    names, halves = tuple(openers), tuple(openers.values())
    are_fit = all(each.strip() for each in names) and len(set(halves)) == len(halves)
    if not 2 <= needed <= len(names) <= MOST_OPENERS or not are_fit:
        raise ValueError("2 til 8 åbnere med hvert sit navn, mindst 2 om at åbne / 2 to 8 named openers, 2 to open")
    if opens.utcoffset() is None:
        raise ValueError("opens")
    private = X25519PrivateKey.generate()
    public = _text(private.public_key().public_bytes_raw())
    key = OpeningKey(fingerprint, opens.isoformat(), names, needed, public, halves)
    groups = itertools.combinations(range(len(names)), needed)
    return replace(key, wrapped=tuple(_wrapped(private, key, group) for group in groups))


def _wrapped(private: X25519PrivateKey, key: OpeningKey, group: tuple[int, ...]) -> Wrapped:
    once = X25519PrivateKey.generate()
    shared = [once.exchange(X25519PublicKey.from_public_bytes(_bytes(key.halves[each]))) for each in group]
    named = _text(once.public_key().public_bytes_raw())
    nonce = os.urandom(_NONCE)
    wrapping = _derived(b"".join(shared), key, f"wrap {group} {named}")
    hidden = AESGCM(wrapping).encrypt(nonce, private.private_bytes_raw(), _context(key))
    return Wrapped(group, named, _text(nonce), _text(hidden))


def unlocked(
    key: OpeningKey, codes: Mapping[str, str], now: datetime.datetime, *, postponed: datetime.datetime | None = None
) -> bytes:
    """The private key, from codes by opener, once it is time. postponed: a later opening time, never an earlier.

    Raises TooEarlyError, MistypedError, WrongCodeError, NotSealedError for a key that was changed.
    """
    opens = datetime.datetime.fromisoformat(key.opens)
    opens = opens if postponed is None else max(opens, postponed)
    if now < opens:
        raise TooEarlyError(opens)
    given: dict[int, X25519PrivateKey] = {}
    for opener, code in codes.items():
        if opener not in key.openers:
            raise WrongCodeError(opener)
        place = key.openers.index(opener)
        if public_half(code) != key.halves[place]:
            raise WrongCodeError(opener)
        given[place] = _private(code)
    for each in key.wrapped:
        if set(each.openers) <= set(given):
            try:
                once = X25519PublicKey.from_public_bytes(_bytes(each.once))
                shared = b"".join(given[place].exchange(once) for place in each.openers)
                wrapping = _derived(shared, key, f"wrap {tuple(each.openers)} {each.once}")
                return AESGCM(wrapping).decrypt(_bytes(each.nonce), _bytes(each.key), _context(key))
            except (InvalidTag, ValueError):
                raise NotSealedError("nøglen er ændret / the key was changed") from None
    raise WrongCodeError("")


def sealed(key: OpeningKey, name: str, content: bytes) -> bytes:
    """A bid's file so that only `unlocked` can read it. Its name is inside; its size shows in steps of 64 kB only."""
    once = X25519PrivateKey.generate()
    head = {
        "scheme": SCHEME,
        "key": key.id,
        "once": _text(once.public_key().public_bytes_raw()),
        "nonce": _text(os.urandom(_NONCE)),
    }
    line = json.dumps(head, sort_keys=True).encode()
    about = json.dumps({"name": name, "size": len(content)}).encode() + b"\n"
    inside = about + content
    inside += bytes(-len(inside) % PADDED_TO)
    shared = once.exchange(X25519PublicKey.from_public_bytes(_bytes(key.public)))
    secret = _derived(shared, key, f"bid {head['once']}")
    return line + b"\n" + AESGCM(secret).encrypt(_bytes(head["nonce"]), inside, line)


def unsealed(private: bytes, key: OpeningKey, content: bytes) -> tuple[str, bytes]:
    """Name and bytes of a sealed file. Raises NotSealedError."""
    line, _, inside = content.partition(b"\n")
    try:
        head = json.loads(line)
        once, nonce = str(head["once"]), _bytes(str(head["nonce"]))
        shared = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(_bytes(once)))
        told = AESGCM(_derived(shared, key, f"bid {once}")).decrypt(nonce, inside, line)
    except (ValueError, KeyError, TypeError, InvalidTag):
        raise NotSealedError("filen er ikke forseglet med denne nøgle, eller den er ændret / not sealed with this key, "
                             "or changed since") from None  # fmt: skip
    about, _, rest = told.partition(b"\n")
    found = json.loads(about)
    return str(found["name"]), rest[: int(found["size"])]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a bidder gets, and the authority keeps: each names the one before it, so that none can go unseen."""

    number: int
    sealed: str
    received: str
    previous: str

    @property
    def mark(self) -> str:
        """The receipt's hash, 64 hexadecimal digits."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def receipt(content: bytes, received: datetime.datetime, previous: Receipt | None) -> Receipt:
    """The receipt for a sealed file, after the one before it."""
    number, mark = (previous.number + 1, previous.mark) if previous else (1, "")
    return Receipt(number, hashlib.sha256(content).hexdigest(), received.isoformat(), mark)


def gaps(receipts: Sequence[Receipt], contents: Sequence[bytes]) -> tuple[int, ...]:
    """Numbers of receipts that do not follow the one before, or whose file is not among those there."""
    there = {hashlib.sha256(each).hexdigest() for each in contents}
    found, previous = [], ""
    for place, each in enumerate(receipts, start=1):
        if each.number != place or each.previous != previous or each.sealed not in there:
            found.append(each.number)
        previous = each.mark
    return tuple(found)


def key_to_data(key: OpeningKey) -> dict[str, Any]:
    """The key as plain data for JSON."""
    return asdict(key)


def key_from_data(plain: Mapping[str, Any]) -> OpeningKey:
    """The key `key_to_data` gave. Raises NotSealedError where it is none."""
    try:
        wrapped = tuple(Wrapped(tuple(w["openers"]), w["once"], w["nonce"], w["key"]) for w in plain["wrapped"])
        lists = {"openers": tuple(plain["openers"]), "halves": tuple(plain["halves"]), "wrapped": wrapped}
        key = OpeningKey(**{**plain, **lists})
        if key.scheme != SCHEME or len(key.halves) != len(key.openers) or len(_bytes(key.public)) != 32:
            raise ValueError(key.scheme)
    except (KeyError, TypeError, ValueError):
        raise NotSealedError("ikke en nøgle til åbning / no opening key") from None
    return key


def _context(key: OpeningKey) -> bytes:
    """What a key is for; it is bound to all that is wrapped."""
    told = (key.scheme, key.fingerprint, key.opens, key.openers, key.needed, key.public, key.halves)
    return json.dumps(told, ensure_ascii=False).encode()


def _derived(secret: bytes, key: OpeningKey, purpose: str) -> bytes:
    salt = hashlib.sha256(_context(key)).digest()
    return HKDF(hashes.SHA256(), 32, salt, f"{SCHEME} {purpose}".encode()).derive(secret)


def _private(code: str) -> X25519PrivateKey:
    """The private half of a code; 130 random bits need no slow hashing."""
    secret = HKDF(hashes.SHA256(), 32, None, f"{SCHEME} opener".encode()).derive(code_bytes(code))
    return X25519PrivateKey.from_private_bytes(secret)


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(value: str) -> bytes:
    return base64.b64decode(value, validate=True)
