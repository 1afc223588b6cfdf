# `make` lists what there is to do. A first run sets everything up by itself, under .venv in this
# folder; what is done is not done again, and what was interrupted is carried on.
# Works with GNU make 3.81 (macOS) and later: no .ONESHELL, no .SHELLFLAGS.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.SUFFIXES:
.NOTPARALLEL:

# The first of these that runs and is recent enough makes .venv.
PYTHON ?= python3.11 python3
# Not in the lock: which file fits differs by machine (CPU, CUDA).
TORCH := torch==2.13.0
# What only its CUDA build drags in.
CUDA := cuda-bindings cuda-toolkit nvidia-cudnn-cu13 nvidia-cusparselt-cu13 nvidia-nccl-cu13 \
	nvidia-nvshmem-cu13 triton

# Questions and answers in both languages that `make bench` searches.
XQUAD ?= ../shared/data/xquad

VENV := .venv
BIN := $(VENV)/bin
# A stamp bears the sum of what it was made from, so that a file's date decides nothing.
sum = $(firstword $(shell { cat $(1); echo '$(2)'; } | cksum))
LOCKED := $(VENV)/locked-$(call sum,requirements.lock,$(TORCH) $(PYTHON) $(CURDIR))
DEV := $(VENV)/dev-$(call sum,requirements-dev.lock)
PROJECT := $(VENV)/project-$(call sum,pyproject.toml)
# Stands while pip changes .venv. Where it was left behind, or Python was taken away by an upgrade,
# .venv is made anew.
UNFINISHED := $(VENV)/unfinished
whole = [ -x $(BIN)/python ] && [ ! -e $(UNFINISHED) ]

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

# The question goes through the environment as it was typed: neither make nor a shell expands it.
override Q := $(value Q)
export Q

.PHONY: help
help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## /\1 /p' Makefile \
	| while read -r name text; do printf 'make %-8s%s\n' "$$name" "$$text"; done

.PHONY: chat
chat: index ## Chat in the terminal; piped input is answered line by line
	@$(BIN)/modelsage chat

.PHONY: ask
ask: asked index ## Answer one question: make ask Q='Can I use Falcon 180B commercially?'
	@$(BIN)/modelsage ask -- "$$Q"

.PHONY: test
test: lint weights ## Check as `make lint` does, then run every test
	@$(BIN)/python -m pytest

.PHONY: lint
lint: $(DEV) $(PROJECT) ## Check format, style, types, direction of imports, and that the lock suffices
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --strict bot knowledge indexer tests
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m pip check

.PHONY: format
format: $(DEV) ## Format the code and mend what the linter can mend
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format .

.PHONY: bench
bench: $(DEV) $(PROJECT) ## Measure search quality, scale and speed; takes an hour
	@$(BIN)/python -m tests.bench.quality $(XQUAD)
	@$(BIN)/python -m tests.bench.throughput
	@$(BIN)/python -m tests.bench.scale 1000 10000 100000

.PHONY: lock
lock: $(DEV) ## Pin what pyproject.toml asks for; UPGRADE=1 pins everything anew
	@$(call say,Pinning the dependencies …)
	@printf '%s ; python_version < "3"\n' $(CUDA) \
	| $(lock) pyproject.toml --group build --no-emit-package torch --override - \
		--output-file requirements.lock >/dev/null
	@printf '%s ; python_version < "3"\n' $(CUDA) \
	| $(lock) --group dev --constraint requirements.lock --no-emit-package torch --override - \
		--output-file requirements-dev.lock >/dev/null

.PHONY: clean
clean: ## Remove .venv and all caches; indexes and weights stay where they are
	@rm -rf $(VENV) .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache dist
	@find bot knowledge indexer tests -name __pycache__ -prune -exec rm -rf {} +

# From here on: what the targets above need.

.PHONY: asked
asked:
	@[ -n "$$Q" ] || { $(call say,A question is missing. Try: make ask Q='…'); exit 2; }

.PHONY: index
index: weights
	@$(BIN)/modelsage index build </dev/null >&2

.PHONY: weights
weights: $(PROJECT)  # without them (exit code 1, and a hint) answers still come, without prose
	@$(BIN)/modelsage weights fetch </dev/null >&2 || { status=$$?; [ $$status = 1 ] || exit $$status; }

$(LOCKED): $(shell $(whole) || echo again)
	@$(find_python); $(alone); \
	$(call say,Making $(VENV) …); \
	"$$python" -m venv --clear $(VENV) >&2 </dev/null || exit; \
	$(call say,Installing the locked dependencies …); \
	$(call pip_install,--require-hashes --no-deps -r requirements.lock); \
	$(call say,Installing $(TORCH) …); \
	sed -n 's/^\([^ ]*==[^ ]*\).*/\1/p' requirements.lock >$(VENV)/constraints.txt; \
	$(call pip_install,$(TORCH) -c $(VENV)/constraints.txt); \
	touch $@

$(DEV): $(LOCKED)
	@python=$(BIN)/python; $(alone); \
	$(call say,Installing the tools of development …); \
	$(call pip_install,--require-hashes --no-deps -r requirements-dev.lock); \
	touch $@

$(PROJECT): $(LOCKED)
	@python=$(BIN)/python; $(alone); \
	$(call say,Installing ModelSage …); \
	$(call pip_install,--no-deps --no-build-isolation --editable .); \
	touch $@

.PHONY: again
again:

# On stderr: stdout belongs to answers.
say = printf '%s\n' "$(1)" >&2

find_python = for python in $(PYTHON) ''; do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
	done; \
	[ -n "$$python" ] || { \
		$(call say,ModelSage needs Python 3.11 or later. Install it or name one: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)); \
		exit 1; \
	}

# Of two makes at once the second waits here, then finds the work done. The lock ends with the
# shell that holds it.
alone = exec 9<Makefile; \
	"$$python" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)' || exit; \
	! { [ -e $@ ] && $(whole); } || exit 0

# One line on a terminal shows where pip is; a failure is told from its first error on. stdin is
# not pip's to read: it belongs to the chat.
pip_install = set -o pipefail; \
	$(BIN)/python -m pip install --no-compile --progress-bar off $(1) \
		</dev/null 2>$(VENV)/pip.err \
	| while IFS= read -r line; do \
		case $$line in Installing*) touch $(UNFINISHED);; esac; \
		[ ! -t 2 ] || printf "\r\033[K  %.72s" "$${line%% (from*}" >&2; \
	done; \
	status=$$?; \
	[ ! -t 2 ] || printf '\r\033[K' >&2; \
	[ $$status = 0 ] || { \
		sed -n '/^ *[Ee][Rr][Rr][Oo][Rr]/,$$p' $(VENV)/pip.err >&2; \
		exit $$status; \
	}; \
	rm -f $(UNFINISHED)

# Versions that are pinned already stay, unless UPGRADE is set.
lock = $(BIN)/uv pip compile --quiet --no-header --annotation-style line \
	--universal --python-version 3.11 --generate-hashes $(if $(UPGRADE),--upgrade)
