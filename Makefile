# `make conform` judges the reference node by the vector suite; `make test` checks everything. Both set up what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
OPINION := build/second-opinion
PROVE := $(if $(CI),--no-cache)
UNIT := SMARTSHARE_SITE=build/site $(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder
RENDER := $(BIN)/python -m sphinx -W -n -q -b html -c docs -d build/doctrees . build/site

.PHONY: conform test beside tested lint types layers unit prove vectors mutants docs site bench second-opinion clean

conform: $(INSTALLED)
	$(BIN)/smartshare conform --target "cmd:$(BIN)/smartshare serve" --out build/conform

test: lint layers prove beside tested

# What works on one processor goes beside the rest; proving and testing use both.
beside: $(INSTALLED) prove
	@$(MAKE) --no-print-directory -j2 --output-sync=target site types vectors

tested: $(INSTALLED) beside
	$(UNIT)

lint: $(INSTALLED)
	$(BIN)/ruff check --no-cache .
	$(BIN)/ruff format --no-cache --check --quiet .

types: $(INSTALLED)
	$(BIN)/mypy

layers: $(INSTALLED)
	$(BIN)/lint-imports --no-cache

prove: $(INSTALLED)
	@mkdir -p build
	$(BIN)/smartshare prove $(PROVE) --json build/proofs.json

vectors: $(INSTALLED)
	$(BIN)/smartshare vectors check

mutants: $(INSTALLED)
	@mkdir -p build
	$(BIN)/smartshare mutate --theorems --json build/mutants.json

docs: $(INSTALLED) prove
	$(RENDER)

# Without proving first: theorems say that they are not checked in this build, unless `make prove` has run since the last change.
site: $(INSTALLED)
	$(RENDER)
	@echo "Open build/site/index.html."

unit: $(INSTALLED) docs
	$(UNIT)

bench: $(INSTALLED)
	$(BIN)/python -m benchmarks

second-opinion: $(OPINION)/installed
	$(OPINION)/bin/smartshare second-opinion

clean:
	rm -rf build $(VENV)

$(OPINION)/installed: pyproject.toml
	$(PYTHON) -m venv $(OPINION)
	$(OPINION)/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[second-opinion]"
	touch $@

$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) does not run, or is older than Python 3.11: name another with make PYTHON=..." >&2; exit 1; }
	@echo "Setting up $(VENV): about a minute on an idle machine, once."
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@
