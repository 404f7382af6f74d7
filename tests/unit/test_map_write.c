/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Writing to a small kernel that counts: what is written, how often, and what is left behind when one of the
 * changes fails.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "kern/change.h"
#include "kern/elements.h"
#include "kern/ops.h"
#include "mapdump/mapdump.h"
#include "mapdump/transfer/transfer.h"
#include "mapdump/write/write.h"
#include "tests/unit/stub_kern.h"

enum { MAP_HASH = 1, MAP_PERCPU, MAP_PROGS, MAP_SMALL, MAPS_END, MOST = 8, VALUE_ROOM = 16, PROG = 40 };

struct element {
	bool is_there;
	uint32_t key;
	uint8_t value[VALUE_ROOM];
};

/* The kernel: its maps, and what it saw. */
static struct {
	struct element elements[MAPS_END][MOST];
	unsigned int asked, fail_at; /* changes; this one fails */
	unsigned int updates, deletes, created, pinned;
	long open_handles;
	bool is_held, is_refilled;
} world;

static const struct uapi_map_info infos[MAPS_END] = {
	[MAP_HASH] =
		{.type = BPF_MAP_TYPE_HASH, .id = MAP_HASH, .key_size = 4, .value_size = 4, .max_entries = 4},
	[MAP_PERCPU] = {.type = BPF_MAP_TYPE_PERCPU_HASH,
			.id = MAP_PERCPU,
			.key_size = 4,
			.value_size = 4,
			.max_entries = 4},
	[MAP_PROGS] = {.type = BPF_MAP_TYPE_PROG_ARRAY,
		       .id = MAP_PROGS,
		       .key_size = 4,
		       .value_size = 4,
		       .max_entries = 4},
	[MAP_SMALL] = {.type = BPF_MAP_TYPE_HASH,
		       .id = MAP_SMALL,
		       .key_size = 4,
		       .value_size = 4,
		       .max_entries = 1},
};

static int open_id(struct kern *k, enum kern_kind kind, uint32_t id, int *ret_handle, struct err *err)
{
	(void)k;
	(void)err;
	if (kind == KIND_MAP ? !id || id >= MAPS_END : kind != KIND_PROG || id != PROG)
		return KERN_NONE;
	world.open_handles++;
	*ret_handle = (int)id;
	return 0;
}

static void close_id(struct kern *k, int handle)
{
	(void)k;
	(void)handle;
	world.open_handles--;
}

static int info(struct kern *k, enum kern_kind kind, int handle, void *to, uint32_t *len, struct err *err)
{
	(void)k;
	if (kind != KIND_MAP)
		return err_set(err, EBADF, "info");
	memcpy(to, &infos[handle], *len < sizeof(infos[0]) ? *len : sizeof(infos[0]));
	*len = sizeof(infos[0]);
	return 0;
}

static int fdinfo(struct kern *k, enum kern_kind kind, int handle, struct buf *ret_text, struct err *err)
{
	(void)k;
	(void)kind;
	(void)err;
	buf_printf(ret_text, "map_id:\t%d\nfrozen:\t0\n", handle);
	return 0;
}

static int read_file(struct kern *k, const char *path, struct buf *ret_text, struct err *err)
{
	(void)k;
	(void)err;
	if (!strstr(path, "/cpu/"))
		return KERN_NONE;
	buf_reset(ret_text);
	buf_add_str(ret_text, "0-1\n");
	return 0;
}

static int owners(struct kern *k, enum kern_kind kind, uint32_t only, struct kern_owners *ret_owners,
		  struct err *err)
{
	(void)only;
	(void)k;
	*ret_owners = (struct kern_owners){.is_complete = true};
	if (!world.is_held)
		return 0;
	ret_owners->list = malloc(sizeof(*ret_owners->list));
	if (!ret_owners->list)
		return err_no_memory(err);
	ret_owners->list[0] = (struct kern_owner){.kind = kind, .id = MAP_PROGS, .pid = 1};
	ret_owners->count = 1;
	return 0;
}

