# make demo   try it: no token, no server            make test   everything that must hold
# make setup  only the environment (.venv)           make lock   pin the dependencies anew
# make bench  how fast posts are read, beside peers
# make nightly  100,000 random and mutated texts, and a bot killed 20 times; make nightly TEXTS=5000 KILLS=5 does less
PYTHON ?= python3
BIN := .venv/bin
# A stamp, so that a half-finished set-up is done again and a finished one costs nothing.
READY := .venv/.ready

# Most of the tests' time is waiting, so there are more of them than processors.
PROCESSES ?= 4
TEXTS ?= 100000
KILLS ?= 20

.PHONY: setup demo test check nightly bench lock clean
.DEFAULT_GOAL := demo

setup: $(READY)

$(READY): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed, $(PYTHON) is older. Name another one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv --clear .venv \
		|| { echo "Python's venv module is missing. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Installing the dependencies into .venv, once …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: $(READY)
	@$(BIN)/communique demo

test: check
	$(BIN)/pytest --numprocesses $(PROCESSES) --dist worksteal

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

nightly: $(READY)
	HOSTILE_TEXTS=$(TEXTS) $(BIN)/pytest -vv tests/extract/test_hostile.py -k random_and_mutated
	KILLS=$(KILLS) $(BIN)/pytest -vv tests/live -k killing

bench: $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation -e .[bench]
	@$(BIN)/python -m tests.bench

lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url --no-emit-find-links --quiet --upgrade -o requirements.lock

clean:
	rm -rf .venv build dist *.egg-info
