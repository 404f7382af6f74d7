# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
# One build for all: `make help` lists the targets.

# Another machine's: CROSS=aarch64-linux-gnu-, with its compiler and libraries in Debian's places.
CROSS   ?=
BUILD   ?= build$(CROSS:%-=/%)
ifneq ($(CROSS),)
CC      := $(CROSS)gcc
PKG_CONFIG := PKG_CONFIG_LIBDIR=/usr/lib/$(CROSS:%-=%)/pkgconfig:/usr/share/pkgconfig pkg-config
endif
CC      ?= cc
PREFIX  ?= /usr/local
PKG_CONFIG ?= pkg-config

# make splits names at blanks, and the shell ends words at quotes.
$(if $(filter-out 1,$(words $(CURDIR)) $(words $(BUILD))),$(error the names of the source folder and of BUILD must not contain blanks))
$(if $(findstring ',$(PREFIX)$(DESTDIR)$(BUILD)$(CURDIR)),$(error folders must not contain single quotes))

LIBS := libbpf libelf zlib libcap jansson
VERSION := $(shell sed -n 's/.*BPFI_VERSION "\(.*\)"/\1/p' cmd/cmd.h)

STRICT := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wwrite-strings \
	  -Wundef -Wvla -Wformat=2 -Wcast-qual
# -O3 makes raw JSON a tenth faster than -O2, for 80 KiB.
CFLAGS ?= -O3 -g
# Asked once; `make deps` has to run before anything is there to ask. Warnings of headers of others are not ours.
LIB_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(LIBS) 2>/dev/null)
BASE_CFLAGS := -std=gnu11 -D_GNU_SOURCE -I. -I$(BUILD)/generated $(STRICT) $(LIB_CFLAGS:-I%=-isystem %)
BASE_LIBS := $(shell $(PKG_CONFIG) --libs $(LIBS) 2>/dev/null) -ldl

# Archives where there are any: to load and relocate five libraries takes longer than most commands. With SHARED=1
# the libraries stay shared, as in the package.
ARCHIVES := bpf elf z zstd lzma cap jansson
find_archive = $(if $(filter /%,$(shell $(CC) -print-file-name=lib$(1).a)),-l:lib$(1).a,-l$(1))
archive_of = $(if $(filter $(1:-l%=%),$(ARCHIVES)),$(call find_archive,$(1:-l%=%)),$(1))
RELEASE_ARCHIVES = $(foreach lib,$(shell $(PKG_CONFIG) --static --libs $(LIBS) 2>/dev/null),$(call archive_of,$(lib)))
# Not all archives are whole: Debian 13's libelf.a lacks functions that it calls.
do_link = $(shell printf 'int elf_begin(void), elf_end(void);\nint main(void) { return elf_begin() + elf_end(); }\n' | \
	$(CC) -w -x c - -x none -o /dev/null $(1) 2>/dev/null && echo yes)
RELEASE_LIBS = $(if $(call do_link,$(RELEASE_ARCHIVES) -ldl),$(RELEASE_ARCHIVES) -ldl,$(BASE_LIBS))
RELEASE := $(BUILD)/$(if $(SHARED),shared,release)/bpfi
# Relocations of tables take 5 KiB instead of 150, where the loader knows this form.
has_relr = $(filter yes,$(shell printf '\043include <features.h>\n\043if __GLIBC_PREREQ(2, 36)\nyes\n\043endif\n' | $(CC) -E -P - 2>/dev/null))
RELEASE_FLAGS = $(if $(has_relr),-Wl$(comma)-z$(comma)pack-relative-relocs)

comma := ,
# One short line a step; V=1 shows the commands.
say = $(if $(V),,@printf '  %-5s %s\n' $(1) $(2);)
# From the floor to the roof; the lints read this line.
FOLDERS := lib wire kern loaded attach btfdump objfile mapdump progshow linkshow skelgen hostshow cmd
ALL_SOURCES := $(sort $(shell find $(FOLDERS) -name "*.c" 2>/dev/null))
# In the order of the link: what every command runs lies together, then what the generators run. The kernel maps
# 16 pages around each that is touched: peak memory of `gen skeleton` is 2.1 MB, not 2.4.
ALWAYS := $(addprefix cmd/,main dialect meta opts run listing args) $(addprefix lib/,buf cmd file opt out% record words) \
	  $(addprefix kern/,kern mapfile live/live live/pins live/symbols)
EARLY := $(foreach files,$(ALWAYS:%=%.c) cmd/gen% wire/% objfile/% skelgen/% btfdump/cgen/%,$(filter $(files),$(ALL_SOURCES)))
SOURCES := $(EARLY) $(filter-out $(EARLY),$(ALL_SOURCES))

# Templates of generated code, as strings of C.
TEMPLATES := $(wildcard skelgen/templates/*.in)
TEMPLATE_STRINGS := $(TEMPLATES:skelgen/templates/%.in=$(BUILD)/generated/skelgen/%.inc)
$(BUILD)/generated/skelgen/%.inc: skelgen/templates/%.in
	@mkdir -p $(@D)
	@sed 's/\\/&&/g; s/"/\\"/g; s/.*/"&\\n"/' $< >$@

.PHONY: all
all: $(BUILD)/bpfi ## Build build/bpfi

# One set of objects a variant: release, asan (developer build), static, cov.
# $(1) variant folder, $(2) compiler flags, $(3) linker flags, $(4) variable with the libraries
define variant
$(1)/%.o: %.c
	@mkdir -p $$(dir $$@)
	$$(call say,CC,$$@)$$(CC) $$(BASE_CFLAGS) $(2) -MMD -MP -c -o $$@ $$<
$(1)/skelgen/templates.o: $$(TEMPLATE_STRINGS)
$(1)/bpfi: $$(SOURCES:%.c=$(1)/%.o)
	$$(call say,LINK,$$@)$$(CC) $(2) $(3) -o $$@ $$^ $$($(or $(4),BASE_LIBS))
-include $$(SOURCES:%.c=$(1)/%.d)
endef

# Warnings are errors of the compilers that are tested with; a newer one may know more of them.
werror = $(if $(filter gcc-12 clang-14,$(if $(findstring clang,$(shell $(1) --version)),clang,gcc)-$(firstword $(subst ., ,$(shell $(1) -dumpversion)))),-Werror)
# -Og and line numbers only: half the time of -O1 -g to compile, and the tests run as fast.
DEV_FLAGS := -Og -g1 $(call werror,$(CC)) -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
# Linked statically the sanitizers start in half the time, and the tests start thousands of processes.
DEV_LINK := $(if $(findstring clang,$(shell $(CC) --version)),,-static-libasan -static-libubsan)
STATIC_FLAGS := -Os -DBPFI_STATIC -ffunction-sections -fdata-sections -fno-asynchronous-unwind-tables
# A static binary cannot load libraries later: what unpacks kernels is linked where its archive is.
STATIC_PACKERS := $(foreach lib,zstd lzma,$(if $(filter /%,$(shell $(CC) -print-file-name=lib$(lib).a)),$(lib)))
STATIC_DEFINE_zstd := -DBPFI_STATIC_ZSTD
STATIC_DEFINE_lzma := -DBPFI_STATIC_LZMA
STATIC_FLAGS += $(foreach lib,$(STATIC_PACKERS),$(STATIC_DEFINE_$(lib)))
STATIC_LIBS := $(shell $(PKG_CONFIG) --static --libs $(LIBS) 2>/dev/null) $(STATIC_PACKERS:%=-l%) -lpthread

$(eval $(call variant,$(BUILD)/release,$$(CFLAGS),$$(RELEASE_FLAGS) $$(LDFLAGS),RELEASE_LIBS))
$(eval $(call variant,$(BUILD)/asan,$(DEV_FLAGS),$(DEV_LINK)))
$(eval $(call variant,$(BUILD)/static,$(STATIC_FLAGS),-static -Wl$(comma)--gc-sections -s,STATIC_LIBS))
$(eval $(call variant,$(BUILD)/cov,-O0 -g --coverage,--coverage))

$(BUILD)/shared/bpfi: $(SOURCES:%.c=$(BUILD)/release/%.o)
	@mkdir -p $(dir $@)
	$(call say,LINK,$@)$(CC) $(CFLAGS) $(RELEASE_FLAGS) $(LDFLAGS) -o $@ $^ $(BASE_LIBS)

# Whichever of them was asked for last.
.PHONY: link-again
$(BUILD)/bpfi: $(RELEASE) link-again
	@ln -sf $(RELEASE:$(BUILD)/%=%) $@

# Said at once: not all libraries have whole archives, or any.
static_lacks = $(shell printf 'int elf_begin(void), bpf_object__load(void), cap_get_proc(void), json_object(void);\nint main(void) { return elf_begin() + bpf_object__load() + cap_get_proc() + json_object(); }\n' | \
	$(CC) -w -static -x c - -x none -o /dev/null $(STATIC_LIBS) 2>&1 | \
	sed -nE 's/.*undefined reference to [^a-zA-Z_]*([a-zA-Z0-9_]+).*/\1()/p; s/.*cannot find -l([^ :]+).*/lib\1.a/p' | sort -u)
.PHONY: static-libs
static-libs:
	@lacks='$(static_lacks)'; [ -z "$$lacks" ] || { echo "static: cannot be linked: in the archives of the libraries these are missing:" $$lacks; exit 1; }
$(BUILD)/static/bpfi: | static-libs

.PHONY: asan static
asan: $(BUILD)/asan/bpfi ## Build the developer binary: -Werror, AddressSanitizer, UBSan
static: $(BUILD)/static/bpfi ## Build one static, stripped binary: build/static/bpfi
	@for lib in $(filter-out $(STATIC_PACKERS),zstd lzma); do echo "static: lib$$lib.a is not here: kernels packed with it are not read"; done
	@ls -l $(BUILD)/static/bpfi

# --- Tests -------------------------------------------------------------------------------------------------

UNIT_SOURCES := $(sort $(wildcard tests/unit/test_*.c))
UNIT_SHARED := $(filter-out $(UNIT_SOURCES),$(sort $(wildcard tests/unit/*.c)))
UNIT_TESTS := $(UNIT_SOURCES:tests/unit/%.c=$(BUILD)/unit/%)
NOT_MAIN := $(filter-out cmd/main.c,$(SOURCES))
# What fuzz targets use is in these rooms.
FUZZED := $(filter-out attach/% cmd/% hostshow/% kern/live/% linkshow/%,$(SOURCES))

# The rooms as an archive: a test links those files only that it needs.
$(BUILD)/asan/rooms.a: $(NOT_MAIN:%.c=$(BUILD)/asan/%.o)
$(BUILD)/fuzz/obj/rooms.a: $(FUZZED:%.c=$(BUILD)/fuzz/obj/%.o)
%/rooms.a:
	@rm -f $@ && ar rcsT $@ $^

$(BUILD)/unit/%: $(BUILD)/asan/tests/unit/%.o $(UNIT_SHARED:%.c=$(BUILD)/asan/%.o) $(BUILD)/asan/rooms.a
	@mkdir -p $(@D)
	$(call say,LINK,$@)$(CC) $(DEV_FLAGS) $(DEV_LINK) -o $@ $^ $(BASE_LIBS)
$(BUILD)/property/%: $(BUILD)/asan/tests/property/%.o $(BUILD)/asan/rooms.a
	@mkdir -p $(@D)
	$(call say,LINK,$@)$(CC) $(DEV_FLAGS) $(DEV_LINK) -o $@ $^ $(BASE_LIBS)
-include $(UNIT_SOURCES:%.c=$(BUILD)/asan/%.d) $(UNIT_SHARED:%.c=$(BUILD)/asan/%.d) $(BUILD)/asan/tests/property/check.d

FUZZ_SOURCES := $(sort $(wildcard tests/fuzz/fuzz_*.c))
FUZZERS := $(FUZZ_SOURCES:tests/fuzz/%.c=$(BUILD)/fuzz/%)
FUZZ_SECONDS ?= 60
FUZZ_FLAGS := -O1 -g $(call werror,clang) -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined

$(BUILD)/fuzz/obj/%.o: %.c
	@mkdir -p $(dir $@)
	$(call say,CC,$@)clang $(BASE_CFLAGS) $(FUZZ_FLAGS) -MMD -MP -c -o $@ $<
$(BUILD)/fuzz/obj/skelgen/templates.o: $(TEMPLATE_STRINGS)
$(BUILD)/fuzz/%: tests/fuzz/%.c $(BUILD)/fuzz/obj/rooms.a
	$(call say,LINK,$@)clang $(BASE_CFLAGS) $(FUZZ_FLAGS) -fsanitize=fuzzer -o $@ $^ $(BASE_LIBS)
-include $(FUZZED:%.c=$(BUILD)/fuzz/obj/%.d)

.PHONY: fuzz
fuzz: $(FUZZERS) ## Run every fuzz target for FUZZ_SECONDS (60)
	tests/fuzz/run $(FUZZ_SECONDS) $(FUZZERS)

# --- Checks, docs, packages --------------------------------------------------------------------------------

include tests/tests.mk

# Objects stay, also those that only chains of rules need.
.SECONDARY:

.PHONY: deps lint man install uninstall deb demo quick check check-all check-tools check-fuzzers check-vm check-distros check-foreign check-32bit check-deb bench coverage clean help install-bpftool

deps: ## Install what building and testing need (dist/packages says what)
	@dist/deps

QUICK_NEEDS := $(BUILD)/bpfi $(BUILD)/asan/bpfi $(UNIT_TESTS) test-tools
QUICK_LINTS := layers sizes headers banned words format

quick: $(QUICK_NEEDS) ## Build, run unit tests, recorded-host transcripts and quick lints
	@BUILD=$(BUILD) tests/quick $(QUICK_LINTS)

# What was installed is only found by a make that starts after it. One process, so that tests/check knows the time of all.
check: ## Install dependencies, build with sanitizers, run all tests
	@dist/deps && $(MAKE) --no-print-directory check-tools check-fuzzers && exec env BUILD=$(BUILD) tests/check
check-all: ## Run check with its long parts, then check-vm on every kernel, check-deb and lint
	@FUZZ_SECONDS=60 PROPERTY_ROUNDS=300 MUTATED=1000 TORTURE_KERNELS="6.1 6.12" $(MAKE) --no-print-directory check
	@$(MAKE) --no-print-directory check-vm check-deb lint
check-tools: $(QUICK_NEEDS) $(BUILD)/property/check
check-fuzzers:
	@! dist/deps has sh:fuzzer || $(MAKE) --no-print-directory $(FUZZERS)

check-vm: $(BUILD)/static/bpfi test-tools-static ## Run the live transcripts on other kernels, under emulation
	@BUILD=$(BUILD) tests/vm/run

check-foreign: $(TEST_OUT)/checkjson $(BUILD)/bench/peak $(TEST_OBJS) ## Run file and recorded-host cases on static arm64 and s390x builds, under qemu-user
	@BUILD=$(BUILD) tests/foreign
check-distros: | $(BUILD) ## Run demo and check in fresh Debian systems, foreign static builds under qemu-user
	@BUILD=$(BUILD) tests/distros/run
$(BUILD):
	@mkdir -p $@

# None of them needs a library that would have to be there for 32 bits too.
M32_TESTS := test_value_print test_value_parse test_query
check-32bit: ## Run the unit tests of values as a 32-bit build, without 128-bit integers (gcc-multilib)
	@mkdir -p $(BUILD)/m32
	@set -e; for t in $(M32_TESTS); do \
		$(CC) -m32 $(BASE_CFLAGS) -O1 -g -o $(BUILD)/m32/$$t tests/unit/$$t.c \
			$(filter lib/% wire/% btfdump/value/%,$(SOURCES)) -lm; \
		echo $$t; $(BUILD)/m32/$$t | { ! grep '^not ok'; }; \
	done

lint: $(BUILD)/bpfi ## Check layers, sizes, names, format, scripts, manual pages
	@BUILD=$(BUILD) STRICT="$(STRICT)" tests/lint/run

bench: $(BUILD)/bpfi $(BUILD)/bench/bare_loop $(BUILD)/bench/bare_batch $(BUILD)/bench/peak $(BUILD)/bench/same_loads $(BUILD)/bench/same_loads.so test-tools ## Measure against bpftool, the kernel alone and /bin/true
	@BUILD=$(BUILD) tests/bench/run
	@BUILD=$(BUILD) tests/bench/maps
$(BUILD)/bench/same_loads.so: tests/bench/same_loads.c
	@mkdir -p $(@D)
	$(call say,CC,$@)$(CC) -std=gnu11 -D_GNU_SOURCE $(STRICT) -O2 -DRECORDER -shared -fPIC -o $@ $< -ldl
$(BUILD)/bench/%: tests/bench/%.c
	@mkdir -p $(@D)
	$(call say,CC,$@)$(CC) -std=gnu11 -D_GNU_SOURCE $(STRICT) -O2 -o $@ $<

COV_TESTS := $(UNIT_SOURCES:tests/unit/%.c=$(BUILD)/cov-unit/%)
$(BUILD)/cov-unit/%: tests/unit/%.c $(UNIT_SHARED) $(NOT_MAIN:%.c=$(BUILD)/cov/%.o)
	@mkdir -p $(@D)
	$(call say,LINK,$@)$(CC) $(BASE_CFLAGS) -O0 -g --coverage -o $@ $^ $(BASE_LIBS)
coverage: $(BUILD)/bpfi $(BUILD)/cov/bpfi $(COV_TESTS) test-tools ## Print how many lines the tests run
	@BUILD=$(BUILD) tests/coverage

man: $(BUILD)/bpfi ## Make man/*.8 from man/*.8.in and the binary
	@man/build $(abspath $(BUILD))/bpfi

BINDIR ?= $(PREFIX)/bin
DATADIR ?= $(PREFIX)/share
BASH_DIR ?= $(DATADIR)/bash-completion/completions
ZSH_DIR ?= $(DATADIR)/zsh/site-functions
FISH_DIR ?= $(DATADIR)/fish/vendor_completions.d
MAN_GZIP ?=
MAN_PAGES := $(notdir $(wildcard man/*.8))
DOCS := README.md CHANGELOG.md LICENSE
MAN_DIR = $(DESTDIR)$(DATADIR)/man/man8
DOC_DIR = $(DESTDIR)$(DATADIR)/doc/bpfi
SCHEMA_FILE = $(DESTDIR)$(DATADIR)/bpfi/schema.json
# Quoted one by one, because folders can have blanks in their names.
INSTALLED = '$(DESTDIR)$(BINDIR)/bpfi' '$(DESTDIR)$(BASH_DIR)/bpfi' '$(DESTDIR)$(ZSH_DIR)/_bpfi' \
	    '$(DESTDIR)$(FISH_DIR)/bpfi.fish' '$(SCHEMA_FILE)' $(MAN_PAGES:%='$(MAN_DIR)/%') $(DOCS:%='$(DOC_DIR)/%')

# The same program under the name of the tool that it stands in for: a link, its manual page and completions.
BPFTOOL_DIR ?= $(BINDIR)
BPFTOOL_TO ?= bpfi
BPFTOOL_LINK = $(DESTDIR)$(BPFTOOL_DIR)/bpftool
INSTALLED_BPFTOOL = '$(BPFTOOL_LINK)' '$(MAN_DIR)/bpftool.8' '$(DESTDIR)$(BASH_DIR)/bpftool' '$(DESTDIR)$(ZSH_DIR)/_bpftool' \
		    '$(DESTDIR)$(FISH_DIR)/bpftool.fish'
as_bpftool = sed 's/^\(\#compdef\|complete.*\) bpfi/\1 bpftool/' bash-completion/$(1) >'$(DESTDIR)$(2)'

install: $(RELEASE) ## Install below PREFIX (/usr/local), DESTDIR in front; MAN_GZIP=1 compresses the pages, WITH_BPFTOOL=1 adds the name bpftool
	@umask 022; for to in $(INSTALLED); do mkdir -p "$$(dirname "$$to")" || exit 1; done
	install -m 755 '$(RELEASE)' '$(DESTDIR)$(BINDIR)/bpfi'
	install -m 644 bash-completion/bpfi '$(DESTDIR)$(BASH_DIR)/bpfi'
	install -m 644 bash-completion/_bpfi '$(DESTDIR)$(ZSH_DIR)/_bpfi'
	install -m 644 bash-completion/bpfi.fish '$(DESTDIR)$(FISH_DIR)/bpfi.fish'
	install -m 644 $(MAN_PAGES:%=man/%) '$(MAN_DIR)'
	$(if $(MAN_GZIP),gzip -9nf $(MAN_PAGES:%='$(MAN_DIR)/%'))
	install -m 644 $(DOCS) '$(DOC_DIR)'
	'$(RELEASE)' -p schema >'$(SCHEMA_FILE)'
	$(if $(WITH_BPFTOOL),$(MAKE) -s install-bpftool)
install-bpftool: # The other name alone: make install WITH_BPFTOOL=1 has it too
	@umask 022; for to in $(INSTALLED_BPFTOOL); do mkdir -p "$$(dirname "$$to")" || exit 1; done
	ln -sf $(BPFTOOL_TO) '$(BPFTOOL_LINK)'
	ln -sf bpfi.8$(if $(MAN_GZIP),.gz) '$(MAN_DIR)/bpftool.8$(if $(MAN_GZIP),.gz)'
	$(call as_bpftool,bpfi,$(BASH_DIR)/bpftool)
	$(call as_bpftool,_bpfi,$(ZSH_DIR)/_bpftool)
	$(call as_bpftool,bpfi.fish,$(FISH_DIR)/bpftool.fish)
uninstall: ## Remove what install put there, with WITH_BPFTOOL=1 the name bpftool too
	rm -f $(INSTALLED) $(MAN_PAGES:%='$(MAN_DIR)/%.gz')
	$(if $(WITH_BPFTOOL),rm -f $(INSTALLED_BPFTOOL) '$(MAN_DIR)/bpftool.8.gz')
	@rmdir '$(DOC_DIR)' 2>/dev/null || true

deb: $(BUILD)/bpfi ## Make a Debian package: build/bpfi_VERSION_ARCH.deb
	@BUILD=$(BUILD) dist/deb
check-deb: $(BUILD)/bpfi ## Test make install and the Debian package
	@BUILD=$(BUILD) tests/package

demo: ## Install what it needs, build, load a program and show what can be seen of it
	@dist/deps demo
	@BUILD=$(BUILD) dist/demo build

clean: ## Remove build/
	rm -rf $(BUILD)

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
