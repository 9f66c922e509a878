"""The whole law of a regime as one page of Markdown, every row with its date, provision and standing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parking.law.charges import AgentStage
from parking.law.contraventions import Contravention, ContraventionList
from parking.law.dated import Dated
from parking.law.grounds import Ground
from parking.law.holidays import shipped_holidays
from parking.law.prescribed import PaperKind
from parking.law.reasons import Provision, Standing
from parking.law.regimes import ENGLAND, Regime, regime_of

_PAPERS = {
    PaperKind.PCN_KERB: "Penalty charge notice given at the kerb",
    PaperKind.PCN_POSTAL: "Penalty charge notice sent by post",
    PaperKind.NOTICE_TO_OWNER: "Notice to owner",
    PaperKind.NOTICE_OF_REJECTION: "Notice of rejection",
    PaperKind.NOTICE_OF_ACCEPTANCE: "Notice of acceptance",
    PaperKind.CHARGE_CERTIFICATE: "Charge certificate",
    PaperKind.ORDER_FOR_RECOVERY: "Order for recovery",
}
_PLACES = {"on": "on street", "off": "car park", "moving": "moving traffic"}


def law_document(journey: str = "", regime: str = ENGLAND) -> str:
    """Return the page; the journey's diagram and table are put in where they are given."""
    law = regime_of(regime)
    sections = [
        _opening(law),
        journey.strip(),
        _clocks(law),
        _rules(law),
        _charges(law),
        _fees(law),
        _contraventions(law),
        _suffixes(law.lists.versions[0].value),
        _grounds(law),
        _statements(law),
        _holidays(law),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def _opening(law: Regime) -> str:
    return "\n".join(
        (
            f"# The law of {law.title}, as this system holds it",
            "",
            f"Written by `parking law print` from `parking/law/data/{law.name}/`; don't edit it by hand.",
            f"It covers {law.covers}. The words are ours, not the statute's.",
            "",
            "Standing says how far a row was checked: *verified*, the text was read; *corroborated*,",
            "other sources quote or agree with it; **unverified**, check it before relying on it.",
            "",
            f"Digest of these rows: `{law.digest}`",
        )
    )


def _clocks(law: Regime) -> str:
    now, before = [], []
    for row in law.clocks.values():
        newest, *older = (version.value for version in row.terms.versions)
        now.append(
            (
                f"`{row.clock}`",
                f"{row.who} {row.force} {row.does}",
                row.starts,
                newest.says,
                newest.since.isoformat(),
                *_cited(newest.provision),
            )
        )
        before += [
            (
                f"`{row.clock}`",
                f"{term.period.phrase} ({row.starts})",
                term.since.isoformat(),
                *_cited(term.provision),
            )
            for term in older
        ]
    heads = ("clock", "what", "starts when", "says", "from", "provision", "standing")
    earlier = _table(("clock", "period", "from", "provision", "standing"), before)
    return f"{_section('Clocks', heads, now)}\n\n### Clocks before those\n\n{earlier}"


def _rules(law: Regime) -> str:
    rows = [
        (f"`{rule}`", version.value.says, version.since.isoformat(), *_cited(version.value.provision))
        for rule, dated in law.rules.items()
        for version in dated.versions
    ]
    return _section("Rules without a clock", ("rule", "says", "from", "provision", "standing"), rows)


def _charges(law: Regime) -> str:
    rows = [
        (
            str(band),
            level,
            str(charge.full),
            str(charge.early),
            str(charge.increased),
            version.since.isoformat(),
            *_cited(charge.provision),
        )
        for version in law.charges.penalty.versions
        for (band, level), charge in sorted(version.value.by_band.items())
    ]
    heads = ("band", "level", "in full", "paid early", "after certificate", "from", "provision", "standing")
    return _section("Penalty charges", heads, rows)


def _fees(law: Regime) -> str:
    rows: list[tuple[str, ...]] = [
        ("court fee", str(v.value.amount), v.since.isoformat(), *_cited(v.value.provision))
        for v in law.charges.court_fee.versions
    ]
    for version in law.charges.agent_fees.versions:
        fees = version.value
        part = f"{fees.share[0]}/{fees.share[1]} of the sum above {fees.above}"
        for stage in AgentStage:
            more = "" if stage is AgentStage.COMPLIANCE else f" and {part}"
            amount = f"{fees.fixed[stage]}{more}"
            rows.append((f"agent: {stage}", amount, version.since.isoformat(), *_cited(fees.provision)))
    return _section("Fees", ("fee", "amount", "from", "provision", "standing"), rows)


def _contraventions(law: Regime) -> str:
    rows = [_contravention(found) for found in law.lists.versions[0].value.by_code.values()]
    table = _section(
        "Contraventions",
        ("code", "place", "level", "words", "suffixes", "issued", "notes"),
        rows,
    )
    versions = [
        (v.value.version, v.since.isoformat(), *_cited(v.value.provision)) for v in law.lists.versions
    ]
    return f"{table}\n\n{_table(('list', 'from', 'provision', 'standing'), versions)}"


def _contravention(found: Contravention) -> tuple[str, ...]:
    known = [found.overstay.replace("_", " ")] if found.overstay else []
    known += ["grace"] if found.needs_grace else []
    known += ["device allowed"] if found.by_device else []
    return (
        found.code,
        _PLACES[found.place],
        found.level or "none",
        found.description,
        " ".join(found.suffixes),
        "yes" if found.withheld is None else f"no: {found.withheld.replace('_', ' ')}",
        ", ".join(known),
    )


def _suffixes(codes: ContraventionList) -> str:
    own = [(f"{code}{suffix}", meaning) for (code, suffix), meaning in codes.specific.items()]
    general = [(suffix, meaning) for suffix, meaning in codes.general.items()]
    return _section("Suffixes", ("suffix", "means"), [*general, *own])


def _grounds(law: Regime) -> str:
    representations, witness = law.grounds
    return "\n\n".join(
        _section(title, ("ground", "says", "from", "provision", "standing"), _of_grounds(dated))
        for title, dated in (
            ("Grounds of representations", representations),
            ("Grounds of a witness statement", witness),
        )
    )


def _of_grounds(dated: Iterable[Dated[Ground]]) -> list[tuple[str, ...]]:
    return [
        (
            f"({v.value.letter})" if v.value.letter else v.value.key.replace("_", " "),
            v.value.says,
            v.since.isoformat(),
            *_cited(v.value.provision),
        )
        for ground in dated
        for v in ground.versions
    ]


def _statements(law: Regime) -> str:
    heads = ("key", "force", "sentence", "only for", "from", "provision", "standing")
    parts = ["## What each paper says", "`must` is statute, `should` is guidance."]
    for kind, statements in law.statements.items():
        rows = [
            (
                s.key,
                s.force,
                s.says,
                "" if len(s.bases) > 1 else ", ".join(sorted(s.bases)),
                s.since.isoformat(),
                *_cited(s.provision),
            )
            for s in statements
        ]
        parts.append(f"### {_PAPERS[kind]}\n\n{_table(heads, rows)}")
    return "\n\n".join(parts)


def _holidays(law: Regime) -> str:
    held = shipped_holidays(law.nation)
    return (
        f"## Working days\n\nCounted with the bank holidays of {held.title}, known from "
        f"{held.known_from.isoformat()} to {held.known_until.isoformat()}. Counting past that is refused."
    )


def _cited(provision: Provision) -> tuple[str, str]:
    standing = (
        f"**{provision.standing}**" if provision.standing is Standing.UNVERIFIED else str(provision.standing)
    )
    return f"[{provision}]({provision.url})", standing


def _section(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return f"## {title}\n\n{_table(heads, rows)}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
