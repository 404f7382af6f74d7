/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Parts of elements by their paths, "key.proto" or "value.stats[3].count", read straight from the bytes. Maps
 * without types have plans as well: of numbers, or of bytes.
 */
#include <stdlib.h>
#include <string.h>

#include "lib/num.h"
#include "mapdump/formats.h"
#include "mapdump/view.h"

enum part_of { PART_KEY, PART_VALUE, PART_CPU };

struct part {
	enum part_of of;
	const struct value_plan *plan; /* the view's */
	struct value_field field;
	uint32_t size;      /* of the part's bytes */
	struct value_as as; /* no format: by its type */
};

/* What follows @word at the start of the path, as value_field_find() expects it; NULL: it is not there. */
static const char *after(const char *path, const char *word)
{
	size_t len = strlen(word);

	if (strncmp(path, word, len) || (path[len] && path[len] != '.' && path[len] != '['))
		return NULL;
	return path + len + (path[len] == '.');
}

static int no_such_part(const struct view *v, const char *path, struct err *err)
{
	struct value_field ignored;
	struct err no = {0};

	err_usage(err, "%s: parts of an element start with key or value", path);
	if (!value_field_find(view_plan(v, false), path, &ignored, &no))
		err_hint(err, "did you mean 'value.%s'?", path);
	else if (view_plan(v, true) && !value_field_find(view_plan(v, true), path, &ignored, &no))
		err_hint(err, "did you mean 'key.%s'?", path);
	return -1;
}

/* The error names the member as if it were the whole path. */
static int find_member(struct part *p, const char *whole, const char *path, struct err *err)
{
	struct err why = {0};

	if (!value_field_find(p->plan, path, &p->field, &why))
		return 0;
	err_usage(err, "%s%s%s", whole, *path == '[' ? "" : ".", why.text);
	if (*why.hint)
		err_hint(err, "%s", why.hint);
	return -1;
}

static int find(const struct view *v, const char *path, struct part *p, struct err *err)
{
	const char *in_key = after(path, "key"), *in_value = after(path, "value");
	const bool is_key = in_key != NULL;

	if (view_has_cpus(v) && !strcmp(path, "cpu")) {
		p->of = PART_CPU;
		return 0;
	}
	if (!in_key && !in_value)
		return no_such_part(v, path, err);
	if (is_key && !view_key_size(v))
		return err_usage(err, "%s: this map has no keys", path);
	p->of = is_key ? PART_KEY : PART_VALUE;
	p->plan = view_plan(v, is_key);
	p->size = is_key ? view_key_size(v) : view_info(v)->value_size;
	return find_member(p, is_key ? "key" : "value", is_key ? in_key : in_value, err);
}

static enum query_class class_of(const struct part *p)
{
	static const enum query_class classes[] = {
		[VALUE_IS_NEITHER] = QUERY_NEITHER,
		[VALUE_IS_NUMBER] = QUERY_NUMBER,
		[VALUE_IS_TEXT] = QUERY_TEXT,
	};

	if (p->as.format)
		return value_as_is_number(p->plan, &p->as) ? QUERY_NUMBER : QUERY_TEXT;
	return p->of == PART_CPU ? QUERY_NUMBER : classes[value_field_class(p->plan, &p->field)];
}

static int find_part(const void *over, struct query_column *c, struct err *err)
{
	struct part *p = calloc(1, sizeof(*p));

	c->place = p;
	if (!p)
		return err_no_memory(err);
	if (find(over, c->path, p, err))
		return -1;
	if (p->of != PART_CPU)
		value_field_as(p->plan, &p->field, NULL, &p->as);
	c->class = class_of(p);
	c->is_formatted = p->as.format;
	c->is_char = p->of != PART_CPU && !p->as.format && value_field_is_char(p->plan, &p->field);
	c->differs_by_row = p->of != PART_KEY;
	return 0;
}

static bool is_part(const void *over, const char *word, size_t len)
{
	static const char *const words[] = {"key", "value", "cpu"};

	(void)over;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strlen(words[i]) == len && !memcmp(words[i], word, len))
			return true;
	return false;
}

struct leaf {
	query_path_fn *fn;
	void *arg;
	const char *whole; /* key or value */
};

static int give_leaf(void *arg, const char *path, struct err *err)
{
	const struct leaf *l = arg;
	auto_buf whole = {0};

	buf_add_str(&whole, l->whole);
	if (*path)
		buf_add_char(&whole, '.');
	buf_add_str(&whole, path);
	return whole.failed ? err_no_memory(err) : l->fn(l->arg, buf_str(&whole), err);
}

