"""How templates are found and rendered: ours strictly, the GOV.UK macros as their authors wrote them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, url_for
from jinja2 import (
    BaseLoader,
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
)
from jinja2.loaders import FileSystemLoader
from markupsafe import Markup

from parking.web.filters import FILTERS
from parking.web.pages import Council, NavigationItem, SignedIn

GOVUK = "govuk_frontend_jinja"


class GovukLoader(BaseLoader):
    """Loads the GOV.UK macros into their own environment.

    They read options that the caller left out, so they need a lenient `undefined`; our own templates
    are strict, and a macro keeps the environment it was compiled in.
    """

    def load(
        self,
        environment: Environment,  # noqa: ARG002 - ours is used instead
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002, ARG002 - the loader's own interface
    ) -> Template:
        """Return the template, whichever environment asks."""
        return _govuk_environment().get_template(f"{GOVUK}/{name}")


@cache
def _govuk_environment() -> Environment:
    return Environment(
        loader=PrefixLoader({GOVUK: PackageLoader(GOVUK)}),
        undefined=ChainableUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def init_templates(app: Flask, *, extra: tuple[Path, ...] = ()) -> None:
    """Set up the app's template environment; `extra` folders come after the app's own."""
    own = Path(app.root_path, app.template_folder or "templates")
    app.jinja_loader = FileSystemLoader([own, *extra])
    environment = app.jinja_env
    # Flask's own loader only passes on sources; ours hands over a template already compiled.
    files = environment.loader or app.jinja_loader
    environment.loader = ChoiceLoader([files, PrefixLoader({GOVUK: GovukLoader()})])
    environment.undefined = StrictUndefined
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.filters.update(FILTERS)
    environment.globals["asset_url"] = asset_url_of(app)


def init_frame(
    app: Flask,
    *,
    council: Callable[[], Council],
    demonstration: bool,
    signed_in: Callable[[], SignedIn | None] = lambda: None,
    navigation: Callable[[], tuple[NavigationItem, ...]] = tuple,
) -> None:
    """Give every page its frame: whose site it is, who is signed in and where they may go."""

    @app.context_processor
    def frame() -> dict[str, object]:
        return {
            "council": council(),
            "demonstration": demonstration,
            "signed_in": signed_in(),
            "navigation": navigation(),
        }


def asset_url_of(app: Flask) -> Callable[[str], str]:
    """Return `asset_url(name)`: the address of a built file with a hash of its content."""
    hashes: dict[Path, tuple[int, str]] = {}

    def asset_url(name: str) -> str:
        path = Path(app.static_folder or "static", "build", name)
        stamp = path.stat().st_mtime_ns if path.is_file() else 0
        if path not in hashes or hashes[path][0] != stamp:
            content = path.read_bytes() if stamp else b""
            hashes[path] = (stamp, hashlib.sha256(content).hexdigest()[:12])
        return url_for("static", filename=f"build/{name}", v=hashes[path][1])

    return asset_url


def govuk(environment: Environment, component: str, params: dict[str, Any]) -> Markup:
    """Return a GOV.UK component drawn with these options, for widgets that are written in Python."""
    module = environment.get_template(f"{GOVUK}/components/{component}/macro.html").module
    macro = "govuk" + component.title().replace("-", "")
    return Markup(getattr(module, macro)(params).strip())  # noqa: S704 - the macro escapes what it is given
