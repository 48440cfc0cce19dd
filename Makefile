# Every task of the project. `make site` and `make test` need only Python 3.11 and a way to the package registry.
.DEFAULT_GOAL := site
.PHONY: site test serve check lint words bench lock clean
export NO_MKDOCS_2_WARNING := 1
bin := .venv/bin

# build everything into site/: both languages, PDFs, data
site: .venv/ready
	$(bin)/mkdocs build --strict

# run all tests, those in the browser included
test: .venv/ready
	@tools/browser.sh >/dev/null
	@tools/scorm.sh
	$(bin)/pytest

# live preview: an edit of a text is on the page within seconds
serve: .venv/ready
	$(bin)/mkdocs serve

# check the content only (under a second)
check: .venv/ready
	@$(bin)/python -m macros check

# lint and check the format of the code
lint: .venv/ready
	$(bin)/ruff check
	$(bin)/ruff format --check

# after a change of titles or search_terms: write the inflected forms by which search finds them
words: .venv/ready
	$(bin)/python -m macros words

# measure the build against plain builds of the same size
bench: .venv/ready
	$(bin)/python tests/bench.py

# after a change of dependencies: write requirements.lock anew, with every version and hash
lock: .venv/ready
	.build/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --group dev --group build pyproject.toml -o requirements.lock

# remove what was built, the virtual environment included
clean:
	rm -rf site .build .venv .pytest_cache .ruff_cache .hypothesis

.venv/ready: requirements.lock pyproject.toml
	@tools/setup.sh
