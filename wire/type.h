/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Contents of one BTF record. For records that types_open() has checked; the data after a record may only
 * be read if the kind has it.
 */
#ifndef BPFI_WIRE_TYPE_H
#define BPFI_WIRE_TYPE_H

#include "wire/btf.h"

/* An enum wire_kind, or a newer kind's number. */
static inline unsigned int type_kind(const struct wire_type *w)
{
	return w->info >> 24 & 0x7f;
}

static inline uint32_t type_vlen(const struct wire_type *w)
{
	return w->info & 0xffffff;
}

static inline bool type_has_flag(const struct wire_type *w)
{
	return w->info >> 31;
}

/* The data after a record: type_vlen() elements where plural. */
static inline const struct wire_member *type_members(const struct wire_type *w)
{
	return (const struct wire_member *)(const void *)(w + 1);
}

static inline const struct wire_enum *type_enums(const struct wire_type *w)
{
	return (const struct wire_enum *)(const void *)(w + 1);
}

static inline const struct wire_enum64 *type_enums64(const struct wire_type *w)
{
	return (const struct wire_enum64 *)(const void *)(w + 1);
}

static inline const struct wire_array *type_array(const struct wire_type *w)
{
	return (const struct wire_array *)(const void *)(w + 1);
}

static inline const struct wire_param *type_params(const struct wire_type *w)
{
	return (const struct wire_param *)(const void *)(w + 1);
}

static inline const struct wire_secinfo *type_secinfos(const struct wire_type *w)
{
	return (const struct wire_secinfo *)(const void *)(w + 1);
}

static inline uint32_t type_word(const struct wire_type *w)
{
	return *(const uint32_t *)(const void *)(w + 1);
}

static inline unsigned int type_int_encoding(const struct wire_type *w)
{
	return type_word(w) >> 24 & 0xf;
}

static inline unsigned int type_int_offset(const struct wire_type *w)
{
	return type_word(w) >> 16 & 0xff;
}

static inline unsigned int type_int_bits(const struct wire_type *w)
{
	return type_word(w) & 0xff;
}

/* Other numbers may occur. */
enum { LINKAGE_STATIC, LINKAGE_GLOBAL, LINKAGE_EXTERN };
static inline uint32_t type_linkage(const struct wire_type *w)
{
	return type_kind(w) == BK_FUNC ? type_vlen(w) : type_word(w);
}

/* The member or parameter that a declaration tag applies to (checked to exist), -1: the whole type. */
static inline int32_t type_tag_component(const struct wire_type *w)
{
	return (int32_t)type_word(w);
}

static inline uint32_t type_member_bit(const struct wire_type *w, const struct wire_member *m)
{
	return type_has_flag(w) ? m->offset & 0xffffff : m->offset;
}

/* Width of a bit-field, 0: not a bit-field. (Old writers put the width into the member's INT instead.) */
static inline unsigned int type_member_bits(const struct wire_type *w, const struct wire_member *m)
{
	return type_has_flag(w) ? m->offset >> 24 : 0;
}

/* Value of the @i-th enumerator of ENUM and ENUM64, sign-extended where the enum is signed. */
static inline uint64_t type_enum_value(const struct wire_type *w, uint32_t i)
{
	if (type_kind(w) == BK_ENUM64)
		return (uint64_t)type_enums64(w)[i].high << 32 | type_enums64(w)[i].low;
	if (type_has_flag(w))
		return (uint64_t)(int64_t)(int32_t)type_enums(w)[i].value;
	return type_enums(w)[i].value;
}

static inline uint32_t type_enum_name(const struct wire_type *w, uint32_t i)
{
	return type_kind(w) == BK_ENUM64 ? type_enums64(w)[i].name_off : type_enums(w)[i].name_off;
}

static inline bool kind_is_modifier(unsigned int kind)
{
	return kind == BK_CONST || kind == BK_VOLATILE || kind == BK_RESTRICT || kind == BK_TYPE_TAG;
}

static inline bool kind_is_composite(unsigned int kind)
{
	return kind == BK_STRUCT || kind == BK_UNION;
}

static inline bool kind_is_enum(unsigned int kind)
{
	return kind == BK_ENUM || kind == BK_ENUM64;
}

#endif
