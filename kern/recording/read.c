/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A recording from its file into memory: nothing that was not checked here is believed later. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "kern/gz.h"
#include "kern/recording/model.h"
#include "kern/recording/recording.h"

struct source {
	struct gz gz;
	uint64_t values;
	struct err err;
};

static void source_close(struct source *src)
{
	gz_close(&src->gz);
}

static void document_free(json_t **json)
{
	json_decref(*json);
}

/* jansson asks for the next piece; what went wrong is kept for whoever called jansson. */
static size_t source_read(void *buffer, size_t size, void *arg)
{
	struct source *src = arg;
	size_t len;

	if (gz_read(&src->gz, buffer, size, &len, &src->err))
		return (size_t)-1;
	src->values += recording_count_values(buffer, len);
	if (src->values > RECORDING_MAX_VALUES) {
		err_set(&src->err, EFBIG, "more than %d values", RECORDING_MAX_VALUES);
		return (size_t)-1;
	}
	return len;
}

uint64_t recording_count_values(const char *text, size_t len)
{
	uint64_t count = 0;

	for (size_t i = 0; i < len; i++)
		count += (text[i] == ',') | (text[i] == '[') | (text[i] == '{') | (text[i] == ':');
	return count;
}

static int document_failed(const struct source *src, const json_error_t *error, struct err *err)
{
	char text[sizeof(error->text)];

	if (src->err.kind != ERR_OK) {
		*err = src->err;
		return -1;
	}
	/* The text may quote the file. */
	memcpy(text, error->text, sizeof(text));
	for (char *p = text; *p; p++)
		if ((unsigned char)*p < 0x20 || (unsigned char)*p >= 0x7f)
			*p = '?';
	if (error->position <= 1)
		return err_set(err, 0, "not a recording, and not JSON: %.160s", text);
	return err_set(err, 0, "invalid JSON at byte %d: %.160s", error->position, text);
}

static int load_document(const char *path, json_t **ret_json, struct err *err)
{
	__attribute__((cleanup(source_close))) struct source src = {0};
	json_error_t error;
	json_t *json;

	if (gz_open(&src.gz, path, err))
		return -1;
	json = json_load_callback(source_read, &src, JSON_REJECT_DUPLICATES, &error);
	/* Behind a whole document a failed read looks like the end of the file. */
	if (json && src.err.kind != ERR_OK) {
		json_decref(json);
		json = NULL;
	}
	if (!json)
		return document_failed(&src, &error, err);
	*ret_json = json;
	return 0;
}

