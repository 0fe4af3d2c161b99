"""Supplier assortments, label lists and confirmations as statements about items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ._evidence import Labelling
from ._items import FIRST_DAY, LAST_DAY, Statement
from .tables import ListedItem


def listed_statements(items: Iterable[ListedItem], labelling: Labelling, origin: str) -> Iterator[Statement]:
    """One statement per number a listed item goes by.

    A label written as a name counts only where the row is confirmed (role and date); else it is to be confirmed.
    """
    for item in items:
        is_confirmed = item.confirmed_by_role is not None and item.confirmed_on is not None
        by_code: set[str] = set()
        by_name: set[str] = set()
        for written in item.labels:
            found = labelling(written, None, None)
            if found.label is not None:
                (by_name if found.to_be_confirmed and not is_confirmed else by_code).add(found.label)
        equivalent = {
            found.label for written in item.equivalent_to if (found := labelling(written, None, None)).label is not None
        }
        keys = [f"g:{item.gtin}"] if item.gtin else []
        if item.seller_item_id and item.supplier_id:
            keys.append(f"s:{item.seller_item_id}")
        confirmed = f" · bekræftet af {item.confirmed_by_role} {item.confirmed_on}" if is_confirmed else ""
        for key in keys:
            yield Statement(
                supplier_id=item.supplier_id,
                key=key,
                valid_from=item.valid_from or FIRST_DAY,
                valid_to=item.valid_to or LAST_DAY,
                labels=frozenset(by_code),
                named=frozenset(by_name),
                equivalent_to=frozenset(equivalent) if is_confirmed else frozenset(),
                states_labels=item.states_labels,
                origin=f"{origin} · {item.name or key[2:]}{confirmed}",
            )
