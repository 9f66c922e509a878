"""Specimen facts and statements, invented, for every test that draws a paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parking.issue.papers import PcnFacts, Served
from parking.keepers.papers import NoticeToOwnerFacts
from parking.notices.drawing.paper import Letterhead
from parking.notices.parts import WayToPay
from parking.values.clock import at_local
from parking.values.mark import Mark
from parking.values.money import Money
from parking.values.pcn_number import PcnNumber


@dataclass(frozen=True)
class Required:
    """A prescribed statement as the law's data would give it."""

    key: str
    says: str
    must: bool = True


@dataclass(frozen=True)
class Ground:
    """A ground of representations as the law's data would give it."""

    letter: str
    says: str


LETTERHEAD = Letterhead(
    council="Runnymede Borough Council",
    department="Parking Services",
    address=("Civic Centre", "Station Road", "Addlestone", "KT15 2AH"),
    phone="01932 000 123",
    phone_hours="Monday to Friday, 9am to 5pm",
    email="parking@runnymede.example",
    website="parking.runnymede.example",
    brand_colour="#00703c",
)

ADDRESSEE = ("Miss S Okonkwo", "Flat 2", "14 Example Road", "Addlestone", "KT15 1ZZ")

WAYS_TO_PAY = (
    WayToPay("Online", "parking.runnymede.example"),
    WayToPay("By phone", "01932 000 124, at any time"),
    WayToPay("By post", "a cheque or postal order with the slip on this notice"),
)

# What statute wants on each paper, an item each, and some of what guidance wants.
PCN_WORDS = (
    Required("served_on", "This notice was served on {served_on}."),
    Required("authority", "The enforcement authority is {authority}."),
    Required("mark", "The mark of the vehicle is {mark}."),
    Required(
        "contravention_at", "It is alleged to have happened on {contravention_on} at {contravention_time}."
    ),
    Required("amount", "The penalty charge is {full}."),
    Required("how_to_pay", "You can pay in these ways: {how_to_pay}"),
    Required("grounds", "The officer had reason to believe that a charge is payable: {grounds}."),
    Required(
        "pay_within",
        "The charge must be paid within {full_period} the day of the alleged contravention, which end with "
        "{full_last_day}.",
    ),
    Required(
        "discount",
        "Paid within {discount_period} the day this notice was served, which end with {discount_last_day}, "
        "the charge is {early}.",
    ),
    Required(
        "notice_to_owner", "If it is not paid in that time, a notice to owner may be served on the owner."
    ),
    Required(
        "owner_may_challenge",
        "An owner who is served with one may make representations to {authority} and, if they are rejected, "
        "may appeal to an adjudicator.",
    ),
    Required(
        "challenge_considered",
        "Representations that reach {challenge_address} before a notice to owner is served are considered.",
    ),
    Required(
        "challenge_again",
        "If one is served all the same, representations must be made in the way that it says.",
    ),
    Required("location", "The vehicle stood at {location}.", must=False),
    Required("code", "The contravention has the code {code}.", must=False),
    Required("officer", "The officer has the number {officer}.", must=False),
    Required("served_at", "It was served at {served_time}.", must=False),
    Required("observed", "The vehicle was watched from {observed_from} to {observed_until}.", must=False),
    Required("vehicle", "The vehicle is a {vehicle}.", must=False),
    Required("see_photographs", "Photographs to look at: {see_photographs}", must=False),
)

