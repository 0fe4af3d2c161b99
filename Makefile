# Flok. A newcomer needs two commands: `make run` and `make test`.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
LOCKS := requirements/build.txt requirements/main.txt requirements/spark.txt requirements/dev.txt
PICTURES := $(shell find src/flok -path '*/static/*' -type f) src/flok/report/charts/charts.css
TEXTS := $(shell find src/flok -name django.po)

.PHONY: help setup run test lint bench pictures lock clean
.DEFAULT_GOAL := help

help:  ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: .venv/.installed  ## install everything into .venv; the command is then .venv/bin/flok

.venv/.installed: $(LOCKS) pyproject.toml package-lock.json tools/make-venv tools/make-static $(PICTURES) $(TEXTS)
	@tools/make-venv $(PYTHON)
	@tools/make-static
	@$(BIN)/python tools/messages compile
	@touch $@

run: setup  ## open a working network with demonstration data on http://127.0.0.1:8000/
	@$(BIN)/flok demo

# test_backup and test_worker start either database themselves
test: lint  ## all tests, lint included; the pages on SQLite and on PostgreSQL
	@tools/install-for-tests
	@$(BIN)/python -m pytest -n 2 --dist loadfile
	@if compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null; then \
	  FLOK_TEST_DATABASE=postgresql $(BIN)/python -m pytest -n 2 --dist loadfile tests/apps tests/project \
	    --ignore tests/project/test_backup.py --ignore tests/project/test_worker.py; \
	else echo "PostgreSQL is not installed: the pages were tested on SQLite only."; fi

lint: setup  ## ruff, mypy (strict on kernel and domain), import rules, Danish texts, migrations
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python tools/messages check
	@FLOK_DATA=$$(mktemp -d) DJANGO_SETTINGS_MODULE=flok.project.settings $(BIN)/python -m django makemigrations --check --dry-run

bench: setup  ## benchmarks beside their peers; ratios also in bench/results.json
	@$(BIN)/python -m bench

pictures: setup  ## take the pictures of the documentation from the demonstration network
	@tools/install-for-tests
	@$(BIN)/python tools/take-pictures

lock: setup  ## renew the locks (names, versions and hashes only)
	@for name in build main spark dev node; do \
	  $(BIN)/uv pip compile --upgrade -q --generate-hashes --no-emit-index-url --no-annotate --no-header \
	    --python-version 3.11 requirements/$$name.in -o requirements/$$name.txt; \
	done

clean:  ## remove what was installed and built
	rm -rf .venv node_modules demo bench/work bench/results.json .mypy_cache .ruff_cache .pytest_cache .hypothesis
