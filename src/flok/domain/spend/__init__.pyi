from ._answering import Question, answered, line_table
from ._catalogues import read_catalogues
from ._columns import DOCUMENTS, LINES, PurchaseLine, ReadDocument
from ._definition_types import Definition, DefinitionError, Target
from ._definitions import parse_definition, shipped_definitions
from ._engine import ENGINES, Engine, engine
from ._evidence import Labelling, Sources
from ._examples import FailedExample, failing_examples
from ._explain import explained
from ._items import Change, Statement, current_statements
from ._reasons import REASONS, Reason, Refused
from ._run import Progress, read_into
from ._share import DIMENSIONS, Outcome, decided, shares
from ._statements import listed_statements
from ._store import Published, published, secret_of
from .reading import ReadContext
from .tables import (
    Contract,
    ListedItem,
    Mapping,
    Preview,
    Unit,
    neutral,
    preview,
    read_contracts,
    read_label_list,
    read_mapping,
    read_rates,
    read_units,
)

__all__ = [
    "DIMENSIONS",
    "DOCUMENTS",
    "ENGINES",
    "LINES",
    "REASONS",
    "Change",
    "Contract",
    "Definition",
    "DefinitionError",
    "Engine",
    "FailedExample",
    "Labelling",
    "ListedItem",
    "Mapping",
    "Outcome",
    "Preview",
    "Progress",
    "Published",
    "PurchaseLine",
    "Question",
    "ReadContext",
    "ReadDocument",
    "Reason",
    "Refused",
    "Sources",
    "Statement",
    "Target",
    "Unit",
    "answered",
    "current_statements",
    "decided",
    "engine",
    "explained",
    "failing_examples",
    "line_table",
    "listed_statements",
    "neutral",
    "parse_definition",
    "preview",
    "published",
    "read_catalogues",
    "read_contracts",
    "read_into",
    "read_label_list",
    "read_mapping",
    "read_rates",
    "read_units",
    "secret_of",
    "shares",
    "shipped_definitions",
]
