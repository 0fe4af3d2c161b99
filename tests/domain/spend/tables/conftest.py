"""A context of its own for tables, and short ways to write and read small exports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from flok.domain.spend._columns import ReadDocument
from flok.domain.spend.tables import Mapping, Rates, read_export

FILE_ID = "0123456789abcdef" * 4
HEAD = "Fakturanr;Fakturadato;CVR;Leverandør;Varetekst;Beløb"


@dataclass(frozen=True)
class Context:
    buyer_ids: frozenset[str] = frozenset({"11111111"})
    today: date = date(2026, 11, 1)
    rates: Rates = field(default_factory=Rates)

    def mask(self, text: str) -> str:
        return text

    def supplier_id(self, scheme: str | None, value: str) -> str:
        if scheme == "CPR":
            return "cpr:pseudonym"
        return value if scheme is None and value.isdigit() else f"{(scheme or 'id').lower()}:{value}"

    def to_dkk(self, currency: str, day: date, amounts: Sequence[int]) -> list[int] | None:
        return self.rates.to_dkk(currency, day, amounts)


Read = Callable[..., list[ReadDocument]]


@pytest.fixture(scope="session")
def read() -> Read:
    def documents(path: Path, mapping: Mapping | None = None, context: Context | None = None) -> list[ReadDocument]:
        return list(read_export(path, source=path.name, file_id=FILE_ID, mapping=mapping, context=context or Context()))

    return documents


@pytest.fixture(scope="session")
def make_context() -> type[Context]:
    return Context


@pytest.fixture
def csv(tmp_path: Path) -> Callable[..., Path]:
    def written(*rows: str, head: str = HEAD, encoding: str = "utf-8", name: str = "køb.csv") -> Path:
        path = tmp_path / name
        path.write_bytes("\r\n".join([head, *rows, ""]).encode(encoding))
        return path

    return written
