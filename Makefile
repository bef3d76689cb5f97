# duizend: each command prepares what it needs. `make` alone lists them.
.PHONY: help demo test check fix bench messages lock clean
.DEFAULT_GOAL := help

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

demo: ## start duizend with invented families (PORT=8123, DATABASE_URL=… if you like)
	@exec bin/launch demo

test: ## every test: rules, database, browser; with the coverage gate
	@exec bin/launch test

check: ## format, lint, types, import contracts, migrations, messages; changes nothing
	bin/tool ruff format --check
	bin/tool ruff check
	bin/tool mypy
	.venv/bin/lint-imports --no-logo
	PYTHONWARNINGS=ignore::RuntimeWarning bin/manage makemigrations --check --dry-run # no database needed
	bin/manage messages --check

fix: ## repair what a machine can: format and lint
	bin/tool ruff check --fix
	bin/tool ruff format

bench: ## a region of 20,000 families, and what each page costs
	@exec bin/manage bench

messages: ## collect the screen texts into the Dutch files, and compile them
	bin/manage messages
	bin/manage messages --compile

lock: ## choose versions again, after a change in pyproject.toml
	bin/tool uv pip compile --universal --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --python-version 3.11 --group dev --upgrade -q \
	  pyproject.toml -o requirements.lock

clean: ## remove the environment, the demo's database and everything else that can be made again
	rm -rf .venv .venv.lock var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find duizend -name '*.mo' -delete