static int pins(struct kern *k, const char *root, kern_pin_fn fn, void *arg, struct err *err)
{
	(void)k;
	(void)root;
	(void)fn;
	(void)arg;
	(void)err;
	return 0;
}

static int walk(struct kern *k, int handle, const struct uapi_map_info *i, elements_fn fn, void *arg,
		struct err *err)
{
	int r = 0;

	(void)k;
	for (unsigned int n = 0; !r && n < MOST; n++) {
		const struct element *e = &world.elements[handle][n];
		const struct elements one = {.keys = (const unsigned char *)&e->key,
					     .values = e->value,
					     .key_size = i->key_size,
					     .value_size = i->id == MAP_PERCPU ? VALUE_ROOM : i->value_size,
					     .count = 1};

		if (e->is_there)
			r = fn(arg, &one, err);
	}
	return r;
}

static struct element *find(int handle, const void *key)
{
	for (unsigned int n = 0; n < MOST; n++)
		if (world.elements[handle][n].is_there && !memcmp(&world.elements[handle][n].key, key, 4))
			return &world.elements[handle][n];
	return NULL;
}

static int lookup(struct kern *k, int handle, const struct uapi_map_info *i, const void *key,
		  struct buf *ret_value, struct err *err)
{
	const struct element *e = find(handle, key);

	(void)k;
	(void)err;
	if (!e)
		return KERN_NONE;
	buf_reset(ret_value);
	buf_add(ret_value, e->value, i->id == MAP_PERCPU ? VALUE_ROOM : i->value_size);
	return 0;
}

/* The change that is to fail does so before anything happens. */
static bool is_due(struct err *err)
{
	if (++world.asked != world.fail_at)
		return false;
	err_set(err, ENOMEM, "injected");
	return true;
}

static int open_to_write(struct kern *k, uint32_t id, int *ret_handle, struct err *err)
{
	(void)k;
	if (is_due(err))
		return -1;
	world.open_handles++;
	*ret_handle = (int)id;
	return 0;
}

static int create_map(struct kern *k, const struct map_attrs *attrs, int *ret_handle, struct err *err)
{
	(void)k;
	(void)attrs;
	if (is_due(err))
		return -1;
	world.created++;
	world.open_handles++;
	*ret_handle = MAP_HASH;
	return 0;
}

static int update(struct kern *k, int handle, const void *key, const void *value, uint64_t flags,
		  struct err *err)
{
	const struct uapi_map_info *i = &infos[handle];
	struct element *e = find(handle, key);
	unsigned int used = 0;

	(void)k;
	if (is_due(err))
		return -1;
	/* As a kernel that does not know it. */
	if (flags & UPDATE_ONE_CPU)
		return err_set(err, EINVAL, "writing an element");
	for (unsigned int n = 0; n < MOST; n++)
		used += world.elements[handle][n].is_there;
	if (!e && used == i->max_entries)
		return err_set(err, E2BIG, "writing an element");
	for (unsigned int n = 0; !e && n < MOST; n++)
		if (!world.elements[handle][n].is_there)
			e = &world.elements[handle][n];
	world.updates++;
	e->is_there = true;
	memcpy(&e->key, key, sizeof(e->key));
	memcpy(e->value, value, i->id == MAP_PERCPU ? VALUE_ROOM : i->value_size);
	return 0;
}

static int delete_element(struct kern *k, int handle, const void *key, struct err *err)
{
	struct element *e = find(handle, key);

	(void)k;
	if (is_due(err))
		return -1;
	if (!e)
		return KERN_NONE;
	world.deletes++;
	e->is_there = world.is_refilled;
	return 0;
}

static int pin(struct kern *k, enum kern_kind kind, int handle, const char *path, bool may_mount,
	       struct err *err)
{
	(void)k;
	(void)kind;
	(void)handle;
	(void)path;
	(void)may_mount;
	if (is_due(err))
		return -1;
	world.pinned++;
	return 0;
}

static const struct change_ops changes = {
	.open_to_write = open_to_write,
	.create_map = create_map,
	.update = update,
	.delete = delete_element,
	.pin = pin,
};
static const struct kern_ops ops = {
	.name = "small",
	.open = open_id,
	.close = close_id,
	.info = info,
	.fdinfo = fdinfo,
	.read_file = read_file,
	.owners = owners,
	.pins = pins,
	.walk = walk,
	.lookup = lookup,
	.changes = &changes,
};

