/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Split BTF, written word by word: what follows counts on from the object's types and strings. */
#include "skelgen/shape.h"

#include <stdlib.h>
#include <string.h>

#include "wire/write.h"

struct made {
	uint32_t id;
	unsigned int flags; /* enum cgen_part_flags */
};

struct shape {
	const struct types *object;
	bool has_pointers;
	struct buf words, strings, bytes;
	uint32_t next_id, char_id, prog_id; /* the latter two 0: not there yet */
	struct made *made;
	uint32_t *ids; /* of those made, for the printer */
	unsigned int count;
	struct types *types;
	struct cgen_part *part;
};

int shape_new(const struct types *object, bool has_pointers, struct shape **ret_shape, struct err *err)
{
	struct shape *s = calloc(1, sizeof(*s));

	if (!s)
		return err_no_memory(err);
	s->object = object;
	s->has_pointers = has_pointers;
	s->next_id = object ? object->count : 1;
	*ret_shape = s;
	return 0;
}

void shape_free(struct shape *s)
{
	if (!s)
		return;
	cgen_part_close(s->part);
	types_free(s->types);
	buf_free(&s->words);
	buf_free(&s->strings);
	buf_free(&s->bytes);
	free(s->made);
	free(s->ids);
	free(s);
}

static void put_word(struct shape *s, uint32_t v)
{
	buf_add(&s->words, &v, sizeof(v));
}

static uint32_t put_string(struct shape *s, const char *text)
{
	uint32_t off = (s->object ? s->object->str_end : 0) + (uint32_t)s->strings.len;

	buf_add(&s->strings, text, strlen(text) + 1);
	return off;
}

static uint32_t put_type(struct shape *s, const char *name, uint32_t kind, uint32_t vlen, uint32_t size)
{
	put_word(s, *name ? put_string(s, name) : 0);
	put_word(s, kind << 24 | vlen);
	put_word(s, size);
	return s->next_id++;
}

static uint32_t char_array(struct shape *s, uint32_t count)
{
	uint32_t id;

	if (!s->char_id) {
		s->char_id = put_type(s, "char", BK_INT, 0, 1);
		put_word(s, INT_SIGNED << 24 | 8);
	}
	id = put_type(s, "", BK_ARRAY, 0, 0);
	put_word(s, s->char_id);
	put_word(s, s->char_id);
	put_word(s, count);
	return id;
}

static uint32_t prog_pointer(struct shape *s)
{
	if (!s->prog_id)
		s->prog_id = put_type(s, "bpf_program", BK_FWD, 0, 0);
	return put_type(s, "", BK_PTR, 0, s->prog_id);
}

static int shape_keep(struct shape *s, uint32_t id, unsigned int flags, struct err *err)
{
	struct made *made = realloc(s->made, (s->count + 1) * sizeof(*made));
	uint32_t *ids;

	if (!made)
		return err_no_memory(err);
	s->made = made;
	ids = realloc(s->ids, (s->count + 1) * sizeof(*ids));
	if (!ids)
		return err_no_memory(err);
	s->ids = ids;
	made[s->count] = (struct made){id, flags};
	ids[s->count] = id;
	return (int)s->count++;
}

enum { BITS_MAX = UINT32_MAX / 8 }; /* members are placed in bits */

static int check_places(const struct content_map *map, struct err *err)
{
	uint64_t end = 0;

	for (uint32_t i = 0; i < map->var_count; i++) {
		const struct content_var *v = &map->vars[i];

		if (v->offset < end)
			return err_set(err, 0, "variables '%.128s' and '%.128s' overlap",
				       map->vars[i - 1].name, v->name);
		end = v->offset + v->size;
	}
	if (end > BITS_MAX)
		return err_set(err, 0, "section '%.128s' is too large: %llu bytes", map->section,
			       (unsigned long long)end);
	return 0;
}

static int add_vars(struct shape *s, const struct content_map *map, struct err *err)
{
	const struct content_var *last = &map->vars[map->var_count - 1];
	unsigned int flags = map->kind == CONTENT_KCONFIG ? CGEN_PART_QUALS : 0;
	uint32_t id;

	if (check_places(map, err))
		return -1;
	id = put_type(s, "", BK_STRUCT, map->var_count, (uint32_t)(last->offset + last->size));
	for (uint32_t i = 0; i < map->var_count; i++) {
		put_word(s, put_string(s, map->vars[i].name));
		put_word(s, map->vars[i].type);
		put_word(s, (uint32_t)map->vars[i].offset * 8);
	}
	return shape_keep(s, id, flags, err);
}

static int add_pointers(struct shape *s, const struct content_map *map, struct err *err)
{
	unsigned int flags = CGEN_PART_POINTERS | (map->kind == CONTENT_KCONFIG ? CGEN_PART_QUALS : 0);
	uint32_t first = s->next_id, id;

	for (uint32_t i = 0; i < map->var_count; i++)
		put_type(s, "", BK_PTR, 0, map->vars[i].type);
	id = put_type(s, "", BK_STRUCT, map->var_count, map->var_count * 8);
	for (uint32_t i = 0; i < map->var_count; i++) {
		put_word(s, put_string(s, map->vars[i].name));
		put_word(s, first + i);
		put_word(s, i * 64);
	}
	return shape_keep(s, id, flags, err);
}

