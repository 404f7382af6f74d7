/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Two BTFs side by side, type by type. Several types may share a name (static functions above all): equal
 * ones are paired first, the rest is compared in order.
 */
#include <fnmatch.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "btfdump/decl.h"
#include "btfdump/inspect/facts.h"
#include "btfdump/inspect/inspect.h"
#include "lib/out.h"

/*
 * Of types that share a name more than these are compared in order at once. The total gathered is limited
 * too: many structs may hold the same large anonymous one.
 */
enum { PAIRING_MAX = 64, PAIRING_MAX_STRUCT = 8, FACTS_PER_WORD = 2, FACTS_LEAST = 100000 };

struct diff_rec {
	uint32_t len;
	const char *change;
	uint32_t kind;
	const char *name;
	struct facts *old, *new; /* both only where it changed */
};

/* In its colour. */
static void emit_change(struct out *o, const struct field *f, const void *rec)
{
	const char *change = ((const struct diff_rec *)rec)->change;
	struct field row = *f;

	row.style = *change == 'a' ? STYLE_ADDED : *change == 'r' ? STYLE_REMOVED : STYLE_CHANGED;
	out_str(o, &row, change);
}

static void emit_kind(struct out *o, const struct field *f, const void *rec)
{
	out_str(o, f, wire_kind_facts(((const struct diff_rec *)rec)->kind)->name);
}

static void emit_name(struct out *o, const struct field *f, const void *rec)
{
	out_str(o, f, ((const struct diff_rec *)rec)->name);
}

enum { C_WHAT, C_NAME, C_OLD, C_NEW };

static const struct field change_fields[] = {
	[C_WHAT] = {.name = "what",
		    .help = "Kind of change: size, member, enumerator, type, bits or encoding",
		    .label = "",
		    .type = FIELD_STR},
	[C_NAME] = {.name = "name",
		    .help = "Name of the member or enumerator",
		    .label = "",
		    .lead = " ",
		    .style = STYLE_NAME,
		    .type = FIELD_STR,
		    .flags = FIELD_OPTIONAL},
	[C_OLD] = {.name = "old",
		   .help = "Value in the first source; absent if added",
		   .label = "was",
		   .style = STYLE_REMOVED,
		   .type = FIELD_STR,
		   .flags = FIELD_OPTIONAL},
	[C_NEW] = {.name = "new",
		   .help = "Value in the second source; absent if removed",
		   .label = "now",
		   .style = STYLE_ADDED,
		   .type = FIELD_STR,
		   .flags = FIELD_OPTIONAL},
	{0},
};

static void change_out(struct out *o, const struct fact *fact, const char *old, const char *new)
{
	out_object(o, NULL);
	out_str(o, &change_fields[C_WHAT], fact->what);
	if (*fact->name)
		out_str(o, &change_fields[C_NAME], fact->name);
	if (old)
		out_str(o, &change_fields[C_OLD], old);
	if (new)
		out_str(o, &change_fields[C_NEW], new);
	out_end(o);
}

static void emit_changes(struct out *o, const struct field *f, const void *rec)
{
	const struct diff_rec *r = rec;

	if (!r->old || !r->new)
		return;
	out_list(o, f);
	for (uint32_t i = 0; i < r->old->count; i++) {
		const struct fact *a = &r->old->list[i], *b = facts_find(r->new, a);
		const char *old = facts_value(r->old, a), *new = b ? facts_value(r->new, b) : NULL;

		if (!new || strcmp(old, new))
			change_out(o, a, old, new);
	}
	for (uint32_t i = 0; i < r->new->count; i++) {
		const struct fact *b = &r->new->list[i];

		if (!facts_find(r->old, b))
			change_out(o, b, NULL, facts_value(r->new, b));
	}
	out_end(o);
}

