# make run   renders the example submission into out/
# make test  builds, checks the format and runs every test
# Both install the Debian packages that are missing, with sudo where they must.

PACKAGES := build-essential pkg-config libpango1.0-dev libcairo2-dev libfontconfig-dev libyaml-dev libqpdf-dev \
  zlib1g-dev
TEST_PACKAGES := $(PACKAGES) poppler-utils qpdf unicode-data
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: run test setup setup-test install-packages

run: setup
	swift build -c release --product annex
	.build/release/annex render layouts/hunan-2023/example/submission.yaml -o out

test: setup-test
	swift build --build-tests
	swift format lint --strict --recursive Sources Tests Package.swift
	swift test --skip-build

setup: WANTED = $(PACKAGES)
setup: install-packages

setup-test: WANTED = $(TEST_PACKAGES)
setup-test: install-packages

install-packages:
	@missing=""; for package in $(WANTED); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "installing$$missing"; \
	  $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
	fi
