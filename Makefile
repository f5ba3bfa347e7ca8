# Each target makes its own environment in .venv where there is none.
.PHONY: test example

# An installed Python 3.11 or newer; another one: make test PYTHON=python3.12
PYTHON ?= python3

test:
	$(PYTHON) -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/ruff check . && .venv/bin/mypy && .venv/bin/pytest -q

example:
	$(PYTHON) -m venv .venv && .venv/bin/pip install -q . && .venv/bin/indicators extract fixtures/