static const struct field diff_fields[] = {
	{
		.name = "change",
		.help = "Change: added, removed or changed",
		.label = "",
		.width = 7,
		.type = FIELD_STR,
		.emit = emit_change,
	},
	{.name = "kind", .help = "Kind", .label = "", .lead = " ", .type = FIELD_STR, .emit = emit_kind},
	{
		.name = "name",
		.help = "Name",
		.label = "",
		.lead = " ",
		.style = STYLE_NAME,
		.type = FIELD_STR,
		.emit = emit_name,
	},
	{
		.name = "changes",
		.help = "Differences of a changed type; empty if only the order of members differs",
		.label = "",
		.line = 1,
		.layout = LAYOUT_LINES,
		.type = FIELD_LIST,
		.flags = FIELD_OPTIONAL,
		.emit = emit_changes,
		.sub = change_fields,
	},
	{0},
};

struct diff_entry {
	const char *name;
	uint32_t id;
	uint32_t kind; /* ENUM for ENUM64 too: the compiler chooses which */
};

struct diff_list {
	struct diff_entry *entries;
	uint32_t count;
};

/* Only what a program can name is compared; anonymous types are part of those around them. */
static const uint32_t compared_kinds = 1u << BK_INT | 1u << BK_STRUCT | 1u << BK_UNION | 1u << BK_ENUM |
				       1u << BK_ENUM64 | 1u << BK_TYPEDEF | 1u << BK_FUNC | 1u << BK_VAR |
				       1u << BK_FLOAT;

static int diff_entry_compare(const struct diff_entry *a, const struct diff_entry *b)
{
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return strcmp(a->name, b->name);
}

static int entry_order(const void *a, const void *b)
{
	const struct diff_entry *x = a, *y = b;
	int c = diff_entry_compare(x, y);

	return c ? c : x->id < y->id ? -1 : x->id > y->id;
}

/* Own types whose name matches the glob (NULL: all), by kind and name. */
static int diff_list_make(const struct types *t, const char *pattern, struct diff_list *ret_list,
			  struct err *err)
{
	struct diff_list l = {.entries = malloc((t->count - t->first_id + 1) * sizeof(*l.entries))};

	if (!l.entries)
		return err_no_memory(err);
	for (uint32_t id = t->first_id; id < t->count; id++) {
		const struct wire_type *w = types_at(t, id);
		unsigned int kind = type_kind(w);
		const char *name = types_string(t, w->name_off);

		if (kind >= BK_COUNT || !(compared_kinds >> kind & 1) || !*name)
			continue;
		if (pattern && fnmatch(pattern, name, 0))
			continue;
		l.entries[l.count++] = (struct diff_entry){name, id, kind == BK_ENUM64 ? BK_ENUM : kind};
	}
	qsort(l.entries, l.count, sizeof(*l.entries), entry_order);
	*ret_list = l;
	return 0;
}

const struct record types_diff_record = {.name = "btf diff", .fields = diff_fields};

struct diff {
	struct out *out;
	const struct types *a, *b;
	struct facts old, new;
	uint64_t budget; /* facts that may still be collected */
	uint64_t text_budget;
	bool is_different;
	struct err *err;
};

static void diff_tell(struct diff *d, const char *change, const struct diff_entry *e, bool has_facts)
{
	struct diff_rec r = {.len = sizeof(r), .change = change, .kind = e->kind, .name = e->name};

	if (has_facts) {
		r.old = &d->old;
		r.new = &d->new;
	}
	d->is_different = true;
	record_print(d->out, &types_diff_record, &r);
}

static int pair_is_equal(struct diff *d, const struct diff_entry *a, const struct diff_entry *b, bool *ret_is)
{
	if (facts_collect(&d->old, d->a, a->id, d->err) || facts_collect(&d->new, d->b, b->id, d->err))
		return err_wrap(d->err, "%s", a->name);
	if (d->old.count + (uint64_t)d->new.count > d->budget || !d->text_budget)
		return err_set(d->err, 0, "%s: too complex to compare", a->name);
	d->budget -= d->old.count + d->new.count;
	*ret_is = facts_are_equal(&d->old, &d->new);
	return 0;
}

