/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Every type that the headers, the library or the running kernel know has its row, and rows hold together. */
#include <bpf/libbpf.h>
#include <stdio.h>
#include <string.h>

#include "kern/elements.h"
#include "kern/live/live.h"
#include "kern/names.h"
#include "mapdump/kinds/kinds.h"
#include "wire/scan.h"

static int failures;

static void check(bool ok, const char *type, const char *what)
{
	if (!ok)
		printf("not ok: map type %s: %s\n", type, what);
	failures += !ok;
}

static void test_library(void)
{
	uint32_t type = 0;

	for (const char *name; (name = libbpf_bpf_map_type_str((enum bpf_map_type)type)); type++)
		check(map_type(type)->name && !strcmp(map_type(type)->name, name), name,
		      "libbpf knows it, kern/map_types.c has no row for it");
	check(type > BPF_MAP_TYPE_USER_RINGBUF, "user_ringbuf", "the library was asked");
}

static void test_kernel(void)
{
	struct kern k = {0};
	struct err err = {0};
	struct wire_scan scan;
	const void *data;
	size_t size;
	const char *name;

	if (kern_open_live(&k, &err) || kern_vmlinux(&k, &data, &size, &err) ||
	    wire_scan_open(&scan, data, size, &err)) {
		printf("skip: this kernel has no BTF\n");
		kern_free(&k);
		return;
	}
	for (uint32_t type = 0; (name = wire_scan_enumerator(&scan, "bpf_map_type", type)); type++) {
		if (strncmp(name, "BPF_MAP_TYPE_", strlen("BPF_MAP_TYPE_")) != 0)
			break; /* the one that counts them */
		check(map_type(type)->name, name,
		      "the running kernel has it, kern/map_types.c no row for it");
	}
	kern_free(&k);
}

static void test_row(uint32_t type)
{
	const struct map_type *t = map_type(type);
	const bool is_kept = elements_are_storage(t) || t->way == ELEMENTS_FILES;
	uint32_t number = 0;
	struct err err = {0};

	check(t->name, "of a number", "no name");
	if (!t->name)
		return;
	check(!names_value(NULL, &names_map_types, t->name, &number, &err) && number == type, t->name,
	      "its name is that of another type");
	check(!t->why == !(is_kept || t->way == ELEMENTS_NONE), t->name, "why it cannot be walked");
	check(!t->compare == (t->order != ORDER_SORTED), t->name, "order and comparison");
	check(!is_kept || t->key_word, t->name, "what its values are kept with has no word");
	check(!t->object_at || t->has_object, t->name, "the place of an object, but no object");
	check(!t->has_inner || (t->has_object && t->object == KIND_MAP), t->name,
	      "inner maps are its values");
	check(t->order != ORDER_FIXED || t->key_size == SIZE_4, t->name, "its keys are indexes");
	check((t->way == ELEMENTS_PEEK) == t->is_popped, t->name, "queues are read and emptied");
}

int main(void)
{
	test_library();
	test_kernel();
	for (uint32_t type = 0; type < names_map_types.count; type++)
		test_row(type);
	check(!strcmp(map_type(34)->name, "insn_array") && !strcmp(map_type(35)->name, "rhash"), "rhash",
	      "types up to Linux 7.3");
	check(!map_type(1000)->name && map_type(1000)->way == ELEMENTS_BATCH, "1000",
	      "an unknown one is tried");
	return failures != 0;
}