NOTICE_TO_OWNER_WORDS = (
    Required("dated", "The date of this notice, the day it was posted, is {posted_on}."),
    Required("authority", "The enforcement authority is {authority}."),
    Required("amount", "The penalty charge is {full}."),
    Required("pcn_served_on", "The penalty charge notice was served on {pcn_served_on}."),
    Required("grounds", "The officer had reason to believe that a charge is payable: {grounds}."),
    Required(
        "pay_within",
        "The charge must be paid within {payment_period} the day this notice is served. Sent by first class "
        "post, it is taken as served on {served_on}, so the last of those days is {payment_last_day}.",
    ),
    Required(
        "may_increase",
        "If after {payment_period} that day there have been no representations and no payment, the charge "
        "may be increased and steps may be taken to enforce it.",
    ),
    Required("increased_amount", "The increased charge would be {increased}."),
    Required(
        "may_make_representations",
        "You may make representations against the charge. Those made after {representations_period} the day "
        "this notice is served, which end with {representations_last_day}, may be disregarded.",
    ),
    Required(
        "nature_of_representations",
        "You may say that a ground applies, that there are compelling reasons to cancel the charge, or both.",
    ),
    Required("form_of_representations", "Representations are made in writing: {representations_form}"),
    Required("address_for_representations", "They are sent to: {representations_address}"),
    Required("right_of_appeal", "If we do not accept them, you may appeal to an adjudicator."),
    Required("form_of_appeal", "An appeal is made to {tribunal}, online or on a form that we send you."),
    Required("mark", "The mark of the vehicle is {mark}.", must=False),
    Required(
        "contravention_at",
        "It is alleged to have happened on {contravention_on} at {contravention_time}.",
        must=False,
    ),
    Required("location", "The vehicle stood at {location}.", must=False),
    Required("all_grounds", "These are the grounds: {all_grounds}", must=False),
    Required("see_photographs", "Photographs to look at: {see_photographs}", must=False),
    Required("how_to_pay", "You can pay in these ways: {how_to_pay}", must=False),
)

GROUNDS = (
    Ground("a", "The contravention did not happen."),
    Ground("b", "I never owned the vehicle, had sold it before that day, or bought it after."),
    Ground("c", "Somebody had taken control of the vehicle without its owner's consent."),
    Ground("d", "We are a hire firm; the hirer had signed a statement of liability for penalty charges."),
    Ground("e", "The charge is more than the amount that applies in this case."),
    Ground("f", "The authority did not do what the law requires of it."),
    Ground("g", "The traffic order that is said to have been broken is not valid."),
    Ground("i", "The charge had already been paid, in full or at the discount in time."),
    Ground("", "There are compelling reasons to cancel the charge, whether or not a ground applies."),
)

PCN = PcnFacts(
    number=PcnNumber("RU10000015"),
    access_code="7Q4M-K2XD",
    mark=Mark("AB12CDE"),
    vehicle="blue Ford",
    code="82",
    suffix="p",
    description="Parked after the expiry of paid for time",
    place="Waspe Farm car park, Egham",
    contravention_at=at_local(date(2026, 3, 3), 14, 5),
    observed_from=at_local(date(2026, 3, 3), 13, 53),
    observed_until=at_local(date(2026, 3, 3), 14, 5),
    served_at=at_local(date(2026, 3, 3), 14, 9),
    served=Served.FIXED,
    officer="RU042",
    authority="Runnymede Borough Council",
    full=Money(5000),
    full_period="28 days beginning with",
    pay_by=date(2026, 3, 30),
    discounted=Money(2500),
    discount_period="14 days beginning with",
    discount_until=date(2026, 3, 16),
    photographs=4,
    ways_to_pay=WAYS_TO_PAY,
    payable_to="Runnymede Borough Council",
    site="parking.runnymede.example",
    payment_url="https://parking.runnymede.example/pay",
    challenge_online="parking.runnymede.example/challenge",
    challenge_address=("Parking Services", *LETTERHEAD.address),
)

NOTICE_TO_OWNER = NoticeToOwnerFacts(
    number=PCN.number,
    access_code=PCN.access_code,
    mark=PCN.mark,
    vehicle=PCN.vehicle,
    code=PCN.code,
    suffix=PCN.suffix,
    description=PCN.description,
    place=PCN.place,
    contravention_at=PCN.contravention_at,
    pcn_served_on=date(2026, 3, 3),
    posted_on=date(2026, 4, 8),
    deemed_served_on=date(2026, 4, 10),
    payment_period="28 days beginning with",
    pay_by=date(2026, 5, 7),
    representations_period="28 days beginning with",
    representations_by=date(2026, 5, 7),
    authority="Runnymede Borough Council",
    full=Money(5000),
    increased=Money(7500),
    photographs=4,
    grounds=GROUNDS,
    tribunal="the Traffic Penalty Tribunal",
    ways_to_pay=WAYS_TO_PAY,
    payable_to="Runnymede Borough Council",
    site="parking.runnymede.example",
    payment_url="https://parking.runnymede.example/pay",
    representations_online="parking.runnymede.example/represent",
    representations_email="parking@runnymede.example",
    representations_address=("Parking Services", *LETTERHEAD.address),
)