static int pair_compare(struct diff *d, const struct diff_entry *a, const struct diff_entry *b)
{
	bool is_equal = false;

	if (pair_is_equal(d, a, b, &is_equal))
		return -1;
	if (!is_equal)
		diff_tell(d, "changed", a, true);
	return 0;
}

/* Removes pairs of equal types from both groups. */
static int equals_drop(struct diff *d, struct diff_entry *a, uint32_t *a_count, struct diff_entry *b,
		       uint32_t *b_count)
{
	uint32_t left = 0;

	for (uint32_t i = 0; i < *a_count; i++) {
		bool is_equal = false;

		for (uint32_t j = 0; j < *b_count && !is_equal; j++) {
			if (pair_is_equal(d, &a[i], &b[j], &is_equal))
				return -1;
			if (is_equal) {
				memmove(&b[j], &b[j + 1], (*b_count - j - 1) * sizeof(*b));
				(*b_count)--;
			}
		}
		if (!is_equal)
			a[left++] = a[i];
	}
	*a_count = left;
	return 0;
}

/* All types of one kind and name. */
static int groups_compare(struct diff *d, struct diff_entry *a, uint32_t a_count, struct diff_entry *b,
			  uint32_t b_count)
{
	uint32_t i, max = a_count && kind_is_composite(a->kind) ? PAIRING_MAX_STRUCT : PAIRING_MAX;

	if (a_count + b_count > 2 && a_count <= max && b_count <= max &&
	    equals_drop(d, a, &a_count, b, &b_count))
		return -1;
	for (i = 0; i < a_count && i < b_count; i++)
		if (pair_compare(d, &a[i], &b[i]))
			return -1;
	for (uint32_t k = i; k < a_count; k++)
		diff_tell(d, "removed", &a[k], false);
	for (uint32_t k = i; k < b_count; k++)
		diff_tell(d, "added", &b[k], false);
	return 0;
}

static uint32_t group_end(const struct diff_list *l, uint32_t from, const struct diff_entry *like)
{
	while (from < l->count && !diff_entry_compare(&l->entries[from], like))
		from++;
	return from;
}

static int lists_compare(struct diff *d, const struct diff_list *a, const struct diff_list *b)
{
	uint32_t i = 0, j = 0;

	while ((i < a->count || j < b->count) && !out_is_dead(d->out)) {
		const struct diff_entry *first = i < a->count ? &a->entries[i] : &b->entries[j];
		struct diff_entry like;
		uint32_t i_end, j_end;

		if (j < b->count && diff_entry_compare(&b->entries[j], first) < 0)
			first = &b->entries[j];
		like = *first;
		i_end = group_end(a, i, &like);
		j_end = group_end(b, j, &like);
		if (groups_compare(d, a->entries + i, i_end - i, b->entries + j, j_end - j))
			return -1;
		i = i_end;
		j = j_end;
	}
	return 0;
}

int types_print_diff(struct out *o, const struct types *a, const struct types *b, const char *pattern,
		     bool *ret_is_different, struct err *err)
{
	struct diff d = {.out = o, .a = a, .b = b, .err = err};
	struct diff_list from = {0}, to = {0};
	int ret = -1;

	d.text_budget = decl_budget(a) + decl_budget(b);
	d.old.budget = d.new.budget = &d.text_budget;
	d.budget = ((uint64_t)a->word_count + b->word_count) * FACTS_PER_WORD + FACTS_LEAST;
	if (!diff_list_make(a, pattern, &from, err) && !diff_list_make(b, pattern, &to, err)) {
		out_list(o, NULL);
		ret = lists_compare(&d, &from, &to);
		if (!ret)
			out_end(o);
	}
	free(from.entries);
	free(to.entries);
	facts_free(&d.old);
	facts_free(&d.new);
	if (!ret)
		*ret_is_different = d.is_different;
	return ret;
}
