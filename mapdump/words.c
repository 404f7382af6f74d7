/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* From words to keys and values: first the words of the map's type, then those for any map. */
#include "mapdump/words.h"

#include <string.h>

#include "kern/change.h"
#include "lib/num.h"

/* Open until the map is closed: the kernel looks up the handle. */
static int keep(struct write_target *t, int handle, uint32_t *ret_number)
{
	t->handles[t->handle_count++] = handle;
	*ret_number = (uint32_t)handle;
	return 0;
}

static int read_pid(struct write_target *t, char **words, uint32_t *ret_number, struct err *err)
{
	uint32_t pid;
	int handle, r;

	if (num_parse_u32(words[0], "pid", &pid, err))
		return -1;
	r = kern_open_process(t->k, pid, &handle, err);
	if (r)
		return r == KERN_NONE ? err_set(err, 0, "process %u not found", pid) : -1;
	return keep(t, handle, ret_number);
}

static int read_path(struct write_target *t, char **words, uint32_t *ret_number, struct err *err)
{
	int handle, r = kern_open_path(t->k, words[0], &handle, err);

	if (r)
		return r == KERN_NONE ? err_set(err, 0, "%.256s not found", words[0]) : -1;
	return keep(t, handle, ret_number);
}

static int read_socket(struct write_target *t, char **words, uint32_t *ret_number, struct err *err)
{
	uint32_t pid, fd;
	int handle, r;

	if (num_parse_u32(words[0], "process", &pid, err) || num_parse_u32(words[1], "descriptor", &fd, err))
		return -1;
	r = kern_take_fd(t->k, pid, fd, &handle, err);
	if (r)
		return r == KERN_NONE
			       ? err_set(err, 0, "process %u with file descriptor %u not found", pid, fd)
			       : -1;
	return keep(t, handle, ret_number);
}

static int read_dev(struct write_target *t, char **words, uint32_t *ret_number, struct err *err)
{
	int r = kern_ifindex(t->k, words[0], ret_number, err);

	return r == KERN_NONE ? err_set(err, 0, "network device '%.64s' not found", words[0]) : r;
}

static int read_queue(struct write_target *t, char **words, uint32_t *ret_number, struct err *err)
{
	(void)t;
	return num_parse_u32(words[0], "queue_size", ret_number, err);
}

static const struct write_word write_words[MAP_WORD_COUNT] = {
	[MAP_WORD_CGROUP] = {"cgroup", "PATH", "cgroups", 1, true, read_path},
	[MAP_WORD_DEV] = {"dev", "NAME", "network devices", 1, false, read_dev},
	[MAP_WORD_FILE] = {"file", "PATH", "files", 1, true, read_path},
	[MAP_WORD_PID] = {"pid", "N", "processes", 1, true, read_pid},
	[MAP_WORD_QUEUE] = {"queue_size", "N", "queues", 1, false, read_queue},
	[MAP_WORD_SOCKET] = {"fd", "PID N", "sockets", 2, true, read_socket},
};

const struct write_word *write_word(enum map_word word)
{
	return word ? &write_words[word] : NULL;
}

static int must_be_handle(const struct write_target *t, const struct write_word *w, const char *what,
			  struct err *err)
{
	return err_usage(err, "map %u: %ss are %s; use '%s %s %s'", t->id, what, w->objects, what, w->word,
			 w->tokens);
}

static int read_object(struct write_target *t, char **words, unsigned int count, uint32_t *ret_id,
		       struct err *err)
{
	const enum kern_kind kind = t->v.type->object;
	const struct arg_type *type = kind == KIND_MAP ? &arg_map : &arg_prog;
	struct argv_rest rest = {words, count};
	struct ref ref;

	if (type->parse(NULL, &rest, &ref, err))
		return err_wrap(err, "value");
	if (rest.left)
		return err_usage(err, "value: unexpected word '%.64s' after the %s", rest.at[0],
				 kern_kind_names[kind]);
	return ref_find_one(t->k, kind, &ref, ret_id, err);
}

/* After a device and a queue: the program that runs there. */
static int read_prog_behind(struct write_target *t, char **words, unsigned int count, uint32_t *ret_id,
			    struct err *err)
{
	if (!count)
		return 0;
	if (strcmp(words[0], "prog") != 0 || !t->v.type->object_at)
		return err_usage(err, "value: unexpected word '%.64s'", words[0]);
	if (write_info(t)->value_size < t->v.type->object_at + sizeof(*ret_id))
		return err_usage(err, "map %u has values of %u bytes, without room for a program", t->id,
				 write_info(t)->value_size);
	if (count < 2)
		return err_usage(err, "'prog' must be followed by PROG");
	return read_object(t, words + 1, count - 1, ret_id, err);
}

