# Two commands matter: `make run` and `make test`. What they do is in bin/.

SHELL = /bin/bash
PORT ?= 8000
export PORT

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 22

run: ## Set up, load the demo school and serve it on http://localhost:8000 (PORT=9000 moves it)
	@exec bin/run

test: setup ## Set up and run every check, on SQLite, on PostgreSQL and in a browser
	@bin/test lint sqlite postgres browser

setup: ## Install everything a developer needs, and nothing else
	@bin/setup --dev

lint: setup ## The checks that run no test
	@bin/test lint

test-sqlite: setup ## Only the tests on SQLite
	@bin/test sqlite

test-postgres: setup ## Only the tests on a PostgreSQL of their own
	@bin/test postgres

test-browser: setup ## Only the tests in Chromium
	@bin/test browser

coverage-of-advice: setup ## Print each piece of advice with the sentence that teaches it; fail on a gap
	@DEMO=1 .venv/bin/python manage.py coverage_of_advice

lint-content: setup ## Hold every sentence of content/ against the rules for content
	@DEMO=1 .venv/bin/python manage.py lint_content

audit: ## Look at every page in every state; ONLY=axe,ibm,nu,looks,lighthouse PAGES="WORD..." PART=1/4 choose some
	@bin/audit $(if $(ONLY),--only $(ONLY)) $(if $(PART),--part $(PART)) $(PAGES)

pictures: setup ## Draw every kind of page, for each band and size, light and dark, into var/pictures/; PAGES="WORD..." some
	@CHROMIUM=$$(bin/chromium) .venv/bin/python -m tests.walk.pictures $(PAGES)

messages: setup ## Collect every sentence to translate into locale/; LANGUAGE=cy says for which language
	@DEMO=1 .venv/bin/python manage.py makemessages --locale $(LANGUAGE) --ignore .venv --ignore var

format: setup ## Rewrite code and templates in the house style
	@.venv/bin/ruff check --fix --quiet . || true
	@.venv/bin/ruff format .
	@git ls-files -coz --exclude-standard '*.html' | xargs -0r .venv/bin/djade --target-version 5.2 || true

bench: setup ## Print what each page costs, beside a bare Django view
	@.venv/bin/python -m bench

bench-live: setup ## Run ten class sessions with 300 pupils at once, then fifty with 2,000 on PostgreSQL; say what they cost
	@.venv/bin/python -m bench.live
	@bin/with-postgres .venv/bin/python -m bench.live 2000 50

bench-cards: setup ## Let thirty pupils sign in at once, draw their cards, and say what that costs
	@.venv/bin/python -m bench.cards

bench-certificates: setup ## Print 1,000 certificates by the packs of their classes (HOW_MANY=100 fewer), beside plain WeasyPrint
	@.venv/bin/python -m bench.certificates $(HOW_MANY)

bench-reports: setup ## Print what the reports of a class of 300 and of a school of 2,000 cost
	@.venv/bin/python -m bench.reports

lock: ## Compile requirements*.txt from the ranges in pyproject.toml
	@bin/setup --lock

.PHONY: help run test setup lint test-sqlite test-postgres test-browser coverage-of-advice lint-content audit pictures messages format bench bench-live bench-cards bench-certificates bench-reports lock
