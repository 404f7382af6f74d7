/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Going from type to type: what is behind modifiers, how big it is, who has this name, what is inside what.
 */
#include <stdlib.h>
#include <string.h>

#include "btfdump/types.h"

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

/* Heights are found depth first; a type met again while it is being looked at is inside itself. */
enum { NEST_OPEN = 255 };

struct nest {
	const struct types *t;
	uint8_t *height; /* by id; 0: not yet looked at */
	bool is_by_value;
	uint32_t culprit; /* 0: none so far */
};

static unsigned int nest_height(struct nest *n, uint32_t id, unsigned int depth);

static unsigned int nest_max(struct nest *n, uint32_t id, unsigned int depth, unsigned int height)
{
	unsigned int h = n->culprit ? 0 : nest_height(n, id, depth + 1);

	return h > height ? h : height;
}

/* The highest of what the type is made of, in this sense of "made of". */
static unsigned int nest_parts(struct nest *n, const struct wire_type *w, unsigned int depth)
{
	unsigned int kind = type_kind(w), height = 0;
	uint32_t vlen = type_vlen(w);

	if (kind == BK_ARRAY)
		return nest_max(n, type_array(w)->type, depth, 0);
	if (kind_is_modifier(kind) || kind == BK_TYPEDEF || (kind == BK_PTR && !n->is_by_value))
		return nest_max(n, w->size, depth, 0);
	if (kind_is_composite(kind) && (n->is_by_value || !*types_string(n->t, w->name_off))) {
		for (uint32_t i = 0; i < vlen; i++)
			height = nest_max(n, type_members(w)[i].type, depth, height);
	} else if (kind == BK_FUNC_PROTO && !n->is_by_value) {
		height = nest_max(n, w->size, depth, 0);
		for (uint32_t i = 0; i < vlen; i++)
			height = nest_max(n, type_params(w)[i].type, depth, height);
	}
	return height;
}

static unsigned int nest_height(struct nest *n, uint32_t id, unsigned int depth)
{
	unsigned int height = n->height[id];

	if (height == NEST_OPEN || height + depth > TYPES_DEPTH) {
		n->culprit = id;
		return 0;
	}
	if (height)
		return height;
	n->height[id] = NEST_OPEN;
	height = 1 + nest_parts(n, types_at(n->t, id), depth);
	n->height[id] = (uint8_t)height;
	return height;
}

static int nest_check(struct nest *n, bool is_by_value, struct err *err)
{
	n->is_by_value = is_by_value;
	memset(n->height, 0, n->t->count);
	for (uint32_t id = 1; id < n->t->count && !n->culprit; id++)
		nest_height(n, id, 0);
	if (!n->culprit)
		return 0;
	return err_set(err, 0, "BTF type %u: nested too deep, or inside itself", n->culprit);
}

int types_check_nesting(const struct types *t, struct err *err)
{
	struct nest n = {.t = t, .height = malloc(t->count)};
	int ret;

	if (!n.height)
		return err_no_memory(err);
	ret = nest_check(&n, true, err);
	if (!ret)
		ret = nest_check(&n, false, err);
	free(n.height);
	return ret;
}
