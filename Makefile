# The commands of a developer. Tools are pinned in tools/go.mod and built once
# into bin/; nothing is installed outside this directory but what `make needs`
# asks apt for.

GO      ?= go
OUT     ?= out
# How long `make fuzz` gives each fuzz target.
FUZZTIME ?= 60s
# Another set of arguments for the whole-program benchmark: BENCH="-runs 1".
BENCH   ?=

TOOLBIN := bin
TOOLS   := $(TOOLBIN)/.built

.PHONY: demo build check lint race tidy test needs bench microbench fuzz fmt cover clean

demo: ## simulate an election under attack, find what was done, open the report
	$(GO) run ./cmd/unveil demo

build: ## one static binary: bin/unveil
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags='-s -w' -o $(TOOLBIN)/unveil ./cmd/unveil

# check is what a change must pass besides the tests: form, linters, the race
# detector, and a go.mod that says what the code needs.
check: lint tidy race
	@echo 'check: clean'

lint: $(TOOLS)
	@tools/gofumpted $(TOOLBIN)/gofumpt
	$(GO) vet ./...
	$(TOOLBIN)/staticcheck ./...
	$(TOOLBIN)/errcheck -ignoretests -exclude tools/errcheck.txt ./...
	$(TOOLBIN)/ineffassign ./...
	$(TOOLBIN)/unparam ./...

# The race detector slows the simulations ten times over, and they run in one
# goroutine: -short leaves those out here, and of the scripts only those run
# that read a case and detect in it. `make test` runs them all without it.
race:
	CGO_ENABLED=1 $(GO) test -race -short ./internal/...
	CGO_ENABLED=1 $(GO) test -race -run='^TestScripts$$/^(add|detect)$$' ./cmd/unveil

tidy:
	$(GO) mod tidy -diff
	cd tools && $(GO) mod tidy -diff

test: needs ## installs what the tests need where it is missing, runs them all
	$(GO) test ./...

needs:
	@tools/needs

bench: ## the whole program on recorded inputs: time and memory, beside the targets
	$(GO) run ./internal/bench -out $(OUT) $(BENCH)

microbench: ## the benchmarks beside the code; compare two runs with bin/benchstat
	@mkdir -p $(OUT)
	$(GO) test -run='^$$' -bench=. -benchmem ./... > $(OUT)/microbench.txt || { cat $(OUT)/microbench.txt; exit 1; }
	@grep -E '^(pkg|Benchmark)' $(OUT)/microbench.txt

fuzz: ## every fuzz target for FUZZTIME
	@GO='$(GO)' tools/fuzz $(FUZZTIME)

fmt: $(TOOLS)
	$(TOOLBIN)/gofumpt -w cmd internal

cover: ## what the tests reach: out/cover.html
	@mkdir -p $(OUT)
	$(GO) test -coverpkg=./internal/... -coverprofile=$(OUT)/cover.out ./...
	$(GO) tool cover -html=$(OUT)/cover.out -o $(OUT)/cover.html
	$(GO) tool cover -func=$(OUT)/cover.out | tail -n 1

clean:
	rm -rf $(OUT) $(TOOLBIN)

$(TOOLS): tools/go.mod tools/go.sum
	@mkdir -p $(TOOLBIN)
	cd tools && GOBIN='$(CURDIR)/$(TOOLBIN)' $(GO) install tool
	@touch $@