static int put_numbers(const uint32_t numbers[2], size_t size, struct buf *ret_bytes, struct err *err)
{
	char *to;

	buf_reset(ret_bytes);
	to = buf_room(ret_bytes, size);
	if (!to)
		return err_no_memory(err);
	memset(to, 0, size);
	memcpy(to, numbers, size < 2 * sizeof(*numbers) ? size : 2 * sizeof(*numbers));
	ret_bytes->len = size;
	return 0;
}

static int read_word(struct write_target *t, const struct write_word *w, const struct data_form *f,
		     const struct elem_bytes *given, struct buf *ret_bytes, struct err *err)
{
	uint32_t numbers[2] = {0};

	if (given->count < w->count + 1u)
		return err_usage(err, "%s: '%s' must be followed by %s", f->what, w->word, w->tokens);
	if (w->read(t, given->words + 1, &numbers[0], err))
		return err_wrap(err, "%s", f->what);
	if (read_prog_behind(t, given->words + 1 + w->count, given->count - 1 - w->count, &numbers[1], err))
		return -1;
	return put_numbers(numbers, f->size, ret_bytes, err);
}

/* By a keyword, or alone: bytes are several words, and typed values begin with a bracket or a quote. */
static bool is_ref(const struct elem_bytes *given)
{
	const char *word = given->words[0];

	return !strcmp(word, "id") || !strcmp(word, "name") || !strcmp(word, "pinned") ||
	       !strcmp(word, "tag") || (given->count == 1 && *word && !strchr("{[\"", *word));
}

static int read_either(struct write_target *t, const struct write_word *w, const struct data_form *f,
		       const struct elem_bytes *given, struct buf *ret_bytes, struct err *err)
{
	if (w && !strcmp(given->words[0], w->word))
		return read_word(t, w, f, given, ret_bytes, err);
	if (w && w->is_handle)
		return must_be_handle(t, w, f->what, err);
	return map_data_read(given, f, ret_bytes, err);
}

static int missing(const struct data_form *f, struct err *err)
{
	return err_usage(err, "%s is missing (%zu bytes%s%s)", f->what, f->size, *f->type ? ", " : "",
			 f->type);
}

/* Global data and the like: one element, whose key is not shown. */
static bool is_only_one(const struct write_target *t)
{
	return t->v.type->may_lack_key && write_info(t)->max_entries == 1;
}

int write_parse_key(struct write_target *t, const struct elem_bytes *given, struct buf *ret_key,
		    struct err *err)
{
	static const uint32_t first[2];
	const struct data_form form = write_key_form(t);

	if (!form.size)
		return given->words ? err_usage(err, "map %u has no keys", t->id) : 0;
	if (!given->words && is_only_one(t))
		return put_numbers(first, form.size, ret_key, err);
	if (!given->words)
		return missing(&form, err);
	return read_either(t, write_word(t->v.type->key_word), &form, given, ret_key, err);
}

int write_read_key(struct write_target *t, const struct elem_bytes *given, struct buf *ret_key,
		   struct err *err)
{
	if (write_parse_key(t, given, ret_key, err))
		return -1;
	return ret_key->len ? write_check_key(t, ret_key->data, err) : 0;
}

int write_read_value(struct write_target *t, const struct elem_bytes *given, struct buf *ret_value,
		     struct err *err)
{
	struct data_form form = write_value_form(t);
	uint32_t numbers[2] = {0};

	form.ret_is_partial = &t->is_partial;
	if (!form.size)
		return given->words ? err_usage(err, "map %u has no values", t->id) : 0;
	if (!given->words)
		return missing(&form, err);
	if (!t->v.type->has_object || t->v.type->object_at || !is_ref(given))
		return read_either(t, write_word(t->v.type->value_word), &form, given, ret_value, err);
	if (read_object(t, given->words, given->count, &numbers[0], err))
		return -1;
	return put_numbers(numbers, form.size, ret_value, err);
}

int write_check_transfer(const struct write_target *t, struct err *err)
{
	const struct write_word *key = write_word(t->v.type->key_word),
				*value = write_word(t->v.type->value_word);

	if (t->v.type->no_update)
		return err_set(err, 0, "map %u cannot be written to: %s", t->id, t->v.type->no_update);
	if (key && key->is_handle)
		return err_set(err, 0, "map %u: keys are %s; add them one by one with 'map update'", t->id,
			       key->objects);
	if (value && value->is_handle)
		return err_set(err, 0, "map %u: values are %s; add them one by one with 'map update'", t->id,
			       value->objects);
	return 0;
}

int write_check_readable(const struct write_target *t, struct err *err)
{
	const struct map_type *row = t->v.type;

	if (row->way == ELEMENTS_RING)
		return err_set(err, 0, "map %u is a ring buffer: it has records, not elements", t->id);
	if (row->way == ELEMENTS_PEEK)
		return err_set(err, 0, "map %u: its elements can only be read by removing them", t->id);
	return row->why ? err_set(err, 0, "map %u: its elements cannot be shown: %s", t->id, row->why) : 0;
}
