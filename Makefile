# Everything a newcomer needs: `make run` to talk to the monsters, `make test` to check them.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# Tools are looked for on the PATH first, else installed here once.
export TOOLS ?= $(CURDIR)/.tools
export PATH := $(PATH):$(TOOLS)/bin:$(CURDIR)/end2end/node_modules/.bin
TARGET := $(or $(CARGO_TARGET_DIR),target)
SERVER := $(TARGET)/release/server
export LEPTOS_SITE_ROOT := $(CURDIR)/target/site

CARGO_LEPTOS := 0.3.10
WASM_BINDGEN = $(shell sed -n '/^name = "wasm-bindgen"$$/{n;s/version = "\(.*\)"/\1/p}' Cargo.lock)
CARGO_DENY := 0.20.2
SCHEMATHESIS := 4.32.5
REDOC := end2end/node_modules/redoc/bundles/redoc.standalone.js

# Tools of others are built for use, not for speed: this saves eight minutes for one of them.
QUICKLY := CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16

say = @printf '\n\033[1m▸ %s\033[0m\n' "$(1)"

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 14

.PHONY: run
run: build ## Build and serve http://localhost:8000 with SQLite and a generated key
	$(call say,Serving http://localhost:8000 - stop with Ctrl-C)
	@$(SERVER)

.PHONY: build
build: tools public/vendor/redoc.standalone.js ## Build the server and its pages
	$(call say,Building the server and its pages (the first time about ten minutes))
	@cargo leptos build --release --precompress

.PHONY: test
test: build services schemathesis deny ## Check everything: style, lints, unit, HTTP and browser tests, sizes
	$(call say,Checking the style)
	@cargo fmt --all --check
	$(call say,Checking the code for the server)
	@cargo clippy --release -p server -p app --all-targets -- -D warnings
	$(call say,Checking the code for the browser)
	@cargo clippy --profile wasm -p frontend --target wasm32-unknown-unknown -- -D warnings
	$(call say,Checking licences and sources of what we use)
	@cargo deny --offline check bans licenses sources
	$(call say,Unit and HTTP tests on SQLite and PostgreSQL)
	@POSTGRES_OPTIONS='-c fsync=off' end2end/with-services cargo test --release -p server -p app
	$(call say,What is said: complete in every language and for every reader)
	@$(SERVER) content >/dev/null
	$(call say,The API against its own description)
	@node end2end/schemathesis.mjs $(abspath $(SERVER)) $(TOOLS)/schemathesis/bin/schemathesis
	$(call say,Size of what a phone loads first)
	@node end2end/budget.mjs target/site
	$(call say,The pages in a browser)
	@cd end2end && SERVER=$(abspath $(SERVER)) npx playwright test

.PHONY: content
content: build ## Check what is said, and print the conversation as a tree
	@$(SERVER) content

.PHONY: bench
bench: build services ## Measure speed and memory, print a table
	@POSTGRES_OPTIONS='-c shared_buffers=256MB' end2end/with-services \
	node end2end/bench.mjs $(abspath $(SERVER))

.PHONY: train
train: ## Learn all weights from server/corpus; what whole talks are about comes last, it reads the others
	@for lesson in crisis gist thread; do \
	  echo "▸ Learning: $$lesson (some minutes)"; \
	  cargo run --quiet --release -p server --example train -- $$lesson || exit 1; \
	done

SET ?= bars=1
.PHONY: tune
tune: ## Try a way of learning on parts of the corpus that it does not see (SET="step=0.1 bars=1")
	@cargo run --quiet --release -p server --example tune -- $(SET)

EVAL ?= ../shared/eval
.PHONY: eval
eval: ## Measure both on our test parts, and crisis detection on a folder of rows (EVAL=…)
	@cargo run --quiet --release -p server --example eval -- $(EVAL)

.PHONY: tools
tools: end2end/node_modules/.package-lock.json
	@rustup target list --installed | grep -q wasm32-unknown-unknown \
	|| rustup target add wasm32-unknown-unknown
	@command -v cargo-leptos >/dev/null || { \
	  echo '▸ Installing cargo-leptos $(CARGO_LEPTOS), once, about six minutes on two cores'; \
	  $(QUICKLY) cargo install cargo-leptos --version $(CARGO_LEPTOS) --locked --root $(TOOLS) \
	    --target-dir $(TOOLS)/build; }
	@[ "$$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $(WASM_BINDGEN)" ] || { \
	  echo '▸ Installing wasm-bindgen $(WASM_BINDGEN), once, about two minutes on two cores'; \
	  cargo install wasm-bindgen-cli --version $(WASM_BINDGEN) --force --root $(TOOLS) \
	    --target-dir $(TOOLS)/build; }
	@rm -rf $(TOOLS)/build

end2end/node_modules/.package-lock.json: end2end/package-lock.json
	$(call say,Installing what the pages are built and tested with)
	@cd end2end && npm ci --no-fund --no-audit
	@touch $@

public/vendor/redoc.standalone.js: end2end/node_modules/.package-lock.json
	@mkdir -p public/vendor
	@cp $(REDOC) $(REDOC).LICENSE.txt public/vendor/

# What only the tests need: a browser and the servers that ours talks to.
.PHONY: services
services:
	@missing=; \
	command -v chromium >/dev/null || missing+=' chromium'; \
	command -v redis-server >/dev/null || missing+=' redis-server'; \
	command -v wrk >/dev/null || missing+=' wrk'; \
	command -v openssl >/dev/null || missing+=' openssl'; \
	python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=' python3-venv'; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=' postgresql'; \
	if [ -n "$$missing" ]; then \
	  echo "▸ Installing$$missing"; \
	  as=; [ "$$(id -u)" = 0 ] || as=sudo; \
	  $$as apt-get update -qq; \
	  DEBIAN_FRONTEND=noninteractive $$as apt-get install -y -qq --no-install-recommends $$missing; \
	fi

.PHONY: schemathesis
schemathesis: services
	@[ "$$($(TOOLS)/schemathesis/bin/schemathesis --version 2>/dev/null)" = \
	  "schemathesis, version $(SCHEMATHESIS)" ] || { \
	  echo '▸ Installing schemathesis $(SCHEMATHESIS), once, about half a minute'; \
	  python3 -m venv --clear $(TOOLS)/schemathesis; \
	  $(TOOLS)/schemathesis/bin/pip install --quiet --disable-pip-version-check \
	    "schemathesis==$(SCHEMATHESIS)"; }

.PHONY: deny
deny:
	@command -v cargo-deny >/dev/null || { \
	  echo '▸ Installing cargo-deny $(CARGO_DENY), once, about five minutes on two cores'; \
	  $(QUICKLY) cargo install cargo-deny --version $(CARGO_DENY) --locked --root $(TOOLS) \
	    --target-dir $(TOOLS)/build; \
	  rm -rf $(TOOLS)/build; }
