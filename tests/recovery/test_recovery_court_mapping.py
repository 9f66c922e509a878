"""The court's mapping layer: what goes out comes back, in any shape, and every fault is named."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from parking.recovery.court.files import FileNotWritableError
from parking.recovery.court.layout import CourtLayout, InvalidLayoutError, load_layout
from parking.recovery.court.records import CourtBatch, CourtRecord, RecordNotWellFormedError, Transaction
from parking.recovery.court.writing import read_export, write_batch
from parking.values.canonical import sha256
from parking.values.money import Money
from parking.values.pcn_number import PcnNumber
from tests.recovery.court_specimens import (
    RECORD,
    batch,
    changed,
    default_mapping,
    fixed_layout,
    fixed_mapping,
    written,
)

DEFAULT, FIXED = load_layout(), fixed_layout()
_LATIN = string.ascii_letters + string.digits + " ,;|\"'.-/éèÀñß"
_ANY = st.characters(exclude_categories=["C", "Zl", "Zp"])


def texts(letters: st.SearchStrategy[str], longest: int = 40) -> st.SearchStrategy[str]:
    return st.text(letters, min_size=1, max_size=longest).map(str.strip).filter(bool)


def _record(due: int, fee: int, **facts: Any) -> CourtRecord:
    if facts["transaction"] is Transaction.REGISTER:
        facts |= {"registered_on": None, "order_served_on": None}
    return CourtRecord(due=Money(due + fee), fee=Money(fee), **facts)


def records(letters: st.SearchStrategy[str]) -> st.SearchStrategy[CourtRecord]:
    days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
    text = texts(letters)
    return st.builds(
        _record,
        due=st.integers(0, 10**7),
        fee=st.integers(0, 10**5),
        transaction=st.sampled_from(Transaction),
        number=st.integers(0, 10**8 - 1).map(lambda serial: PcnNumber.made("RU", serial)),
        mark=st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=17),
        contravention_on=days,
        contravention_time=st.builds(time, st.integers(0, 23), st.integers(0, 59)),
        place=text,
        code=st.sampled_from(["01", "12r", "25"]),
        pcn_served_on=days,
        certificate=text,
        certificate_served_on=days,
        title=text | st.just(""),
        name=text,
        company=text | st.just(""),
        address=st.lists(text, min_size=1, max_size=5).map(tuple),
        postcode=st.sampled_from(["EX1 1AA", "KT15 2AH"]),
        registered_on=days,
        order_served_on=days,
        note=text | st.just(""),
    )


def batches(letters: st.SearchStrategy[str]) -> st.SearchStrategy[CourtBatch]:
    many = st.lists(records(letters), min_size=1, max_size=5, unique_by=lambda record: record.number)
    return st.builds(
        CourtBatch,
        number=st.integers(1, 10**6),
        authority=st.just("RUN"),
        made_on=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
        certified_by=texts(letters),
        records=many.map(tuple),
    )


def comes_back(made: CourtBatch, layout: CourtLayout) -> None:
    file = write_batch(made, layout)
    back, rows = read_export(file.name, file.content, layout)
    assert rows.problems == []
    assert back == made.records
    assert (rows.trailer["count"], rows.trailer["total"]) == (made.count, made.total)
    assert rows.heading["certified_by"] == made.certified_by
    assert file.sha256 == sha256(file.content) == write_batch(made, layout).sha256


@given(batches(_ANY))
def test_any_batch_comes_back_from_the_mapping_that_ships(made: CourtBatch) -> None:
    comes_back(made, DEFAULT)


@given(batches(st.sampled_from(_LATIN)))
def test_any_batch_comes_back_from_fixed_width(made: CourtBatch) -> None:
    comes_back(made, FIXED)


@given(batches(_ANY), st.sampled_from(";|\t^"), st.sampled_from(["pence", "pounds"]), st.randoms())
def test_any_batch_comes_back_whatever_the_order_and_delimiter(
    made: CourtBatch, delimiter: str, money: str, random: Any
) -> None:
    def change(mapping: dict[str, Any]) -> None:
        mapping["export"] |= {"delimiter": delimiter, "line_end": "lf"}
        columns = mapping["export"]["record"]["columns"]
        random.shuffle(columns)
        for column in columns:
            if column.get("of") in ("due", "fee"):
                column["money"] = money

    comes_back(made, changed(change))


def test_the_file_that_ships_looks_like_this() -> None:
    file = write_batch(batch(RECORD), DEFAULT)
    names, heading, record, trailer = file.content.decode().split("\r\n")[:4]
    assert file.name == "court-000007.csv"
    assert names.startswith("TYPE,TRANSACTION,AUTHORITY,BATCH,RECORD,PCN,MARK,")
    assert heading == "H,parking-court,1,RUN,7,2026-06-22,P. Officer"
    assert record == (
        "R,REG,RUN,7,1,RU00000011,AA19AAA,2026-03-02,14:05,"
        '"Nowhere Road, ""the bend""",01,2026-03-02,CC-1,2026-06-01,11500,1000,,Ann Ashdown,,'
        "1 Invented Lane,Exampleton,,,,EX1 1AA,,,"
    )
    assert trailer == "T,7,1,11500"


def test_a_fixed_width_file_looks_like_this() -> None:
    lines = write_batch(batch(RECORD), FIXED).content.decode("latin-1").split("\n")
    heading, record, trailer, after = lines
    assert after == ""
    assert heading.startswith("Hparking-court")
    assert "02032026" in record
    assert "1405" in record
    assert "000000115.00000000010.00" in record
    assert trailer == "T0000000700000001000000115.00"


