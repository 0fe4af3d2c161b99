"""Changes are made whole or not at all, and made again when the database asks for it."""

from __future__ import annotations

import functools
import random
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction

P = ParamSpec("P")
R = TypeVar("R")
_ATTEMPTS = 3
_AGAIN = (
    "40001",
    "40P01",
)  # serialization failure, deadlock: https://www.postgresql.org/docs/15/mvcc-serialization-failure-handling.html


def in_transaction(action: Callable[P, R]) -> Callable[P, R]:
    """Run an action in a transaction, up to three times where the database was busy or asks for a repetition."""

    @functools.wraps(action)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                with transaction.atomic():
                    return action(*args, **kwargs)
            except OperationalError as error:
                if attempt == _ATTEMPTS or connection.in_atomic_block or not _is_worth_repeating(error):
                    raise
                time.sleep(random.uniform(0.02, 0.1) * attempt)  # noqa: S311 - only spreads the attempts
        raise AssertionError

    return wrapped


def _is_worth_repeating(error: OperationalError) -> bool:
    return getattr(error.__cause__, "sqlstate", None) in _AGAIN or "locked" in str(error)
