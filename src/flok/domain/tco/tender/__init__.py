"""A study put to tender: the method told, the bidders' workbook, bids read back, the award and its replay, sealing.

The award is deterministic: uncertainty has no part in it.
"""

from __future__ import annotations
