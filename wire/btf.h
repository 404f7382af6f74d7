/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * BTF as it lies in memory: header, kinds, record shapes. Facts only, nothing here looks at untrusted bytes.
 *
 * A record is made of 32-bit words throughout, so a foreign byte order is undone word by word. The info word
 * holds the number of elements in its low 24 bits, the kind in the next 7, the kind flag on top. Writers
 * before Linux 7.3 had 16 and 5 bits and left the rest zero: the wide masks read both.
 */
#ifndef BPFI_WIRE_BTF_H
#define BPFI_WIRE_BTF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	WIRE_MAGIC = 0xeb9f,
	WIRE_MAGIC_FOREIGN = 0x9feb,
	WIRE_VERSION = 1,
	WIRE_HEADER_LEN = 24,        /* up to Linux 7.2, and later without a layout section */
	WIRE_HEADER_LEN_LAYOUT = 32, /* Linux 7.3: layout_off, layout_len */
	WIRE_VLEN_MAX = 0xffffff,
	WIRE_KIND_LIMIT = 128, /* 7 bits */
};

/* Offsets count from the end of the header, which is hdr_len long. */
struct wire_header {
	uint16_t magic;
	uint8_t version;
	uint8_t flags;
	uint32_t hdr_len;
	uint32_t type_off, type_len;
	uint32_t str_off, str_len;
	uint32_t layout_off, layout_len; /* only where hdr_len says so */
};

/* The layout section: one for each kind that the writer knew, by number; it may begin anywhere. */
struct wire_layout {
	uint8_t fixed; /* bytes after the three words that every record starts with */
	uint8_t elem;  /* bytes of each of the vlen elements */
	uint16_t flags;
} __attribute__((packed));

enum wire_kind {
	BK_VOID, /* not a record: type id 0 */
	BK_INT,
	BK_PTR,
	BK_ARRAY,
	BK_STRUCT,
	BK_UNION,
	BK_ENUM,
	BK_FWD,
	BK_TYPEDEF,
	BK_VOLATILE,
	BK_CONST,
	BK_RESTRICT,
	BK_FUNC,
	BK_FUNC_PROTO,
	BK_VAR,
	BK_DATASEC,
	BK_FLOAT,
	BK_DECL_TAG,
	BK_TYPE_TAG,
	BK_ENUM64,
	BK_COUNT,
};

struct wire_type {
	uint32_t name_off;
	uint32_t info;
	uint32_t size; /* or the type id referred to: wire_kind_facts() says which */
};

struct wire_member {
	uint32_t name_off, type, offset;
};

struct wire_enum {
	uint32_t name_off;
	uint32_t value;
};

struct wire_enum64 {
	uint32_t name_off, low, high;
};

struct wire_array {
	uint32_t type, index_type, count;
};

struct wire_param {
	uint32_t name_off, type;
};

struct wire_secinfo {
	uint32_t type, offset, size;
};

enum { INT_SIGNED = 1, INT_CHAR = 2, INT_BOOL = 4 }; /* encoding of BK_INT */

/* Of 32 bytes: to find a row is a shift, and walks do it for each record. */
struct wire_kind_facts {
	char name[16]; /* as users know it from raw dumps */
	uint8_t fixed; /* as in struct wire_layout */
	uint8_t elem;
	bool has_ref; /* the third word is a type id, not a size */
	/* Of each word after the third, again for each element: n(ame), r(eference), p(lain). */
	char words[4];
} __attribute__((aligned(32)));

static inline const struct wire_kind_facts *wire_kind_facts(unsigned int kind)
{
	static const struct wire_kind_facts facts[BK_COUNT] = {
		[BK_VOID] = {"UNKNOWN", 0, 0, false, ""},
		[BK_INT] = {"INT", 4, 0, false, "p"},
		[BK_PTR] = {"PTR", 0, 0, true, ""},
		[BK_ARRAY] = {"ARRAY", sizeof(struct wire_array), 0, false, "rrp"},
		[BK_STRUCT] = {"STRUCT", 0, sizeof(struct wire_member), false, "nrp"},
		[BK_UNION] = {"UNION", 0, sizeof(struct wire_member), false, "nrp"},
		[BK_ENUM] = {"ENUM", 0, sizeof(struct wire_enum), false, "np"},
		[BK_FWD] = {"FWD", 0, 0, false, ""},
		[BK_TYPEDEF] = {"TYPEDEF", 0, 0, true, ""},
		[BK_VOLATILE] = {"VOLATILE", 0, 0, true, ""},
		[BK_CONST] = {"CONST", 0, 0, true, ""},
		[BK_RESTRICT] = {"RESTRICT", 0, 0, true, ""},
		[BK_FUNC] = {"FUNC", 0, 0, true, ""},
		[BK_FUNC_PROTO] = {"FUNC_PROTO", 0, sizeof(struct wire_param), true, "nr"},
		[BK_VAR] = {"VAR", 4, 0, true, "p"},
		[BK_DATASEC] = {"DATASEC", 0, sizeof(struct wire_secinfo), false, "rpp"},
		[BK_FLOAT] = {"FLOAT", 0, 0, false, ""},
		[BK_DECL_TAG] = {"DECL_TAG", 4, 0, true, "p"},
		[BK_TYPE_TAG] = {"TYPE_TAG", 0, 0, true, ""},
		[BK_ENUM64] = {"ENUM64", 0, sizeof(struct wire_enum64), false, "npp"},
	};

	return kind < BK_COUNT ? &facts[kind] : NULL;
}

#endif