static int each_part(const void *over, query_path_fn *fn, void *arg, struct err *err)
{
	const struct view *v = over;
	struct leaf l = {fn, arg, "key"};

	if (view_key_size(v) && value_leaves(view_plan(v, true), give_leaf, &l, err))
		return -1;
	if (view_has_cpus(v) && fn(arg, "cpu", err))
		return -1;
	l.whole = "value";
	return value_leaves(view_plan(v, false), give_leaf, &l, err);
}

static int check_sort(const void *over, const struct query_column *c, struct err *err)
{
	const struct part *p = c->place;

	if (p->of == PART_CPU)
		return err_usage(err, "--sort %s: elements contain values of all CPUs", c->path);
	if (p->of != PART_VALUE || c->class == QUERY_NEITHER || !view_has_cpus(over))
		return 0;
	err_usage(err, "--sort %s: every CPU has a separate value", c->path);
	err_hint(err, "combine them with --agg");
	return -1;
}

static size_t count_rows(const void *rec)
{
	const struct entry *e = rec;

	if (!view_has_cpus(e->v) || !e->value)
		return 1;
	return e->value_size / elements_stride(view_info(e->v)->value_size);
}

static const unsigned char *data_of(const struct part *p, const struct entry *e, size_t row)
{
	if (p->of == PART_KEY)
		return e->key;
	return e->value ? e->value + row * elements_stride(view_info(e->v)->value_size) : NULL;
}

static bool is_put_together(const struct part *p, const struct entry *e)
{
	return p->of == PART_VALUE && e->v->agg;
}

/* What the format compares: a number, or bytes. */
static bool read_as(const struct part *p, const unsigned char *data, struct query_cell *ret_value)
{
	const unsigned char *from = data + p->field.offset + p->as.at;

	if (value_as_number(p->plan, &p->as, &p->field, data, &ret_value->number))
		return true;
	ret_value->is_text = true;
	ret_value->text = (const char *)from;
	ret_value->len = p->as.format->ends_at_nul ? strnlen((const char *)from, p->as.size) : p->as.size;
	return true;
}

static bool read_part(const struct query_column *c, const void *rec, size_t row, struct query_cell *ret_value)
{
	const struct entry *e = rec;
	const struct part *p = c->place;
	const unsigned char *data = data_of(p, e, row);

	ret_value->is_text = false;
	if (p->of == PART_CPU) {
		ret_value->number = (struct number){.magnitude = cpus_at(&e->v->cpus, row).id};
		return true;
	}
	if (!data)
		return false;
	if (p->as.format && !is_put_together(p, e))
		return read_as(p, data, ret_value);
	if (is_put_together(p, e)) {
		const struct value_copies copies = entry_copies(e);

		return value_field_agg(p->plan, &p->field, &copies, &ret_value->number);
	}
	if (value_field_number(p->plan, &p->field, data, p->size, &ret_value->number))
		return true;
	ret_value->is_text = value_field_text(p->plan, &p->field, data, &ret_value->text, &ret_value->len);
	return ret_value->is_text;
}

static void print_part(struct out *o, const struct field *f, const struct query_column *c, const void *rec,
		       size_t row)
{
	const struct entry *e = rec;
	const struct part *p = c->place;
	const unsigned char *data = data_of(p, e, row);
	struct err ignored; /* not cleared: this runs for every value */
	int r = -1;

	if (p->of == PART_CPU) {
		out_uint(o, f, cpus_at(&e->v->cpus, row).id);
		return;
	}
	if (data && is_put_together(p, e)) {
		const struct value_copies copies = entry_copies(e);

		r = value_print_agg(o, f, p->plan, &p->field, &copies, &ignored);
	} else if (data) {
		r = value_field_print(o, f, p->plan, &p->field, data, p->size, &ignored);
	}
	if (r)
		out_null(o, f);
}

/* An address's form is its format; it is never applied to a part that has another one. */
static int use_address(struct query_column *c, const char *text, struct err *err)
{
	const struct value_format *format = format_of_address(text);
	struct part *p = c->place;

	if (!format) {
		err_usage(err, "'%.64s' is not an address", text);
		if (strchr(text, '-'))
			err_hint(err, "a time is compared with a part that --as shows as time or ktime");
		return -1;
	}
	if (p->of == PART_CPU || !value_field_as(p->plan, &p->field, format, &p->as))
		return err_usage(err, "%s does not have the %u bytes of '%.64s'", c->path, format->sizes[0],
				 text);
	c->class = QUERY_TEXT;
	c->is_formatted = true;
	return 0;
}

static int read_literal(const struct part *p, const char *text, struct query_literal *ret_literal,
			struct err *err)
{
	const struct value_format *format = p->as.format;

