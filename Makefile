# `make check` is what CI runs. Everything works inside .venv; nothing is installed elsewhere.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: install run check lint types imports test bench screenshots clean

install: $(BIN)/pytest

$(BIN)/pytest: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -c constraints.txt -e '.[dev]'
	@touch $@

run: install
	$(BIN)/simulator

check: lint types imports test

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy

imports: install
	$(BIN)/lint-imports

test: install
	$(BIN)/python -m pytest

bench: install
	for name in benchmarks/*.py; do $(BIN)/python $$name || exit 1; done

screenshots: install
	$(BIN)/python docs/make_screenshots.py
	$(BIN)/python docs/make_page_pictures.py

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
