"""The shapes of what staff send about representations and about who is liable."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from wtforms.validators import DataRequired, InputRequired

from parking.evidence.documents import DocumentKind
from parking.law.grounds import Grounds, RepresentationGround
from parking.law.state import Capacity
from parking.representations.kinds import Channel, Passing, Person, WhyAdmitted, WhyDisregarded
from parking.values.postcode import InvalidPostcodeError, Postcode
from parking.web.date_fields import DateField
from parking.web.fields import (
    CheckboxesField,
    FileField,
    RadiosField,
    SelectField,
    SubmitButton,
    TextAreaField,
    TextField,
    choice,
)
from parking.web.forms import GovForm

LETTER, REASONS, POINT = 8000, 2000, 1500
ADDRESS_LINES = 5
CHANNELS = {
    Channel.POST: "By post",
    Channel.EMAIL: "By email",
    Channel.FORM: "On the form of the notice",
    Channel.ONLINE: "Online",
    Channel.BY_HAND: "By hand",
}
WRITERS = {
    Capacity.RECIPIENT: "The person the notice is addressed to",
    Capacity.AGENT: "Somebody else, and their authority came with it",
    Capacity.UNDECIDED: "Somebody else, and no authority came, or it is not clear",
}
CAPACITIES = {
    Capacity.RECIPIENT: "The person the notice is addressed to",
    Capacity.AGENT: "Somebody with that person's authority",
    Capacity.OTHER: "Somebody who may not write for that person",
}
LATE = {
    WhyAdmitted.GOOD_REASON: "Consider them: there is a good reason for the delay",
    WhyAdmitted.NOTICE_CAME_LATE: "Consider them: the notice came late",
    WhyAdmitted.UNABLE: "Consider them: the person could not write earlier",
    WhyAdmitted.DOUBT_ABOUT_CHARGE: "Consider them: they raise a real doubt about the charge",
    WhyDisregarded.NO_REASON_GIVEN: "Do not consider them: no reason for the delay is given",
    WhyDisregarded.REASON_NOT_ENOUGH: "Do not consider them: the reason given is not enough",
}
PASSINGS = {
    Passing.NEVER_OWNER: "They never owned the vehicle",
    Passing.OWNER_BEFORE: "They sold it before the contravention",
    Passing.OWNER_AFTER: "They bought it after the contravention",
    Passing.HIRED_OUT: "They are a hire firm, and the hirer signed a statement of liability",
}
DOCUMENTS = {
    DocumentKind.LETTER: "Letter",
    DocumentKind.AUTHORITY_TO_ACT: "Authority to act",
    DocumentKind.STATEMENT_OF_LIABILITY: "Statement of liability",
    DocumentKind.HIRING_AGREEMENT: "Hiring agreement",
    DocumentKind.PROOF_OF_SALE: "Proof of sale or purchase",
    DocumentKind.PROOF_OF_ADDRESS: "Proof of address",
    DocumentKind.OTHER: "Something else",
}
GROUND_TITLES = {
    RepresentationGround.NO_CONTRAVENTION: "The contravention did not happen",
    RepresentationGround.NOT_THE_OWNER: "Not the owner at the time",
    RepresentationGround.WITHOUT_CONSENT: "Taken without consent",
    RepresentationGround.HIRED_OUT: "Hired out",
    RepresentationGround.CHARGE_TOO_HIGH: "The charge is too high",
    RepresentationGround.PROCEDURAL_IMPROPRIETY: "The council did not follow the law",
    RepresentationGround.ORDER_INVALID: "The order is not valid",
    RepresentationGround.NOBODY_PREVENTED: "No officer was prevented",
    RepresentationGround.ALREADY_PAID: "Already paid",
    RepresentationGround.COMPELLING_REASONS: "Compelling reasons",
}


def name_field(hint: str = "") -> Any:
    """Return the field of somebody's name."""
    return TextField("Their name", autocomplete="off", width=20, hint=hint)


def address_field() -> Any:
    """Return the field of somebody's address."""
    return TextAreaField("Their address", rows=4, limit=300, hint="A line for each part, no postcode")


def postcode_field() -> Any:
    """Return the field of somebody's postcode."""
    return TextField("Their postcode", autocomplete="off", width=10)


def choices_of(titles: dict[Any, str]) -> list[Any]:
    """Return what may be chosen, in the order it is listed in."""
    return [choice(value.value, title) for value, title in titles.items()]


class PersonForm(GovForm):
    """A form with somebody's name and address in it; `needs_person` says whether they must be there.

    Each form declares the three fields itself, so that they stand where it wants them.
    """

    name: Any
    address: Any
    postcode: Any

    @property
    def needs_person(self) -> bool:
        """Whether somebody must be named."""
        return True

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the address that say something."""
        return tuple(line.strip() for line in (self.address.data or "").splitlines() if line.strip())

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse a person without a whole name and address where one is needed."""
        if not super().validate(extra_validators):
            return False
        if not self.needs_person:
            return True
        if not self.name.data:
            self.refuse("name", "Enter their name")
        if not 1 <= len(self.lines) <= ADDRESS_LINES:
            self.refuse("address", f"Enter their address in no more than {ADDRESS_LINES} lines")
        try:
            Postcode.read(self.postcode.data or "")
        except InvalidPostcodeError as wrong:
            self.refuse("postcode", str(wrong))
        return not self.errors

    @property
    def person(self) -> Person:
        """The person named."""
        return Person(self.name.data, self.lines, str(Postcode.read(self.postcode.data)))


