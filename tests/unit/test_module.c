/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What is found in the types of a module, which continue the kernel's: functions, structures, operations. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hostshow/hostshow.h"
#include "kern/live/places.h"
#include "loaded/btfname.h"
#include "tests/unit/stub_kern.h"
#include "wire/btf.h"
#include "wire/scan.h"

static int failures;

static void check(bool ok, const char *what)
{
	if (ok)
		return;
	failures++;
	printf("not ok %s\n", what);
}

static void test_scan(struct kern *k)
{
	struct wire_scan_want wants[] = {{.name = "nf_nat_in", .kind = BK_FUNC},
					 {.name = "do_unlinkat", .kind = BK_FUNC}};
	struct wire_scan kernel, module;
	struct wire_scan_pos at;
	struct wire_scan_type type;
	struct err err = {0};
	auto_buf bytes = {0};
	const void *data;
	uint32_t off;
	size_t size;

	check(!kern_vmlinux(k, &data, &size, &err) && !wire_scan_open(&kernel, data, size, &err),
	      "the kernel's types");
	check(btfname_open_module(k, STUB_BTF_MODULE, &kernel, &bytes, &module), "a module's types");
	check(wire_scan_find(&module, wants, 2) == 1 && wants[0].ret_type.id == STUB_MODULE_FUNC,
	      "a function of the module, not of the kernel");
	at = wire_scan_at(&module, &wants[0].ret_type);
	check(wire_scan_next(&module, &at, &type) && type.id == STUB_MODULE_FUNC, "a walk from it on");
	check(!strcmp(wire_scan_type_name(&module, STUB_KERNEL_FUNC), "do_unlinkat"), "names of the kernel");
	check(!strcmp(wire_scan_type_name(&module, STUB_MODULE_FUNC), "nf_nat_in"), "and of the module");
	check(wire_scan_own_string(&module, "nat_ops", &off) &&
		      !strcmp(wire_scan_string(&module, off), "nat_ops"),
	      "a string of the module");
	check(!wire_scan_own_string(&module, "do_unlinkat", &off), "none of the kernel");
	check(!wire_scan_type(&module, STUB_OPS_VALUE + 1, &type), "no type after the last");
	for (uint32_t id = STUB_BTF_PROG; id <= STUB_BTF_HIDDEN; id++)
		check(!btfname_open_module(k, id, &kernel, &bytes, &module), "not a module");
	check(!btfname_open_module(k, STUB_BTF_VMLINUX, &kernel, &bytes, &module),
	      "the kernel is not a module");
}

struct question {
	struct kern *k;
	struct feature_question q;
};

static void ask(struct out *o, const void *arg)
{
	const struct question *q = arg;
	struct err err = {0};

	feature_has(q->k, o, &q->q, &err);
}

static void test_function(struct kern *k)
{
	static const struct {
		const char *name, *prog, *answer;
	} rows[] = {
		{"nf_nat_in", NULL, "kfunc nf_nat_in: available"},
		{"nf_nat_in", "xdp", "kfunc nf_nat_in prog xdp: available"},
		{"nf_nat_in", "lsm",
		 "kfunc nf_nat_in prog lsm: not available: programs of this type cannot call it"},
		{"nat_ops", NULL,
		 "kfunc nat_ops: not available: neither the kernel nor a loaded module has a function of this name"},
	};

	for (unsigned int i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct question q = {k, {FEATURE_KFUNC, rows[i].name, rows[i].prog}};
		char *text = stub_capture(OUT_TEXT, ask, &q);

		check(text && !strncmp(text, rows[i].answer, strlen(rows[i].answer)), rows[i].answer);
		free(text);
	}
}

/* How many there were, and whether they are the one that is expected. */
struct seen {
	unsigned int count;
	bool is_right;
};

static int see(void *arg, const struct kern_attachment *at, struct err *err)
{
	struct seen *seen = arg;

	(void)err;
	seen->count++;
	seen->is_right = at->place == PLACE_STRUCT_OPS && at->prog_id == STUB_PROG_TARGET &&
			 at->map_id == STUB_MAP_OPS && !strcmp(at->target, "in") &&
			 !strcmp(at->kind, "nat_ops");
	return 0;
}

static void test_operations(struct kern *k)
{
	struct seen seen = {0};
	struct places p = {.k = k, .fn = see, .arg = &seen};
	struct uapi_map_info info = {0};
	uint32_t len = sizeof(info);
	struct err err = {0};
	char name[64] = "";
	int handle = -1;

	check(!kern_open(k, KIND_MAP, STUB_MAP_OPS, &handle, &err) &&
		      !kern_info(k, KIND_MAP, handle, &info, &len, &err),
	      "a map with the module's operations");
	check(btfname_of_ops(k, &info, name, sizeof(name)) && !strcmp(name, "nat_ops"), "what they are for");
	check(!live_places_ops(&p, handle, &info, &err) && seen.count == 1 && seen.is_right,
	      "the one function that is set");
	info.btf_vmlinux_id = STUB_BTF_HIDDEN;
	check(live_places_ops(&p, handle, &info, &err) && err.no, "types that cannot be read are an error");
	kern_close(k, handle);
}

int main(void)
{
	struct kern k;

	if (stub_kern_open(&k)) {
		printf("not ok the stub kernel\n");
		return 1;
	}
	test_scan(&k);
	test_function(&k);
	test_operations(&k);
	kern_free(&k);
	printf("%s test_module\n", failures ? "not ok" : "ok");
	return failures != 0;
}
