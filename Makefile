# SPDX-License-Identifier: Apache-2.0
# The one list of commands. `make` shows it.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help environment run manage backup restore restore-test point-in-time test test-js test-dates test-dates-ci coverage fmt format-check lint types messages \
        messages-check migrations-check ci image-test findings map screenshots compare-pictures clean axe vnu lighthouse weight nightly \
        test-nightly faults faults-ci bench bench-ci helm-test

BIN := .venv/bin
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale*/*/LC_MESSAGES/django*.po))
TEMPLATES := $(wildcard templates)

# Tools for scripts and styles, by npm's lock. Nothing of them is shipped: files are served as they are.
NODE_TOOLS := node_modules/.package-lock.json
BIOME := node_modules/.bin/biome

# What the caller uses for other projects must not change what this one gets.
unexport VIRTUAL_ENV CONDA_PREFIX PYTHONHOME PYTHONPATH DJANGO_SETTINGS_MODULE

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-18s %s\n", $$1, $$2}' Makefile

environment:
	@sh config/environment.sh

$(NODE_TOOLS): package.json package-lock.json
	@npm ci --silent

$(CATALOGUES): %.mo: %.po | environment
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

run: environment $(CATALOGUES) ## start everything on 127.0.0.1:$PORT (8000)
	@exec $(BIN)/python -m config.run --end-with-parent

manage: environment $(CATALOGUES) ## a command of Django on the local database: make manage C="shell"
	@exec $(BIN)/python -m config.run manage $(C)

backup: environment $(CATALOGUES) ## a backup of the local installation: make backup TARGET=/folder
	@$(BIN)/python -m config.run manage backup "$(TARGET)" $(ARGS)

restore: environment $(CATALOGUES) ## restore it while nothing runs: make restore SOURCE=/folder ARGS=--replace
	@$(BIN)/python -m config.run manage restore "$(SOURCE)" $(ARGS)

test: environment $(CATALOGUES) ## the tests, on a database of their own: make test ARGS="-k inbox"
	@$(BIN)/python -m pytest -n 3 $(ARGS)

# What a dear test looks for at length, a cheaper one that `make test` has looks for in short; its marker names that one.
test-nightly: environment $(CATALOGUES) ## all tests, also the dear ones that others stand for in CI
	@$(BIN)/python -m pytest -n 3 --nightly $(ARGS)

# Tomorrow, after usual deadlines, next year; 02:30 on and before the night that skips it, both times in the night that
# has it twice; a leap day; a year that ends during the run. Only the tests' own process believes it (tests/clock.py).
DATES := +0 +1 +45 +400 2027-03-27T02:30+01:00 2027-03-28T02:30+01:00 2027-10-31T02:30+02:00 2027-10-31T02:30+01:00 \
         2028-02-29T12:00+01:00 2027-12-31T23:59:50+01:00

test-dates: environment $(CATALOGUES) ## the tests without browser on other days: make test-dates DATES=+45
	@set -e; for date in $(DATES); do echo "== $$date"; $(BIN)/python -m pytest -q -n 2 --clock=$$date -m "not browser" $(ARGS); done

test-dates-ci: environment $(CATALOGUES) ## those that deal with dates, 400 days from now
	@$(BIN)/python -m pytest -q -n 2 --clock=+400 -m "dates and not browser" $(ARGS)

test-js: $(NODE_TOOLS) ## the tests of the scripts, by Node (needs npm)
	@node --test --test-reporter=dot --test-timeout=60000 $$(find tests/static -name '*.test.js')

coverage: environment $(CATALOGUES) ## the tests, and which lines and branches they leave out
	@$(BIN)/python -m pytest -n 2 --cov --cov-report=term $(ARGS)

fmt: environment $(NODE_TOOLS) ## put code, scripts and styles into their format
	@$(BIN)/ruff check --fix --quiet --exit-zero
	@$(BIN)/ruff format
	@$(BIOME) check --write --log-level=error

format-check: environment $(NODE_TOOLS)
	@$(BIN)/ruff format --check
	@$(BIOME) format --log-level=warn

lint: environment $(NODE_TOOLS) ## rules for code, scripts, styles, templates and imports
	@$(BIN)/ruff check
	@$(BIOME) lint --error-on-warnings --log-level=warn
	@$(BIN)/lint-imports
ifneq ($(TEMPLATES),)
	@$(BIN)/djlint --lint --quiet templates
endif

types: environment $(NODE_TOOLS) ## mypy and tsc, strict
	@$(BIN)/mypy
	@node_modules/.bin/tsc

messages: environment ## collect new texts for translation (needs gettext) and compile
	@DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python manage.py makemessages --locale de --no-location --no-wrap --ignore .venv --ignore var
	@sed -i '/^"POT-Creation-Date:/d' locale/*/LC_MESSAGES/django.po
	@$(MAKE) --no-print-directory $(CATALOGUES)

