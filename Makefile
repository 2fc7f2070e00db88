# Hai lệnh cần biết: `make demo` và `make test`. Two commands to know: `make demo` and `make test`.
# Each installs the Debian packages that are missing, says which, builds, and runs.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help build demo test page-test api-test proof lint format codes fuzz fuzz-briefly packages test-packages

BUILD_PACKAGES := libxml2-dev libssl-dev libsqlite3-dev zlib1g-dev libqrencode-dev pkg-config
TEST_PACKAGES := $(BUILD_PACKAGES) libxml2-utils xmlsec1 openssl curl sqlite3 python3 poppler-utils strace python3-aiosmtpd \
    golang-go golang-golang-x-mod-dev zbar-tools $(PAGE_PACKAGES)
PAGE_PACKAGES := chromium chromium-driver fonts-dejavu-core python3-venv
SWIFT_SOURCES := Package.swift Sources Tests

help:
	@echo "make demo [ARGS=--once]  build, then play a whole city exchanging documents with the national axis"
	@echo "make test                build, then run every test and the format check"
	@echo "make build               build the release binary, .build/release/lienthong"
	@echo "make lint, make format   check, or mend, the format of the sources"
	@echo "make page-test           use the pages in a real browser, as every role; part of make test"
	@echo "make api-test            test a running hub's /api/v1 against its OpenAPI document, by schemathesis"
	@echo "make fuzz SECONDS=60      give hostile input to every place where bytes come in, so many seconds each"
	@echo "make proof               the long proofs: simulated histories, kills, failing disks"
	@echo "make codes               write the documentation's page of codes again"

build: packages
	swift build -c release --product lienthong

demo: build
	.build/release/lienthong demo $(ARGS)

# Foundation's Process misreads the list of open files when there are more than 1,300 (a store or a hub in every test has
# its own), so that not all tests may run at once.
FEW_AT_A_TIME := SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=12

# The rehearsals go first: the hub is killed 25 times in the middle of the demo, then the axis misbehaves in every way it knows,
# then the hub is killed at every step of its writing, then its disk fails; everything must still arrive, once.
test: test-packages lint
	swift build --build-tests
	folder=$$(mktemp -d) && .build/debug/lienthong demo --once --kill-hub every --folder "$$folder/rehearsal" && rm -r "$$folder"
	folder=$$(mktemp -d) && .build/debug/lienthong bench misbehave --short --folder "$$folder/campaign" && rm -r "$$folder"
	folder=$$(mktemp -d) && .build/debug/lienthong bench crash --kills 20 --folder "$$folder/crash" && rm -r "$$folder"
	folder=$$(mktemp -d) && .build/debug/lienthong bench faults --folder "$$folder/faults" && rm -r "$$folder"
	$(call failures_again,$(FEW_AT_A_TIME) swift test --skip-build)
	$(MAKE) page-test fuzz-briefly

# The demo's hub in headless Chromium, driven by Selenium, with axe-core for accessibility; both are installed into a folder of their
# own. The pictures of all pages stay in .build/pages.
PAGE_TEST := .build/page-test
PAGE_TOOLS := selenium==4.51.0 axe-core-python==0.1.0

page-test: test-packages
	swift build --product lienthong
	[ -x $(PAGE_TEST)/bin/python ] || python3 -m venv $(PAGE_TEST)
	$(PAGE_TEST)/bin/pip install --quiet --disable-pip-version-check $(PAGE_TOOLS)
	$(PAGE_TEST)/bin/python Tests/Browser/pages_test.py .build/debug/lienthong .build/pages

# Not part of `make test`: it needs a Python package, which is installed into a folder of its own.
SCHEMATHESIS := schemathesis==4.32.5
API_TEST := .build/api-test
EXAMPLES := 40

api-test: test-packages
	@$(call install_missing,python3-venv)
	swift build --product lienthong
	[ -x $(API_TEST)/bin/schemathesis ] || { python3 -m venv $(API_TEST) && $(API_TEST)/bin/pip install --quiet "$(SCHEMATHESIS)"; }
	python3 Tests/API/api_test.py .build/debug/lienthong $(CURDIR)/$(API_TEST)/bin/schemathesis $(EXAMPLES)

