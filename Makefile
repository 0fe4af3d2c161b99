# Flok. A newcomer needs two commands: `make run` and `make test`.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
LOCKS := requirements/build.txt requirements/main.txt requirements/spark.txt requirements/dev.txt

.PHONY: help setup run test lint bench lock clean
.DEFAULT_GOAL := help

help:  ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: .venv/.installed  ## install everything into .venv; the command is then .venv/bin/flok

.venv/.installed: $(LOCKS) pyproject.toml tools/make-venv
	@tools/make-venv $(PYTHON)
	@touch $@

run: setup  ## build a fictional municipality's year, read it, print the answer, write the report
	@$(BIN)/flok demo

test: lint  ## all tests, lint included
	@tools/install-chromium
	@$(BIN)/python -m pytest -n 2 --dist loadfile

lint: setup  ## ruff, mypy (strict on kernel and domain), import rules
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

bench: setup  ## benchmarks beside their peers; ratios also in bench/results.json
	@$(BIN)/python -m bench

lock: setup  ## renew the locks (names, versions and hashes only)
	@for name in build main spark dev; do \
	  $(BIN)/uv pip compile --upgrade -q --generate-hashes --no-emit-index-url --no-annotate --no-header \
	    --python-version 3.11 requirements/$$name.in -o requirements/$$name.txt; \
	done

clean:  ## remove what was installed and built
	rm -rf .venv demo bench/work bench/results.json .mypy_cache .ruff_cache .pytest_cache .hypothesis