static int failures;

static void expect(bool is_right, const char *what, const struct err *err)
{
	if (is_right && !world.open_handles)
		return;
	failures++;
	printf("not ok map_write: %s: '%s', %ld handles open\n", what, err->text, world.open_handles);
	world.open_handles = 0;
}

/* Words of one argument. */
#define WORDS(...) \
	((struct elem_bytes){(char *[]){__VA_ARGS__}, sizeof((char *[]){__VA_ARGS__}) / sizeof(char *)})
#define W(s) ((char[]){s})

static struct kern kern = {.ops = &ops};
static const struct ref hash = {.by = REF_ID, .id = MAP_HASH}, percpu = {.by = REF_ID, .id = MAP_PERCPU},
			progs = {.by = REF_ID, .id = MAP_PROGS}, small = {.by = REF_ID, .id = MAP_SMALL};

static int put(const struct ref *ref, struct map_update u, struct err *err)
{
	struct out *o = out_new(-1, OUT_JSON, false);
	int r;

	err_clear(err);
	r = map_update(&kern, o, ref, &u, err);
	out_free(o);
	return r;
}

static void check_percpu(void)
{
	static const uint8_t both[VALUE_ROOM] = {5, 0, 0, 0, 0, 0, 0, 0, 5},
			     one[VALUE_ROOM] = {5, 0, 0, 0, 0, 0, 0, 0, 7};
	const struct element *e = &world.elements[MAP_PERCPU][0];
	struct map_update u = {.key = WORDS(W("1"), W("0"), W("0"), W("0")),
			       .value = WORDS(W("5"), W("0"), W("0"), W("0"))};
	struct err err = {0};

	expect(!put(&percpu, u, &err) && !memcmp(e->value, both, VALUE_ROOM), "a new value for all CPUs",
	       &err);
	u.value = WORDS(W("7"), W("0"), W("0"), W("0"));
	u.has_cpu = true;
	u.cpu = 1;
	expect(!put(&percpu, u, &err) && !memcmp(e->value, one, VALUE_ROOM), "one CPU", &err);
	u.cpu = 2;
	expect(put(&percpu, u, &err) && err.kind == ERR_USAGE, "a CPU that is not there", &err);
	u.has_cpu = false;
	expect(put(&percpu, u, &err) && strstr(err.text, "differ") && !memcmp(e->value, one, VALUE_ROOM),
	       "values that differ", &err);
	u.is_all_cpus = true;
	expect(!put(&percpu, u, &err) && e->value[0] == 7 && e->value[8] == 7, "all CPUs", &err);
	expect(put(&hash, u, &err) && err.kind == ERR_USAGE && !world.elements[MAP_HASH][0].is_there,
	       "CPUs of a map that has none", &err);
}

static void check_held(void)
{
	struct map_update u = {.key = WORDS(W("1"), W("0"), W("0"), W("0")),
			       .value = WORDS(W("id"), W("40"))};
	unsigned int before = world.updates;
	struct err err = {0};

	expect(put(&progs, u, &err) && strstr(err.text, "remove its programs") && world.updates == before,
	       "a program array that nobody holds", &err);
	world.is_held = true;
	expect(!put(&progs, u, &err) && world.updates == before + 1, "one that somebody holds", &err);
	u.value = WORDS(W("id"), W("41"));
	expect(put(&progs, u, &err) && strstr(err.text, "prog 41"), "a program that is not there", &err);
}

