"""Every date in the life of one case: earliest, latest, why, how sure, and what was assumed on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from parking.law.arithmetic import spoken
from parking.law.basis import Basis
from parking.law.counting import Calendar
from parking.law.dated import NotYetLawError
from parking.law.given import ALIASES, deemed
from parking.law.prescribed import PaperKind
from parking.law.regimes import ENGLAND, law_at
from parking.law.story import Step, Story
from parking.law.timeline import DISCOUNT, FULL_CHARGE, Clock
from parking.values import clock as clocks

PAPERS = ("pcn", "nto", "nor", "appeal_decision", "charge_certificate", "order")
EVENTS = ("representations", "registered", "warrant", "notice_of_enforcement")


class NotALifeError(ValueError):
    """The days given can't be those of one case."""


@dataclass(frozen=True, slots=True)
class Life:
    """The steps of one case, in the order of the law."""

    regime: str
    title: str
    basis: Basis
    contravention: datetime
    law_digest: str
    steps: tuple[Step, ...]

    def step(self, key: str) -> Step:
        """Return one step."""
        return next(step for step in self.steps if step.key == key)


def life(
    *,
    contravention: datetime,
    basis: Basis,
    regime: str = ENGLAND,
    served: Mapping[str, date] | None = None,
    posted: Mapping[str, date] | None = None,
    calendar: Calendar | None = None,
) -> Life:
    """Return every date of a case; a paper with no day given goes first class on its earliest lawful day."""
    law = law_at(clocks.day_of(contravention), regime)
    days = _known(served or {}, (*PAPERS, *EVENTS)), _known(posted or {}, PAPERS)
    story = Story(regime, basis, contravention, *days, calendar or law.calendar)
    notice = _by_post(story) if basis.by_post else _at_the_kerb(story)
    certificate_from = _challenged(story, notice)
    registered = _increased(story, certificate_from)
    _recovered(story, registered)
    return Life(regime, law.title, basis, contravention, law.digest, tuple(story.steps))


def read_contravention(text: str) -> datetime:
    """Return the instant in 2026-03-03T14:05, as a London wall clock shows it unless it has a zone."""
    try:
        wall = datetime.fromisoformat(text)
    except ValueError:
        raise NotALifeError(f"{text!r} is not a date and time such as 2026-03-03T14:05") from None
    return wall if wall.tzinfo else clocks.at_local(wall.date(), wall.hour, wall.minute, wall.second)


def read_days(texts: Iterable[str]) -> dict[str, date]:
    """Return the days in 2026-03-05 (the penalty charge notice) or nto=2026-04-07 (another paper)."""
    days: dict[str, date] = {}
    for text in texts:
        name, sign, value = text.partition("=")
        paper, day = (name, value) if sign else ("pcn", name)
        try:
            days[ALIASES.get(paper, paper)] = date.fromisoformat(day)
        except ValueError:
            raise NotALifeError(f"{text!r} is not a day such as 2026-03-05 or nto=2026-04-07") from None
    return days


def _known(days: Mapping[str, date], names: tuple[str, ...]) -> Mapping[str, date]:
    strange = sorted(set(days) - set(names))
    if strange:
        raise NotALifeError(f"{', '.join(strange)} can't be given here; {', '.join(names)} can")
    return days


def _at_the_kerb(story: Story) -> date:
    """Tell the notice given at the kerb and the notice to owner; return the day the latter is served."""
    if "pcn" in story.posted:
        raise NotALifeError("a notice given at the kerb is not posted; give the day it was served")
    _grace(story)
    day, event = story.contravened_on, "the alleged contravention"
    served = story.happens("pcn", "Penalty charge notice served", day)
    _served_at_the_kerb(story, served)
    story.window("Pay the reduced amount", DISCOUNT[story.basis], served, "the notice was served")
    story.window("Pay the full charge", FULL_CHARGE[story.basis], day, event)
    story.wait("Ask for the keeper", Clock.KERB_KEEPER_ENQUIRY, day, event)
    first = story.wait("Notice to owner: first day", Clock.NOTICE_TO_OWNER_EARLIEST, day, event)
    event = "the penalty charge notice was served"
    story.window("Notice to owner: guidance", Clock.NOTICE_TO_OWNER_PROMPT, served, event)
    by = story.serve_within("Notice to owner", Clock.NOTICE_TO_OWNER_LATEST, served, event, first)
    owner = story.send("nto", "Notice to owner", first, by)
    event = "the notice to owner was served"
    story.window("Pay after the notice to owner", Clock.NOTICE_TO_OWNER_PAYMENT, owner, event)
    return owner


