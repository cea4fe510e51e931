# make demo   from nothing to a traced narrative on a map, in out/demo
# make test   the whole suite, the pages in a real browser included
# make check  style, types and the order of imports

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3.12 python3.13 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && command -v $$p && break; done)

.PHONY: demo test check viewer clean

demo: $(VENV)/.ready
	$(BIN)/whence demo --out out/demo

test: $(VENV)/.ready-dev
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
		echo "No browser found: the tests of pages will be left out. To run them: apt-get install chromium fonts-noto-core fonts-noto-cjk"
	$(BIN)/python -m pytest -n 2 --dist loadfile $(TESTS)

check: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

viewer:
	cd viz/web && npm ci --no-audit --no-fund && npm run check && npm test && npm run build

clean:
	rm -rf $(VENV) out

$(VENV)/.python:
	@test -n "$(PYTHON)" || { echo "Whence needs Python 3.11, 3.12 or 3.13 and found none. On Debian: apt-get install python3 python3-venv"; exit 2; }
	@if command -v uv >/dev/null; then uv venv --quiet --allow-existing --python "$(PYTHON)" $(VENV); else \
		"$(PYTHON)" -m venv $(VENV) || { echo "venv is missing. On Debian: apt-get install python3-venv"; exit 2; }; fi
	@touch $@

$(VENV)/.ready: $(VENV)/.python pyproject.toml
	@echo "Installing Whence into $(VENV) (about 700 MB) ..."
	@if command -v uv >/dev/null; then uv pip install --quiet --python $(BIN)/python -e .; \
		else $(BIN)/python -m pip install --quiet --disable-pip-version-check -e .; fi
	@echo "Compiling loops for this processor, once (about a minute) ..."
	@$(BIN)/python -m whence.kernels
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.python pyproject.toml
	@echo "Installing Whence and its test tools into $(VENV) ..."
	@if command -v uv >/dev/null; then uv pip install --quiet --python $(BIN)/python -e '.[dev]'; \
		else $(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'; fi
	@touch $@ $(VENV)/.ready