class ReceivedForm(PersonForm):
    """Representations as they came in."""

    received_on = DateField(
        "When did they reach the council?", [InputRequired("Enter the day they reached us")],
        hint="The day they came in, not the day somebody opened them. Such as 27 3 2026",
    )  # fmt: skip
    channel = RadiosField(
        "How did they come?", [InputRequired("Choose how they came")], choices=choices_of(CHANNELS)
    )
    capacity = RadiosField(
        "Who wrote?", [InputRequired("Choose who wrote")], choices=choices_of(WRITERS),
        hint="Until it is decided who wrote, they count as formal.",
    )  # fmt: skip
    grounds = CheckboxesField(
        "What do they say?", [InputRequired("Choose at least one ground, or compelling reasons")],
        hint="Their form does not matter. Choose every ground that what they wrote amounts to.",
    )  # fmt: skip
    text = TextAreaField("What they wrote", [DataRequired("Enter what they wrote")], limit=LETTER, rows=10)
    name = name_field("Only if somebody else wrote")
    address = address_field()
    postcode = postcode_field()
    keep = SubmitButton("Record the representations")

    def offer(self, grounds: Grounds) -> None:
        """Offer every ground of the law."""
        self.grounds.choices = [
            choice(ground.key.value, GROUND_TITLES[RepresentationGround(ground.key)])
            for ground in grounds.representations
        ]

    @property
    def needs_person(self) -> bool:
        """Whoever writes for somebody else is named."""
        return bool(self.capacity.data != Capacity.RECIPIENT.value)


class CapacityForm(GovForm):
    """Who wrote, decided."""

    capacity = RadiosField("Who wrote?", [InputRequired("Choose who wrote")], choices=choices_of(CAPACITIES))
    evidence = SelectField("What shows it?", choices=[])
    decide = SubmitButton("Decide who wrote")


class LateForm(GovForm):
    """Whether late representations are considered, and why."""

    why = RadiosField("What do you decide?", [InputRequired("Choose what you decide")],
                      choices=choices_of(LATE))  # fmt: skip
    words = TextAreaField(
        "Your reasons in this case", [DataRequired("Give your reasons")], limit=REASONS, rows=4,
        hint="If you do not consider them, the letter says this.",
    )  # fmt: skip
    decide = SubmitButton("Decide")


class PointForm(GovForm):
    """One point that was made."""

    ground = SelectField("Under which ground does it fall?", choices=choices_of(GROUND_TITLES))
    says = TextAreaField(
        "What is the point?", [DataRequired("Enter the point")], limit=POINT, rows=3,
        hint="One point only, as close to their own words as you can. The decision repeats it.",
    )  # fmt: skip
    add = SubmitButton("List this point")


class AnswerForm(GovForm):
    """The answer to one point, and what was looked at."""

    answer = TextAreaField(
        "Your answer", [DataRequired("Write the answer")], limit=POINT, rows=5,
        hint="The notice of rejection prints it. Answer what this point says.",
    )  # fmt: skip
    evidence = CheckboxesField(
        "What did you look at?", [InputRequired("Choose what you looked at")],
        hint="If it is not here, keep the document or write a note in the case first.",
    )  # fmt: skip
    answered = SubmitButton("Keep the answer")


class AcceptForm(GovForm):
    """On which ground representations are accepted."""

    ground = SelectField("Which ground do you accept?", choices=choices_of(GROUND_TITLES))
    words = TextAreaField(
        "Your reasons", [DataRequired("Give your reasons")], limit=REASONS, rows=4,
        hint="The notice of acceptance prints them.",
    )  # fmt: skip
    accept = SubmitButton("Accept and cancel the charge")


class RejectForm(GovForm):
    """The decision to reject, in a sentence or two before the answers."""

    words = TextAreaField(
        "Your decision in a sentence or two", [DataRequired("Write your decision")], limit=REASONS, rows=4,
        hint="The notice prints it before the points and their answers.",
    )  # fmt: skip
    reject = SubmitButton("Ask for the notice of rejection")


class TransferForm(PersonForm):
    """Who is liable instead, why, and on what evidence."""

    why = RadiosField("Why is somebody else liable?", [InputRequired("Choose why")],
                      choices=choices_of(PASSINGS))  # fmt: skip
    name = name_field()
    address = address_field()
    postcode = postcode_field()
    evidence = SelectField("What shows it?", [InputRequired("Choose the document that shows it")], choices=[])
    agreement = SelectField("The hiring agreement", choices=[], hint="Only for a hire")
    signed_on = DateField("The statement was signed on", hint="Only for a hire. Such as 27 3 2026")
    hired_from = DateField("First day of the hire", hint="Only for a hire")
    hired_until = DateField("Last day of the hire", hint="Only for a hire")
    words = TextAreaField(
        "Your reasons", [DataRequired("Give your reasons")], limit=REASONS, rows=3,
        hint="For the record of this case. The letter does not name the other person.",
    )  # fmt: skip
    transfer = SubmitButton("Make them liable")


class DocumentForm(GovForm):
    """A document that came about a case."""

    kind = RadiosField("What is it?", [InputRequired("Choose what it is")], choices=choices_of(DOCUMENTS))
    file = FileField("The document", [InputRequired("Choose the file")], hint="A PDF, JPEG or PNG")
    keep = SubmitButton("Keep the document")


def id_or_none(value: str | None) -> UUID | None:
    """Return the id that was chosen, or None for none."""
    return UUID(value) if value else None
