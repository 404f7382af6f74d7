# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
# One build for all: `make help` lists the targets.

BUILD   ?= build
CC      ?= cc
PREFIX  ?= /usr/local
PKG_CONFIG ?= pkg-config

LIBS := libbpf libelf zlib libcap jansson
VERSION := $(shell sed -n 's/.*BPFI_VERSION "\(.*\)"/\1/p' cmd/cmd.h)

STRICT := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wwrite-strings \
	  -Wundef -Wvla -Wformat=2 -Wcast-qual
CFLAGS ?= -O2 -g
# Asked once; `make deps` has to run before anything is there to ask.
BASE_CFLAGS := -std=gnu11 -D_GNU_SOURCE -I. $(STRICT) $(shell $(PKG_CONFIG) --cflags $(LIBS) 2>/dev/null)
BASE_LIBS := $(shell $(PKG_CONFIG) --libs $(LIBS) 2>/dev/null) -ldl

comma := ,
# One short line a step; V=1 shows the commands.
say = $(if $(V),,@printf '  %-5s %s\n' $(1) $(2);)
FOLDERS := lib kern btfdump mapdump progshow linkshow cmd
SOURCES := $(sort $(foreach d,$(FOLDERS),$(wildcard $(d)/*.c)))

.PHONY: all
all: $(BUILD)/bpfi ## Build build/bpfi

# One set of objects a variant: release, asan (developer build), static, cov.
# $(1) variant folder, $(2) compiler flags, $(3) linker flags
define variant
$(1)/%.o: %.c
	@mkdir -p $$(dir $$@)
	$$(call say,CC,$$@)$$(CC) $$(BASE_CFLAGS) $(2) -MMD -MP -c -o $$@ $$<
$(1)/bpfi: $$(SOURCES:%.c=$(1)/%.o)
	$$(call say,LINK,$$@)$$(CC) $(2) $(3) -o $$@ $$^ $$(if $$(findstring -static,$(3)),$$(STATIC_LIBS),$$(BASE_LIBS))
-include $$(SOURCES:%.c=$(1)/%.d)
endef

DEV_FLAGS := -O1 -g -Werror -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
STATIC_FLAGS := -Os -DBPFI_STATIC -ffunction-sections -fdata-sections
STATIC_LIBS := $(shell $(PKG_CONFIG) --static --libs $(LIBS) 2>/dev/null)

$(eval $(call variant,$(BUILD)/release,$$(CFLAGS),$$(LDFLAGS)))
$(eval $(call variant,$(BUILD)/asan,$(DEV_FLAGS),))
$(eval $(call variant,$(BUILD)/static,$(STATIC_FLAGS),-static -Wl$(comma)--gc-sections -s))
$(eval $(call variant,$(BUILD)/cov,-O0 -g --coverage,--coverage))

$(BUILD)/bpfi: $(BUILD)/release/bpfi
	@ln -sf release/bpfi $@

.PHONY: asan static
asan: $(BUILD)/asan/bpfi ## Build the developer binary: -Werror, AddressSanitizer, UBSan
static: $(BUILD)/static/bpfi ## Build one static, stripped binary: build/static/bpfi
	@ls -l $(BUILD)/static/bpfi

# --- Tests -------------------------------------------------------------------------------------------------

UNIT_SOURCES := $(sort $(wildcard tests/unit/test_*.c))
UNIT_SHARED := $(filter-out $(UNIT_SOURCES),$(sort $(wildcard tests/unit/*.c)))
UNIT_TESTS := $(UNIT_SOURCES:tests/unit/%.c=$(BUILD)/unit/%)
NOT_MAIN := $(filter-out cmd/main.c,$(SOURCES))

$(BUILD)/unit/%: tests/unit/%.c $(UNIT_SHARED) $(NOT_MAIN:%.c=$(BUILD)/asan/%.o)
	@mkdir -p $(dir $@)
	$(call say,LINK,$@)$(CC) $(BASE_CFLAGS) $(DEV_FLAGS) -o $@ $^ $(BASE_LIBS)

FUZZ_SOURCES := $(sort $(wildcard tests/fuzz/fuzz_*.c))
FUZZERS := $(FUZZ_SOURCES:tests/fuzz/%.c=$(BUILD)/fuzz/%)
FUZZ_SECONDS ?= 60
FUZZ_FLAGS := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined

$(BUILD)/fuzz/obj/%.o: %.c
	@mkdir -p $(dir $@)
	$(call say,CC,$@)clang $(BASE_CFLAGS) $(FUZZ_FLAGS) -MMD -MP -c -o $@ $<
$(BUILD)/fuzz/%: tests/fuzz/%.c $(NOT_MAIN:%.c=$(BUILD)/fuzz/obj/%.o)
	$(call say,LINK,$@)clang $(BASE_CFLAGS) $(FUZZ_FLAGS) -fsanitize=fuzzer -o $@ $^ $(BASE_LIBS)
-include $(NOT_MAIN:%.c=$(BUILD)/fuzz/obj/%.d)

.PHONY: fuzz
fuzz: $(FUZZERS) ## Run every fuzz target for FUZZ_SECONDS (60)
	tests/fuzz/run $(FUZZ_SECONDS) $(FUZZERS)
