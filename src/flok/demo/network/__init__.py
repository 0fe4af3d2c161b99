"""A fictional network as plain data: twelve organisations, forty people, their meetings and what they aim for.

`NETWORK` is the whole. Nothing and nobody in it exists, and it says so once, in `NETWORK.notice`.
"""

from flok.demo.network import _about
from flok.demo.network._meetings import MEETINGS
from flok.demo.network._organisations import ORGANISATIONS
from flok.demo.network._people import PEOPLE
from flok.demo.network._shapes import (
    VOLUMES,
    Application,
    Community,
    Contact,
    InvoiceYear,
    Meeting,
    Network,
    NetworkUnit,
    Organisation,
    OrganisationType,
    Person,
    Post,
    Presentation,
    Presenter,
    ProgrammeItem,
    Status,
    StatusChange,
    Target,
    Text,
)

NETWORK = Network(
    notice=_about.NOTICE,
    association=_about.ASSOCIATION,
    name=_about.NAME,
    purpose=_about.PURPOSE,
    for_whom=_about.FOR_WHOM,
    frame=_about.FRAME,
    works_on=_about.WORKS_ON,
    categories=_about.CATEGORIES,
    conditions=_about.CONDITIONS,
    contacts=_about.CONTACTS,
    organisations=ORGANISATIONS,
    people=PEOPLE,
    meetings=MEETINGS,
    applications=_about.APPLICATIONS,
    targets=_about.TARGETS,
    years=_about.YEARS,
)

__all__ = [
    "NETWORK",
    "VOLUMES",
    "Application",
    "Community",
    "Contact",
    "InvoiceYear",
    "Meeting",
    "Network",
    "NetworkUnit",
    "Organisation",
    "OrganisationType",
    "Person",
    "Post",
    "Presentation",
    "Presenter",
    "ProgrammeItem",
    "Status",
    "StatusChange",
    "Target",
    "Text",
]
