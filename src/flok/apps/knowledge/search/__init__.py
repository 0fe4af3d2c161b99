"""Search: what can be found is put here by the apps that have it, and asked for by pages.

put, put_file, take_out      in an app's actions, in the transaction of the change
register                     in an app's apps.py: a kind of thing, and all there are of it
find, suggest                for a page, within the viewer's scope
reading_of, readings_of      what became of the text inside a file
"""

from flok.apps.knowledge.search._files import put_file
from flok.apps.knowledge.search._finding import MOST, Found, Hit, Kind, find, suggest
from flok.apps.knowledge.search._gathering import EVERY as GATHER_EVERY
from flok.apps.knowledge.search._gathering import gather
from flok.apps.knowledge.search._keeping import put, reading_of, readings_of, take_out
from flok.apps.knowledge.search._sources import Entry, File, register
from flok.apps.knowledge.search.tasks import EVERY as REPAIR_EVERY
from flok.apps.knowledge.search.tasks import carry_on

__all__ = [
    "GATHER_EVERY",
    "MOST",
    "REPAIR_EVERY",
    "Entry",
    "File",
    "Found",
    "Hit",
    "Kind",
    "carry_on",
    "find",
    "gather",
    "put",
    "put_file",
    "reading_of",
    "readings_of",
    "register",
    "suggest",
    "take_out",
]