# Coverage-guided, under AddressSanitizer. What is found stays in .build/fuzz; what is mended goes to Fixtures/corpus, which
# every test run repeats, and spoils in a few hundred ways. Every test run also tries a few thousand inputs of libFuzzer's at
# each place where documents are read, the same ones every time.
SECONDS := 60
FUZZ_DOCUMENTS := reader canonical signature base64 zip pdf cms
FUZZ_CALLS := headers json multipart
# Which of the two sanitizers comes first is drawn anew in every build, unless hashing is fixed; and with one order the
# code is not instrumented for coverage, unless that is asked for apart.
FUZZ_BUILD := SWIFT_DETERMINISTIC_HASHING=1 swift build --sanitize address --sanitize fuzzer --product fuzz \
    -Xswiftc -sanitize-coverage=edge,indirect-calls,trace-cmp,inline-8bit-counters,pc-table --scratch-path
# Swift's own backtrace takes minutes in a program so instrumented, and adds nothing to libFuzzer's.
FUZZ_FLAGS := -timeout=20 -detect_leaks=0 -verbosity=0

fuzz: packages
	LIENTHONG_FUZZ=all $(FUZZ_BUILD) .build/fuzz
	for target in $(FUZZ_DOCUMENTS) $(FUZZ_CALLS); do \
	    echo "== $$target"; \
	    mkdir -p .build/fuzz/corpus/$$target .build/fuzz/found/$$target; \
	    SWIFT_BACKTRACE=enable=no FUZZ_TARGET=$$target .build/fuzz/debug/fuzz $(FUZZ_FLAGS) -max_total_time=$(SECONDS) -print_final_stats=1 \
	        -artifact_prefix=.build/fuzz/found/$$target/ .build/fuzz/corpus/$$target Fixtures/corpus/$$target; \
	done

fuzz-briefly: packages
	LIENTHONG_FUZZ=documents $(FUZZ_BUILD) .build/fuzz-documents
	for target in $(FUZZ_DOCUMENTS); do \
	    echo "== $$target"; \
	    rm -rf .build/fuzz-documents/corpus; \
	    mkdir -p .build/fuzz-documents/corpus .build/fuzz-documents/found; \
	    SWIFT_BACKTRACE=enable=no FUZZ_TARGET=$$target .build/fuzz-documents/debug/fuzz $(FUZZ_FLAGS) -seed=1 -runs=2000 -max_total_time=10 \
	        -artifact_prefix=.build/fuzz-documents/found/$$target- .build/fuzz-documents/corpus Fixtures/corpus/$$target; \
	done

# Not part of `make test`, for they take their time: 10,000 histories in virtual time, 500 kills, every fault of the disk,
# 1,000 acts of tampering.
proof: test-packages
	swift build -c release --product lienthong
	.build/release/lienthong simulate --seeds 10000
	swift build --product lienthong
	folder=$$(mktemp -d) && .build/debug/lienthong bench crash --kills 500 --folder "$$folder/crash" && rm -r "$$folder"
	folder=$$(mktemp -d) && .build/debug/lienthong bench faults --folder "$$folder/faults" && rm -r "$$folder"
	.build/release/lienthong bench tamper --trials 1000

lint: swift
	swift format lint --strict --parallel --recursive $(SWIFT_SOURCES)

format: swift
	swift format --in-place --parallel --recursive $(SWIFT_SOURCES)

codes:
	swift build --product lienthong
	.build/debug/lienthong codes --docc > Sources/HubService/HubService.docc/Codes.md

packages: swift
	@$(call install_missing,$(BUILD_PACKAGES))

test-packages: swift
	@$(call install_missing,$(TEST_PACKAGES))

.PHONY: swift
swift:
	@command -v swift >/dev/null || { echo "Swift 6.2 or later is needed: https://www.swift.org/install/linux/" >&2; exit 1; }

# Runs the tests; when some fail, what they said comes once more, last.
define failures_again
log=$$(mktemp); trap 'rm -f "$$log"' EXIT; \
$(1) 2>&1 | tee "$$log" || { status=$$?; echo; grep '✘' "$$log" >&2 || true; exit $$status; }
endef

# Asks dpkg for each package; installs those it does not know as installed, as root or through sudo.
define install_missing
missing=(); \
for package in $(1); do \
    dpkg -s "$$package" 2>/dev/null | grep -q '^Status: install ok installed$$' || missing+=("$$package"); \
done; \
if [ $${#missing[@]} -gt 0 ]; then \
    echo "Missing Debian packages, installing them: $${missing[*]}"; \
    as_root=(); [ "$$(id -u)" -eq 0 ] || as_root=(sudo); \
    "$${as_root[@]}" apt-get update -q; \
    "$${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$${missing[@]}"; \
fi
endef