messages-check: environment
	@bash config/check_messages.sh

migrations-check: environment
	@$(BIN)/python -m pytest -q tests/test_consistency.py -k migration

image-test: environment ## build the container image, start it and fetch a page
	@bash deploy/image-test.sh

helm-test: environment ## render the Helm chart for its examples and validate it (needs npm; tools lie in var/helm)
	@bash deploy/helm-test.sh

# The product under load while its machine fails: as root on Linux, with nginx and openssl. docs/faults.md lists the cases.
faults: environment $(CATALOGUES) ## faults of the machine under load, about an hour: make faults CASES="database-minute mail-down"
	@$(BIN)/python -m faults $(CASES)

faults-ci: environment $(CATALOGUES) ## their short form: kill -9 before and after the commit, PostgreSQL restarted, disk full
	@$(BIN)/python -m faults --ci

# 200 applications and 400 documents; its short form with 6 is one of the tests.
restore-test: environment $(CATALOGUES) ## a filled installation is backed up, lost and restored elsewhere
	@$(BIN)/python -m pytest -n 0 -q -s --nightly tests/config/backup/test_restore_drill.py -k whole

point-in-time: environment ## a database is brought back to a moment, by pg_basebackup and pg_receivewal
	@$(BIN)/python -m faults.point_in_time

findings: ## what surprised us in public packages: installs them, tells whether it is still so (outside CI)
	@status=0; for script in findings/*.sh; do echo "== $$script"; sh $$script || { echo "changed: $$script"; status=1; }; done; exit $$status

map: environment ## write the map of modules into docs/architecture.md
	@$(BIN)/python -m docs.make_map

screenshots: environment $(CATALOGUES) ## pictures of the main pages into var/screenshots, those of the README and its films anew
	@$(BIN)/python -m pytest -n 0 tests/browser/screenshots.py tests/browser/films.py $(ARGS)

# The gates of the public pages: each prints its figure, benchmarks/RESULTS.md keeps them.
GATE = $(BIN)/python -m pytest -n 0 -q -s --show-capture=no tests/browser/$(1).py
axe: environment $(CATALOGUES) ## accessibility of every public page and state, by axe
	@$(call GATE,test_states) --nightly -k every_look

vnu: environment $(CATALOGUES) $(NODE_TOOLS) ## valid HTML of every public page and state (needs Java and npm)
	@$(call GATE,gate_vnu)

weight: environment $(CATALOGUES) ## what the list and all scripts weigh, compressed
	@$(call GATE,gate_weight)

lighthouse: environment $(CATALOGUES) $(NODE_TOOLS) ## Lighthouse for list and ad, as on a phone (needs npm)
	@$(call GATE,gate_lighthouse)

# A change is no fault, only a state that cannot be drawn is. Sites of both commits, one after the other, with the same rows.
compare-pictures: environment $(CATALOGUES) ## 40 states of the commit before and of this one, compared: make compare-pictures BEFORE=v1
	@BEFORE="$(BEFORE)" $(call GATE,gate_pictures)

# Needs wrk; the databases stay in var/benchmark. BEFORE is a checkout of another build, with its own .venv.
bench: environment $(CATALOGUES) ## how many public pages a second: make bench BEFORE=../before ARGS="29 10000"
	@BEFORE="$(BEFORE)" $(BIN)/python -m benchmarks.pages $(ARGS)

bench-ci: environment $(CATALOGUES) ## the same at 10,000 postings in two minutes; fails below half of a goal
	@$(BIN)/python -m benchmarks.pages --gate --rounds 2 --seconds 1 10000

# At most 25 minutes; what does not fit is for the night.
CHECKS := format-check lint types messages-check migrations-check
ci: $(CHECKS) test test-js test-dates-ci vnu weight faults-ci bench-ci image-test ## all that a change must pass

nightly: $(CHECKS) test-nightly test-js test-dates vnu weight lighthouse compare-pictures faults point-in-time image-test helm-test ## all of ci, and what does not fit into it

clean: ## remove the environment and what tools left, but not var/
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage staticfiles node_modules
