# The commands of this repository. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help run dev build generate test test-database drill bench check schema golden assets setup clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Run the portal with invented councils in it, on http://localhost:8080 (installs what is missing)
	@.ci/setup run
	@$(MAKE) --no-print-directory build
	@export CONCORD_DEMO=$${CONCORD_DEMO-1}; exec .build/concord serve

dev: ## The same, rebuilt and reloaded as files change, on http://localhost:7331
	@.ci/setup dev
	@export CONCORD_DEMO=$${CONCORD_DEMO-1}; exec go tool templ generate --watch --open-browser=false \
		--proxy=http://$${CONCORD_ADDR-127.0.0.1:8080} --cmd="go run -buildvcs=false ./cmd/concord serve"

build: ## Build .build/concord
	@go build -buildvcs=false -o .build/concord ./cmd/concord

generate: ## Compile the templates; always from here, since file names are part of the result
	@go tool templ generate -log-level error

test: ## Run every test there is, with the race detector and in a browser (installs what is missing)
	@.ci/setup test
	@.ci/test

test-database: ## Start the database that tests run on, and leave it running, for go test by hand
	@.ci/setup run
	@go run ./internal/dbtest/cluster start

drill: ## What takes long or measures time: a certificate of a real ACME authority, and twenty people during each attack
	@.ci/setup run
	@go test -tags drill -count=1 -v -timeout 60m -run '^TestDrill' ./cmd/concord

check: ## Check what tests do not: generated code, schema dump, gofmt, vet, staticcheck
	@.ci/setup run
	@.ci/check

bench: ## Measure the portal beside pgbench on a million invented updates (made once; BENCH=--short is quicker)
	@.ci/setup run
	@$(MAKE) --no-print-directory build
	@exec .build/concord bench $(BENCH)

schema: ## Write migrations/schema.sql anew, after a migration was added
	@.ci/setup run
	@go run ./internal/dbtest/cluster start >/dev/null
	@go run ./internal/dbtest/schema >.build/schema.sql && mv .build/schema.sql migrations/schema.sql

golden: ## Write the golden pages and tables anew; read the difference before committing it
	@.ci/setup run
	@go run ./internal/dbtest/cluster start >/dev/null
	@UPDATE_GOLDEN=1 go test -count=1 ./internal/may
	@go test -count=1 ./internal/wall ./web -update

assets: ## Compile the stylesheet, fonts and icons anew (needs npm; the result is committed)
	@go generate ./web/assets

setup: ## Install what running and testing need, and nothing else
	@.ci/setup run
	@.ci/setup test

clean: ## Remove what was built; the data folder stays
	@rm -rf .build