/* What a member is to user space: itself, a program, or bytes that cannot be set. */
static uint32_t operation_type(struct shape *s, const struct wire_member *m, bool *ret_is_named)
{
	const struct types *t = s->object;
	uint32_t id = types_resolve(t, m->type);
	unsigned int kind = types_kind(t, id);
	uint64_t size = 0;

	*ret_is_named = true;
	/* Not by the name of a typedef: programs do not know those of the kernel. */
	if (kind == BK_INT || kind == BK_FLOAT || kind_is_enum(kind))
		return id;
	if (kind == BK_PTR && types_kind(t, types_resolve(t, types_ref(t, id))) == BK_FUNC_PROTO)
		return prog_pointer(s);
	*ret_is_named = false;
	if (!types_has_size(t, id, &size) || !size || size > UINT32_MAX)
		return 0;
	return char_array(s, (uint32_t)size);
}

struct operation {
	const char *name;
	uint32_t type, bit;
};

/* Types of the members come first: a record is written in one go. Returns how many there are. */
static uint32_t operations_collect(struct shape *s, const struct wire_type *w, struct operation *list)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < type_vlen(w); i++) {
		const struct wire_member *m = &type_members(w)[i];
		struct operation *o = &list[count];
		bool is_named;

		if (type_member_bits(w, m) || type_member_bit(w, m) % 8)
			continue;
		o->type = operation_type(s, m, &is_named);
		o->name = is_named ? types_string(s->object, m->name_off) : "";
		o->bit = type_member_bit(w, m);
		count += o->type != 0;
	}
	return count;
}

static int check_operations(const struct operation *list, uint32_t count, const struct content_map *map,
			    struct err *err)
{
	for (uint32_t i = 0; i < count; i++)
		if (*list[i].name && !cgen_is_identifier(list[i].name))
			return err_set(err, 0, "a member of structure '%.128s' does not have a valid C name",
				       map->name);
	return 0;
}

static int put_operations(struct shape *s, const struct content_map *map, const struct operation *list,
			  uint32_t count, struct err *err)
{
	uint32_t id;

	if (check_operations(list, count, map, err))
		return -1;
	id = put_type(s, "", BK_STRUCT, count, (uint32_t)map->size);
	for (uint32_t i = 0; i < count; i++) {
		auto_buf name = {0};

		buf_printf(&name, "__unsupported_%u", i);
		put_word(s, put_string(s, *list[i].name ? list[i].name : buf_str(&name)));
		put_word(s, list[i].type);
		put_word(s, list[i].bit);
	}
	return shape_keep(s, id, 0, err);
}

static int add_operations(struct shape *s, const struct content_map *map, struct err *err)
{
	const struct wire_type *w = types_at(s->object, map->type);
	struct operation *list = calloc((size_t)type_vlen(w) + 1, sizeof(*list));
	int r;

	if (!list)
		return err_no_memory(err);
	r = put_operations(s, map, list, operations_collect(s, w, list), err);
	free(list);
	return r;
}

int shape_add(struct shape *s, const struct content_map *map, struct err *err)
{
	if (map->kind == CONTENT_STRUCT_OPS)
		return add_operations(s, map, err);
	return s->has_pointers ? add_pointers(s, map, err) : add_vars(s, map, err);
}

/* In the byte order of the object, which is their base. */
static int write_types(struct shape *s, struct err *err)
{
	const bool is_foreign = s->object->is_foreign;
	size_t strings_at;

	wire_write_begin(&s->bytes, is_foreign);
	for (size_t at = 0; at < s->words.len; at += sizeof(uint32_t)) {
		uint32_t word;

		memcpy(&word, s->words.data + at, sizeof(word));
		word = is_foreign ? __builtin_bswap32(word) : word;
		buf_add(&s->bytes, &word, sizeof(word));
	}
	strings_at = s->bytes.len;
	buf_add(&s->bytes, s->strings.data, s->strings.len);
	buf_add_char(&s->bytes, '\0');
	if (s->words.failed || s->strings.failed)
		return err_no_memory(err);
	return wire_write_end(&s->bytes, is_foreign, strings_at, err);
}

int shape_close(struct shape *s, struct err *err)
{
	if (!s->count)
		return 0;
	if (write_types(s, err) || types_open(s->bytes.data, s->bytes.len, s->object, &s->types, err))
		return -1;
	s->types->ptr_size = 8;
	return cgen_part_open(s->types, s->ids, s->count, &s->part, err);
}

int shape_forwards(struct shape *s, struct buf *to, struct err *err)
{
	return s->part ? cgen_part_forwards(s->part, to, err) : 0;
}

int shape_types(struct shape *s, struct buf *to, struct err *err)
{
	return s->part ? cgen_part_types(s->part, to, err) : 0;
}

int shape_body(struct shape *s, unsigned int number, unsigned int indent, struct buf *to, struct err *err)
{
	const struct made *made = &s->made[number];

	return cgen_part_body(s->part, made->id, indent, made->flags, to, err);
}
