"""From what stands in a document's certificate fields to a label in the register.

The code sits in different fields in different formats (OIOUBL: the id; Peppol catalogue: the type code; EHF: the
id, from a list of its own), so every field is tried, in a fixed order, and the step that hit is kept as evidence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from flok.domain.labels._register import Register

Step = Literal["gs1_type_code", "gs1_id", "ehf_code", "gs1se_code", "name", "unknown"]
Lookup = Callable[[str | None], tuple[str, str] | None]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a certificate was taken to be.

    `label` is a label id, None when unknown; `step` the rule that decided; `matched` the code or name as it stands
    in the register; `normalised` whether the document writes it with other case, blanks or punctuation.
    """

    label: str | None
    step: Step
    matched: str | None
    normalised: bool

    @property
    def to_be_confirmed(self) -> bool:
        """Only a name was found: a person must confirm it before it counts."""
        return self.step == "name"


UNKNOWN = Resolution(None, "unknown", None, False)


def labelling(certificate_id: str | None, type_code: str | None, type_name: str | None) -> Resolution:
    """The label of one certificate by the register Flok ships: what a share is asked with."""
    return resolve(Register.load(), certificate_id, type_code, type_name)


def resolve(register: Register, certificate_id: str | None, type_code: str | None, type_name: str | None) -> Resolution:
    """The label of one certificate, from its ID, CertificateTypeCode and CertificateType as written.

    Order: GS1 code in the type code, GS1 code in the id, EHF code, GS1 Sweden code (either field), and last an
    exact name in any field, which has to be confirmed. "NA", "-" and the like are no entry in any list, nor is a
    bare energy class, so they match nothing.
    """

    def gs1(code: str | None) -> tuple[str, str] | None:
        return register.by_code("gs1", code)

    def ehf(code: str | None) -> tuple[str, str] | None:
        return register.by_code("ehf", code)

    def gs1se(code: str | None) -> tuple[str, str] | None:
        return register.by_code("gs1se", code)

    attempts: tuple[tuple[Step, Lookup, tuple[str | None, ...]], ...] = (
        ("gs1_type_code", gs1, (type_code,)),
        ("gs1_id", gs1, (certificate_id,)),
        ("ehf_code", ehf, (type_code, certificate_id)),
        ("gs1se_code", gs1se, (type_code, certificate_id)),
        ("name", register.by_name, (type_name, certificate_id, type_code)),
    )
    for step, look_up, fields in attempts:
        for written in fields:
            hit = look_up(written)
            if hit:
                return Resolution(hit[0], step, hit[1], written != hit[1])
    return UNKNOWN
