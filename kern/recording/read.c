/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A recording from its file into memory: later code relies on the checks made here. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "kern/gz.h"
#include "kern/recording/model.h"
#include "kern/recording/recording.h"

struct source {
	struct gz gz;
	struct recording_cost cost;
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

/* jansson asks for the next piece; the failure is stored for jansson's caller. */
static size_t source_read(void *buffer, size_t size, void *arg)
{
	struct source *src = arg;
	size_t len;

	if (gz_read(&src->gz, buffer, size, &len, &src->err))
		return (size_t)-1;
	recording_cost_add(&src->cost, buffer, len);
	if (!recording_is_affordable(&src->cost, gz_packed(&src->gz))) {
		err_set(&src->err, EFBIG, "too many values for its size");
		return (size_t)-1;
	}
	return len;
}

/* With what comes before it: of a name most is the time that its look-up takes. */
static const uint16_t costs[UCHAR_MAX + 1] = {['{'] = 304, ['['] = 208, [':'] = 320, [','] = 80};

void recording_cost_add(struct recording_cost *cost, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		if (cost->is_escaped)
			cost->is_escaped = false;
		else if (c == '"')
			cost->in_text = !cost->in_text;
		else if (!cost->in_text)
			cost->bytes += costs[c];
		else
			cost->is_escaped = c == '\\';
	}
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
	/* After a whole document a failed read looks like the end of the file. */
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

static int read_header(struct recording *s, const struct node *root, struct err *err)
{
	struct node n;

	if (check_header(root, err))
		return -1;
	return node_get(root, "machine", &n) ? node_text(&n, &s->arena, &s->machine, err) : 0;
}

static int read_objects(struct recording *s, const struct node *root, struct err *err)
{
	for (unsigned int kind = 0; kind < KIND_COUNT; kind++) {
		struct node n;

		if (node_get(root, recording_object_keys[kind], &n) &&
		    recording_read_list(s, &n, sizeof(struct recording_object), recording_read_object, kind,
					&s->objects[kind], err))
			return -1;
	}
	return 0;
}

static const struct {
	const char *key;
	int (*read)(struct recording *s, const struct node *n, struct err *err);
} sections[SECTION_COUNT] = {
#define RECORDED(name, gives, key, parameters, arguments, trace) {key, section_read_##name},
#include "kern/questions.h"
};

static int read_document(struct recording *s, const struct node *root, struct err *err)
{
	struct node n;

	if (read_header(s, root, err) || read_objects(s, root, err))
		return -1;
	for (size_t i = 0; i < SECTION_COUNT; i++) {
		s->has_section[i] = node_get(root, sections[i].key, &n);
		if (s->has_section[i] && sections[i].read(s, &n, err))
			return -1;
	}
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
