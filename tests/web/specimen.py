"""A small application that shows every layout, component and field, for the tests of this room."""

# mypy: disable-error-code="untyped-decorator"

from __future__ import annotations

from datetime import date
from pathlib import Path

from flask import Flask, Response, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import CSRFProtect
from markupsafe import Markup
from wtforms.validators import InputRequired

from parking.values.clock import at_local
from parking.values.money import Money
from parking.web import components as c
from parking.web import fields as f
from parking.web.access import allow, device, guard, public, writes
from parking.web.brand import Colours, brand_stylesheet
from parking.web.date_fields import DateField, TimeField
from parking.web.errors import Words, init_errors
from parking.web.filters import short_date
from parking.web.forms import GovForm
from parking.web.pages import Council, NavigationItem, Pages, SignedIn, breadcrumbs
from parking.web.security import init_headers
from parking.web.templating import init_frame, init_templates

ROOT = Path(__file__).parents[2]
COUNCIL = Council(
    name="Exampleton Borough Council",
    service_name="Parking penalty charge notices",
    phone="01234 567 890",
    email="parking@exampleton.example",
    hours="Monday to Friday, 9am to 5pm",
    colours_url="/brand.css",
)
OFFICER = SignedIn("Asha Okafor", "case officer", "/sign-out", "/account")
PLACES = (
    NavigationItem("Cases", "/desk/case", current=True),
    NavigationItem("Worklists", "/desk/worklist", count=12),
    NavigationItem("Print room", "/desk/print"),
    NavigationItem("Figures", "/desk/figures"),
)
MARCH = at_local(date(2026, 3, 3), 14, 5)


class EveryField(GovForm):
    """One of each field."""

    number = f.TextField(
        "Penalty charge notice number", [InputRequired("Enter the number")], hint="It starts RU."
    )
    mark = f.MarkField("Registration mark", [InputRequired("Enter the registration mark")])
    email = f.EmailField("Email address", [InputRequired("Enter your email address")])
    what = f.TextAreaField("What happened", [InputRequired("Tell us what happened")], limit=200)
    notes = f.TextAreaField("Anything else", rows=2)
    ground = f.RadiosField(
        "Why should it be cancelled?",
        [InputRequired("Choose a reason")],
        choices=[
            f.choice("paid", "I had paid", hint="Such as by machine or by phone"),
            f.choice("sold", "I had sold the vehicle"),
            f.choice("other", "Another reason", divider="or"),
        ],
    )
    needs = f.CheckboxesField(
        "Help you need",
        choices=[f.choice("print", "Large print"), f.choice("none", "None", divider="or", exclusive=True)],
    )
    place = f.SelectField(
        "Car park",
        [InputRequired("Choose a car park")],
        choices=[f.choice("", "Choose"), f.choice("hythe", "The Hythe")],
    )
    sold_on = DateField(
        "Date you sold it", [InputRequired("Enter the date you sold it")], hint="Such as 27 3 2026"
    )
    left_at = TimeField("Time you left", [InputRequired("Enter the time you left")])
    paid = f.MoneyField("What you paid", [InputRequired("Enter what you paid")])
    photographs = f.FilesField("Photographs")
    agreed = f.TickField("What I have said is true", [InputRequired("Confirm that it is true")])
    send = f.SubmitButton("Send")


class AwayError(Exception):
    """The register does not answer."""

    status = 503
    words = Words("The register is away", ("Look at the vehicle again in 5 minutes.",))


class LockedError(Exception):
    """The case is closed."""

    status = 423


