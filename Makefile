# make run    the bot with BOT_TOKEN (from the environment or .env), else a local Telegram to try it in
# make test   everything that must hold
# make coverage  which branches the tests take
# make newest  the engine tests on the newest packages that pyproject.toml allows
# make fire   the long attempts to break it
# make bench  how fast, against two plain bots
# make screenshots  the pictures of the README

PYTHON ?= python3
BIN := .venv/bin
NEWEST := .venv/newest

.PHONY: run test coverage newest fire screenshots bench lock clean

run: .venv/ready
	@if [ -n "$$BOT_TOKEN" ] || grep -qs '^BOT_TOKEN=.' .env; \
	then exec $(BIN)/python -m bot run; else exec $(BIN)/python -m bot demo; fi

test: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -q -n auto

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
	$(NEWEST)/bin/pytest -q -n auto tests/engine

fire: .venv/ready
	$(BIN)/pytest -q -s -m fire

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
