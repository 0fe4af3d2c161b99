"""Puts the short ways of making and reading documents within reach of the tests here."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # papers.py, bad_documents.py
