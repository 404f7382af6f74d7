/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What a BTF consists of: sizes, and per kind how many there are. */
#include <stddef.h>

#include "btfdump/decl.h"
#include "btfdump/inspect/inspect.h"
#include "lib/out.h"

struct kind_stats {
	uint32_t count, named, elements;
	uint64_t bytes;
};

struct stats {
	uint32_t len;
	uint32_t type_count, first_id;
	uint64_t bytes, type_bytes, string_bytes;
	const char *byte_order;
	uint32_t pointer_size;
	bool has_layout;
	struct kind_stats kinds[WIRE_KIND_LIMIT];
};

enum { K_KIND, K_COUNT, K_NAMED, K_ELEMENTS, K_BYTES };

static const struct field kind_fields[] = {
	[K_KIND] = {.name = "kind",
		    .help = "Kind, or kind#N if unknown",
		    .label = "",
		    .width = 10,
		    .type = FIELD_STR},
	[K_COUNT] = {.name = "count", .help = "Number of types of this kind", .width = 7, .type = FIELD_U32},
	[K_NAMED] = {.name = "named", .help = "Number of types with a name", .width = 7, .type = FIELD_U32},
	[K_ELEMENTS] = {.name = "elements",
			.help = "Total number of members, enumerators, parameters or variables",
			.width = 7,
			.type = FIELD_U32},
	[K_BYTES] = {.name = "bytes", .help = "Size of their records in bytes", .type = FIELD_U64},
	{0},
};

static void emit_byte_order(struct out *o, const struct field *f, const void *rec)
{
	out_str(o, f, ((const struct stats *)rec)->byte_order);
}

static void emit_kinds(struct out *o, const struct field *f, const void *rec)
{
	const struct stats *s = rec;

	out_list(o, f);
	for (uint32_t kind = 0; kind < WIRE_KIND_LIMIT; kind++) {
		const struct kind_stats *k = &s->kinds[kind];
		struct wire_type w = {.info = kind << 24};
		char word[16];

		if (!k->count)
			continue;
		out_object(o, NULL);
		out_str(o, &kind_fields[K_KIND], decl_kind_word(&w, word));
		out_uint(o, &kind_fields[K_COUNT], k->count);
		out_uint(o, &kind_fields[K_NAMED], k->named);
		out_uint(o, &kind_fields[K_ELEMENTS], k->elements);
		out_uint(o, &kind_fields[K_BYTES], k->bytes);
		out_end(o);
	}
	out_end(o);
}

#define ROW(key, kind, member, text)                                                           \
	{                                                                                      \
		.name = key, .help = text, .type = kind, .off = offsetof(struct stats, member) \
	}

static const struct field stats_fields[] = {
	ROW("types", FIELD_U32, type_count, "Number of types, without those of the base"),
	ROW("first_id", FIELD_U32, first_id, "ID of the first type"),
	ROW("bytes", FIELD_U64, bytes, "Total size in bytes"),
	ROW("type_bytes", FIELD_U64, type_bytes, "Size of the type section in bytes"),
	ROW("string_bytes", FIELD_U64, string_bytes, "Size of the string section in bytes"),
	{.name = "byte_order",
	 .help = "Byte order: little or big",
	 .type = FIELD_STR,
	 .emit = emit_byte_order},
	ROW("pointer_size", FIELD_U32, pointer_size, "Size of a pointer on the target machine in bytes"),
	{
		.name = "layout_section",
		.help = "Whether it has a layout section with the sizes of all kinds (Linux 7.3 and newer)",
		.label = "has a layout section",
		.type = FIELD_BOOL,
		.off = offsetof(struct stats, has_layout),
	},
	{
		.name = "kinds",
		.help = "Counts by kind",
		.label = "",
		.line = 1,
		.layout = LAYOUT_LINES,
		.type = FIELD_LIST,
		.emit = emit_kinds,
		.sub = kind_fields,
	},
	{0},
};

const struct record types_stats_record = {.name = "btf stats", .fields = stats_fields};

static uint32_t elements_of(const struct wire_type *w)
{
	const struct wire_kind_facts *facts = wire_kind_facts(type_kind(w));

	return facts && facts->elem ? type_vlen(w) : 0;
}

/* A record ends where the next one starts. */
static uint32_t record_bytes(const struct types *t, uint32_t id)
{
	uint32_t at = id - t->first_id;
	uint32_t end = id + 1 < t->count ? t->offsets[at + 1] : t->word_count;

	return (end - t->offsets[at]) * 4;
}

int types_print_stats(struct out *o, const struct types *t, struct err *err)
{
	struct stats s = {
		.len = sizeof(s),
		.type_count = t->count - t->first_id,
		.first_id = t->first_id,
		.bytes = t->raw_size,
		.type_bytes = t->word_count * (uint64_t)4,
		.string_bytes = t->str_end - t->str_first,
		.byte_order = t->is_big_endian ? "big" : "little",
		.pointer_size = t->ptr_size,
		.has_layout = t->layout_count,
	};

	(void)err;
	for (uint32_t id = t->first_id; id < t->count; id++) {
		const struct wire_type *w = types_at(t, id);
		struct kind_stats *k = &s.kinds[type_kind(w)];

		k->count++;
		k->named += *types_string(t, w->name_off) != '\0';
		k->elements += elements_of(w);
		k->bytes += record_bytes(t, id);
	}
	record_print(o, &types_stats_record, &s);
	return 0;
}
