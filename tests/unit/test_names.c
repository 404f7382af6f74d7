/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The tables of names: against themselves, against the header, against a kernel's BTF, and both ways. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kern/live/live.h"
#include "kern/names.h"
#include "tests/unit/stub_kern.h"
#include "wire/scan.h"

static int failures;

static void check(bool ok, const char *where, const char *what)
{
	if (ok)
		return;
	failures++;
	printf("not ok %s: %s\n", where, what);
}

static const struct names *const all[] = {
	&names_prog_types, &names_map_types, &names_link_types, &names_attach_types, &names_helpers,
};

enum { ALL = sizeof(all) / sizeof(all[0]) };

/* A few places in each table, by the header's own numbers: one word too many or too few shifts them. */
static void test_places(void)
{
	check(!strcmp(names_find(&names_prog_types, BPF_PROG_TYPE_SYSCALL), "syscall"), "prog", "syscall");
	check(!strcmp(names_find(&names_map_types, BPF_MAP_TYPE_USER_RINGBUF), "user_ringbuf"), "map",
	      "user_ringbuf");
	check(!strcmp(names_find(&names_link_types, BPF_LINK_TYPE_STRUCT_OPS), "struct_ops"), "link",
	      "struct_ops");
	check(!strcmp(names_find(&names_attach_types, BPF_LSM_CGROUP), "lsm_cgroup"), "attach", "lsm_cgroup");
	check(!strcmp(names_find(&names_attach_types, 55), "netkit_peer"), "attach", "netkit_peer");
	check(!strcmp(names_find(&names_map_types, 33), "arena"), "map", "arena");
	check(!strcmp(names_find(&names_helpers, BPF_FUNC_user_ringbuf_drain), "bpf_user_ringbuf_drain"),
	      "helper", "bpf_user_ringbuf_drain");
}

static void test_both_ways(const struct names *n)
{
	struct err err = {0};
	uint32_t value;

	check(!names_find(n, n->count), n->word, "no name behind the last");
	check(!names_find(n, UINT32_MAX), n->word, "no name far behind");
	for (uint32_t i = 0; i < n->count; i++) {
		value = UINT32_MAX;
		check(!names_value(NULL, n, names_find(n, i), &value, &err) && value == i, n->word,
		      names_find(n, i));
	}
}

/* Types that only the kernel knows. */
static void test_tomorrow(struct kern *k, const struct names *n)
{
	char text[NAMES_TEXT_SIZE] = "untouched";
	struct err err = {0};
	uint32_t value = 7;

	check(names_text(k, n, 0, text, sizeof(text)) && !strcmp(text, names_find(n, 0)), n->word,
	      "text of the first row");
	check(names_text(k, n, n->count + 1, text, sizeof(text)) && !strcmp(text, "from_tomorrow_1"), n->word,
	      "text from the kernel");
	snprintf(text, sizeof(text), "untouched");
	check(!names_text(k, n, n->count + 2, text, sizeof(text)), n->word, "the sentinel is no name");
	check(!names_text(k, n, n->count + 3, text, sizeof(text)), n->word, "no name anywhere");
	check(!names_text(NULL, n, n->count, text, sizeof(text)), n->word, "no kernel, no name");
	check(!names_text(k, n, n->count, text, 4), n->word, "no room, no half name");
	check(!strcmp(text, "untouched"), n->word, "untouched on failure");
	check(names_value(NULL, n, "from_tomorrow_1", &value, &err) && err.kind == ERR_USAGE, n->word,
	      "no kernel, no value");
	check(value == 7, n->word, "untouched on failure");
	check(!names_value(k, n, "from_tomorrow_1", &value, &err) && value == n->count + 1, n->word,
	      "value from the kernel");
	check(names_value(k, n, "bpf_foo", &value, &err) && strstr(err.text, n->word), n->word,
	      "the error tells what was meant");
}

