"""What the journeys need beside the demonstration network: things in every state that has a page of its own.

Run as a program (`python -m tests.journeys.furnishing`) with FLOK_DATA of a network that is built; see `__main__.py`.
Here are the names that journeys sign in by. All of it is fictional.
"""

PASSWORD = "fiktiv-adgangskode-9"
ADMINISTRATOR = "karen.opdigtsen@toersted.example"
MEMBER = "mikkel.fiktivholm@toersted.example"
TWO_STEPS = "lone.sagnberg@toersted.example"
NO_PASSWORD = "jonas.papirsen@toersted.example"
COORDINATOR = "birgitte.moensterlund@storeby.example"
CHAIR = "anders.digterup@fiktivsund.example"
NEIGHBOUR = "eva.hypotesen@droemmeby-universitet.example"
ENGLISH = "james.bogense.opdigt@luftkastel.example"
NEWCOMER = "nikolaj.boksgaard@taenkeboks.example"
PAUSED = "finn.kajlund@fatamorgana-havn.example"
WITH_PASSWORD = (ADMINISTRATOR, MEMBER, TWO_STEPS, COORDINATOR, CHAIR)
PEOPLE = (*WITH_PASSWORD, NO_PASSWORD, NEIGHBOUR, ENGLISH, NEWCOMER, PAUSED)
