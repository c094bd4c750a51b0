# A thin wrapper around the console script `haqiba`, for systems that have make.
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
PYTHON ?= py
else
BIN := .venv/bin
PYTHON ?= python3
endif
INSTALLED := .venv/.installed
TESTING := .venv/.testing
BENCHING := .venv/.benching
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --constraint .constraints.txt --editable
export PIP_CONSTRAINT := .constraints.txt

.DEFAULT_GOAL := help
.PHONY: help build test check watch bench format clean

help: ## List the targets
	@$(PYTHON) -c "import re; [print(f'make {name:8}{words}') for name, words in re.findall(r'(?m)^([a-z]+):[^#\n]*## (.+)', open('Makefile', encoding='utf-8').read())]"

build: $(INSTALLED) ## Build the kits of all programmes into build/
	@$(BIN)/haqiba build

check: $(INSTALLED) ## Check the content and report every problem
	@$(BIN)/haqiba check

watch: $(INSTALLED) ## Rebuild whenever the content changes
	@$(BIN)/haqiba watch

test: $(TESTING) ## Check types and style, then run the tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/pytest -n auto

bench: $(BENCHING) ## Measure speed and file sizes against peers
	@$(BIN)/python tests/bench.py

format: $(TESTING) ## Format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

clean: ## Delete what was built and installed
	@$(PYTHON) -c "import shutil; [shutil.rmtree(name, ignore_errors=True) for name in ('build', '.venv', '.mypy_cache', '.pytest_cache', '.ruff_cache', '.hypothesis')]"

$(INSTALLED): pyproject.toml .constraints.txt
	@$(PYTHON) -m venv .venv
	@$(PIP) .
	@$(PYTHON) -c "open('$(INSTALLED)', 'w').close()"

$(TESTING): $(INSTALLED)
	@$(PIP) ".[test]"
	@$(PYTHON) -c "open('$(TESTING)', 'w').close()"

$(BENCHING): $(TESTING)
	@$(PIP) ".[bench]"
	@$(PYTHON) -c "open('$(BENCHING)', 'w').close()"
