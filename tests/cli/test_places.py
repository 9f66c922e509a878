"""`parking places`: a sheet becomes a place that may be issued at, with nothing half done."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from parking.authorities.queries import council
from parking.cases.models import Case
from parking.issue.actions import issue
from parking.issue.errors import NotIssuedError
from parking.places.models import Order, Place, Restriction
from parking.places.queries import place_coded
from parking.simulation.drafts import draft
from parking.simulation.specimens import Specimen
from parking.store.current import FILES, files
from parking.store.files import FileStore
from parking.store.session import reading, writing
from tests.cli.borough import by
from tests.cli.runs import environment, parking
from tests.places.sheets import MEMORIAL_GARDENS, as_csv, as_workbook, changed

EXAMPLETON = ("--authority", "exampleton")


@pytest.fixture
def env(app: APIFlask, specimen: Specimen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The settings of a borough, with files of this test alone."""
    monkeypatch.setitem(app.extensions, FILES, FileStore(tmp_path / "files"))
    return environment(app)


def issue_at(app: APIFlask, specimen: Specimen, at: datetime, place: str) -> bool:
    """Issue code 83 at a place; return whether it is held."""
    with app.app_context(), writing(authority=specimen.id) as session:
        here = place_coded(session, authority=specimen.id, code=place)
        wanted = draft(specimen, at, place_id=here)
        snapshot = council(session, authority=specimen.id)
        return issue(session, council=snapshot, draft=wanted, by=by(at)).issued.held


@pytest.mark.both_engines
def test_a_sheet_becomes_a_place(
    app: APIFlask, specimen: Specimen, env: dict[str, str], noon: datetime, tmp_path: Path
) -> None:
    result = parking("places", "import", as_csv(tmp_path, MEMORIAL_GARDENS), *EXAMPLETON, env=env)
    assert result.exit_code == 0, result.output
    assert "MG: new car park Memorial Gardens, Exampleton" in result.stdout
    assert "6 things changed." in result.stdout
    assert "Check sheet: Memorial Gardens (MG)" in result.stdout
    assert "up to 60 minutes £1.50, Mon to Sat" in result.stdout
    assert "its document is not attached" in result.stdout
    assert "Signature" in result.stdout
    assert issue_at(app, specimen, noon, "MG"), "it may issue, marked, while the order is only on paper"


def test_the_same_sheet_again_changes_nothing(env: dict[str, str], tmp_path: Path) -> None:
    sheet = as_workbook(tmp_path, MG=MEMORIAL_GARDENS)
    assert parking("places", "import", sheet, *EXAMPLETON, env=env).exit_code == 0
    again = parking("places", "import", sheet, *EXAMPLETON, env=env)
    assert again.stdout.startswith("Nothing changed")


@pytest.mark.both_engines
def test_a_changed_sheet_shows_the_differences_and_moves_the_revision(
    app: APIFlask, specimen: Specimen, env: dict[str, str], tmp_path: Path
) -> None:
    parking("places", "import", as_csv(tmp_path, MEMORIAL_GARDENS), *EXAMPLETON, env=env)
    with app.app_context(), reading() as session:
        before = council(session, authority=specimen.id).revision
    other = changed(("Name,Memorial Gardens", "Name,Memorial Park"), ("80,,article 5", "80,,article 6"))
    result = parking("places", "import", as_csv(tmp_path, other), *EXAMPLETON, env=env)
    assert "MG: name: Memorial Gardens becomes Memorial Park" in result.stdout
    assert "MG: code 80, article: article 5 becomes article 6" in result.stdout
    assert "2 things changed." in result.stdout
    with app.app_context(), reading() as session:
        assert council(session, authority=specimen.id).revision > before


@pytest.mark.both_engines
def test_a_dry_run_says_everything_and_writes_nothing(
    app: APIFlask, env: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "order.pdf").write_bytes(b"the order")
    sheet = as_csv(tmp_path, changed(("Order document,", "Order document,order.pdf")))
    result = parking("places", "import", sheet, *EXAMPLETON, "--dry-run", env=env)
    assert result.exit_code == 0, result.output
    assert "6 things would change." in result.stdout
    assert "WHAT IS MISSING\n  - Nothing." in result.stdout
    with app.app_context(), reading() as session:
        assert session.scalar(select(func.count()).select_from(Place).where(Place.code == "MG")) == 0
        assert not files().root.exists()


