from ._accounting import accounted, documents_by_file, not_counted
from ._answering import Question, answered, line_table
from ._catalogues import read_catalogues
from ._columns import DOCUMENTS, LINES, PurchaseLine, ReadDocument
from ._definition_text import definition_to_toml
from ._definition_types import Definition, DefinitionError, Scope, Target
from ._definitions import parse_definition, shipped_definitions
from ._engine import ENGINES, Engine, engine
from ._evidence import Labelling, Sources
from ._examples import FailedExample, failing_examples
from ._explain import explained
from ._items import Change, Statement, current_statements
from ._listed_documents import documents_by_code, listed_documents, whole_answer
from ._published_share import PublishedShare, published_share
from ._publishing import publish_share
from ._reasons import REASONS, Reason, Refused
from ._run import Progress, read_into
from ._selected_lines import line_story, selection_lines
from ._selection import group_label, selection_groups, selection_months, selection_reasons, selection_total
from ._share import DIMENSIONS, Outcome, decided, shares
from ._statements import listed_statements
from ._store import Published, published, secret_of
from ._trying import tried
from .reading import ReadContext
from .tables import (
    Contract,
    ListedItem,
    Mapping,
    Preview,
    Unit,
    first_rows,
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
    "PublishedShare",
    "PurchaseLine",
    "Question",
    "ReadContext",
    "ReadDocument",
    "Reason",
    "Refused",
    "Scope",
    "Sources",
    "Statement",
    "Target",
    "Unit",
    "accounted",
    "answered",
    "current_statements",
    "decided",
    "definition_to_toml",
    "documents_by_code",
    "documents_by_file",
    "engine",
    "explained",
    "failing_examples",
    "first_rows",
    "group_label",
    "line_story",
    "line_table",
    "listed_documents",
    "listed_statements",
    "neutral",
    "not_counted",
    "parse_definition",
    "preview",
    "publish_share",
    "published",
    "published_share",
    "read_catalogues",
    "read_contracts",
    "read_into",
    "read_label_list",
    "read_mapping",
    "read_rates",
    "read_units",
    "secret_of",
    "selection_groups",
    "selection_lines",
    "selection_months",
    "selection_reasons",
    "selection_total",
    "shares",
    "shipped_definitions",
    "tried",
    "whole_answer",
]