def test_a_text_too_long_is_refused_before_anything_is_sent() -> None:
    long = replace(RECORD, place="x" * 61)
    with pytest.raises(FileNotWritableError) as refused:
        write_batch(batch(RECORD, replace(long, number=PcnNumber("RU00000029"))), FIXED)
    (problem,) = refused.value.problems
    assert (problem.file, problem.line, problem.field) == ("court-000007.csv", 2, "PLACE")
    assert problem.says == "this is 61 characters long; its column holds 60"


def test_a_text_is_cut_where_the_mapping_says_so() -> None:
    mapping = fixed_mapping()
    place = next(c for c in mapping["export"]["record"]["columns"] if c.get("of") == "place")
    place["cut"] = True
    layout = CourtLayout.model_validate(mapping)
    file = write_batch(batch(replace(RECORD, place="x" * 61)), layout)
    back, rows = read_export(file.name, file.content, layout)
    assert rows.problems == []
    assert back[0].place == "x" * 60


def test_a_letter_the_file_cannot_hold_is_refused_or_made_plain() -> None:
    gwen = replace(RECORD, name="Gŵen Dŵr")
    with pytest.raises(FileNotWritableError, match="a letter that latin-1 can't write"):
        write_batch(batch(gwen), FIXED)
    mapping = fixed_mapping()
    mapping["export"]["letters"] = "plain"
    plain = CourtLayout.model_validate(mapping)
    back, _rows = read_export("x", write_batch(batch(gwen), plain).content, plain)
    assert back[0].name == "Gwen Dwr"


def test_a_line_end_inside_an_address_is_refused() -> None:
    with pytest.raises(FileNotWritableError, match="ADDRESS_1: this holds a line end"):
        write_batch(batch(replace(RECORD, address=("1 Road\nT,1,1,1",))), DEFAULT)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": "", "company": ""}, "a respondent has a name"),
        ({"address": ()}, "1 to 5 lines"),
        ({"address": ("a", "b", "c", "d", "e", "f")}, "1 to 5 lines"),
        ({"transaction": Transaction.REQUEST_WARRANT}, "a warrant needs the days"),
        ({"due": Money(999)}, "includes the court's fee"),
    ],
)
def test_a_record_no_court_could_take_is_not_made(change: dict[str, Any], says: str) -> None:
    with pytest.raises(RecordNotWellFormedError, match=says):
        replace(RECORD, **change)


def test_a_batch_is_certified_and_holds_a_pcn_once() -> None:
    with pytest.raises(RecordNotWellFormedError, match="certified"):
        replace(batch(), certified_by=" ")
    with pytest.raises(RecordNotWellFormedError, match="once"):
        batch(RECORD, RECORD)


def _drop(mapping: dict[str, Any], field: str) -> None:
    columns = mapping["export"]["record"]["columns"]
    mapping["export"]["record"]["columns"] = [c for c in columns if c.get("of") != field]


def _set(mapping: dict[str, Any], field: str, **facts: object) -> None:
    next(c for c in mapping["export"]["record"]["columns"] if c.get("of") == field).update(facts)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda m: _drop(m, "due"), "export.record: due must stand in a column"),
        (lambda m: _set(m, "mark", of="colour"), "there is no field colour"),
        (lambda m: _set(m, "mark", of="number"), "a field stands twice"),
        (lambda m: _set(m, "pcn_served_on", date="%d%m"), "does not write a whole day"),
        (lambda m: _set(m, "contravention_time", time="%H"), "does not write a time to the minute"),
        (lambda m: _set(m, "name", pad="0", align="right"), "only whole numbers and money"),
        (lambda m: _set(m, "due", pad="0"), "on the left with zeros"),
        (lambda m: _set(m, "due", width=9, cut=True), "only a text may be cut"),
        (lambda m: _set(m, "name", cut=True), "only a column with a width"),
        (lambda m: m["codes"]["transaction"].pop("withdraw"), "codes.transaction gives a code of its own to"),
        (lambda m: m["codes"]["ground"].update(paid="A"), "codes.ground gives a code of its own to"),
        (lambda m: m["export"].update(shape="fixed"), "every column of a fixed-width file has a width"),
        (lambda m: m["export"].update(delimiter='"'), "a delimiter is not a quote"),
        (lambda m: m["export"].update(file="court.csv"), "holds {batch}"),
        (lambda m: m["export"].update(file="court-{lot}.csv"), "holds {batch}"),
        (lambda m: m["replies"]["rejection"].update(file="ack-*.csv"), "a name of its own"),
        (lambda m: m["replies"].pop("revocation"), "leaves out the replies revocation"),
        (lambda m: m.update(colour="red"), "colour"),
    ],
)
def test_a_mapping_that_cannot_work_is_refused(change: Any, says: str) -> None:
    with pytest.raises(ValidationError) as refused:
        changed(change)
    assert says in str(refused.value)


def test_a_mapping_that_is_missing_or_no_toml_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidLayoutError, match=r"none\.toml is missing"):
        load_layout(tmp_path / "none.toml")
    with pytest.raises(InvalidLayoutError, match=r"mapping\.toml: "):
        load_layout(written(tmp_path, "= no"))
    with pytest.raises(InvalidLayoutError, match=r"mapping\.toml: name: Field required"):
        load_layout(written(tmp_path, "version = 1"))


def test_every_reason_says_what_to_mend() -> None:
    assert all(reason.says.endswith(".") for reason in DEFAULT.reasons.values())
    assert set(default_mapping()["reasons"]) == set(DEFAULT.reasons)
