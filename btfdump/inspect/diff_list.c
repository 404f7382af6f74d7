/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Only what a program can name is compared; anonymous types are part of those around them. */
#include "btfdump/inspect/diff_list.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

static const uint32_t compared_kinds = 1u << BK_INT | 1u << BK_STRUCT | 1u << BK_UNION | 1u << BK_ENUM |
				       1u << BK_ENUM64 | 1u << BK_TYPEDEF | 1u << BK_FUNC | 1u << BK_VAR |
				       1u << BK_FLOAT;

int diff_entry_compare(const struct diff_entry *a, const struct diff_entry *b)
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

int diff_list_make(const struct types *t, const char *pattern, struct diff_list *ret_list, struct err *err)
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

void diff_list_free(struct diff_list *l)
{
	free(l->entries);
}
