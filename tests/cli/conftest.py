"""The fictional answer, for the tests of how the terminal shows it."""

import pytest

from tests.report.answers import Answer, rich_answer


@pytest.fixture
def answer() -> Answer:
    """A fresh one, for the test to change as it likes."""
    return rich_answer()