static int compare_keys(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static int sort_list(const struct node *n, struct recording_list *list, size_t item_size, struct err *err)
{
	const char *items = list->items;

	qsort(list->items, list->count, item_size, compare_keys);
	for (size_t i = 1; i < list->count; i++)
		if (!compare_keys(items + (i - 1) * item_size, items + i * item_size))
			return node_fail(n, err, "duplicate entry %llu",
					 (unsigned long long)*(const uint64_t *)(items + i * item_size));
	return 0;
}

int recording_read_list(struct recording *s, const struct node *list, size_t item_size, recording_item_fn fn,
			unsigned int arg, struct recording_list *ret_list, struct err *err)
{
	struct recording_list result = {0};
	size_t count;

	if (node_count(list, &count, err))
		return -1;
	if (!count)
		return 0;
	result.items = arena_alloc(&s->arena, count * item_size);
	if (!result.items)
		return err_no_memory(err);
	for (; result.count < count; result.count++) {
		struct node n = node_at(list, result.count);

		if (node_need_object(&n, err) ||
		    fn(s, &n, (char *)result.items + result.count * item_size, arg, err))
			return -1;
	}
	if (sort_list(list, &result, item_size, err))
		return -1;
	*ret_list = result;
	return 0;
}

const void *recording_find_from(const struct recording_list *list, size_t item_size, uint64_t key)
{
	size_t low = 0, high = list->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (*(const uint64_t *)((const char *)list->items + middle * item_size) < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low < list->count ? (const char *)list->items + low * item_size : NULL;
}

const void *recording_find(const struct recording_list *list, size_t item_size, uint64_t key)
{
	const uint64_t *item = recording_find_from(list, item_size, key);

	return item && *item == key ? item : NULL;
}

/* Names and paths: a NUL would cut them. */
static int need_text(struct recording *s, const struct node *of, const char *key, struct blob *ret_text,
		     struct err *err)
{
	struct node n;
	struct blob text;

	if (node_need(of, key, &n, err) || node_text(&n, &s->arena, &text, err))
		return -1;
	if (memchr(text.data, '\0', text.len))
		return node_fail(&n, err, "text contains a NUL byte");
	*ret_text = text;
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

	(void)arg;
	pin->order = n->index;
	if (need_text(s, n, "path", &pin->path, err) || node_get_bool(n, "is_object", &pin->is_object, err))
		return -1;
	if (!pin->is_object)
		return 0;
	if (need_kind(n, &pin->kind, err))
		return -1;
	return node_need_u32(n, "id", &pin->id, err);
}

static int read_owner(struct recording *s, const struct node *n, void *item, unsigned int arg,
		      struct err *err)
{
	struct recording_owner *owner = item;
	struct kern_owner *o = &owner->owner;

	(void)s;
	o->kind = arg;
	if (node_need_u32(n, "id", &o->id, err) || node_need_u32(n, "pid", &o->pid, err))
		return -1;
	owner->key = (uint64_t)o->id << 32 | o->pid;
	return node_copy_text(n, "comm", o->comm, sizeof(o->comm), err);
}

static int read_process(struct recording *s, const struct node *n, void *item, unsigned int arg,
			struct err *err)
{
	struct recording_process *p = item;

	(void)s;
	(void)arg;
	if (node_need_uint(n, "pid", UINT32_MAX, &p->pid, err) ||
	    node_copy_text(n, "exe", p->process.exe, sizeof(p->process.exe), err))
		return -1;
	return node_copy_text(n, "cgroup", p->process.cgroup, sizeof(p->process.cgroup), err);
}

static int read_file(struct recording *s, const struct node *n, void *item, unsigned int arg, struct err *err)
{
	struct recording_file *file = item;
	struct blob path = {0};

	(void)arg;
	file->order = n->index;
	if (need_text(s, n, "path", &path, err))
		return -1;
	file->path = path.data;
	return node_get_text(n, "text", &s->arena, &file->text, err);
}

static int read_ifname(struct recording *s, const struct node *n, void *item, unsigned int arg,
		       struct err *err)
{
	struct recording_name *name = item;

	(void)arg;
	if (node_need_uint(n, "ifindex", UINT32_MAX, &name->number, err))
		return -1;
	return need_text(s, n, "name", &name->name, err);
}

static int read_cgroup(struct recording *s, const struct node *n, void *item, unsigned int arg,
		       struct err *err)
{
	struct recording_name *name = item;

	(void)arg;
	if (node_need_uint(n, "id", UINT64_MAX, &name->number, err))
		return -1;
	return need_text(s, n, "path", &name->name, err);
}

static int read_symbol(struct recording *s, const struct node *n, void *item, unsigned int arg,
		       struct err *err)
{
	struct recording_symbol *symbol = item;

	(void)arg;
	if (node_need_uint(n, "addr", UINT64_MAX, &symbol->addr, err) ||
	    node_need_uint(n, "offset", UINT64_MAX, &symbol->offset, err) ||
	    need_text(s, n, "name", &symbol->name, err))
		return -1;
	return node_get_text(n, "module", &s->arena, &symbol->module, err);
}

static int read_objects(struct recording *s, const struct node *n, unsigned int kind, struct err *err)
{
	return recording_read_list(s, n, sizeof(struct recording_object), recording_read_object, kind,
				   &s->objects[kind], err);
}

static int read_owners(struct recording *s, const struct node *n, unsigned int arg, struct err *err)
{
	(void)arg;
	if (node_need_object(n, err))
		return -1;
	for (unsigned int kind = 0; kind < KIND_COUNT; kind++) {
		struct node of, list;

		if (!node_get(n, kern_kind_names[kind], &of))
			continue;
		if (node_need_object(&of, err) ||
		    node_get_bool(&of, "is_complete", &s->is_owners_complete[kind], err))
			return -1;
		if (node_get(&of, "list", &list) &&
		    recording_read_list(s, &list, sizeof(struct recording_owner), read_owner, kind,
					&s->owners[kind], err))
			return -1;
	}
	return 0;
}

static int read_boot_time(struct recording *s, const struct node *n, unsigned int arg, struct err *err)
{
	(void)arg;
	s->has_boot_time = true;
	return node_int(n, &s->boot_time_ns, err);
}

/* Lists that are no more than that. */
static const struct plain_list {
	const char *key;
	size_t offset, item_size;
	recording_item_fn read;
} plain_lists[] = {
	{"pins", offsetof(struct recording, pins), sizeof(struct recording_pin), read_pin},
	{"processes", offsetof(struct recording, processes), sizeof(struct recording_process), read_process},
	{"files", offsetof(struct recording, files), sizeof(struct recording_file), read_file},
	{"ifnames", offsetof(struct recording, ifnames), sizeof(struct recording_name), read_ifname},
	{"cgroup_paths", offsetof(struct recording, cgroup_paths), sizeof(struct recording_name),
	 read_cgroup},
	{"symbols", offsetof(struct recording, symbols), sizeof(struct recording_symbol), read_symbol},
	{"attachments", offsetof(struct recording, attachments), sizeof(struct recording_attachment),
	 recording_read_attachment},
};

static int read_machine(struct recording *s, const struct node *n, unsigned int arg, struct err *err)
{
	(void)arg;
	return node_text(n, &s->arena, &s->machine, err);
}

static const struct section {
	const char *key;
	unsigned int arg;
	int (*read)(struct recording *s, const struct node *n, unsigned int arg, struct err *err);
} sections[] = {
	{"machine", 0, read_machine},       {"boot_time_ns", 0, read_boot_time},
	{"progs", KIND_PROG, read_objects}, {"maps", KIND_MAP, read_objects},
	{"links", KIND_LINK, read_objects}, {"btfs", KIND_BTF, read_objects},
	{"owners", 0, read_owners},         {"vmlinux", 0, recording_read_vmlinux},
};

static int check_header(const struct node *root, struct err *err)
{
	char order[16];
	uint64_t version;

	if (!json_is_object(root->json) || !json_object_get(root->json, "bpfi_recording"))
		return err_set(err, 0, "not a recording: \"bpfi_recording\" is missing");
	if (node_need_uint(root, "bpfi_recording", UINT32_MAX, &version, err))
		return -1;
	if (version != RECORDING_VERSION)
		return err_set(err, 0,
			       "unsupported recording format %llu (this version of bpfi reads format %d)",
			       (unsigned long long)version, RECORDING_VERSION);
	if (node_copy_text(root, "byte_order", order, sizeof(order), err))
		return -1;
	if (strcmp(order, RECORDING_BYTE_ORDER) != 0)
		return err_set(err, 0, "recorded on a %s-endian machine, which this machine cannot read",
			       *order == 'b'   ? "big"
			       : *order == 'l' ? "little"
					       : "strange");
	return 0;
}

static int read_document(struct recording *s, const struct node *root, struct err *err)
{
	struct node n;

	if (check_header(root, err))
		return -1;
	for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++)
		if (node_get(root, sections[i].key, &n) && sections[i].read(s, &n, sections[i].arg, err))
			return -1;
	for (size_t i = 0; i < sizeof(plain_lists) / sizeof(plain_lists[0]); i++) {
		const struct plain_list *list = &plain_lists[i];

		if (node_get(root, list->key, &n) &&
		    recording_read_list(s, &n, list->item_size, list->read, 0,
					(struct recording_list *)((char *)s + list->offset), err))
			return -1;
	}
	s->has_attachments = node_get(root, "attachments", &n);
	return 0;
}

int recording_load(struct recording *s, const char *path, struct err *err)
{
	__attribute__((cleanup(document_free))) json_t *json = NULL;
	struct node root = {0};

	if (load_document(path, &json, err))
		return -1;
	root.json = json;
	return read_document(s, &root, err);
}

void recording_free(struct recording *s)
{
	arena_free(&s->arena);
	buf_free(&s->vmlinux.bytes);
}