/* Every enumerator of this machine's kernel has its row, under its own name. */
static bool enum_is_same(const struct wire_scan *scan, const struct names *n, uint32_t value)
{
	const char *enumerator = wire_scan_enumerator(scan, n->btf_enum, value);
	const char *word = names_find(n, value);
	size_t prefix = strlen(n->btf_prefix);

	if (!enumerator || strncmp(enumerator, n->btf_prefix, prefix) != 0 || !word)
		return true;
	if (n->lead)
		word += strlen(n->lead);
	/* "_DEPRECATED" stands after some. */
	return !strncasecmp(enumerator + prefix, word, strlen(word));
}

static void test_live(void)
{
	struct err err = {0};
	struct wire_scan scan;
	struct kern k;
	const void *data;
	size_t size;

	if (kern_open_live(&k, &err))
		return;
	if (kern_vmlinux(&k, &data, &size, &err) || wire_scan_open(&scan, data, size, &err)) {
		printf("ok names: this kernel has no BTF to compare with # skipped\n");
	} else {
		for (unsigned int i = 0; i < ALL; i++)
			for (uint32_t value = 0; value < all[i]->count; value++)
				check(enum_is_same(&scan, all[i], value), "kernel",
				      names_find(all[i], value));
	}
	kern_free(&k);
}

static void print_flags(struct out *o, const void *arg)
{
	static const struct field f = {.name = "flag_names"};

	out_object(o, NULL);
	flags_print(o, &f, &flags_map, *(const uint64_t *)arg);
	out_end(o);
}

static void test_flags(uint64_t flags, enum out_format format, const char *expected)
{
	char *text = stub_capture(format, print_flags, &flags);

	check(text && !strcmp(text, expected), "flags", expected);
	free(text);
}

struct printed {
	struct kern *k;
	uint32_t value;
};

static void print_type(struct out *o, const void *arg)
{
	static const struct field f = {.name = "type", .label = "", .style = STYLE_TYPE};
	const struct printed *p = arg;

	out_object(o, NULL);
	names_print(p->k, o, &f, &names_map_types, p->value);
	out_end(o);
}

static void test_print(struct kern *k, uint32_t value, enum out_format format, const char *expected)
{
	const struct printed p = {k, value};
	char *text = stub_capture(format, print_type, &p);

	check(text && !strcmp(text, expected), "print", expected);
	free(text);
}

/* What the C library can name has the same name. */
static void test_errors(void)
{
#ifdef __GLIBC__
	for (int no = 1; no < 200; no++) {
		const char *name = strerrorname_np(no), *ours = err_name(no);

		check(!name || (ours && !strcmp(name, ours)), "error", name);
	}
#endif
	check(!strcmp(err_name(1), "EPERM") && !err_name(0) && !err_name(-1), "error", "EPERM");
}

int main(void)
{
	struct kern k;

	if (stub_kern_open(&k))
		return 1;
	test_places();
	for (unsigned int i = 0; i < ALL; i++)
		test_both_ways(all[i]);
	test_tomorrow(&k, &names_map_types);
	test_tomorrow(&k, &names_link_types);
	test_tomorrow(&k, &names_attach_types);
	test_live();
	test_print(&k, 2, OUT_TEXT, "array\n");
	test_print(&k, names_map_types.count, OUT_JSON, "{\"type\":\"from_tomorrow_0\"}\n");
	test_print(&k, 1000, OUT_TEXT, "type 1000\n");
	test_print(&k, 1000, OUT_JSON, "{\"type\":1000}\n");
	test_flags(0x401, OUT_TEXT, "flag_names no_prealloc,mmapable\n");
	test_flags(0x401, OUT_JSON, "{\"flag_names\":[\"no_prealloc\",\"mmapable\"]}\n");
	test_flags(0x8000000000000002, OUT_JSON,
		   "{\"flag_names\":[\"no_common_lru\",\"0x8000000000000000\"]}\n");
	test_errors();
	test_flags(0, OUT_JSON, "{\"flag_names\":[]}\n");
	kern_free(&k);
	printf("%s names of the kernel's numbers\n", failures ? "not ok" : "ok");
	return failures != 0;
}
