# Two commands on a fresh machine with Python 3.11+ and make: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check bench format clean help

help:            ## show what can be made
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/\t/'

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "klantreis needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e . --group dev
	$(BIN)/klantreis warm-up
	@touch $@

demo: $(READY)   ## run the main job on a shipped sample and say which file to open
	$(BIN)/klantreis demo

test: $(READY)   ## run the tests
	$(BIN)/python -m pytest -n 2

check: $(READY)  ## everything that must be green: format, lint, types, imports, tests, examples
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

bench: $(READY)  ## speed and memory beside named peers, in one run; more with ARGS="--full"
	$(BIN)/python -m benchmarks $(ARGS)

format: $(READY) ## put the code in shape
	$(BIN)/ruff format src tests benchmarks
	$(BIN)/ruff check --fix src tests benchmarks

clean:           ## remove what was made here
	rm -rf $(VENV) .venv-bench demo benchmarks/data benchmarks/out