def test_one_wrong_cell_and_none_of_the_sheets_is_taken_in(
    app: APIFlask, env: dict[str, str], tmp_path: Path
) -> None:
    wrong = changed(("Code,MG", "Code,ST"), ("83,4,", "83,4x,"))
    sheet = as_workbook(tmp_path, MG=MEMORIAL_GARDENS, ST=wrong)
    result = parking("places", "import", sheet, *EXAMPLETON, env=env)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "ST, cell B17 holds 'x'. Code 83 may have: 4. Delete the others.",
        f"parking: {sheet} was not taken in: 1 cells must be put right first.",
    ]
    with app.app_context(), reading() as session:
        assert session.scalar(select(func.count()).select_from(Place).where(Place.code == "MG")) == 0


def test_an_order_s_document_beside_the_sheet_is_attached(
    app: APIFlask, specimen: Specimen, env: dict[str, str], noon: datetime, tmp_path: Path
) -> None:
    (tmp_path / "order.pdf").write_bytes(b"the order")
    sheet = as_csv(tmp_path, changed(("Order document,", "Order document,order.pdf")))
    assert parking("places", "import", sheet, *EXAMPLETON, env=env).exit_code == 0
    assert not issue_at(app, specimen, noon, "MG")
    with app.app_context(), reading() as session:
        kept = session.scalar(select(Order.document_sha256).where(Order.reference.like("Off-Street%")))
        assert files().read(specimen.id, kept or "") == b"the order"


def test_a_document_that_is_not_there_is_named_by_its_cell(env: dict[str, str], tmp_path: Path) -> None:
    sheet = as_csv(tmp_path, changed(("Order document,", "Order document,lost.pdf")))
    result = parking("places", "import", sheet, *EXAMPLETON, env=env)
    assert result.exit_code == 2
    assert "cell B9 names 'lost.pdf'" in result.stderr


@pytest.mark.both_engines
def test_a_row_that_pcns_stand_on_is_not_changed_under_them(
    app: APIFlask, specimen: Specimen, env: dict[str, str], noon: datetime, tmp_path: Path
) -> None:
    parking("places", "import", as_csv(tmp_path, MEMORIAL_GARDENS), *EXAMPLETON, env=env)
    issue_at(app, specimen, noon, "MG")
    other = as_csv(tmp_path, changed(("83,4,article 4(1)", "83,4,article 9")))
    refused = parking("places", "import", other, *EXAMPLETON, env=env)
    assert refused.exit_code == 2
    assert "PCNs stand on the row of code 83" in refused.stderr
    assert parking("places", "import", other, *EXAMPLETON, "--correct", env=env).exit_code == 0
    gone = as_csv(tmp_path, changed(("83,4,article 4(1),Mon-Sat,08:00,18:00,,\n", "")))
    assert parking("places", "import", gone, *EXAMPLETON, "--correct", env=env).exit_code == 2


@pytest.mark.both_engines
def test_a_new_order_replaces_the_old_one_from_its_first_day(
    app: APIFlask, specimen: Specimen, env: dict[str, str], noon: datetime, tmp_path: Path
) -> None:
    parking("places", "import", as_csv(tmp_path, MEMORIAL_GARDENS), *EXAMPLETON, env=env)
    issue_at(app, specimen, noon, "MG")
    later = changed(
        ("Off-Street Order 2021", "Off-Street Order 2026"),
        ("1 June 2021\n", "1 April 2026\nReplaces order,Off-Street Order 2021\n"),
        ("83,4,article 4(1)", "83,4,article 9"),
    )
    result = parking("places", "import", as_csv(tmp_path, later), *EXAMPLETON, env=env)
    assert result.exit_code == 0, result.output
    assert "order Off-Street Order 2021 ends on 2026-03-31" in result.stdout
    assert "run at the same time" not in result.stdout
    with app.app_context(), reading() as session:
        rows = session.scalar(select(func.count()).select_from(Restriction).where(Restriction.code == "83"))
        assert rows == 3
    again = parking("places", "import", as_csv(tmp_path, later), *EXAMPLETON, env=env)
    assert again.stdout.startswith("Nothing changed")


def test_an_unknown_power_is_taken_in_and_said_to_be_missing(env: dict[str, str], tmp_path: Path) -> None:
    sheet = as_csv(tmp_path, changed(("section 35,confirmed", "unknown,unknown")))
    result = parking("places", "import", sheet, *EXAMPLETON, env=env)
    assert result.exit_code == 0
    assert "nobody has confirmed one. No PCN can be issued here" in result.stdout