	ret_literal->is_text = !value_as_is_number(p->plan, &p->as);
	if (!ret_literal->is_text && format->read_number &&
	    format->read_number(&p->as, text, &ret_literal->number))
		return 0;
	if (!ret_literal->is_text && number_parse(text, strlen(text), &ret_literal->number))
		return 0;
	if (ret_literal->is_text && format->read(text, &ret_literal->bytes) &&
	    (format->ends_at_nul || ret_literal->bytes.len == p->as.size))
		return buf_str(&ret_literal->bytes) && !ret_literal->bytes.failed ? 0 : err_no_memory(err);
	return err_usage(err, "'%.64s' is not a value of the format %s", text, format->name);
}

/* 10.0.0.0/8: the address, and how much of it counts. */
static int literal(struct query_column *c, const char *text, struct query_literal *ret_literal,
		   struct err *err)
{
	const struct part *p = c->place;
	const char *slash = strchr(text, '/');
	char address[64];
	uint64_t bits = 0;

	if (slash && p->as.format && p->as.format->ends_at_nul)
		slash = NULL;
	if (slash && (size_t)(slash - text) < sizeof(address)) {
		memcpy(address, text, (size_t)(slash - text));
		address[slash - text] = '\0';
		text = address;
	}
	if (!p->as.format && use_address(c, text, err))
		return -1;
	if (read_literal(p, text, ret_literal, err))
		return -1;
	if (slash && num_parse_u64(slash + 1, p->as.size * 8, "prefix length", &bits, err))
		return -1;
	/* All addresses are in a network of no bits: then there is nothing to compare. */
	ret_literal->bits = (uint32_t)bits;
	if (slash && !bits)
		return err_usage(err, "prefix length 0: every address is in this network");
	return 0;
}

static bool named(const struct query_column *c, const char *name, size_t len, struct number *ret_number)
{
	const struct part *p = c->place;

	return p->of != PART_CPU && value_field_named(p->plan, &p->field, name, len, ret_number);
}

static const char *near_name(const struct query_column *c, const char *word)
{
	const struct part *p = c->place;

	return p->of == PART_CPU ? NULL : value_field_near_name(p->plan, &p->field, word);
}

int part_show_as(struct view *v, const char *path, const struct value_format *format, const void *arg,
		 struct err *err)
{
	const char *in_key = after(path, "key"), *in_value = after(path, "value");
	struct value_plan *plan = in_key ? v->key_plan : v->value_plan;

	if (!in_key && !in_value)
		return no_such_part(v, path, err);
	if (!plan)
		return err_usage(err, "%s: this map has no %s", path, in_key ? "keys" : "types of values");
	return value_plan_show_as(plan, in_key ? in_key : in_value, format, arg, err);
}

bool part_can_show_as(const struct view *v, const char *path, const struct value_format *format)
{
	struct part p = {0};
	struct err ignored = {0};
	struct value_as as;

	return !find(v, path, &p, &ignored) && p.of != PART_CPU &&
	       value_field_as(p.plan, &p.field, format, &as);
}

/* Precedes the copied key and value. Recordings have elements without the bytes of a value. */
struct stored_entry {
	size_t value_size;
	int no;
	bool has_value;
};

static size_t stored_size(const void *rec)
{
	const struct entry *e = rec;

	return sizeof(struct stored_entry) + view_key_size(e->v) + (e->value ? e->value_size : 0);
}

static void store(const void *rec, void *to)
{
	const struct entry *e = rec;
	const struct stored_entry head = {
		.value_size = e->value ? e->value_size : 0,
		.no = e->no,
		.has_value = e->value,
	};
	const uint32_t key_size = view_key_size(e->v);
	char *at = to;

	memcpy(at, &head, sizeof(head));
	if (key_size)
		memcpy(at + sizeof(head), e->key, key_size);
	if (e->value)
		memcpy(at + sizeof(head) + key_size, e->value, head.value_size);
}

static void restore(const void *over, const void *from, void *ret_rec)
{
	const struct view *v = over;
	const unsigned char *key = (const unsigned char *)from + sizeof(struct stored_entry);
	struct stored_entry head;

	_Static_assert(sizeof(struct entry) <= QUERY_REC_MOST, "a query has room for it");
	memcpy(&head, from, sizeof(head));
	*(struct entry *)ret_rec = (struct entry){
		.v = v,
		.key = key,
		.value = head.has_value ? key + view_key_size(v) : NULL,
		.value_size = head.value_size,
		.no = head.no,
	};
}

const struct query_source parts_of_elements = {
	.find = find_part,
	.has_word = is_part,
	.each_path = each_part,
	.check_sort = check_sort,
	.count_rows = count_rows,
	.read = read_part,
	.print = print_part,
	.named = named,
	.literal = literal,
	.near_name = near_name,
	.stored_size = stored_size,
	.store = store,
	.restore = restore,
};
