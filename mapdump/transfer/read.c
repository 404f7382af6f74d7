/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Reading elements. Bytes and typed values are distinguished by how they are written. */
#include "mapdump/transfer/read.h"

#include <errno.h>
#include <string.h>

#include "kern/mapfile.h"
#include "kern/names.h"
#include "lib/num.h"
#include "mapdump/transfer/text.h"

int transfer_open(struct transfer_file *f, const char *path, struct err *err)
{
	memset(f, 0, sizeof(*f));
	if (kern_map_file(strcmp(path, "-") ? path : "/dev/stdin", &f->data, &f->size, err))
		return -1;
	transfer_rewind(f);
	return 0;
}

void transfer_rewind(struct transfer_file *f)
{
	struct span whole;

	f->at = f->data ? f->data : "";
	f->end = f->at + f->size;
	f->is_text = transfer_is_text(f->at, f->end);
	f->line = f->is_text;
	whole = span_value(f->at, f->end);
	f->is_list = whole.at && *whole.at == '[' && span_walk_start(&f->list, whole);
}

void transfer_close(struct transfer_file *f)
{
	kern_unmap_file(f->data, f->size);
	f->data = NULL;
	f->size = 0;
}

static bool is_blank_till(const char *at, const char *end)
{
	while (at < end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n'))
		at++;
	return at == end;
}

/* "line 7", "element 7". */
static int not_object(const struct transfer_file *f, struct err *err)
{
	return err_set(err, 0, "%s %lu: expected one JSON object", f->is_list ? "element" : "line", f->line);
}

static int next_listed(struct transfer_file *f, struct span *ret_object, struct err *err)
{
	struct span key;

	if (span_walk_next(&f->list, &key, ret_object)) {
		f->line++;
		return 0;
	}
	if (f->list.is_bad)
		return err_set(err, 0, "after element %lu: invalid JSON", f->line);
	return is_blank_till(f->list.end + 1, f->end) ? KERN_NONE
						      : err_set(err, 0, "unexpected text after the list");
}

static int next_object(struct transfer_file *f, struct span *ret_object, struct err *err)
{
	if (f->is_list)
		return next_listed(f, ret_object, err);
	while (f->at < f->end) {
		const char *newline = memchr(f->at, '\n', (size_t)(f->end - f->at));
		const char *stop = newline ? newline : f->end, *start = f->at;
		struct span value = span_value(start, stop);

		f->at = newline ? newline + 1 : f->end;
		f->line++;
		if (is_blank_till(start, stop))
			continue;
		if (!value.at || *value.at != '{' || span_value(value.at + value.len, stop).at)
			return not_object(f, err);
		*ret_object = value;
		return 0;
	}
	return KERN_NONE;
}

static int given_twice(const struct transfer_file *f, struct span name, struct err *err)
{
	return err_set(err, 0, "%s %lu: '%.*s' is given twice", f->is_list ? "element" : "line", f->line,
		       (int)name.len, name.at);
}

/* The members that are used, all in one walk. */
static int take_members(const struct transfer_file *f, struct span object, struct transfer_line *line,
			struct err *err)
{
	const struct {
		const char *name;
		struct span *to;
	} known[] = {
		{"key", &line->key},
		{"value", &line->value},
		{"values", &line->values},
		{"formatted", &line->formatted},
		{"key_hex", &line->key_hex},
		{"value_hex", &line->value_hex},
		{"values_hex", &line->values_hex},
		{"bpfi_map", &line->version},
	};
	struct span name, value;
	struct span_walk w;

	if (!span_walk_start(&w, object) || w.is_list)
		return not_object(f, err);
	while (span_walk_next(&w, &name, &value))
		for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
			if (!span_is(name, known[i].name))
				continue;
			if (known[i].to->at)
				return given_twice(f, name, err);
			*known[i].to = value;
		}
	return w.is_bad ? not_object(f, err) : 0;
}

/* If both bytes and typed values are given, the bytes are used. */
static int take_apart(const struct transfer_file *f, struct span object, struct transfer_line *ret_line,
		      struct err *err)
{
	struct transfer_line line = {.whole = object}, typed = {0};
	bool is_enough;

