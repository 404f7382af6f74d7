/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * An object by its name, on a small kernel with a thousand of them that counts what is opened: whatever its
 * list of names has, what is found is what opening each one finds.
 */
#include "loaded/ref.h"

#include <stdio.h>
#include <string.h>

#include "kern/ops.h"

enum { OBJECTS = 1000, OPENED_FIRST = 512, LONG_NAME = 900 };

/* What the list of names is like. */
enum list { LIST_NONE, LIST_WHOLE, LIST_FAILS };

static enum list list;
static unsigned int opened;
static int failures;

static void check(bool ok, const char *what)
{
	printf("%s %s\n", ok ? "ok" : "not ok", what);
	failures += !ok;
}

/* The last ones are alike; one has a name that may be the beginning of a longer one. */
static void name_of(uint32_t id, char ret_name[UAPI_NAME_LEN])
{
	if (id == LONG_NAME)
		memcpy(ret_name, "fifteen_letters", UAPI_NAME_LEN);
	else
		snprintf(ret_name, UAPI_NAME_LEN, "%s%u", id > OBJECTS - 2 ? "m.last" : "p", id % 1000);
}

static int next_id(struct kern *k, enum kern_kind kind, uint32_t id, uint32_t *ret_id, struct err *err)
{
	(void)k;
	(void)kind;
	(void)err;
	*ret_id = id + 1;
	return id < OBJECTS ? 0 : KERN_NONE;
}

static int open_id(struct kern *k, enum kern_kind kind, uint32_t id, int *ret_handle, struct err *err)
{
	(void)k;
	(void)kind;
	(void)err;
	opened++;
	*ret_handle = (int)id;
	return 0;
}

static void close_id(struct kern *k, int handle)
{
	(void)k;
	(void)handle;
}

static int info(struct kern *k, enum kern_kind kind, int handle, void *to, uint32_t *len, struct err *err)
{
	struct uapi_prog_info prog = {.id = (uint32_t)handle};
	struct uapi_map_info map = {.id = (uint32_t)handle};

	(void)k;
	(void)err;
	name_of((uint32_t)handle, prog.name);
	name_of((uint32_t)handle, map.name);
	if (kind == KIND_PROG && *len >= sizeof(prog))
		memcpy(to, &prog, sizeof(prog));
	else if (kind == KIND_MAP && *len >= sizeof(map))
		memcpy(to, &map, sizeof(map));
	return 0;
}

static int names(struct kern *k, enum kern_kind kind, kern_name_fn fn, void *arg, struct err *err)
{
	char name[UAPI_NAME_LEN];

	(void)k;
	(void)kind;
	if (list == LIST_NONE)
		return KERN_NONE;
	for (uint32_t id = 1; id <= OBJECTS; id++) {
		name_of(id, name);
		fn(arg, id, name);
		if (list == LIST_FAILS && id == OBJECTS / 2)
			return err_set(err, 0, "it broke off");
	}
	return 0;
}

static const struct kern_ops ops = {.name = "small",
				    .next_id = next_id,
				    .open = open_id,
				    .info = info,
				    .names = names,
				    .close = close_id};

/* How many are found, and the first of them. */
static size_t find(enum list how, enum kern_kind kind, const char *name, uint32_t *ret_id)
{
	const struct ref ref = {.by = REF_NAME, .text = name};
	struct kern k = {.ops = &ops};
	auto_ids ids = {0};
	struct err err = {0};

	list = how;
	opened = 0;
	*ret_id = 0;
	if (ref_find(&k, kind, &ref, &ids, &err))
		return 0;
	*ret_id = ids.ids[0];
	return ids.count;
}

static const struct {
	enum kern_kind kind;
	const char *name;
	size_t count;
	uint32_t first;
	unsigned int more; /* opened after the first ones, with the list */
} wanted[] = {
	{KIND_PROG, "p600", 1, 600, 1},
	{KIND_PROG, "p6", 1, 6, 0},
	{KIND_PROG, "p69?", 10, 690, 11}, /* the long name may match too */
	{KIND_PROG, "p51[0-9]", 10, 510, 8},
	{KIND_PROG, "fifteen_letters", 1, LONG_NAME, 1},
	{KIND_PROG, "fifteen_*", 1, LONG_NAME, 1},
	{KIND_MAP, "last999", 1, 999, 1},
	{KIND_MAP, ".last0", 1, OBJECTS, 1},
};

int main(void)
{
	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++) {
		bool same = true;
		uint32_t id;

		for (int how = LIST_NONE; how <= LIST_FAILS; how++) {
			same &= find(how, wanted[i].kind, wanted[i].name, &id) == wanted[i].count &&
				id == wanted[i].first;
			if (how != LIST_WHOLE)
				same &= opened == OBJECTS;
			else
				same &= opened == OPENED_FIRST + wanted[i].more;
		}
		check(same, wanted[i].name);
	}
	return failures != 0;
}
