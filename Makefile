# Every task of the project. `make site` and `make test` need only Python 3.11 and a way to the package registry.
.DEFAULT_GOAL := site
.PHONY: site test serve check lint words bench lock upgrade resolve audit sbom clean
export NO_MKDOCS_2_WARNING := 1
bin := .venv/bin
PYTHON ?= python3

# build everything into site/: both languages, PDFs, data
site: setup-core
	$(bin)/mkdocs build --strict

# run all tests, those in the browser included
test: setup-tests setup-words setup-upkeep
	@tools/browser.sh >/dev/null
	@tools/scorm.sh
	$(bin)/pytest

# live preview: an edit of a text is on the page within seconds
serve: setup-core
	$(bin)/mkdocs serve

# check the content only (under a second)
check: setup-core
	@$(bin)/python -m macros check

# lint the code, and check its format and its types
lint: setup-tests setup-words setup-upkeep
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/ty check

# after a change of titles or search_terms: write the inflected forms by which search finds them
words: setup-words
	$(bin)/python -m macros words

# measure the build against plain builds of the same size
bench: setup-core
	$(bin)/python tests/bench.py

# after a change of dependencies: write the locks in requirements/ anew, with every version and hash
lock: setup-upkeep
	@$(bin)/python -m tools.lock

# the same with the newest versions of everything
upgrade: setup-upkeep
	@$(bin)/python -m tools.lock --upgrade

# try whether a build can be installed, from wheels alone, on every platform and Python that we support
resolve: setup-upkeep
	@$(bin)/python -m tools.lock --try

# compare every locked version with the known weaknesses
audit: setup-upkeep
	@$(bin)/python -m tools.audit

# list what is in a build (CycloneDX): .build/sbom.json
sbom: setup-upkeep
	@$(bin)/python -m tools.sbom

# remove what was built, the virtual environment included
clean:
	rm -rf site .site-building .build .venv .pytest_cache .ruff_cache .hypothesis

# .venv with the packages of a group (requirements/*.txt) on top of the core; asks nobody where they are there already
setup-%:
	@$(PYTHON) -m tools.setup $*
