"""From the bytes of e-invoices to the share of sustainable purchases, every øre accounted for.

readers → purchase lines → store → evidence → definitions → share. This is the public face; files with a leading
underscore are private.

Names are imported when first used (their list, with types, is in __init__.pyi), so that a worker that only reads
does not load what computes.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