static int import(const struct ref *ref, const char *text, bool is_going_on, struct err *err)
{
	const struct map_import opt = {.is_going_on = is_going_on};
	struct out *o = out_new(-1, OUT_JSON, false);
	int fd = memfd_create("import", MFD_CLOEXEC);
	char path[32];
	int r;

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	err_clear(err);
	if (write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		return -1;
	r = map_import(&kern, o, ref, path, &opt, err);
	close(fd);
	out_free(o);
	return r;
}

#define LINE(digit) "{\"key_hex\":\"0" digit "000000\",\"value_hex\":\"0a0b0c0d\"}\n"

static void check_import(void)
{
	struct err err = {0};

	world.updates = 0;
	expect(import(&hash, LINE("1") "{\"key_hex\":\"01\"}\n", false, &err) && !world.updates,
	       "nothing is written before all is checked", &err);
	expect(import(&hash, LINE("1") "\n" LINE("2") "x", false, &err) && !world.updates,
	       "a line that is no JSON", &err);
	expect(!import(&hash, LINE("1") "\n" LINE("2"), false, &err) && world.updates == 2, "two elements",
	       &err);
	expect(!import(&hash,
		       "[{\"key\":[\"0x03\",\"0x00\",\"0x00\",\"0x00\"],\"value\":[\"0x01\",\"0x00\","
		       "\"0x00\","
		       "\"0x00\"]}]",
		       false, &err) &&
		       world.updates == 3,
	       "what a dump prints", &err);
	world.updates = 0;
	expect(import(&small, LINE("1") LINE("2") LINE("3") LINE("1"), false, &err) &&
		       err.kind == ERR_PARTIAL && world.updates == 1,
	       "the first failure stops it", &err);
	expect(import(&small, LINE("1") LINE("2") LINE("3") LINE("1"), true, &err) &&
		       err.kind == ERR_PARTIAL && strstr(err.text, "2 of 3") && world.updates == 3,
	       "unless it keeps going", &err);
	expect(!import(&hash, "", false, &err), "an empty file", &err);
	world.updates = 0;
	expect(!import(&hash,
		       "key: 01 00 00 00  value: 0a 0b 0c 0d\nkey: 02 00 00 00  value: <no entry>\n"
		       "key:\n03 00 00 00\nvalue:\n0a 0b 0c 0d\nFound 2 elements\n",
		       false, &err) &&
		       world.updates == 2,
	       "text of a dump", &err);
	expect(import(&hash, "key: 01 00 00 00  value: 0a 0b 0c 0d\nkey: 02 00 00 00  value: 0a\n", false,
		      &err) &&
		       world.updates == 2,
	       "text that ends early", &err);
}

static void check_clear(void)
{
	struct out *o = out_new(-1, OUT_JSON, false);
	struct err err = {0};

	world.deletes = 0;
	expect(!map_clear(&kern, o, &hash, true, &err) && !world.deletes, "a dry run deletes nothing", &err);
	expect(!map_clear(&kern, o, &hash, false, &err) && world.deletes == 3, "clear", &err);
	world.is_refilled = true;
	err_clear(&err);
	expect(map_clear(&kern, o, &small, false, &err) && err.kind == ERR_PARTIAL,
	       "a map that is filled as fast as it is cleared", &err);
	world.is_refilled = false;
	out_free(o);
}

static void check_create(void)
{
	const struct map_create c = {.path = "/pin",
				     .type = "hash_of_maps",
				     .name = "outer",
				     .key_size = {true, 4},
				     .value_size = {true, 4},
				     .max_entries = {true, 1},
				     .inner = hash};
	struct kern recording = {.ops = &(const struct kern_ops){.name = "x", .source = "a recording"}};
	struct err err = {0};

	world.asked = 0;
	expect(!map_create(&kern, NULL, &c, NULL, true, &err) && world.created == 1 && world.pinned == 1,
	       "create", &err);
	for (unsigned int at = 1; at <= 2; at++) {
		world.asked = 0;
		world.fail_at = at;
		world.pinned = 0;
		err_clear(&err);
		expect(map_create(&kern, NULL, &c, NULL, true, &err) && !world.pinned,
		       "a failure leaves nothing", &err);
	}
	world.fail_at = 0;
	err_clear(&err);
	expect(kern_unpin(&recording, "/x", &err) < 0 && strstr(err.text, "a recording cannot be changed"),
	       "a recording", &err);
}

int main(void)
{
	check_percpu();
	check_held();
	check_import();
	check_clear();
	check_create();
	if (!failures)
		printf("ok map_write\n");
	return failures != 0;
}