@pytest.mark.both_engines
def test_attaching_an_order_frees_the_pcns_held_for_it(
    app: APIFlask, specimen: Specimen, env: dict[str, str], noon: datetime, tmp_path: Path
) -> None:
    parking("places", "import", as_csv(tmp_path, MEMORIAL_GARDENS), *EXAMPLETON, env=env)
    assert issue_at(app, specimen, noon, "MG")
    (tmp_path / "order.pdf").write_bytes(b"the order")
    order = ("--order", "Off-Street Order 2021")
    result = parking("places", "attach", *EXAMPLETON, *order, tmp_path / "order.pdf", env=env)
    assert result.exit_code == 0, result.output
    assert "1 PCNs are no longer held" in result.stdout
    with app.app_context(), reading() as session:
        assert session.scalar(select(Case.holds)) == 0
    assert parking("audit", "verify", env=env).exit_code == 0
    again = parking("places", "attach", *EXAMPLETON, *order, tmp_path / "order.pdf", env=env)
    assert "0 PCNs are no longer held" in again.stdout
    lost = parking("places", "attach", *EXAMPLETON, "--order", "none", tmp_path / "order.pdf", env=env)
    assert (lost.exit_code, len(lost.stderr.splitlines())) == (2, 1)


@pytest.mark.both_engines
def test_a_suspension_lists_the_pcns_it_catches_and_stops_the_next(
    app: APIFlask, specimen: Specimen, env: dict[str, str], noon: datetime
) -> None:
    issue_at(app, specimen, noon, "PG")
    result = parking(
        "places", "suspend", *EXAMPLETON, "--place", "PG", "--from", "2026-03-03T09:00",
        "--until", "2026-03-03T18:00", "--kind", "flood", "--ordered-by", "Head of Parking",
        "--why", "The river is over the bank", env=env,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert "1 PCNs were given in that time." in result.stdout
    assert "EX00000001" in result.stdout
    with pytest.raises(NotIssuedError, match="enforcement_suspended"):
        issue_at(app, specimen, noon + timedelta(hours=1), "PG")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("--until", "2026-03-03T08:00"), "is not after"),
        (("--from", "tomorrow"), "not a day and time"),
        (("--place", "NOWHERE"), "no place with the code NOWHERE"),
        (("--kind", "whim"), "Invalid value"),
    ],
)
def test_a_suspension_that_can_t_be_is_refused(
    env: dict[str, str], change: tuple[str, str], said: str
) -> None:
    given = {
        "--place": "PG", "--from": "2026-03-03T09:00", "--until": "2026-03-03T18:00", "--kind": "flood",
        "--ordered-by": "Head", "--why": "Flood",
    } | dict([change])  # fmt: skip
    result = parking(
        "places", "suspend", *EXAMPLETON, *(part for each in given.items() for part in each), env=env
    )
    assert result.exit_code == 2
    assert said in result.stderr


def test_the_list_says_what_each_place_rests_on(env: dict[str, str]) -> None:
    lines = parking("places", "list", *EXAMPLETON, env=env).stdout.splitlines()
    assert lines[0].startswith("HIGH")
    assert "no power today" in lines[0]
    assert "section 35 (confirmed), codes 73 80 82 83 85 86" in lines[1]


def test_the_check_sheet_is_drawn_with_every_fact(env: dict[str, str], tmp_path: Path) -> None:
    sheet = as_workbook(
        tmp_path, MG=MEMORIAL_GARDENS, ST=changed(("Code,MG", "Code,ST"), ("Gardens", "Street"))
    )
    drawn = tmp_path / "check.pdf"
    result = parking("places", "import", sheet, *EXAMPLETON, "--check-sheet", drawn, env=env)
    assert result.exit_code == 0, result.output
    pages = pypdfium2.PdfDocument(drawn)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pages)
    pages.close()
    for wanted in (
        "Check sheet: Memorial Gardens (MG)",
        "Memorial Street",
        "Code 82 p u",
        "Signature",
        "£1.50",
    ):
        assert wanted in text


def test_the_template_may_be_filled_in_and_taken_in(env: dict[str, str], tmp_path: Path) -> None:
    assert parking("places", "template", tmp_path / "new.xlsx", env=env).exit_code == 0
    assert parking("places", "template", tmp_path / "new.xlsx", env=env).exit_code == 2
    assert parking("places", "template", tmp_path / "new.csv", env=env).exit_code == 2
    empty = parking("places", "import", tmp_path / "new.xlsx", *EXAMPLETON, env=env)
    assert empty.exit_code == 2
    assert "Car park 1, cell B1 is empty" in empty.stderr


@pytest.mark.both_engines
def test_one_authority_s_sheet_is_not_seen_by_another(
    env: dict[str, str], neighbour: Specimen, tmp_path: Path
) -> None:
    parking("places", "import", as_csv(tmp_path, MEMORIAL_GARDENS), *EXAMPLETON, env=env)
    assert "Memorial" not in parking("places", "list", "--authority", "otherham", env=env).stdout
