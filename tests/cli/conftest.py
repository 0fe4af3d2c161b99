"""The fictional answers, for the tests of how an answer is shown."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # answers.py

import pytest
from answers import Answer, rich_answer


@pytest.fixture
def answer() -> Answer:
    """A fresh one, for the test to change as it likes."""
    return rich_answer()
