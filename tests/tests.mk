# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# What the tests need built, included by the Makefile: $(BUILD) is where, $(CC) and $(CFLAGS) how. Everything
# is made twice, plain and static; the static ones run inside the test kernels.

CLANG ?= clang
TEST_OUT := $(BUILD)/tests
TEST_CFLAGS := -std=gnu11 -D_GNU_SOURCE -O1 -g -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -I.
TARGET_ARCH := $(shell uname -m | sed "s/x86_64/x86/; s/aarch64/arm64/; s/s390x/s390/; s/ppc64le/powerpc/; s/riscv64/riscv/; s/armv.*/arm/")
TEST_MULTIARCH := $(shell $(CC) -print-multiarch)
HOST_SRCS := $(wildcard tests/live/host*.c)
CHECKJSON_SRCS := $(wildcard tests/json/*.c)
TEST_OBJS := $(patsubst tests/live/objs/%.bpf.c,$(TEST_OUT)/objs/%.bpf.o,$(wildcard tests/live/objs/*.bpf.c)) \
	     $(patsubst tests/gen/%.bpf.c,$(TEST_OUT)/gen/%.bpf.o,$(wildcard tests/gen/*.bpf.c))

# Programs of one file each.
SINGLE_TOOLS := many large churn sender fill_map thread same_relocs bare_probe hide
ALL_TOOLS := checkjson bpf-host $(SINGLE_TOOLS)

.PHONY: test-tools test-tools-static
# Fuzz targets are compiled wherever tests are built, so that they fit; they are linked where there is libFuzzer.
test-tools: $(ALL_TOOLS:%=$(TEST_OUT)/%) $(BUILD)/bench/peak $(TEST_OBJS) $(patsubst %.c,$(BUILD)/asan/%.o,$(wildcard tests/fuzz/*.c))
test-tools-static: $(ALL_TOOLS:%=$(TEST_OUT)/static/%) $(TEST_OBJS)

$(TEST_OUT)/static/%: TEST_STATIC := -static
$(TEST_OUT)/checkjson $(TEST_OUT)/static/checkjson: $(CHECKJSON_SRCS) tests/json/check.h
	@mkdir -p $(@D)
	$(CC) $(TEST_CFLAGS) $(TEST_STATIC) $(CHECKJSON_SRCS) -o $@ -ljansson
$(TEST_OUT)/bpf-host $(TEST_OUT)/static/bpf-host: $(HOST_SRCS) tests/live/host.h tests/live/uapi_new.h
	@mkdir -p $(@D)
	$(CC) $(TEST_CFLAGS) $(TEST_STATIC) $(HOST_SRCS) -o $@ -lbpf -lelf -lz
define single_tool
	@mkdir -p $(@D)
	$(CC) $(TEST_CFLAGS) $(TEST_STATIC) $< -o $@ -lbpf -lelf -lz
endef
$(SINGLE_TOOLS:%=$(TEST_OUT)/%): $(TEST_OUT)/%: tests/live/%.c
	$(single_tool)
$(SINGLE_TOOLS:%=$(TEST_OUT)/static/%): $(TEST_OUT)/static/%: tests/live/%.c
	$(single_tool)
$(TEST_OUT)/gen/%.bpf.o: tests/gen/%.bpf.c $(wildcard tests/gen/*.h)
	@mkdir -p $(@D)
	$(CLANG) -target bpf -O2 -g -Wall -D__TARGET_ARCH_$(TARGET_ARCH) -fdebug-compilation-dir=. -I/usr/include/$(TEST_MULTIARCH) -c $< -o $@
$(TEST_OUT)/objs/%.bpf.o: tests/live/objs/%.bpf.c
	@mkdir -p $(@D)
	$(CLANG) -target bpf -O2 -g -D__TARGET_ARCH_$(TARGET_ARCH) -fdebug-compilation-dir=. -I/usr/include/$(TEST_MULTIARCH) -c $< -o $@
