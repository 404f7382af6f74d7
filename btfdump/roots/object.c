/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Names in an object. What its relocations refer to is found as its loader finds it: by name, without the
 * flavour ("task_struct___old" means task_struct as well), and by kind.
 */
#include <string.h>

#include "btfdump/load/load.h"
#include "btfdump/relocs.h"
#include "btfdump/roots/read.h"

enum { EXTERN = 2 }; /* linkage of a function */

static void add_enumerators(struct names *n, const struct types *t, const struct wire_type *w)
{
	for (uint32_t i = 0; i < type_vlen(w); i++) {
		const char *name = types_string(t, type_enum_name(w, i));

		names_add(n, name, strlen(name), NAME_VALUE | NAME_WANTED);
	}
}

static void add_type(struct names *n, const struct types *t, uint32_t id)
{
	const struct wire_type *w = types_at(t, id);
	const char *name = types_string(t, w->name_off);
	unsigned int flags = names_flag(w);

	if (kind_is_enum(type_kind(w)))
		add_enumerators(n, t, w);
	if (type_kind(w) == BK_FWD)
		flags = NAME_DECLARED;
	else if (type_kind(w) == BK_FUNC && type_vlen(w) == EXTERN)
		flags = NAME_FUNC;
	if (flags)
		names_add(n, name, strlen(name), flags | NAME_WANTED);
}

static void add_relocated(struct names *n, const struct types *t, uint32_t id)
{
	const struct wire_type *w;
	const char *name;

	id = types_skip_modifiers(t, id);
	w = types_at(t, id);
	name = types_string(t, w->name_off);
	names_add(n, name, names_plain_len(name), names_flag(w) | NAME_WANTED | NAME_NEEDED);
}

int names_of_types(const struct types *t, struct names *n, bool *ret_has_relocs, struct err *err)
{
	auto_relocs relocs = {0};

	if (relocs_read(t, &relocs, err))
		return -1;
	for (uint32_t id = 1; id < t->count; id++)
		add_type(n, t, id);
	for (uint32_t i = 0; i < relocs.count; i++)
		if (relocs.list[i].kind != RELOC_TYPE_ID_LOCAL)
			add_relocated(n, t, relocs.list[i].type);
	*ret_has_relocs = relocs.count;
	return n->is_failed ? err_no_memory(err) : 0;
}

int names_of_object(const char *path, struct names *n, struct read_facts *facts, struct err *err)
{
	auto_types *t = NULL;
	bool has_relocs;

	if (types_load_file(path, NULL, &t, err))
		return -1;
	if (names_of_types(t, n, &has_relocs, err))
		return err_wrap(err, "%s", path);
	if (!has_relocs)
		buf_printf(&facts->no_relocs, "%s%.200s", facts->no_relocs.len ? ", " : "", path);
	return 0;
}
