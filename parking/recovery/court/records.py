"""What we send to the court: one record a case with every datum it can need, in a batch that adds up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from parking.values.money import NOTHING, Money
from parking.values.pcn_number import PcnNumber

ADDRESS_LINES = 5


class Transaction(StrEnum):
    """What we ask of the court for one case."""

    REGISTER = "register"
    REQUEST_WARRANT = "request_warrant"
    REISSUE_WARRANT = "reissue_warrant"
    AMEND_ADDRESS = "amend_address"
    WITHDRAW = "withdraw"
    OBJECT_TO_LATE = "object_to_late"
    ACCEPT_LATE = "accept_late"
    EXTEND_TIME = "extend_time"


class RecordNotWellFormedError(ValueError):
    """A record no court could take: mend the case before the batch is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtRecord:
    """One transaction. `due` is what is asked for, the court's `fee` included; days are London's."""

    transaction: Transaction
    number: PcnNumber
    mark: str
    contravention_on: date
    contravention_time: time
    place: str
    code: str
    pcn_served_on: date
    certificate: str
    certificate_served_on: date
    due: Money
    fee: Money
    title: str = ""
    name: str = ""
    company: str = ""
    address: tuple[str, ...]
    postcode: str
    registered_on: date | None = None
    order_served_on: date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if not (self.name or self.company):
            raise RecordNotWellFormedError("a respondent has a name or is a company")
        if not 1 <= len(self.address) <= ADDRESS_LINES:
            raise RecordNotWellFormedError(f"an address has 1 to {ADDRESS_LINES} lines besides its postcode")
        asks_warrant = self.transaction in {Transaction.REQUEST_WARRANT, Transaction.REISSUE_WARRANT}
        if asks_warrant and not (self.registered_on and self.order_served_on):
            raise RecordNotWellFormedError(
                "a warrant needs the days of registration and of serving the order"
            )
        if self.due < self.fee or self.fee < NOTHING:
            raise RecordNotWellFormedError("what is due includes the court's fee")


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtBatch:
    """Records locked together under one number and certified by a named officer."""

    number: int
    authority: str
    made_on: date
    certified_by: str
    records: tuple[CourtRecord, ...]

    def __post_init__(self) -> None:
        if self.number < 1 or not self.records:
            raise RecordNotWellFormedError("a batch has a number above zero and at least one record")
        if not self.certified_by.strip():
            raise RecordNotWellFormedError("a batch is certified by a named officer")
        if len({record.number for record in self.records}) < len(self.records):
            raise RecordNotWellFormedError("a PCN stands once in a batch")

    @property
    def count(self) -> int:
        """How many records there are."""
        return len(self.records)

    @property
    def total(self) -> Money:
        """What they come to."""
        return sum((record.due for record in self.records), NOTHING)


@dataclass(frozen=True, slots=True)
class CourtFile:
    """A batch as the file that was or will be sent."""

    name: str
    content: bytes
    sha256: str
    count: int
    total: Money
