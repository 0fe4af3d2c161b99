"""The same study with one value changed: for break-even, for lifetimes, for bids."""

from __future__ import annotations

from dataclasses import replace

from ._study import Path, Study


def with_value(study: Study, key: str, value: float) -> Study:
    """The study with another value at a slot's key: `input`, `input@alternative`, `discount_rate` or `discount_shift`.

    A path is multiplied by the value; a shift is added to each step. A value from a parameter set becomes the user's
    own. Nothing is checked: what makes no sense is found when the study is read again. Raises KeyError.
    """
    if key in ("discount_rate", "discount_shift"):
        return _discounted(study, key, value)
    id_, _, own = key.partition("@")
    if own:
        return _own_value(study, id_, own, value)
    changed = study.input(id_)
    if changed.value is None:
        raise KeyError(key)
    stated: float | Path = value
    if isinstance(changed.value, Path):
        stated = Path(changed.value.years, tuple(each * value for each in changed.value.values))
    new = replace(changed, value=stated, parameter="", source="")
    return replace(study, inputs=tuple(new if each.id == id_ else each for each in study.inputs))


def _own_value(study: Study, id_: str, own: str, value: float) -> Study:
    changed = study.alternative(own)
    values = dict(changed.values)
    if id_ not in values:
        raise KeyError(f"{id_}@{own}")
    values[id_] = value
    new = replace(changed, values=tuple(values.items()))
    return replace(study, alternatives=tuple(new if each.id == own else each for each in study.alternatives))


def _discounted(study: Study, key: str, value: float) -> Study:
    old = study.discounting
    steps = tuple((first, value if key == "discount_rate" else rate + value) for first, rate in old.steps)
    return replace(study, discounting=replace(old, steps=steps, parameter="", source=""))
