"""What stands in which cell of a bidders' workbook, as plain data: written from it, and checked against it."""

from __future__ import annotations

from dataclasses import dataclass, field

from flok.domain.tco._study import Name

BID, GIVEN, COUNTED = Name("Tilbud", "Bid"), Name("Forudsætninger", "Assumptions"), Name("Beregning", "Calculation")
FACTORS, LIVES = Name("Faktorer", "Factors"), Name("Levetider", "Lifetimes")
FINGERPRINT_NAME, RESULT_NAME = "FLOK_FINGERPRINT", "FLOK_RESULT"

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a bidder fills in at a cell. id: the input's, or `bidder`, `cvr`, `variant`. help: shown when it is chosen.

    low, high: what is plausible, both inclusive; whole: only whole numbers; text: letters, not a number.
    """

    id: str
    label: str
    help: str = ""
    low: float | None = None
    high: float | None = None
    whole: bool = False
    text: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a value, a formula (without =) or an entry. looks: a name of _render.LOOKS."""

    value: str | float | None = None
    formula: str = ""
    looks: str = "text"
    entry: Entry | None = None


@dataclass
class Sheet:
    """One sheet: cells by (row, column) from 0, and widths of columns in characters."""

    name: str
    widths: tuple[int, ...]
    cells: dict[Place, Cell] = field(default_factory=dict)

    def put(self, row: int, column: int, cell: Cell) -> str:
        """Place a cell; its address as other sheets write it."""
        self.cells[row, column] = cell
        return f"{self.name}!{address(row, column, fixed=True)}"


@dataclass
class Layout:
    """A whole workbook. names: defined names and the cells they stand for. entries: place on `bid` by entry id."""

    title: str
    lang: str
    fingerprint: str
    sheets: tuple[Sheet, ...]
    names: dict[str, str]
    entries: dict[str, Place]
    result: Place

    @property
    def bid(self) -> Sheet:
        """The sheet that bidders fill in."""
        return self.sheets[0]

    def cell(self, place: Place) -> str:
        """A cell of that sheet as people name it: `Tilbud!C16`."""
        return f"{self.bid.name}!{address(*place)}"


def address(row: int, column: int, *, fixed: bool = False) -> str:
    """The address of a cell from 0, as `B3` or `$B$3`.

    >>> address(2, 27), address(0, 0, fixed=True)
    ('AB3', '$A$1')
    """
    letters = column_letters(column)
    return f"${letters}${row + 1}" if fixed else f"{letters}{row + 1}"


def constant(value: float) -> str:
    """A number as it stands in a formula, with all its digits.

    >>> constant(0.1), constant(1e-06), constant(-1.0)
    ('0.1', '1E-06', '-1.0')
    """
    return repr(float(value)).upper()


def column_letters(column: int) -> str:
    """The letters of a column from 0."""
    letters, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(65 + digit) + letters
    return letters
