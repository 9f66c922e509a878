"""The law of England outside London: amounts, clocks, codes, grounds and what the papers say."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from parking.law.basis import Basis
from parking.law.charges import AgentStage, Level, UnknownBandError
from parking.law.contraventions import (
    Overstay,
    Place,
    UnknownContraventionError,
    UnknownSuffixError,
    Withheld,
)
from parking.law.dated import NotYetLawError
from parking.law.grounds import LeadsTo, RepresentationGround, WitnessGround
from parking.law.prescribed import MissingFactError, PaperKind
from parking.law.reasons import Standing
from parking.law.regimes import UnknownRegimeError, built_regimes, law_at, regime_of
from parking.law.rules import GIVEN_UNDER, Rule
from parking.law.timeline import Clock, Force, Term
from parking.values.money import Money

MARCH = date(2026, 3, 3)
LAW = law_at(MARCH)
TERMS = [
    pytest.param(version.value, id=f"{row.clock}-{version.since}")
    for row in regime_of("england").clocks.values()
    for version in row.terms.versions
]


@pytest.mark.parametrize("term", TERMS)
def test_the_number_agrees_with_the_words(term: Term) -> None:
    assert term.period.phrase in term.says


@pytest.mark.parametrize("term", TERMS)
def test_every_row_is_cited_and_dated(term: Term) -> None:
    assert term.provision.url.startswith("https://")
    assert term.provision.place
    assert term.since >= date(2008, 3, 31)


def test_every_clock_is_law_today_and_is_asked_for_by_name() -> None:
    assert tuple(row.clock for row in LAW.clocks) == tuple(Clock)
    assert LAW.period(Clock.DECIDE_REPRESENTATIONS).number == 56
    assert LAW.clock(Clock.APPEAL).force is Force.MAY
    assert LAW.clock(Clock.WITNESS_STATEMENT_CUTOFF).standing is Standing.UNVERIFIED
    assert LAW.clock(Clock.MAKE_REPRESENTATIONS).standing is Standing.VERIFIED


@pytest.mark.parametrize("rule", list(Rule))
def test_every_rule_without_a_clock_is_law_today_and_cited(rule: Rule) -> None:
    found = LAW.rule(rule)
    assert found.rule is rule
    assert found.provision.url.startswith("https://")


def test_each_way_of_giving_a_notice_has_its_own_provision() -> None:
    assert {basis: LAW.rule(GIVEN_UNDER[basis]).provision.place for basis in Basis} == {
        Basis.KERB: "reg 9",
        Basis.APPROVED_DEVICE: "reg 10(2)(a) and (3)",
        Basis.DRIVE_AWAY: "reg 10(2)(c) and (4)",
        Basis.PREVENTED: "reg 10(2)(b)",
    }


def test_on_a_road_a_device_serves_for_few_parking_codes() -> None:
    listed = LAW.contraventions.by_code.values()
    parking = {found.code for found in listed if found.by_device and found.place is Place.ON_STREET}
    assert parking == {"46", "47", "48", "49"}


@pytest.mark.parametrize(
    ("band", "level", "full", "early", "increased"),
    [
        (1, Level.HIGHER, 60, 30, 90),
        (1, Level.LOWER, 40, 20, 60),
        (2, Level.HIGHER, 70, 35, 105),
        (2, Level.LOWER, 50, 25, 75),
    ],
)
@pytest.mark.parametrize("day", [MARCH, date(2021, 6, 1)])
def test_the_charge_of_a_band_and_level(
    day: date, band: int, level: Level, full: int, early: int, increased: int
) -> None:
    charge = law_at(day).charge(band, level)
    pounds = [Money(100 * sum_) for sum_ in (full, early, increased)]
    assert [charge.full, charge.early, charge.increased] == pounds


def test_an_amount_of_before_the_regulations_of_2022_says_that_it_is_unverified() -> None:
    assert law_at(date(2022, 5, 30)).charge(2, Level.LOWER).provision.standing is Standing.UNVERIFIED
    assert law_at(date(2022, 5, 31)).charge(2, Level.LOWER).provision.standing is Standing.VERIFIED
    with pytest.raises(UnknownBandError, match=r"\[1, 2\], not 3"):
        LAW.charge(3, Level.LOWER)


def test_the_courts_fee_is_dated() -> None:
    assert LAW.court_fee.amount == Money(1000)
    assert law_at(date(2022, 1, 1)).court_fee.amount == Money(900)
    with pytest.raises(NotYetLawError):
        _ = law_at(date(2008, 4, 1)).court_fee


@pytest.mark.parametrize(
    ("stage", "debt", "fee"),
    [
        (AgentStage.COMPLIANCE, 500000, 7500),
        (AgentStage.ENFORCEMENT, 11500, 23500),
        (AgentStage.ENFORCEMENT, 170000, 25000),
        (AgentStage.SALE, 170000, 12500),
    ],
)
def test_agents_fees_take_a_share_above_the_threshold(stage: AgentStage, debt: int, fee: int) -> None:
    assert LAW.agent_fees.fee(stage, Money(debt)) == Money(fee)


def test_a_regime_that_is_not_built_says_so() -> None:
    assert built_regimes() == ("england",)
    with pytest.raises(UnknownRegimeError, match="regime 'wales' is not built yet"):
        law_at(MARCH, "wales")


def test_the_law_of_a_day_is_one_snapshot() -> None:
    assert law_at(MARCH) is law_at(MARCH, "england") or law_at(MARCH) == law_at(MARCH, "england")
    assert hash(LAW) == hash(law_at(MARCH))
    assert len(LAW.digest) == 64
    assert LAW.nation == "england_and_wales"


def test_before_the_scheme_there_is_no_law() -> None:
    before = law_at(date(2008, 3, 30))
    assert not before.clocks
    for ask in (
        lambda: before.clock(Clock.APPEAL),
        lambda: before.charge(1, Level.LOWER),
        lambda: before.contraventions,
        lambda: before.prescribed(PaperKind.PCN_KERB),
    ):
        with pytest.raises(NotYetLawError):
            ask()


def test_no_grace_was_law_before_april_2015() -> None:
    assert not law_at(date(2015, 4, 5)).has(Clock.GRACE)
    assert law_at(date(2015, 4, 6)).has(Clock.GRACE)


def test_ten_minutes_exactly_are_still_protected() -> None:
    permitted_until = datetime(2026, 3, 3, 14, 30, tzinfo=UTC)
    assert LAW.grace_ends(permitted_until) == datetime(2026, 3, 3, 14, 40, tzinfo=UTC)


def test_the_device_discount_is_longer_than_the_other_two_by_post() -> None:
    assert {basis: LAW.discount(basis).period.number for basis in Basis} == {
        Basis.KERB: 14,
        Basis.APPROVED_DEVICE: 21,
        Basis.DRIVE_AWAY: 14,
        Basis.PREVENTED: 14,
    }


def test_the_full_charge_runs_from_the_contravention_at_the_kerb_and_from_service_by_post() -> None:
    assert LAW.full_charge(Basis.KERB).starts == "the alleged contravention"
    assert LAW.full_charge(Basis.PREVENTED).starts == "the penalty charge notice is served"


def test_the_last_safe_posting_is_days_before_the_last_service() -> None:
    sunday_day_56 = date(2026, 6, 28)
    assert LAW.latest_posting(sunday_day_56, LAW.calendar) == date(2026, 6, 24)
    assert LAW.deemed_service(date(2026, 6, 24), LAW.calendar) == date(2026, 6, 26)


@pytest.mark.parametrize(
    ("code", "suffix", "words"),
    [
        ("33", "h", "local buses and cycles only"),
        ("52", "m", "motor vehicles"),
        ("12", "r", "residents' bay"),
        ("12", "y", "obscured/illegible permit"),
        ("85", "w", "wrong parking zone"),
        ("45", "w", "description says 'waiting' instead of 'stopped'"),
        ("86", "p", "pay & display"),
    ],
)
def test_a_suffix_means_what_its_code_says_before_what_is_general(code: str, suffix: str, words: str) -> None:
    assert LAW.contraventions.meaning(code, suffix) == words
    assert LAW.contraventions.describe(code, suffix).endswith(f"({words})")


HIGHER = {"70", "71", "74", "78", "81", "85", "87", "89", "91", "92"}
LOWER = {"73", "80", "82", "83", "84", "86", "90", "93", "94", "95", "96"}


def test_the_levels_of_codes_in_car_parks() -> None:
    codes = LAW.contraventions.issuable(Place.OFF_STREET)
    assert {found.code for found in codes if found.level is Level.HIGHER} == HIGHER
    assert {found.code for found in codes if found.level is Level.LOWER} == LOWER


@pytest.mark.parametrize(
    ("code", "withheld"),
    [
        ("13", Withheld.RESERVED),
        ("77", Withheld.RESERVED),
        ("58", Withheld.LONDON_SCHEME),
        ("64", Withheld.ESSEX),
        ("66", Withheld.EXETER),
        ("31", Withheld.MOVING),
        ("82", None),
        ("01", None),
    ],
)
def test_codes_that_a_council_must_turn_on(code: str, withheld: Withheld | None) -> None:
    found = LAW.contraventions.get(code)
    assert (found.withheld, found.issuable) == (withheld, withheld is None)


def test_the_whole_list_is_there() -> None:
    assert len(LAW.contraventions.by_code) == 91
    assert LAW.contraventions.version == "7.0"
    assert law_at(date(2021, 1, 1)).contraventions.provision.standing is Standing.UNVERIFIED
    with pytest.raises(UnknownContraventionError, match="'03'"):
        LAW.contraventions.get("03")
    with pytest.raises(UnknownSuffixError, match="code 82 has no suffix 'r'"):
        LAW.contraventions.meaning("82", "r")


def test_what_must_be_known_of_an_overstay() -> None:
    codes = LAW.contraventions
    assert {c.code for c in codes.by_code.values() if c.needs_grace} == {
        *("05", "07", "19", "30"),
        *("80", "82", "84"),
    }
    assert codes.get("82").overstay is Overstay.PAID_UNTIL
    assert codes.get("80").overstay is Overstay.FIRST_SEEN
    assert codes.get("01").overstay is None


def test_a_printed_code_splits_into_code_and_suffix() -> None:
    found, suffix = LAW.contraventions.split("12R")
    assert (found.code, suffix) == ("12", "r")
    assert found.allows("r")
    assert not found.allows("c")
    assert not LAW.contraventions.get("23").allows("")
    assert LAW.contraventions.get("82").allows("")


def test_the_grounds_open_to_the_owner_fit_how_the_notice_was_given() -> None:
    keys = [ground.key for ground in LAW.grounds.open_to(Basis.KERB, hire_firm=False)]
    assert RepresentationGround.NOBODY_PREVENTED not in keys
    assert RepresentationGround.HIRED_OUT not in keys
    assert keys[-1] is RepresentationGround.COMPELLING_REASONS
    prevented = [ground.letter for ground in LAW.grounds.open_to(Basis.PREVENTED)]
    assert prevented == [*"abcdefghi", ""]
    assert LAW.grounds.representation(RepresentationGround.ORDER_INVALID).letter == "g"


def test_only_the_first_witness_ground_leads_to_a_fresh_notice() -> None:
    leads = {ground.letter: ground.leads_to for ground in LAW.grounds.witness_statement}
    assert leads == {"a": LeadsTo.FRESH_NOTICE, "b": LeadsTo.REFER, "c": LeadsTo.REFER, "d": LeadsTo.REFER}
    assert LAW.grounds.witness(WitnessGround.PAID).provision.place == "reg 23(2)(d)"


@pytest.mark.parametrize(
    ("kind", "musts"),
    [
        (PaperKind.PCN_KERB, 13),
        (PaperKind.NOTICE_TO_OWNER, 14),
        (PaperKind.NOTICE_OF_REJECTION, 3),
        (PaperKind.NOTICE_OF_ACCEPTANCE, 2),
        (PaperKind.CHARGE_CERTIFICATE, 1),
    ],
)
def test_every_statement_that_statute_prescribes_has_a_row(kind: PaperKind, musts: int) -> None:
    assert sum(statement.must for statement in LAW.prescribed(kind)) == musts


@pytest.mark.parametrize(
    ("basis", "musts"), [(Basis.APPROVED_DEVICE, 19), (Basis.DRIVE_AWAY, 18), (Basis.PREVENTED, 18)]
)
def test_a_notice_by_post_gives_its_own_reason_and_no_other(basis: Basis, musts: int) -> None:
    statements = LAW.prescribed(PaperKind.PCN_POSTAL, basis)
    assert sum(statement.must for statement in statements) == musts
    assert [s.key for s in statements if s.key.startswith("reason_")] == [
        f"reason_{basis.removeprefix('approved_')}"
    ]


def test_a_statement_is_filled_with_facts_and_found_again_in_print() -> None:
    statements = {s.key: s for s in LAW.prescribed(PaperKind.PCN_KERB)}
    pay = statements["pay_within"]
    assert pay.facts == ("full_period", "full_last_day")
    phrase = LAW.full_charge(Basis.KERB).period.phrase
    printed = pay.fill({"full_period": phrase, "full_last_day": "30 March 2026", "unused": "x"})
    assert printed.startswith("You must pay within 28 days beginning with the date of the alleged")
    wrapped = printed.replace(" the date", "\n   the date")
    assert pay.stands_in(f"Heading {wrapped} Footer")
    assert not pay.stands_in(wrapped.replace("alleged ", ""))
    with pytest.raises(MissingFactError, match=r"pcn_kerb.pay_within needs full_last_day"):
        pay.fill({"full_period": phrase, "full_last_day": " "})


def test_no_statement_carries_a_number_of_law() -> None:
    for statements in regime_of("england").statements.values():
        for statement in statements:
            assert not any(sign.isdigit() for sign in statement.says.replace("TE9", "")), statement.key
