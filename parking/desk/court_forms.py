"""The shapes of what staff send about statements, applications, warrants and enforcement agents."""

from __future__ import annotations

from wtforms.validators import DataRequired, InputRequired

from parking.cases.history.court import Application
from parking.law.state import WitnessGround
from parking.recovery.agents.messages import RecallReason
from parking.web.date_fields import DateField
from parking.web.fields import CheckboxesField, RadiosField, SubmitButton, TextAreaField, TickField, choice
from parking.web.forms import GovForm

LIMIT = 2000
GROUND_TITLES: dict[WitnessGround, str] = {
    WitnessGround.NOTICE_NOT_RECEIVED: "They did not receive the notice to owner or the PCN by post",
    WitnessGround.NO_REJECTION: "They made representations and had no answer",
    WitnessGround.APPEALED: "They appealed and had no answer, or the appeal was open or allowed",
    WitnessGround.PAID: "They had paid",
}
APPLICATION_TITLES: dict[Application, str] = {
    Application.OUT_OF_TIME: "To file a witness statement out of time (TE7)",
    Application.REVIEW: "To review a decision of the court (N244)",
}
RECALL_TITLES: dict[RecallReason, str] = {
    RecallReason.VULNERABLE: "The person needs our help",
    RecallReason.NEW_ADDRESS: "The person lives at another address",
    RecallReason.DECEASED: "The person has died",
    RecallReason.INSOLVENT: "The person is insolvent",
    RecallReason.OTHER: "Another reason",
}
RETURN_TITLES = {
    "no_longer_wanted": "We no longer want to enforce it",
    "uncollectable": "The agent can't collect it",
    "mistake": "It should not have been asked for",
}


class ApplicationForm(GovForm):
    """What the court told us of an application."""

    kind = RadiosField(
        "What is the application for?", [InputRequired("Choose what the application is for")],
        choices=[choice(kind.value, title) for kind, title in APPLICATION_TITLES.items()],
    )  # fmt: skip
    notified_on = DateField(
        "When did the court tell us?", [InputRequired("Enter the day the court told us")],
        hint="Such as 27 3 2026. Our working days to answer count from it.",
    )  # fmt: skip
    record = SubmitButton("Record the application")


class AnswerForm(GovForm):
    """Whether the authority objects, and why."""

    objects = RadiosField(
        "Do we object?", [InputRequired("Choose whether we object")],
        choices=[choice("yes", "Yes, we object"), choice("no", "No, we do not object")],
    )  # fmt: skip
    words = TextAreaField(
        "Our reasons", [DataRequired("Give our reasons")], limit=LIMIT, rows=5,
        hint="Say what was served, when, and where to. The court and the person may read it.",
    )  # fmt: skip
    answer = SubmitButton("Send our answer")


class DecidedForm(GovForm):
    """When the court decided."""

    decided_on = DateField(
        "When did the court refuse it?", [InputRequired("Enter the day the court refused it")],
        hint="Such as 27 3 2026",
    )  # fmt: skip
    record = SubmitButton("Record the refusal")


class RevokedForm(GovForm):
    """On which one ground the order was revoked, and when the court told us."""

    ground = RadiosField(
        "What does the statement say?", [InputRequired("Choose the one ground of the statement")],
        choices=[choice(ground.value, title) for ground, title in GROUND_TITLES.items()],
    )  # fmt: skip
    notified_on = DateField(
        "When did the court tell us?", [InputRequired("Enter the day the court told us")],
        hint="Such as 27 3 2026. The time to serve a fresh notice begins with it.",
    )  # fmt: skip
    record = SubmitButton("Record the revocation")


class FreshNoticeForm(GovForm):
    """Nothing to fill in: a person decides."""

    serve = SubmitButton("Serve a fresh notice")


class ReferForm(GovForm):
    """Nothing to fill in: the law decides."""

    refer = SubmitButton("Refer to the adjudicator")


class WarrantsForm(GovForm):
    """Which cases go into the batch; the officer's own name certifies it."""

    cases = CheckboxesField("Cases", [DataRequired("Choose at least one case")])
    certify = SubmitButton("Certify and ask for warrants")


class InstructForm(GovForm):
    """What the agent must know before a visit."""

    vulnerable = TickField("The person may be vulnerable")
    care = TextAreaField(
        "What must a visitor know?", limit=500, rows=3,
        hint="Such as: use a deaf-friendly contact, call before a visit. Leave it empty if nothing is known.",
    )  # fmt: skip
    instruct = SubmitButton("Instruct the agent")


class RecallForm(GovForm):
    """Why the agent must stop."""

    why = RadiosField(
        "Why must the agent stop?", [InputRequired("Choose why the agent must stop")],
        choices=[choice(why.value, title) for why, title in RECALL_TITLES.items()],
    )  # fmt: skip
    recall = SubmitButton("Recall the case")


class ReturnWarrantForm(GovForm):
    """Why a warrant is given up."""

    why = RadiosField(
        "Why do we give it up?", [InputRequired("Choose why we give the warrant up")],
        choices=[choice(code, title) for code, title in RETURN_TITLES.items()],
    )  # fmt: skip
    give_up = SubmitButton("Give up the warrant")
