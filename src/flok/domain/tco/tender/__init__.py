"""A study put to tender: the method told, the bidders' workbook, bids read back, the award and its replay, sealing.

tender = load_tender(path)                       # a study with a [tender] table
workbook(tender, path)                           # for bidders
bids = load_bids(tender, files)
found = award(tender, bids)                      # deterministic: uncertainty has no part in it
as_plain(tender, found)                          # what award_again counts anew

Names are imported when first used; their list, with types, is in __init__.pyi.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
