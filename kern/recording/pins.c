/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Pins of a recording, in the order in which they were reported. */
#include <string.h>

#include "kern/mounts.h"
#include "kern/recording/model.h"
#include "kern/recording/write.h"

#define MOUNTINFO "/proc/self/mountinfo"

struct recording_pin {
	uint64_t order; /* as they were reported */
	enum kern_kind kind;
	uint32_t id;
	bool is_object;
	uint64_t file;
	struct blob path;
};

static int record_pin(void *arg, const struct kern_pin *pin, struct err *err)
{
	struct recorder *rec = arg;

	(void)err;
	rec->stats.pins++;
	out_object(rec->o, NULL);
	record_str(rec, "path", pin->path);
	out_key(rec->o, "is_object");
	out_bool(rec->o, NULL, pin->is_object);
	if (pin->is_object) {
		record_str(rec, "kind", kern_kind_names[pin->kind]);
		record_uint(rec, "id", pin->id);
		if (pin->file)
			record_hex64(rec, "file", pin->file);
	}
	out_end(rec->o);
	return 0;
}

int section_write_pins(struct recorder *rec, const char *key, struct err *err)
{
	struct err why = {0};

	(void)err;
	record_list(rec, key);
	record_has_answer(rec, kern_pins(rec->k, NULL, record_pin, rec, &why), &why);
	out_end(rec->o);
	return 0;
}

static int need_kind(const struct node *of, enum kern_kind *ret_kind, struct err *err)
{
	char word[8];

	if (node_copy_text(of, "kind", word, sizeof(word), err))
		return -1;
	for (unsigned int kind = 0; kind < KIND_COUNT; kind++)
		if (!strcmp(word, kern_kind_names[kind])) {
			*ret_kind = (enum kern_kind)kind;
			return 0;
		}
	return node_fail(of, err, "unknown kind");
}

static int read_pin(struct recording *s, const struct node *n, void *item, unsigned int arg, struct err *err)
{
	struct recording_pin *pin = item;
	struct node file;

	(void)arg;
	pin->order = n->index;
	if (node_need_text(n, "path", &s->arena, &pin->path, err) ||
	    node_get_bool(n, "is_object", &pin->is_object, err))
		return -1;
	if (!pin->is_object)
		return 0;
	if (need_kind(n, &pin->kind, err) ||
	    (node_get(n, "file", &file) && node_uint(&file, UINT64_MAX, &pin->file, err)))
		return -1;
	return node_need_u32(n, "id", &pin->id, err);
}

int section_read_pins(struct recording *s, const struct node *n, struct err *err)
{
	return recording_read_list(s, n, sizeof(struct recording_pin), read_pin, 0,
				   &s->sections[SECTION_pins], err);
}

int recording_open_pin(struct kern *k, const char *path, enum kern_kind *ret_kind, int *ret_handle,
		       struct err *err)
{
	const struct recording_list *list = &recording_of(k)->sections[SECTION_pins];
	const struct recording_pin *pins = list->items;

	for (size_t i = 0; i < list->count; i++) {
		int r;

		if (strcmp(pins[i].path.data, path) != 0)
			continue;
		if (!pins[i].is_object)
			return err_set(err, 0, "%.256s is not a program, map or link", path);
		r = recording_open(k, pins[i].kind, pins[i].id, ret_handle, err);
		if (!r)
			*ret_kind = pins[i].kind;
		return r;
	}
	return KERN_NONE;
}

/* A folder without pins is one all the same where a bpffs was mounted in it or around it. */
static bool is_root_known(const struct recording *s, const char *root)
{
	const struct blob *text = recording_file(s, MOUNTINFO);
	const char *at = text ? text->data : "";
	char path[MOUNT_PATH_LEN];

	while (mounts_next(&at, "bpf", path, sizeof(path)))
		if (mounts_is_below(path, root))
			return true;
	return false;
}

int recording_pins(struct kern *k, const char *root, kern_pin_fn fn, void *arg, struct err *err)
{
	const struct recording *s = recording_of(k);
	const struct recording_pin *pins = s->sections[SECTION_pins].items;
	bool is_known = !root || is_root_known(s, root);

	for (size_t i = 0; i < s->sections[SECTION_pins].count; i++) {
		struct kern_pin pin = {
			.kind = pins[i].kind,
			.id = pins[i].id,
			.is_object = pins[i].is_object,
			.file = pins[i].file,
			.path = pins[i].path.data,
		};
		int r;

		if (root && !mounts_is_below(pin.path, root))
			continue;
		is_known = true;
		r = fn(arg, &pin, err);
		if (r)
			return r;
	}
	return is_known ? 0 : KERN_NONE;
}
