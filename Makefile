# Two commands do everything: `make run` (install, extract the sample corpus) and `make test` (install, all checks).
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
OUT    ?= build/claims.jsonl
# How tests are shared out: each file to one of so many processes, the longest files first; more than cores, since some wait.
WORKERS ?= 4
SHARED := -n $(WORKERS) --dist loadfile --no-loadscope-reorder
# Tests start hundreds of processes; without compiled modules each would compile them anew.
check quick: export PYTHONDONTWRITEBYTECODE =

.PHONY: run test check quick lint types install units model bench speed peers fuzz docs pages clean

run: $(VENV)/.installed
	@mkdir -p $(dir $(OUT))
	$(BIN)/onrecord extract corpus/articles -o $(OUT)

test: $(VENV)/.installed-dev check

check: lint types
	$(BIN)/pytest $(SHARED)

# What needs neither the model nor a process of its own: under a minute.
quick:
	$(BIN)/pytest $(SHARED) -m "not model and not process and not slow"

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[html,xml,report,review]'
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[html,xml,brotli,parquet,report,review,docs,ray,remote,watch,dev$(EXTRAS)]'
	@touch $@ $(VENV)/.installed

# The documentation as a site: build/site/index.html opens from the disk.
docs: $(VENV)/.installed-dev
	$(BIN)/zensical build --clean --strict

# Brings up to date what pages show of the program: help texts, example claims, our numbers beside those of others.
pages: $(VENV)/.installed-dev
	$(BIN)/python -m cogapp -P -r -I docs/making -I benchmarks -p 'from pages import *' README.md CONTRIBUTING.md docs/*.md

# Writes the names of currencies and units anew, after Babel has brought a newer CLDR.
units: $(VENV)/.installed-dev
	$(BIN)/python tools/make_units.py

# Rebuilds the shipped language model from ../shared/data; MODEL_OPTIONS=--smoke proves the path in under a minute.
MODEL ?= models/en_onrecord_news
model: $(VENV)/.installed-train
	$(BIN)/python models/recipe/build.py $(MODEL) $(MODEL_OPTIONS)

$(VENV)/.installed-train: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[train]'
	@touch $@

# Speed and memory as a table; PEERS=1 sets other libraries beside it, BENCH="pipeline growth --rounds 3" does a part.
# Several threads of numpy for one product of small matrices only wait for each other.
check quick bench speed: export OMP_NUM_THREADS = 1
bench: $(VENV)/.installed $(if $(PEERS),peers)
	@$(BIN)/python benchmarks/bench.py $(if $(PEERS),--peers build/peers/bin/python) $(BENCH)

# The same into docs/speed.md, a row a release; on a quiet machine.
speed: $(VENV)/.installed peers
	$(BIN)/python benchmarks/bench.py --peers build/peers/bin/python --history docs/making/speed.json
	$(MAKE) pages

# Other libraries, in an environment of their own, for `make bench PEERS=1` and benchmarks/peer_scores.py.
peers: build/peers/.installed

build/peers/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv build/peers
	build/peers/bin/python -m pip install --quiet --constraint constraints.txt --editable '.[bench]'
	@touch $@

# A minute on each target, or on one: make fuzz TARGET=rtf SECONDS=600
fuzz: $(VENV)/.installed-fuzz
	$(BIN)/python tests/fuzz/fuzz.py --seconds $(or $(SECONDS),60) $(TARGET)

$(VENV)/.installed-fuzz: pyproject.toml constraints.txt | $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[html,xml,parquet,dev,fuzz]'
	@touch $@

clean:
	rm -rf $(VENV) build dist .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis
