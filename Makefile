# Every target does its own set-up: on a fresh Debian 12, git, make and Python 3.11 are enough.
SHELL := /bin/bash
PY := .venv/bin/python

.PHONY: start test format screenshots bench installer lock clean

start: ## make the sample casefile and its briefing, and open the window where there is a screen
	@packaging/prepare.sh start
	@packaging/start.sh

test: ## the five checks; SLOW=1 makes the package too and installs it in a bare Debian
	@packaging/prepare.sh $(if $(SLOW),slow,test)
	@packaging/check.sh

format: ## put the code into the project's form
	@packaging/prepare.sh test
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

screenshots: ## a picture of every room, light and dark, in out/screenshots
	@packaging/prepare.sh test
	@$(PY) packaging/screenshots.py

bench: ## what the program is measured by, side by side with its floors
	@packaging/prepare.sh test
	@$(PY) bench/run.py

installer: ## the installers for Linux in dist/, made from the commit
	@packaging/prepare.sh test
	@packaging/installer.sh

lock: ## requirements.lock anew from pyproject.toml; needs the network
	@packaging/prepare.sh start
	@$(PY) -m pip install --quiet uv
	@.venv/bin/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" --quiet -o requirements.lock
	@.venv/bin/uv pip compile pyproject.toml --group packaging --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-annotate --constraint requirements.lock \
		--custom-compile-command "make lock" --quiet -o packaging/requirements.lock

clean: ## the environment and everything that was made, but never a casefile
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