	if (take_members(f, object, &line, err))
		return -1;
	is_enough = line.key.at && (line.value.at || line.values.at);
	if (line.formatted.at && !is_enough && take_members(f, line.formatted, &typed, err))
		return -1;
	line.key = line.key.at ? line.key : typed.key;
	line.value = line.value.at ? line.value : typed.value;
	line.values = line.values.at ? line.values : typed.values;
	*ret_line = line;
	return 0;
}

/* {"key": ..., "value": {"error": "No such file or directory"}}: an empty slot. */
static bool is_hole(const struct transfer_line *line)
{
	struct span name, text, inside;
	struct span_walk w;

	return line->value.at && span_walk_start(&w, line->value) && !w.is_list &&
	       span_walk_next(&w, &name, &text) && span_is(name, "error") && span_string(text, &inside) &&
	       span_is(inside, strerror(ENOENT)) && !span_walk_next(&w, &name, &text);
}

int transfer_next(struct transfer_file *f, struct transfer_line *ret_line, struct err *err)
{
	struct span object;
	int r;

	do {
		r = next_object(f, &object, err);
		if (!r)
			r = take_apart(f, object, ret_line, err);
	} while (!r && is_hole(ret_line));
	return r;
}

static bool member_number(struct span object, const char *key, uint64_t *ret_value)
{
	struct span s = span_member(object, key);
	struct err ignored = {0};
	char text[24];

	if (!s.at || s.len >= sizeof(text))
		return false;
	memcpy(text, s.at, s.len);
	text[s.len] = '\0';
	return !num_parse_u64(text, UINT64_MAX, key, ret_value, &ignored);
}

static int check_number(struct span object, const char *key, uint64_t wanted, const char *words,
			struct err *err)
{
	uint64_t found;

	if (!member_number(object, key, &found))
		return err_set(err, 0, "the description has no %s", key);
	if (found == wanted)
		return 0;
	return err_set(err, 0, "%s %llu, but the exported map has %llu", words, (unsigned long long)wanted,
		       (unsigned long long)found);
}

int transfer_check_description(const struct write_target *t, const struct transfer_line *line,
			       struct err *err)
{
	const struct span object = line->whole;
	const struct uapi_map_info *info = write_info(t);
	char type[NAMES_TEXT_SIZE] = "";
	struct span found;
	uint64_t version;

	if (!member_number(object, "bpfi_map", &version) || version != TRANSFER_VERSION)
		return err_set(err, 0, "unsupported format (this version of bpfi reads format %d)",
			       TRANSFER_VERSION);
	if (check_number(object, "key_size", info->key_size, "key size of the map is", err) ||
	    check_number(object, "value_size", info->value_size, "value size of the map is", err) ||
	    check_number(object, "cpus", t->v.type->is_percpu ? t->v.cpus.count : 0,
			 "number of per-CPU values is", err))
		return -1;
	if (span_string(span_member(object, "byte_order"), &found) && !span_is(found, TRANSFER_BYTE_ORDER))
		return err_set(err, 0, "exported on a machine with another byte order");
	names_text(t->k, &names_map_types, info->type, type, sizeof(type));
	if (*type && span_string(span_member(object, "type"), &found) && !span_is(found, type)) {
		uint32_t other = 0;
		struct err ignored = {0};
		auto_buf word = {0};

		buf_add(&word, found.at, found.len);
		names_value(t->k, &names_map_types, buf_str(&word), &other, &ignored);
		if (!map_types_match(map_type(other), t->v.type))
			return err_set(err, 0, "type of the map is %s, but the exported map has %.32s", type,
				       buf_str(&word));
	}
	return 0;
}

static int read_hex(struct span s, const char *what, size_t size, struct buf *to, struct err *err)
{
	struct span in;
	uint8_t byte;

	if (!span_string(s, &in) || in.len != 2 * size)
		return err_set(err, 0, "%s: expected %zu hexadecimal digits", what, 2 * size);
	for (size_t i = 0; i < in.len; i += 2) {
		const char two[3] = {in.at[i], in.at[i + 1], '\0'};

		if (num_parse_hex(two, &byte, 1, what, err))
			return err_set(err, 0, "%s: not hexadecimal", what);
		buf_add(to, &byte, 1);
	}
	return to->failed ? err_no_memory(err) : 0;
}

