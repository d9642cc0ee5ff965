# Everything starts from python3, make and git; what else is needed is fetched, checked by hash.

.DEFAULT_GOAL := help
.PHONY: help run demo test check bench soak format lock python3-venv

PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv --quiet
INSTALL := $(UV) pip install --python $(BIN)/python --require-hashes --only-binary :all: \
  --compile-bytecode
COMPILE := $(UV) pip compile --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --custom-compile-command 'make lock' $(UPGRADE)

# Where only pip has been told of a package index, uv is told of it too.
export UV_DEFAULT_INDEX ?= $(or $(PIP_INDEX_URL),$(shell $(BIN)/pip config get global.index-url 2>/dev/null))
ifeq ($(UV_DEFAULT_INDEX),)
unexport UV_DEFAULT_INDEX
endif

# What is compiled is kept: a worker of the tests imports thousands of modules, a command hundreds.
unexport PYTHONDONTWRITEBYTECODE

# An environment knows its own path: one that was moved or removed is made again.
$(shell [ ! -f .make/where ] || [ "$$(cat .make/where)" = "$(CURDIR)" ] || rm -rf .make .venv)
$(shell [ -d .venv ] || rm -rf .make)

help: ## Say what each target does.
	@sed -n 's/^\([a-z]*\): .*## /\1\t/p' $(MAKEFILE_LIST)

run: .make/run ## Serve a book of examples over HTTP, with a key for each role.
	@$(BIN)/anchorline serve --demo

demo: .make/run ## Play a trade and an order, from invoice and placing to repayment, with commentary.
	@$(BIN)/anchorline demo

test: check ## Everything that is checked before a change is taken.
	$(BIN)/pytest -q -n 2 -m "not scenario"
	$(BIN)/pytest -q -n 2 -m scenario

check: .make/test ## Style, types, and who may import whom.
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .make/test ## Measure against raw PostgreSQL and against peers, in one run.
	$(BIN)/python -m scripts.bench

soak: .make/test ## The races and kills of the tests, at their full counts; takes hours.
	$(BIN)/pytest -m soak --soak

format: .make/test ## Rewrite the code in the house style.
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

lock: .make/venv ## Write the three locks anew; UPGRADE=--upgrade takes newer versions.
	$(COMPILE) --group bootstrap --output-file requirements-uv.lock
	$(COMPILE) pyproject.toml --output-file requirements.lock
	$(COMPILE) pyproject.toml --group dev --constraint requirements.lock \
	  --output-file requirements-dev.lock

.make/venv: requirements-uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Anchorline needs Python 3.11 or later."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(MAKE) --no-print-directory python3-venv
	@echo "Setting up; the first time takes a minute."
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes \
	  --only-binary :all: --requirement requirements-uv.lock
	@mkdir -p .make && echo "$(CURDIR)" > .make/where && touch $@

.make/run: .make/venv requirements.lock pyproject.toml
	@$(INSTALL) --requirement requirements.lock
	@$(UV) pip install --python $(BIN)/python --no-deps --no-build-isolation \
	  --config-setting editable_mode=compat --editable .
	@$(BIN)/python -m compileall -q domain application adapters api scripts
	@touch $@

.make/test: .make/run requirements-dev.lock
	@$(INSTALL) --requirement requirements-dev.lock
	@touch $@

python3-venv:
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  export DEBIAN_FRONTEND=noninteractive; \
	  apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv; \
	else \
	  echo "Run this first: sudo apt-get install python3-venv"; exit 1; \
	fi