def _served_at_the_kerb(story: Story, served: date) -> None:
    try:
        statements = story.law(served).prescribed(PaperKind.PCN_KERB)
    except NotYetLawError:
        return
    rule = next(statement.provision for statement in statements if statement.key == "served_on")
    why = "Given at the vehicle, so served when it is given; the notice itself must state the day."
    story.add("pcn_service", "Penalty charge notice: served", served, served, why, rule)


def _by_post(story: Story) -> date:
    """Tell the notice sent by post, which is itself the enforcement notice; return the day it is served."""
    _grace(story)
    day, event = story.contravened_on, "the alleged contravention"
    story.assumption = "The keeper is asked for at once: a notice by post need not wait."
    story.window("Ask for the keeper, to keep more time", Clock.POSTAL_KEEPER_REQUEST, day, event)
    by = story.serve_within("Notice by post", Clock.POSTAL_SERVICE, day, event, day)
    story.window("Serve late, if the keeper was not supplied", Clock.POSTAL_EXTENDED_SERVICE, day, event)
    served = story.send("pcn", "Penalty charge notice", day, by)
    story.window("Pay the reduced amount", DISCOUNT[story.basis], served, "the notice was served")
    story.window("Pay the full charge", FULL_CHARGE[story.basis], served, "the notice was served")
    return served


def _grace(story: Story) -> None:
    law = story.law(story.contravened_on)
    if not law.has(Clock.GRACE):
        return
    ended = law.grace.period.latest_start(story.contravention) - timedelta(seconds=1)
    seen = clocks.local(story.contravention)
    story.assumption = "Only for staying too long in a designated parking place."
    why = (
        f"No charge for the {law.grace.period.phrase} the permitted parking period. Seen at {seen:%H:%M:%S}, "
        f"the vehicle may be charged for an overstay only if its time ended at or before "
        f"{clocks.local(ended):%H:%M:%S}."
    )
    story.add("grace", "Overstay: latest end of permitted time", None, ended, why, law.grace.provision)


def _challenged(story: Story, notice: date) -> date:
    """Tell representations and the appeal; return the first day of a charge certificate."""
    told, event = story.assumption, "the enforcement notice was served"
    story.window("Make representations", Clock.MAKE_REPRESENTATIONS, notice, event)
    received = story.happens("representations", "Representations received", notice)
    event = "representations were received"
    by = story.serve_within("Decision", Clock.DECIDE_REPRESENTATIONS, received, event, received)
    story.window("Decision: guidance", Clock.DECIDE_PROMPTLY, received, event)
    rejected = story.send("nor", "Notice of rejection", received, by)
    rejection = story.assumption
    story.window("Appeal", Clock.APPEAL, rejected, "the notice of rejection was served")
    decided = _appealed(story, rejected)
    appeal = story.assumption
    refused = deemed("", decided, story.regime, story.calendar)
    ways = (
        (
            "no representations",
            Clock.CERTIFICATE_NO_REPRESENTATIONS,
            notice,
            "the enforcement notice was served",
            told,
        ),
        (
            "rejected, no appeal",
            Clock.CERTIFICATE_AFTER_REJECTION,
            rejected,
            "the notice of rejection was served",
            rejection,
        ),
        (
            "appeal refused",
            Clock.CERTIFICATE_AFTER_APPEAL_REFUSED,
            decided,
            "the decision was served",
            appeal,
        ),
        (
            "recommendation not accepted",
            Clock.CERTIFICATE_AFTER_RECOMMENDATION_REFUSED,
            refused,
            "the refusal of the recommendation was served",
            f"{appeal} The refusal is posted first class the same day.",
        ),
        (
            "appeal withdrawn",
            Clock.CERTIFICATE_AFTER_APPEAL_WITHDRAWN,
            rejected,
            "the appeal was withdrawn",
            f"Appeal made and withdrawn on {spoken(rejected)}, the earliest day.",
        ),
    )
    first: dict[Clock, tuple[date, str]] = {}
    for how, clock, start, event, assumption in ways:
        story.assumption = assumption
        first[clock] = story.wait(f"Charge certificate: {how}", clock, start, event), assumption
    day, story.assumption = first[_way(story)]
    return day


