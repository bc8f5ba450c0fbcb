# make run, make test: all that is needed is Python 3.10 or newer; the rest is installed into .venv.
# PYTHON=python3.12 chooses the Python; without it, python3 or the newest there is.

MAKEFLAGS += --no-builtin-rules --no-print-directory
.DELETE_ON_ERROR:
.SUFFIXES:

VENV := .venv
python := $(VENV)/bin/python
pip := $(python) -m pip --disable-pip-version-check --no-color
catalogues := $(wildcard tui_reader/locale/*/LC_MESSAGES/*.po)
what_installs := $(VENV)/pyvenv.cfg pyproject.toml constraints.txt hatch_build.py $(catalogues)

# The path to the tree is made relative: before Python 3.13 an absolute one is read in the locale's encoding, and a folder
# with a Chinese name would then be too much for LC_ALL=C.
comma := ,
relative = find $(VENV)/lib/ -name '*readtui*.pth' -exec sh -c 'echo ../../../.. > "$$1"' sh {} \;

# The packages $(1) unless they can be imported: those of the extra $(2), beside the tree, which stays what is run.
define want
@$(python) -c 'import $(1)' 2>/dev/null || \
    { $(pip) -qq install --constraint constraints.txt --editable '.[$(2)]' && $(relative) ; }
endef

define install
@echo "Installing $(1) into $(VENV) ..." >&2
@$(pip) -qq install --constraint constraints.txt --editable '$(2)' || \
    { echo "That failed. To see why: $(pip) install --constraint constraints.txt --editable '$(2)'" >&2; exit 1; }
@$(relative)
@$(python) -m compileall -q tui_reader
@touch $@
endef

.PHONY: run test check thorough torture walk bare fuzz messages docs pictures site single-file bench clean

# What is installed for development serves as well.
run: $(or $(wildcard $(VENV)/installed-for-development),$(VENV)/installed)
	@$(python) -m tui_reader sample_log.md

# Each process runs its share of the tests, two for each core, as many wait for programs. WORKERS=0 is one after the other, in this one. What pytest
# makes of the tests' source is kept for the next time, whatever the environment says: that is half of the way to the first test.
WORKERS := $(shell echo $$((2 * $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1))))
run_tests = PYTHONDONTWRITEBYTECODE= $(python) -m pytest --numprocesses $(WORKERS) --dist worksteal

test: $(VENV)/installed-for-development
	@$(run_tests)

check: $(VENV)/installed-for-development
	@$(python) -m ruff format --check
	@$(python) -m ruff check
	@$(python) -m mypy
	@$(VENV)/bin/lint-imports --no-logo
	@$(run_tests)

# Twenty times the examples of each property that Hypothesis writes texts for, and the larger size of each test that has
# two: about a quarter of an hour.
thorough: $(VENV)/installed-for-development
	@READTUI_EXAMPLES=thorough $(run_tests) -m 'hypothesis or thorough'

# Every system call of a save fails in turn, a disk is full, eight programs write at once: about half an hour. make test
# does a small part of it. TORTURE='--every 50' is sooner done.
torture: $(VENV)/installed-for-development
	@$(python) -m tests.torture $(TORTURE)

# Clones the tree into a folder with a Chinese name, builds it, installs it with what it needs from the package index, puts
# it into one file, and runs every command of README and tour where much is missing: some minutes. BARE=--offline is sooner done.
bare: $(VENV)/installed-for-development
	@$(python) -m tests.bare $(BARE)

# Walks through every screen in three sizes and both languages and presses every key that is shown: some minutes. make test
# goes a part of the way.
walk: $(VENV)/installed-for-development
	@READTUI_WALK=1 $(python) -m pytest tests/ui/test_every_screen.py

# Reads what a fuzzer makes of the cases in tests/cases. A finding stays in build/fuzz; to read it again:
# .venv/bin/python -m tests.fuzz.fuzz_reading build/fuzz --again build/fuzz/crash-...
FUZZ_SECONDS := 60
fuzz: $(VENV)/installed-for-development
	@$(python) -c 'import atheris' 2>/dev/null || \
	    $(pip) -qq install --only-binary :all: --constraint constraints.txt 'atheris>=3,<4' || \
	    { echo "The fuzzer, atheris, cannot be had for this Python: it is made for Python 3.11 to 3.13 on Linux (x86-64)." \
	           "Choose one of them: make fuzz PYTHON=python3.12. Without it, make test reads texts made by Hypothesis." >&2; \
	      exit 1; }
	@$(python) -m tests.fuzz.fuzz_reading build/fuzz --seconds $(FUZZ_SECONDS)

# Brings the translators' files up to date with the sentences in the source.
messages: $(VENV)/installed-for-development
	@$(VENV)/bin/pybabel -q extract --no-default-keywords -k _ -k N_ -k ngettext:1,2 --add-location=file \
	    --sort-by-file --no-wrap -o $(VENV)/readtui.pot tui_reader
	@$(VENV)/bin/pybabel -q update --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
	    -D readtui -d tui_reader/locale -i $(VENV)/readtui.pot

# Brings the pages about rules, keys and settings up to date with the program.
docs: $(VENV)/installed-for-development
	@for page in rule_page:rules 'reference_page keys:keys' 'reference_page settings:settings'; do \
	    READTUI_LANG=en $(python) -m tui_reader.commands.$${page%:*} > docs/$${page#*:}.md && \
	    READTUI_LANG=zh_CN $(python) -m tui_reader.commands.$${page%:*} > docs/$${page#*:}.zh-CN.md || exit 1; \
	done

# Draws the pictures of the documentation anew: by the program itself, on the sample log.
pictures: $(VENV)/installed-for-development
	@$(python) -m docs.pictures.draw

# Builds the documentation as a site into build/site; a link that leads nowhere ends it.
site: $(VENV)/installed-for-development
	$(call want,mkdocs$(comma) material,site)
	@$(VENV)/bin/mkdocs build --strict --quiet --site-dir build/site

# One file that runs on each Python from 3.10 to 3.13, on systems like this one, with everything in it: build/readtui.pyz
single-file: $(VENV)/installed-for-development
	$(call want,shiv,single-file)
	@$(python) build_single_file.py build/readtui.pyz

# Each compares two times of one run. BENCH='--entries 10000 --runs 3' is sooner done.
bench: $(VENV)/installed-for-development
	@failed=0; \
	$(python) -m bench.first_paint sample_log.md || failed=1; \
	$(python) -m bench.list_start sample_log.md || failed=1; \
	$(python) -m bench.bytes_on_the_line sample_log.md || failed=1; \
	$(python) -m bench.by_sound || failed=1; \
	$(python) -m bench.picture_bytes || failed=1; \
	$(python) -m bench.entry_keys || failed=1; \
	for what in list_time large_first_paint keys_while_reading key_times search_keys; do $(python) -m bench.$$what $(BENCH) || failed=1; done; \
	exit $$failed

clean:
	@rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -prune -exec rm -rf {} +
	@rm -f $(catalogues:.po=.mo)

$(VENV)/installed: $(what_installs)
	$(call install,readtui,.)

$(VENV)/installed-for-development: $(what_installs)
	$(call install,readtui and what its tests need,.[dev])

# Another Python than the one that .venv was made with is asked for.
version_of_venv = $(shell sed -n 's/^version = //p' $(VENV)/pyvenv.cfg 2>/dev/null)
version_of_python = $(shell "$(PYTHON)" -c 'import platform; print(platform.python_version())' 2>/dev/null)
ifdef PYTHON
ifneq ($(version_of_venv),$(version_of_python))
.PHONY: $(VENV)/pyvenv.cfg
endif
endif

$(VENV)/pyvenv.cfg:
	@for python in $(if $(PYTHON),"$(PYTHON)",python3 python3.13 python3.12 python3.11 python3.10); do \
	    "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null || continue; \
	    if "$$python" -c 'import ensurepip, venv' 2>/dev/null; then exec "$$python" -m venv --clear $(VENV); fi; \
	    without_venv=$${without_venv:-$$python}; \
	done; \
	if [ -z "$$without_venv" ]; then \
	    echo "readtui needs Python 3.10 or newer, and $(or $(PYTHON),python3) is older or not there." \
	         "Name the one to use: make PYTHON=/path/to/python" >&2; \
	else \
	    "$$without_venv" -c 'import sys; print("This Python ({}) cannot make virtual environments. On Debian and Ubuntu:" \
	        " sudo apt install python{}.{}-venv".format(sys.executable, *sys.version_info))' >&2; \
	fi; \
	exit 1
