/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Going from type to type: resolving modifiers, sizes, look-up by name, contents. */
#include <string.h>

#include "wire/types.h"

const struct wire_type *types_at_base(const struct types *t, uint32_t id)
{
	static const struct wire_type nothing;

	if (id >= t->first_id || !t->base)
		return &nothing;
	return types_at(t->base, id);
}

uint32_t types_skip_modifiers(const struct types *t, uint32_t id)
{
	const struct wire_type *w = types_at(t, id);

	while (kind_is_modifier(type_kind(w))) {
		id = w->size;
		w = types_at(t, id);
	}
	return id;
}

uint32_t types_resolve(const struct types *t, uint32_t id)
{
	const struct wire_type *w = types_at(t, id);

	while (kind_is_modifier(type_kind(w)) || type_kind(w) == BK_TYPEDEF) {
		id = w->size;
		w = types_at(t, id);
	}
	return id;
}

bool types_has_size(const struct types *t, uint32_t id, uint64_t *ret_size)
{
	uint64_t times = 1, size;

	for (;;) {
		const struct wire_type *w = types_at(t, id);
		unsigned int kind = type_kind(w);

		if (kind == BK_ARRAY) {
			id = type_array(w)->type;
			if (__builtin_mul_overflow(times, type_array(w)->count, &times))
				return false;
		} else if (kind_is_modifier(kind) || kind == BK_TYPEDEF || kind == BK_VAR) {
			id = w->size;
		} else if (kind == BK_PTR) {
			size = t->ptr_size;
			break;
		} else if (kind_is_enum(kind) && !w->size) {
			return false;
		} else if (kind == BK_INT || kind == BK_FLOAT || kind == BK_DATASEC || kind_is_enum(kind) ||
			   kind_is_composite(kind)) {
			size = w->size;
			break;
		} else {
			return false;
		}
	}
	if (__builtin_mul_overflow(times, size, &size) || size > INT64_MAX)
		return false;
	*ret_size = size;
	return true;
}

int types_size(const struct types *t, uint32_t id, uint64_t *ret_size, struct err *err)
{
	if (types_has_size(t, id, ret_size))
		return 0;
	return err_set(err, 0, "type %u '%s' has no size", id, types_name(t, id));
}

uint32_t types_find(const struct types *t, const char *name, uint32_t kinds, uint32_t from)
{
	for (uint32_t id = from ? from : 1; id < t->count; id++) {
		const struct wire_type *w = types_at(t, id);
		unsigned int kind = type_kind(w);

		if (kind < BK_COUNT && kinds >> kind & 1 && !strcmp(types_string(t, w->name_off), name))
			return id;
	}
	return 0;
}
