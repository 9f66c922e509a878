"""The facts a question is asked with: keys such as nto_posted_on=2026-04-01, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from parking.law.basis import Basis
from parking.law.counting import Calendar
from parking.law.regimes import law_at
from parking.law.timeline import Clock

# What a paper may be called, beside its short name.
ALIASES = {
    "notice_to_owner": "nto",
    "notice_of_rejection": "nor",
    "postal_pcn": "reg10_pcn",
    "order_for_recovery": "order",
    "adjudicator_decision": "appeal_decision",
}
PAPERS = (
    "appeal_decision",
    "charge_certificate",
    "nor",
    "notice_of_enforcement",
    "nto",
    "order",
    "pcn",
    "recommendation",
    "recommendation_refusal",
    "reg10_pcn",
)
SERVED = ("served_on", "given_on")
POSTED = ("posted_on", "sent_on")
DATED_THE_DAY_THEY_ARE_POSTED = ("nto", "reg10_pcn")
EVENTS = (
    "appeal_notice_received_on",
    "appeal_notice_served_on",
    "appeal_withdrawn_on",
    "basis",
    "contravention_on",
    "court_notified_on",
    "day",
    "nto_cancelled_on",
    "payment_failed_on",
    "permitted_until",
    "posted_on",
    "registered_on",
    "representations_received_on",
    "representations_served_on",
    "sealed_request_received_on",
    "warrant_issued_on",
)
KEYS = frozenset(EVENTS) | {f"{p}_{way}" for p in PAPERS for way in (*SERVED, *POSTED)}
KEYS |= {f"{paper}_dated_on" for paper in DATED_THE_DAY_THEY_ARE_POSTED}


class CannotAnswerError(ValueError):
    """The facts given do not settle the question, or are not facts we can read."""


@dataclass(frozen=True, slots=True)
class Given:
    """The facts of one question, and the calendar to count with."""

    facts: Mapping[str, str]
    regime: str
    calendar: Calendar

    def day(self, *keys: str) -> date | None:
        """Return the day of the first of these keys that is given."""
        for key in keys:
            if key in self.facts:
                return _day(key, self.facts[key])
        return None

    def need(self, *keys: str) -> date:
        """Return the day of the first of these keys that is given; none given is refused."""
        day = self.day(*keys)
        if day is None:
            raise CannotAnswerError(f"needs {' or '.join(keys)}")
        return day

    def instant(self, key: str) -> datetime:
        """Return an instant; without a time zone it is a London wall clock's."""
        try:
            return datetime.fromisoformat(self.facts[key])
        except KeyError:
            raise CannotAnswerError(f"needs {key}") from None
        except ValueError:
            raise CannotAnswerError(f"{key}={self.facts[key]} is not a date and time") from None

    def served(self, paper: str) -> date | None:
        """Return the day a paper was served: as given, else as deemed from its posting first class."""
        served = self.day(*(f"{paper}_{way}" for way in SERVED))
        posted = self.posted(paper)
        if served is not None or posted is None:
            return served
        return deemed(paper, posted, self.regime, self.calendar)

    def posted(self, paper: str) -> date | None:
        """Return the day a paper was posted; some papers are dated the day they are posted."""
        return self.day(*(f"{paper}_{way}" for way in POSTED), f"{paper}_dated_on")

    def need_served(self, *papers: str) -> date:
        """Return the day the first of these papers that is given was served; none is refused."""
        for paper in papers:
            served = self.served(paper)
            if served is not None:
                return served
        raise CannotAnswerError(f"needs {' or '.join(f'{p}_served_on or {p}_posted_on' for p in papers)}")

    @property
    def basis(self) -> Basis | None:
        """How the notice was given: as said, else at the kerb, else unknown for a notice by post."""
        if "basis" in self.facts:
            try:
                return Basis(self.facts["basis"])
            except ValueError:
                raise CannotAnswerError(f"basis is one of {', '.join(Basis)}") from None
        return None if self.by_post else Basis.KERB

    @property
    def by_post(self) -> bool:
        """Whether the penalty charge notice came by post."""
        if "basis" in self.facts:
            return self.basis is not Basis.KERB
        return self.posted("pcn") is not None or self.served("reg10_pcn") is not None

    @property
    def notice_served(self) -> date:
        """The day the penalty charge notice was served; at the kerb that is the day of the contravention."""
        if self.by_post:
            return self.need_served("reg10_pcn", "pcn")
        if self.posted("pcn") is not None or self.served("reg10_pcn") is not None:
            raise CannotAnswerError("a notice given at the kerb is not posted")
        return self.need("pcn_served_on", "pcn_given_on", "contravention_on")

    @property
    def contravention(self) -> date:
        """The day of the contravention; at the kerb it is the day of service unless another is given."""
        if self.by_post:
            return self.need("contravention_on")
        return self.need("contravention_on", "pcn_served_on", "pcn_given_on")


def deemed(paper: str, posted_on: date, regime: str, calendar: Calendar) -> date:
    """Return the day a paper posted first class is taken as served; the court's order has its own rule."""
    clock = Clock.ORDER_DEEMED_SERVICE if paper == "order" else Clock.DEEMED_SERVICE
    return law_at(posted_on, regime).period(clock).last_day(posted_on, calendar)


def read_given(text: str, regime: str, calendar: Calendar) -> Given:
    """Return the facts in key=value pairs joined by semicolons; an unknown key is refused."""
    facts: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in text.split(";"))):
        key, sign, value = (part.strip() for part in pair.partition("="))
        if not sign or not value:
            raise CannotAnswerError(f"{pair!r} is not key=value")
        name = _short(key)
        if name not in KEYS:
            raise CannotAnswerError(f"unknown key {key!r}")
        if name in facts:
            raise CannotAnswerError(f"{key} is given twice")
        facts[name] = value
    return Given(facts, regime, calendar)


def _short(key: str) -> str:
    for alias, paper in ALIASES.items():
        if key.startswith(f"{alias}_"):
            return paper + key.removeprefix(alias)
    return key


def _day(key: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise CannotAnswerError(f"{key}={value} is not a date") from None