def _way(story: Story) -> Clock:
    """Return how far the days given say the challenge went: with none, nobody made representations."""
    told = {*story.served, *story.posted}
    if "appeal_decision" in told:
        return Clock.CERTIFICATE_AFTER_APPEAL_REFUSED
    if told & {"nor", "representations"}:
        return Clock.CERTIFICATE_AFTER_REJECTION
    return Clock.CERTIFICATE_NO_REPRESENTATIONS


def _appealed(story: Story, rejected: date) -> date:
    """Tell the appeal; return the day the adjudicator's decision is served."""
    story.assume(
        f"Appeal made and its copy received on {spoken(rejected)}, the earliest day", rejected, rejected
    )
    copied = "the copy of the notice of appeal was received"
    story.window("Documents to the tribunal", Clock.TRIBUNAL_DOCUMENTS, rejected, copied)
    if "appeal_decision" in story.posted:
        decided = story.send("appeal_decision", "Adjudicator's decision", rejected)
    else:
        decided = story.happens("appeal_decision", "Adjudicator's decision served", rejected)
    event = "the decision was served"
    story.window("Ask for a review of the decision", Clock.TRIBUNAL_REVIEW, decided, event)
    event = "the recommendation was given"
    story.window("Answer a recommendation", Clock.ANSWER_RECOMMENDATION, decided, event)
    return decided


def _increased(story: Story, first: date) -> date:
    """Tell the charge certificate; return the day the debt is registered."""
    served = story.send("charge_certificate", "Charge certificate", first)
    event = "the charge certificate was served"
    story.window("Pay the increased charge", Clock.CERTIFICATE_PAYMENT, served, event)
    earliest = story.wait("Register the debt", Clock.DEBT_REGISTRATION, served, event)
    return story.happens("registered", "Debt registered and sealed request received", earliest)


def _recovered(story: Story, registered: date) -> None:
    """Tell the order for recovery, the witness statement, the warrant and the agent's first visit."""
    event = "the sealed request was received"
    by = story.window("Order for recovery: serve", Clock.ORDER_SERVE_BY, registered, event)
    event = "the debt was registered"
    story.window("Witness statement: the court's cut-off", Clock.WITNESS_STATEMENT_CUTOFF, registered, event)
    ordered = story.send("order", "Order for recovery", registered, by)
    event = "the order was served"
    story.window("Pay or file a witness statement", Clock.WITNESS_STATEMENT, ordered, event)
    earliest = story.wait("Ask for a warrant", Clock.WARRANT_REQUEST, ordered, event)
    issued = story.happens("warrant", "Warrant sealed and issued", earliest)
    story.window("Prepare the warrant", Clock.WARRANT_PREPARE, issued, "the request was sealed")
    story.window("Execute the warrant", Clock.WARRANT_VALID, issued, "the warrant was issued")
    given = story.happens("notice_of_enforcement", "Notice of enforcement given", issued)
    story.wait("Agent takes control of goods", Clock.NOTICE_OF_ENFORCEMENT, given, "the notice was given")
