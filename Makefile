# make setup  asks for token and association, lets the first person of the Office in
# make run    the bot with BOT_TOKEN (from the environment or .env), else a local Telegram to try it in
# make test   everything that must hold
# make check  what needs no bot, and the stories: for every small step
# make fire   all of it on both databases, and the long attempts to break it
# make coverage  which branches the tests take
# make newest  the engine tests on the newest packages that pyproject.toml allows
# make bench  how fast, against two plain bots
# make screenshots  the pictures of the README

PYTHON ?= python3
BIN := .venv/bin
NEWEST := .venv/newest
# tests wait more than they work: more of them at once than there are processors; those of the page share a browser
SIDE_BY_SIDE = -q -n $$(( $$(getconf _NPROCESSORS_ONLN) * 5 / 2 )) --dist=loadgroup
# the code that is read at each start (two seconds of a processor) is kept compiled, whatever the environment says
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup run test check lint types test-suite check-suite coverage newest fire screenshots bench lock clean

help:
	@sed -n 's/^# make/make/p' Makefile

setup: .venv/ready
	@./obwarzanek setup

run: .venv/ready
	@if [ -n "$$BOT_TOKEN" ] || grep -qs '^BOT_TOKEN=.' .env; \
	then exec $(BIN)/python -m bot run; else exec $(BIN)/python -m bot demo; fi

# three at a time: none of them keeps a processor busy by itself all the while
test check: .venv/ready
	@$(MAKE) --no-print-directory --jobs=3 lint types $@-suite

lint: .venv/ready
	@$(BIN)/ruff format --quiet --check . && $(BIN)/ruff check --quiet .

types: .venv/ready
	@$(BIN)/mypy

test-suite: .venv/ready
	$(BIN)/pytest $(SIDE_BY_SIDE)

check-suite: .venv/ready
	$(BIN)/pytest $(SIDE_BY_SIDE) tests/unit tests/stories -k "not postgresql"

coverage: .venv/ready
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -q
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

# --group is pip's since 25.1
newest:
	$(PYTHON) -m venv $(NEWEST)
	$(NEWEST)/bin/pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(NEWEST)/bin/python -c "import tomllib; print('\n'.join(tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies']))" \
	| $(NEWEST)/bin/pip install --quiet --upgrade --upgrade-strategy eager --group dev --requirement /dev/stdin
	$(NEWEST)/bin/pytest $(SIDE_BY_SIDE) tests/engine

# the long ones keep a processor busy, so there are as many at once as processors, and each says what it has found
fire: .venv/ready
	$(BIN)/pytest $(SIDE_BY_SIDE) -m "not fire"
	$(BIN)/pytest -q -s -m "fire and alone"
	$(BIN)/pytest -q -rP -n $$(getconf _NPROCESSORS_ONLN) --maxschedchunk=1 -m "fire and not alone"

screenshots: .venv/ready
	$(BIN)/python -m tests.browser.screenshots

bench: .venv/ready .venv/bench/ready
	$(BIN)/python -m tests.bench

# the exact packages that requirements.lock names; nothing is installed twice
.venv/ready: requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

# aiogram, a peer in the benches, allows no pydantic as new as ours: it has an environment of its own
.venv/bench/ready: tests/bench/requirements.lock | .venv/ready
	$(PYTHON) -m venv .venv/bench
	.venv/bench/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	touch $@

# after a change of the dependencies in pyproject.toml (needs uv)
lock:
	uv pip compile --universal --generate-hashes --no-header --group dev pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --no-header -c requirements.lock pyproject.toml -o deploy/requirements.lock
	uv pip compile --universal --generate-hashes --no-header --group bench -o tests/bench/requirements.lock

clean:
	rm -rf .venv .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache build *.egg-info
