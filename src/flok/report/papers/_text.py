"""A paper as plain text, for a terminal or to paste."""

from __future__ import annotations

from collections.abc import Iterator

from flok.report import words

from ._content import PaperLike, SectionLike, TableLike


def text(paper: PaperLike) -> str:
    """Headings underlined, points with dots, a table's rows one below the other with their headings.

    Text from outside is neutralised: no control or bidirectional characters.
    """
    lines = [words.plain(paper.title), "=" * len(words.plain(paper.title)), words.plain(paper.about), ""]
    lines += [words.plain(paper.lead)]
    for section in paper.sections:
        lines += ["", words.plain(section.heading), "-" * len(words.plain(section.heading)), *_section(section)]
    return "\n".join(lines).rstrip() + "\n"


def _section(section: SectionLike) -> Iterator[str]:
    for sentence in section.sentences:
        yield from _lines(sentence)
    for point in section.points:
        yield f"• {words.plain(point)}"
    if section.table:
        yield from _table(section.table)


def _table(table: TableLike) -> Iterator[str]:
    """The first cell whole, the others below it with their headings."""
    for row in table.rows:
        yield from _lines(row[0])
        for head, cell in zip(table.heads[1:], row[1:], strict=True):
            yield f"    {words.plain(head)}: {words.plain(cell)}" if head else f"    {words.plain(cell)}"


def _lines(told: str) -> Iterator[str]:
    for line in told.split("\n"):
        yield words.plain(line)
