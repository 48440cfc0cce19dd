# Every task of the project. `make site` and `make test` need only Python 3.11 and a way to the package registry.
.DEFAULT_GOAL := site
.PHONY: site test test-fast test-long test-content test-code coverage serve edit check lint lint-python lint-frontend format words hyphens addresses headers bench lighthouse shells lock upgrade resolve audit sbom clean
export NO_MKDOCS_2_WARNING := 1
programs := chromium firefox webkit xvfb nginx apache caddy ghostscript libreoffice voikko
bin := .venv/bin
PYTHON ?= python3
frontend := .build/frontend
biome := $(frontend)/node_modules/.bin/biome
stylelint := $(frontend)/node_modules/.bin/stylelint --config-basedir $(frontend) docs/assets/css/*.css macros/editing/static/*.css
typstyle := node tools/frontend/typstyle.mjs $(frontend)/node_modules
typst := macros/pdf/templates/*.typ

# build everything into site/: pages in every language, PDFs, training, data; nothing where it stands as it would be built
site: setup-core
	@$(bin)/python -m tools.site

# run all tests, those in the browser included; of long series a sample
test: setup-editing setup-tests setup-words setup-upkeep
	@tools/program.sh $(programs) >/dev/null
	@tools/npm.sh tests/training .build/scorm
	@tools/npm.sh tests/validators .build/validators
	$(bin)/pytest

# the two halves of it: what judges what is made of the real texts, and what judges the code
test-content test-code: setup-editing setup-tests setup-words setup-upkeep
	@tools/program.sh $(programs) >/dev/null
	@tools/npm.sh tests/training .build/scorm
	@tools/npm.sh tests/validators .build/validators
	$(bin)/pytest -m "$(if $(filter test-code,$@),not )content and not long"

# the tests that need neither a build nor a browser
test-fast: setup-editing setup-tests setup-words setup-upkeep
	$(bin)/pytest -m fast

# what `make test` leaves to a night: long series whole, builds that are stopped at random
test-long: setup-editing setup-tests setup-words setup-upkeep
	@tools/program.sh $(programs) java >/dev/null
	@tools/npm.sh tests/training .build/scorm
	@tools/npm.sh tests/validators .build/validators
	$(bin)/pytest -m long

# run tests and tell which lines of the code none of them runs, in any process: a table, and .build/coverage/html. TESTS=tests/search chooses some
coverage: setup-editing setup-tests setup-words setup-upkeep
	@tools/program.sh $(programs) >/dev/null
	@tools/npm.sh tests/training .build/scorm
	@tools/npm.sh tests/validators .build/validators
	@rm -rf .build/coverage && mkdir -p .build/coverage
	@$(bin)/coverage run -m pytest $(TESTS); result=$$?; $(bin)/coverage html --quiet && $(bin)/coverage report && exit $$result

# live preview: an edit of a text is on the page within seconds; with the editing page beside it
serve: setup-editing
	$(bin)/python -m macros serve

# change the content in the browser, without YAML: a form, with the live preview beside it
edit: setup-editing
	$(bin)/python -m macros edit

# check the content only (some seconds)
check: setup-core
	@$(bin)/python -m macros check

# lint the code, and check its format and its types: Python, style sheets, scripts, Typst
lint: lint-python lint-frontend

lint-python: setup-editing setup-tests setup-words setup-upkeep
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/ty check

lint-frontend: setup-frontend-tools
	$(biome) check --error-on-warnings
	$(stylelint)
	$(typstyle) --check $(typst)

# write all code in its format
format: setup-tests setup-frontend-tools
	$(bin)/ruff check --fix
	$(bin)/ruff format
	$(stylelint) --fix
	$(biome) check --write
	$(typstyle) $(typst)

# after a change of titles or search_terms: write the inflected forms by which search finds them
words: setup-words
	$(bin)/python -m macros words

# after a change of texts: check with Voikko where words may be broken, and write the exceptions
hyphens: setup-tests
	@tools/program.sh voikko >/dev/null
	@$(bin)/python -m tools.hyphens

# when you publish: add what is new to content-data/addresses.yml, the list of addresses that must go on working
addresses: setup-core
	@$(bin)/python -m macros addresses

# when you publish on your own server: write what nginx and Caddy include in their settings (docs/maintainers/how-to/publish.md)
headers: setup-core
	@$(bin)/python -m macros servers

# measure the build against plain builds of the same texts, and 22 editions against one
bench: setup-tests
	$(bin)/python -m tests.bench
	$(bin)/python -m tests.bench_editions

# measure pages with Lighthouse, as a slow telephone shows them, beside a nearly empty page of stock Material
lighthouse: setup-tests
	@tools/program.sh chromium >/dev/null
	@tools/npm.sh tests/lighthouse .build/lighthouse
	$(bin)/python -m tests.lighthouse

# build with what could take the place of MkDocs and of the theme, and compare every file (docs/maintainers/material.md)
shells: setup-tests
	$(bin)/pytest -m long -n 0 tests/site/test_other_shells.py

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

setup-frontend-tools:
	@tools/npm.sh tools/frontend $(frontend)

# .venv with the packages of a group (requirements/*.txt) on top of the core; asks nobody where they are there already
setup-%:
	@$(PYTHON) -m tools.setup $*