/* Bytes or a typed value, appended to @to. */
static int read_value(struct transfer_element *e, struct span s, const struct data_form *form, struct buf *to,
		      struct err *err)
{
	auto_buf one = {0};

	buf_reset(&e->text);
	buf_add(&e->text, s.at, s.len);
	if (e->text.failed)
		return err_no_memory(err);
	if (map_data_read_text(buf_str(&e->text), form, &one, err)) {
		err->kind = ERR_FAILED;
		return -1;
	}
	buf_add(to, one.data, one.len);
	return to->failed ? err_no_memory(err) : 0;
}

static void pad(struct buf *to)
{
	while (to->len % ELEMENTS_ALIGN && !to->failed)
		buf_add_char(to, '\0');
}

/* A reordered file must not swap the values of the CPUs. */
static int check_cpu(const struct write_target *t, struct span value, size_t at, struct err *err)
{
	uint64_t cpu;

	if (!span_member(value, "cpu").at ||
	    (member_number(value, "cpu", &cpu) && cpu == cpus_at(&t->v.cpus, at).id))
		return 0;
	return err_set(err, 0, "values: expected CPU %u at position %zu", cpus_at(&t->v.cpus, at).id, at + 1);
}

/* One value for each CPU, in their order: plain, or {"cpu", "value"}. */
static int read_cpu_values(const struct write_target *t, struct span list, bool is_hex,
			   struct transfer_element *e, struct err *err)
{
	const struct data_form form = write_value_form(t);
	struct span key, value;
	struct span_walk w;
	size_t at = 0;
	int r = 0;

	if (!span_walk_start(&w, list) || !w.is_list)
		return err_set(err, 0, "values: expected a list with one value per CPU");
	while (!r && span_walk_next(&w, &key, &value)) {
		struct span inner = span_member(value, "value");

		if (inner.at && check_cpu(t, value, at, err))
			return -1;
		at++;
		r = is_hex ? read_hex(value, "value", form.size, &e->value, err)
			   : read_value(e, inner.at ? inner : value, &form, &e->value, err);
		pad(&e->value);
	}
	if (!r && e->value.len != write_value_room(t))
		return err_set(err, 0, "values: expected %zu, one per CPU",
			       write_value_room(t) / elements_stride(form.size));
	return r;
}

/* Dumps of global data have none. */
static int lacking_key(struct write_target *t, struct transfer_element *e, struct err *err)
{
	const struct elem_bytes none = {0};

	if (!write_read_key(t, &none, &e->key, err))
		return 0;
	err->kind = ERR_FAILED;
	return -1;
}

static int read_key(struct write_target *t, const struct transfer_line *line, struct transfer_element *e,
		    struct err *err)
{
	const struct data_form form = write_key_form(t);

	if (!form.size)
		return 0;
	if (!line->key_hex.at && !line->key.at)
		return lacking_key(t, e, err);
	if (line->key_hex.at ? read_hex(line->key_hex, "key", form.size, &e->key, err)
			     : read_value(e, line->key, &form, &e->key, err))
		return -1;
	return write_check_key(t, e->key.data, err);
}

static int read_member(const struct write_target *t, const struct transfer_line *line,
		       struct transfer_element *e, struct err *err)
{
	const struct data_form form = write_value_form(t);
	const bool is_hex = line->values_hex.at != NULL;

	if (!form.size)
		return 0;
	if (t->v.type->is_percpu && (is_hex || line->values.at))
		return read_cpu_values(t, is_hex ? line->values_hex : line->values, is_hex, e, err);
	if (t->v.type->is_percpu)
		return err_set(err, 0, "missing values (one per CPU)");
	if (line->value_hex.at)
		return read_hex(line->value_hex, "value", form.size, &e->value, err);
	return line->value.at ? read_value(e, line->value, &form, &e->value, err)
			      : err_set(err, 0, "missing value");
}

int transfer_read_element(struct write_target *t, const struct transfer_line *line,
			  struct transfer_element *e, struct err *err)
{
	buf_reset(&e->key);
	buf_reset(&e->value);
	return read_key(t, line, e, err) ? -1 : read_member(t, line, e, err);
}

void transfer_element_free(struct transfer_element *e)
{
	buf_free(&e->key);
	buf_free(&e->value);
	buf_free(&e->text);
}
