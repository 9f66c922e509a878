"""Reads GOV.UK Pay's JSON into our own values, leaving the card and the payer behind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, ValidationError

from parking.payments.gateway.errors import PayAnswerUnreadableError
from parking.payments.gateway.loopback import is_safe
from parking.payments.gateway.protocol import Payment, PayState, Refund, Refundable, RefundState
from parking.values.money import NOTHING, Money

Pence = Annotated[StrictInt, Field(ge=0)]
Id = Annotated[StrictStr, Field(pattern=r"^[A-Za-z0-9]{1,64}$")]

Model = TypeVar("Model", bound=BaseModel)


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)


class _State(_Answer):
    status: PayState
    finished: StrictBool
    code: str | None = None
    message: str | None = None


class _Link(_Answer):
    href: StrictStr


class _Links(_Answer):
    next_url: _Link | None = None
    cancel: _Link | None = None


class _RefundSummary(_Answer):
    status: Refundable
    amount_available: Pence | None = None


class _Settlement(_Answer):
    captured_date: date | None = None
    settled_date: date | None = None


class _Payment(_Answer):
    payment_id: Id
    amount: Pence
    reference: StrictStr
    created_date: StrictStr
    state: _State
    links: _Links = Field(default_factory=_Links, alias="_links")
    refund_summary: _RefundSummary | None = None
    settlement_summary: _Settlement | None = None
    metadata: dict[str, StrictStr | StrictInt | StrictBool] | None = None


class _Refund(_Answer):
    refund_id: Id
    amount: Pence
    status: RefundState
    created_date: StrictStr


class _Embedded(_Answer):
    refunds: list[_Refund]


class _Refunds(_Answer):
    embedded: _Embedded = Field(alias="_embedded")


def read_payment(found: Mapping[str, Any]) -> Payment:
    """Return the payment in an answer."""
    payment = _read(_Payment, found)
    summary, settled = payment.refund_summary, payment.settlement_summary
    next_url = payment.links.next_url.href if payment.links.next_url else None
    if next_url is not None and not is_safe(next_url):
        raise PayAnswerUnreadableError("GOV.UK Pay's next_url is not https")
    return Payment(
        id=payment.payment_id,
        state=payment.state.status,
        finished=payment.state.finished,
        amount=Money(payment.amount),
        reference=payment.reference,
        provider_created_at=payment.created_date,
        code=payment.state.code or "",
        message=payment.state.message or "",
        next_url=next_url,
        can_cancel=payment.links.cancel is not None,
        refundable=summary.status if summary else Refundable.PENDING,
        refund_available=Money(summary.amount_available or 0) if summary else NOTHING,
        captured_on=settled.captured_date if settled else None,
        settled_on=settled.settled_date if settled else None,
        metadata=payment.metadata or {},
    )


def read_refund(found: Mapping[str, Any]) -> Refund:
    """Return the refund in an answer."""
    return _refund(_read(_Refund, found))


def read_refunds(found: Mapping[str, Any]) -> tuple[Refund, ...]:
    """Return the refunds in an answer, oldest first."""
    refunds = [_refund(one) for one in _read(_Refunds, found).embedded.refunds]
    return tuple(sorted(refunds, key=lambda one: one.provider_created_at))


def _refund(one: _Refund) -> Refund:
    return Refund(
        id=one.refund_id, state=one.status, amount=Money(one.amount), provider_created_at=one.created_date
    )


def _read(model: type[Model], found: Mapping[str, Any]) -> Model:
    try:
        return model.model_validate(found)
    except ValidationError as failure:
        where = ", ".join(sorted({".".join(map(str, one["loc"])) for one in failure.errors()}))
    raise PayAnswerUnreadableError(f"GOV.UK Pay's answer is wrong at {where}")
