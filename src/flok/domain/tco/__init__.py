"""Life-cycle costing: what alternatives cost over their life, and on which assumptions.

study = load_study(path)          # one readable document, strictly read
results(study).alternatives[0]    # figures in øre, each with its formula in words and numbers
evaluate(compile_study(study))    # the same in float64, for one number or for samples of the inputs

Names are imported when first used; their list, with types, is in __init__.pyi.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
