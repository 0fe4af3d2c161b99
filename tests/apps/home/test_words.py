"""Times and sizes as Danes and English readers write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from flok.apps.home.templatetags import flok

EIGHT, HALF_PAST_TWO = datetime(2026, 12, 8, 8, tzinfo=UTC), datetime(2026, 12, 8, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "ends", "said"),
    [
        ("da", HALF_PAST_TWO, "tirsdag 8. december 2026 kl.\u00a09–14.30"),
        ("en", HALF_PAST_TWO, "Tuesday 8 December 2026, 09:00–14:30"),
        (
            "da",
            datetime(2026, 12, 9, 23, 30, tzinfo=UTC),
            "tirsdag 8. december 2026 kl.\u00a09–torsdag 10. december 2026 kl.\u00a00.30",
        ),
        ("en", datetime(2026, 12, 9, 8, tzinfo=UTC), "Tuesday 8 December 2026, 09:00–Wednesday 9 December 2026, 09:00"),
    ],
)
def test_a_span_is_told_in_copenhagens_time(language: str, ends: datetime, said: str) -> None:
    with override(language):
        assert flok.span(EIGHT, ends) == said


def test_sizes() -> None:
    with override("da"):
        assert [flok.bytes_as_words(size) for size in (0, 1_499, 999_999, 1_249_999)] == [
            "1 kB",
            "1 kB",
            "1000 kB",
            "1,2 MB",
        ]
    with override("en"):
        assert flok.bytes_as_words(1_249_999) == "1.2 MB"


@given(st.emails())
def test_an_address_in_words_has_no_at_and_no_dot_and_can_be_turned_back(address: str) -> None:
    with override("da"):
        said = flok.mail_in_words(address)
    assert ("@" in said, "." in said) == (False, False)
    assert said.replace(" punktum ", ".").replace(" snabel-a ", "@") == address
