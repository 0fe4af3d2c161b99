"""Search that knows Danish, over texts kept as words in one file. No Django, and no list of words from outside."""

from flok.domain.search._file import VERSION, Text
from flok.domain.search._index import Found, Index
from flok.domain.search._marking import Stretch, marked, stretch
from flok.domain.search._synonyms import Synonyms, field_synonyms

__all__ = ["VERSION", "Found", "Index", "Stretch", "Synonyms", "Text", "field_synonyms", "marked", "stretch"]
