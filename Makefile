# Every target works from a fresh clone: what is missing is installed, made or started first.
SHELL := /bin/sh
.SHELLFLAGS := -eu -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

LOCAL := sh deploy/local/run.sh
BIN := .venv/bin
# One log, for example: make logs SERVICE=gateway
SERVICE ?=
ARGS ?=
export STACK PYTHON

# These three are also common variables of the shell, which must not choose whose token it is.
given = $(if $(filter command,$(firstword $(origin $(1)))),$($(1)))
token: export CONVEX_TOKEN_WORKSPACE = $(call given,WORKSPACE)
token: export CONVEX_TOKEN_USER = $(call given,USER)
token: export CONVEX_TOKEN_ROLE = $(call given,ROLE)

.PHONY: help demo up down status logs follow restart reset migrate convex traces token environment fmt lint types test coverage unit e2e browser lighthouse screenshots i18n i18n-check eval dashboards examples bench \
	seo-oracle chaos check lock images compose-config test-compose

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  \033[1m%-15s\033[0m %s\n", $$1, $$2 }' Makefile

demo: ## Start everything and show a strategy, an SEO audit and a roadmap made by it
	@$(LOCAL) demo

up: ## Start the development stack (Docker when an engine answers, else native; STACK=native|docker forces one)
	@$(LOCAL) up

down: ## Stop the development and the test stack; data stays
	@$(LOCAL) down dev
	@$(LOCAL) down test

status: ## Say which process runs and which is ready
	@$(LOCAL) status

logs: ## Print the end of the logs (SERVICE=gateway for one)
	@$(LOCAL) logs dev $(SERVICE)

follow: ## Print the logs as they grow (SERVICE=gateway for one)
	@$(LOCAL) follow dev $(SERVICE)

restart: ## Restart the services, so that they run the code of now (SERVICE=gateway for one)
	@$(LOCAL) restart dev $(SERVICE)

reset: ## Stop everything and remove the data of both stacks
	@$(LOCAL) reset dev
	@$(LOCAL) reset test

migrate: ## Bring the schema of the running stack up to date
	@$(LOCAL) migrate

convex: ## Run the operator's command on the running stack (ARGS="doctor", ARGS="dlq ls")
	@$(LOCAL) convex dev -- $(ARGS)

traces: ## Say where the development stack shows traces
	@$(LOCAL) traces

token: ## Print a JWT for the development stack (WORKSPACE=name USER=email ROLE=owner|admin|editor|viewer)
	@$(LOCAL) token

environment: ## Make or refresh .venv from the locks
	@$(LOCAL) environment

fmt: environment ## Format the code and repair what ruff can repair
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lint: ## Check format, rules, the direction of imports, the migrations, the Dockerfiles and the locks
	@$(LOCAL) check format rules imports sql images locks

types: ## Check types (pyright, strict)
	@$(LOCAL) check types

test: ## Everything: environment, test stack, format, rules, imports, migrations, locks, types, all tests
	@$(LOCAL) check

check: ## What is quick to know before a push: all of `make test` but the tests that need servers
	@$(LOCAL) check format rules imports sql images locks types unit

coverage: ## All tests, and a report of what they reach
	@$(LOCAL) check coverage

unit: ## The tests that need no server
	@$(LOCAL) check unit

e2e: ## The tests of the whole system through HTTP
	@$(LOCAL) check e2e

browser: ## The tests of the pages, in a real browser
	@$(LOCAL) check browser

lighthouse: ## Rate every page with Lighthouse, signed in, as on a desktop; below 95 of 100 in any category it fails
	@$(LOCAL) check lighthouse

screenshots: ## Pictures of every page, light, dark and on a phone, into docs/screenshots
	@$(LOCAL) check screenshots

chaos: ## The tests that kill services, RabbitMQ and Postgres under load
	@$(LOCAL) check chaos

i18n: environment ## Bring the catalogues of the pages up to date; what is new in them has to be translated
	@$(BIN)/python -m deploy.local.translations

i18n-check: environment ## Say which texts of the pages are not translated
	@$(BIN)/python -m deploy.local.translations check

dashboards: environment ## Write the rules of Prometheus and the dashboards of Grafana anew from deploy/monitoring
	@$(BIN)/python -m deploy.monitoring

examples: environment ## Write docs/examples anew from their briefs, and docs/guide/seo-checks.md from the rules of an audit
	@$(BIN)/python -m bench.examples
	@$(BIN)/python -m bench.seo_checks

eval: environment ## Evaluate the scorer of free text: order, agreement, safety, attacks, time (ARGS=--frozen before a release)
	@$(BIN)/python -m bench.evaluation $(ARGS)

bench: ## Measure the figures of README.md on this machine (ARGS="--strategies N --samples N", ARGS=--only-audits)
	@$(LOCAL) bench dev -- $(ARGS)

seo-oracle: ## Compare the SEO checks with Lighthouse on generated pages, 12 to 18 min (ARGS=--record keeps the result, --recorded takes the last)
	@$(LOCAL) seo-oracle dev -- $(ARGS)

lock: environment ## Write the lock files after a change of dependencies
	@$(LOCAL) lock

images: ## Build the image of each service
	@$(LOCAL) images

compose-config: ## Check docker-compose.yml
	@$(LOCAL) compose-config

test-compose: ## The stack in Docker: demo, smoke test, stops, upgrade and rollback under load (ARGS=bookworm: Postgres 15, RabbitMQ 3.10)
	@sh deploy/docker/test-compose.sh $(ARGS)
