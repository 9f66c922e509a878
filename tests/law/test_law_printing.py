"""The page of the law: every row is on it, with its provision."""

from __future__ import annotations

from parking.law.printing import law_document
from parking.law.regimes import regime_of

ENGLAND = regime_of("england")


def test_every_row_stands_on_the_page() -> None:
    page = law_document()
    for row in ENGLAND.clocks.values():
        assert f"| `{row.clock}` |" in page
        assert all(str(version.value.provision) in page for version in row.terms.versions)
    for code in ENGLAND.lists.versions[0].value.by_code.values():
        assert f"| {code.code} |" in page
    for statements in ENGLAND.statements.values():
        assert all(statement.says in page for statement in statements)
    assert "| 2 | higher | £70 | £35 | £105 | 2022-05-31 |" in page
    assert ENGLAND.digest in page


def test_the_journey_is_put_in_where_it_is_given() -> None:
    assert "## Journey\n\nhere\n\n## Clocks" in law_document("## Journey\n\nhere\n")


def test_a_row_that_is_not_verified_stands_out() -> None:
    rows = [line for line in law_document().splitlines() if line.startswith("| `witness_statement_cutoff`")]
    assert rows[0].endswith("| **unverified** |")