def make_app(*, csrf: bool = False) -> Flask:
    """Return the application; staff hold what the X-Permissions header of a request names."""
    app = Flask("specimen", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.config.update(SECRET_KEY="specimen", WTF_CSRF_ENABLED=csrf)
    CSRFProtect(app)
    init_templates(app, extra=(Path(__file__).parent / "specimens",))
    init_frame(
        app,
        council=lambda: COUNCIL,
        demonstration=True,
        signed_in=lambda: OFFICER if request.path.startswith("/desk") else None,
        navigation=lambda: PLACES,
    )
    init_headers(app, ["https://pay.example"], secure=True)
    init_errors(app, council=lambda: COUNCIL, fallback=COUNCIL, demonstration=True)

    def held() -> list[str]:
        return request.headers.get("X-Permissions", "").split()

    guard(
        app,
        has_permission=lambda name: name in held(),
        is_signed_in=lambda: bool(held()),
        sign_in_url=lambda: "/sign-in",
        is_device=lambda: request.headers.get("X-Device") == "yes",
    )
    _pages(app)
    _odd_routes(app)
    return app


def _pages(app: Flask) -> None:
    @app.route("/brand.css")
    @public(because="colours")
    def brand() -> ResponseReturnValue:
        return Response(brand_stylesheet(Colours("#00594f")), mimetype="text/css")

    @app.route("/photo.svg")
    @public(because="a picture")
    def photo() -> ResponseReturnValue:
        square = 'viewBox="0 0 4 3"><path fill="#8a9" d="M0 0h4v3H0z"/></svg>'
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {square}'
        return Response(drawing, mimetype="image/svg+xml")

    @app.route("/notice")
    @public(because="a specimen")
    def notice() -> ResponseReturnValue:
        return render_template("notice.html", **notice_view())

    @app.route("/form", methods=["GET", "POST"])
    @public(because="a specimen")
    def form() -> ResponseReturnValue:
        every = EveryField()
        if every.validate_on_submit():
            return redirect("/notice", 303)
        return render_template("form.html", form=every)

    @app.route("/desk/case")
    @public(because="a specimen")
    def case() -> ResponseReturnValue:
        return render_template("case.html", **case_view())

    @app.route("/desk/worklist")
    @public(because="a specimen")
    def worklist() -> ResponseReturnValue:
        return render_template("worklist.html", **worklist_view())

    @app.route("/patrol")
    @public(because="a specimen")
    def patrol() -> ResponseReturnValue:
        watched = [
            c.Observation("AB12CDE", "4 of 5 minutes", 80, "#"),
            c.Observation("KX65YTB", "seen just now", 2, "#"),
        ]
        cards = [
            c.Card("Place", "#", done=True, value="The Hythe car park, row C"),
            c.Card("Contravention", "#", done=True, value="83 Parked without a valid ticket"),
            c.Card("Photographs", "#", value="1 of at least 3"),
            c.Card("Notes", "#"),
        ]
        return render_template("patrol.html", cards_shown=cards, watched=watched, form=EveryField())

    @app.route("/letter")
    @public(because="a specimen")
    def letter() -> ResponseReturnValue:
        return render_template("letter.html")


def _odd_routes(app: Flask) -> None:
    @app.route("/undeclared")
    def undeclared() -> ResponseReturnValue:
        return "never seen"

    @app.route("/staff")
    @allow("case.read", "case.write")
    @writes("notes who looked")
    def staff() -> ResponseReturnValue:
        return "seen"

    @app.route("/api/device")
    @device()
    def for_device() -> ResponseReturnValue:
        return {"seen": True}

    @app.route("/fail/<int:code>")
    @app.route("/api/fail/<int:code>")
    @public(because="a specimen")
    def fail(code: int) -> ResponseReturnValue:
        abort(code)

    @app.route("/locked")
    @app.route("/api/locked")
    @public(because="a specimen")
    def locked() -> ResponseReturnValue:
        raise LockedError

    @app.route("/away")
    @public(because="a specimen")
    def away() -> ResponseReturnValue:
        raise AwayError

    @app.route("/broken")
    @app.route("/api/broken")
    @public(because="a specimen")
    def broken() -> ResponseReturnValue:
        raise RuntimeError("unforeseen")


def notice_view() -> dict[str, object]:
    """Return what the page of a notice shows."""
    return {
        "now": c.Due(Money(3500), until=date(2026, 3, 17), what="Half of the charge, because you pay early."),
        "then": c.Due(Money(7000), since=date(2026, 3, 18)),
        "pay": c.Action("Pay £35", "/pay", "By card. It takes about 2 minutes."),
        "challenge": c.Action(
            "Challenge it", "/challenge", "If you challenge by 17 March, we hold the £35 for you."
        ),
        "facts": [
            c.SummaryRow("Registration mark", Markup('<span class="plate">AB12 CDE</span>')),
            c.SummaryRow("Where", "The Hythe car park, Egham"),
            c.SummaryRow("When", "Tuesday 3 March 2026 at 14:05"),
            c.SummaryRow(
                "Why", "Parked without displaying a valid ticket", "/why", "Read more", "about the reason"
            ),
        ],
        "photos": [
            c.Photo("/photo.svg", "The vehicle from the front in a bay", "3 March 2026, 14:05", "/photo.svg"),
            c.Photo("/photo.svg", "The windscreen, with no ticket in it", "3 March 2026, 14:06"),
        ],
        "steps_shown": [
            c.Step(date(2026, 3, 3), "An officer left the notice on the windscreen.", c.When.PAST),
            c.Step(date(2026, 3, 9), "You can pay £35 or challenge the notice.", c.When.TODAY),
            c.Step(date(2026, 3, 17), "The last day to pay £35. From the next day it is £70.", c.When.AHEAD),
            c.Step(
                date(2026, 3, 31), "After this day we may write to the keeper of the vehicle.", c.When.AHEAD
            ),
        ],
    }


def case_view() -> dict[str, object]:
    """Return what the page of a case shows."""
    return {
        "facts": [
            c.Fact("Stage", "Notice to owner sent"),
            c.Fact("Owed today", Money(3500), strong=True),
            c.Fact(
                "Next", "Charge certificate may be served, by you, from Friday 10 April 2026", strong=True
            ),
        ],
        "tags": [c.Tag("Held: vulnerable", "purple"), c.Tag("Challenge open", "yellow")],
        "parts": [
            NavigationItem("Timeline", "#", current=True),
            NavigationItem("Papers", "#", count=3),
            NavigationItem("Money", "#"),
        ],
        "happened": [
            c.TimelineItem(
                "Notice to owner posted", date(2026, 3, 9), "the print run", "First class, to the keeper."
            ),
            c.TimelineItem(
                "Keeper named", at_local(date(2026, 3, 5), 9, 30), "DVLA", "One keeper since 2024."
            ),
            c.TimelineItem("Penalty charge notice fixed", MARCH, "officer E104", "83 at The Hythe, row C."),
        ],
        "can": [
            c.Action("Write to the keeper", "#", "A letter of your own words, from a template."),
            c.Action("Cancel the notice", "#", "Ends the case. You give the reason."),
        ],
        "cannot": [
            c.Barred(
                "Serve a charge certificate",
                "The notice to owner has time to be answered first. The first day is Friday 10 April 2026.",
                "Appeals Regulations 2022, regulation 21",
            ),
            c.Barred(
                "Offer the discount again", "It was offered once already.", "one offer a case", policy=True
            ),
        ],
        "ledger": c.Table(
            "Money",
            (c.Column("Entry"), c.Column("On"), c.Column("Amount", numeric=True)),
            (
                c.Row((c.Cell("Penalty charge"), c.Cell("3 Mar 2026"), c.Cell("£70.00"))),
                c.Row((c.Cell("Paid by card"), c.Cell("6 Mar 2026"), c.Cell("-£35.00", note="Receipt 1044"))),
                c.Row((c.Cell("Owed"), c.Cell(""), c.Cell("£35.00")), total=True),
            ),
        ),
        "trail": breadcrumbs(("Worklists", "/desk/worklist"), ("Challenges to answer", "#")),
    }


def worklist_view() -> dict[str, object]:
    """Return what a worklist shows."""
    columns = (
        c.Column("Notice", sort="none"),
        c.Column("Why it is here"),
        c.Column("Last safe day", sort="ascending"),
        c.Column("Owed", numeric=True, sort="none"),
    )
    rows = tuple(
        c.Row(
            (
                c.Cell(f"RU{10000 + n}", href="/desk/case"),
                c.Cell("A challenge came in and has no answer yet", note="Policy: answer within 14 days"),
                c.Cell(short_date(date(2026, 3, n + 3)), key=n),
                c.Cell("£70.00", key=7000),
            )
        )
        for n in range(5)
    )
    return {
        "table": c.Table("Challenges to answer", columns, rows),
        "pages": Pages.asked("2", per_page=5, total=43),
        "chosen": [c.Chosen("Egham", "#")],
        "form": EveryField(),
    }
