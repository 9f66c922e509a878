"""Rules that have no clock, by name: what a guard cites when it allows or refuses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parking.law.basis import Basis
from parking.law.dated import Dated, LawDataError, Table, Version
from parking.law.reasons import Provision


class Rule(StrEnum):
    """The name of each rule: its row in rules.toml has the same name."""

    PARKING_CONTRAVENTION = "parking_contravention"
    CIVIL_ENFORCEMENT_AREA = "civil_enforcement_area"
    CAR_PARK_ORDER = "car_park_order"
    EVIDENCE = "evidence"
    KERB_NOTICE = "kerb_notice"
    POSTAL_DEVICE = "postal_device"
    POSTAL_PREVENTED = "postal_prevented"
    POSTAL_DRIVE_AWAY = "postal_drive_away"
    DEVICE_ON_ROAD = "device_on_road"
    DEVICE_CERTIFIED = "device_certified"
    ENFORCEMENT_NOTICE = "enforcement_notice"
    POSTED_WHEN_DATED = "posted_when_dated"
    ONE_BAND = "one_band"
    LEVEL_BY_LIST = "level_by_list"
    OWNER_IS_KEEPER = "owner_is_keeper"
    KEEPER_DATA = "keeper_data"
    CHALLENGE_CONSIDERED = "challenge_considered"
    LATE_REPRESENTATIONS = "late_representations"
    NO_CERTIFICATE_WHILE_UNDECIDED = "no_certificate_while_undecided"
    SILENCE_ACCEPTS = "silence_accepts"
    ACCEPTING_CANCELS = "accepting_cancels"
    REJECTION_SAYS = "rejection_says"
    ADJUDICATOR_DIRECTS = "adjudicator_directs"
    RECOMMENDATION_CONSIDERED = "recommendation_considered"
    CERTIFICATE_INCREASES = "certificate_increases"
    DEBT_BY_COURT_ORDER = "debt_by_court_order"
    ONE_WITNESS_GROUND = "one_witness_ground"
    STATEMENT_REVOKES = "statement_revokes"
    STATEMENT_CANCELS_NOTICE = "statement_cancels_notice"
    STATEMENT_REFERS = "statement_refers"
    LATE_STATEMENT_SUSPENDS = "late_statement_suspends"
    WARRANT_AFTER_ORDER = "warrant_after_order"
    WARRANT_NOT_RENEWED = "warrant_not_renewed"
    BADGE_HOLDERS_VEHICLE = "badge_holders_vehicle"
    BREATHING_SPACE = "breathing_space"
    SEE_RECORD = "see_record"
    NO_SURCHARGE = "no_surcharge"
    NO_VAT = "no_vat"


GIVEN_UNDER: dict[Basis, Rule] = {
    Basis.KERB: Rule.KERB_NOTICE,
    Basis.APPROVED_DEVICE: Rule.POSTAL_DEVICE,
    Basis.DRIVE_AWAY: Rule.POSTAL_DRIVE_AWAY,
    Basis.PREVENTED: Rule.POSTAL_PREVENTED,
}


@dataclass(frozen=True, slots=True)
class RuleInForce:
    """One rule as it stands on a day."""

    rule: Rule
    says: str
    provision: Provision
    since: date


def read_rules(table: Table) -> dict[Rule, Dated[RuleInForce]]:
    """Return every rule of a regime; a missing or a strange one is refused."""
    rows = dict(table.named_tables())
    if set(rows) != set(Rule):
        missing, strange = set(Rule) - set(rows), set(rows) - set(Rule)
        raise LawDataError(f"{table.where}: missing {sorted(missing)}, strange {sorted(strange)}")
    return {rule: _read(rule, rows[rule]) for rule in Rule}


def _read(rule: Rule, row: Table) -> Dated[RuleInForce]:
    says = row.text("says")
    versions = []
    for law in row.tables("law"):
        since, provision = law.day("from"), law.provision()
        law.done()
        versions.append(Version(since, RuleInForce(rule, says, provision, since)))
    row.done()
    return Dated(f"the rule {rule}", tuple(versions))
