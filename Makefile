# Everything a newcomer needs: `make demo` and `make test`. Each sets up what it uses, once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := samples/en-translated-agency/source.txt
# LanguageTool comes into a folder of the checkout where Java and Maven are there; LTP_PATH may name another one.
export LTP_PATH ?= $(CURDIR)/.cache/languagetool

.PHONY: demo test test-engines lint golden bench docs check setup languagetool clean

setup: $(VENV)/.ready languagetool

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "wirecopy needs Python 3.11 or later; this is " + sys.version.split()[0] + " (set PYTHON=...)")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable ".[all]" --group dev
	touch $@

languagetool: $(VENV)/.ready
	@test ! -e tools/languagetool/fetch.py || $(BIN)/python tools/languagetool/fetch.py "$(LTP_PATH)" || true

demo: setup
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python tools/demo.py $(SAMPLE)

test: setup
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest

test-engines: setup
	$(BIN)/python -m pip install --quiet --group engines
	$(BIN)/python -m pytest -m engines

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

golden: $(VENV)/.ready
	$(BIN)/python -m tests.golden.update --write

bench: setup
	$(BIN)/python ../shared/bench/score.py all

docs: $(VENV)/.ready
	$(BIN)/python -m mkdocs build --strict --quiet && echo build/site/index.html

check:
	.ci/run

clean:
	rm -rf $(VENV) build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis
