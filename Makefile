# Each target makes its own environment in .venv (test-lowest: .venv-lowest) where there is none.
.PHONY: test test-lowest lock example

# An installed Python 3.11 or newer; another one: make test PYTHON=python3.12
PYTHON ?= python3

test:
	$(PYTHON) -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/ruff check . && .venv/bin/mypy && .venv/bin/pytest -q -n logical

# With the lowest versions of everything that pyproject.toml declares.
test-lowest:
	$(PYTHON) -m venv .venv-lowest && .venv-lowest/bin/pip install -q -e '.[test]' -c .ci/lowest.txt && .venv-lowest/bin/pytest -q -n logical

# Writes .ci/requirements.txt anew where pyproject.toml asks for it; what is pinned stays, unless: make lock UPGRADE=--upgrade
lock:
	$(PYTHON) -m venv .venv && .venv/bin/pip install -q uv && .venv/bin/uv pip compile -q $(UPGRADE) --universal --python-version 3.11 \
		--extra test --generate-hashes --no-emit-index-url --no-annotate --no-header -o .ci/requirements.txt pyproject.toml .ci/build.in

example:
	$(PYTHON) -m venv .venv && .venv/bin/pip install -q . && .venv/bin/indicators extract fixtures/
