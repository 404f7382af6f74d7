/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Rows to values: where a field is and when it is present. */
#include "lib/record.h"

#include <string.h>

#include "lib/out.h"

static bool is_zero(const unsigned char *p, size_t n)
{
	while (n--)
		if (*p++)
			return false;
	return true;
}

static size_t field_size(const struct field *f)
{
	static const uint8_t sizes[] = {
		[FIELD_U8] = 1,
		[FIELD_U32] = 4,
		[FIELD_S32] = 4,
		[FIELD_U64] = 8,
		[FIELD_BOOL] = sizeof(bool),
		[FIELD_TIME] = 8,
	};

	if (f->type == FIELD_STR)
		return 1; /* an empty string counts as absent */
	return f->type == FIELD_BYTES ? f->size : sizes[f->type];
}

static void field_print(struct out *o, const struct field *f, const unsigned char *p)
{
	switch (f->type) {
	case FIELD_U8:
		out_uint(o, f, *p);
		break;
	case FIELD_U32:
		out_uint(o, f, mem_u32(p));
		break;
	case FIELD_S32:
		out_int(o, f, (int32_t)mem_u32(p));
		break;
	case FIELD_U64:
		out_uint(o, f, mem_u64(p));
		break;
	case FIELD_BOOL:
		out_bool(o, f, *p != 0);
		break;
	case FIELD_STR:
		out_strn(o, f, (const char *)p, strnlen((const char *)p, f->size));
		break;
	case FIELD_BYTES:
		out_bytes(o, f, p, f->size);
		break;
	case FIELD_TIME:
		out_time(o, f, (int64_t)mem_u64(p));
		break;
	default:
		break;
	}
}

void record_print_fields(struct out *o, const struct field *fields, uint16_t len_off, const void *rec)
{
	const unsigned char *base = rec;
	uint32_t len = mem_u32(base + len_off);

	for (const struct field *f = fields; f->name; f++) {
		if (f->need > len || !out_shows(o, f))
			continue;
		if (f->emit)
			f->emit(o, f, rec);
		else if (!(f->flags & FIELD_NONZERO) || !is_zero(base + f->off, field_size(f)))
			field_print(o, f, base + f->off);
	}
}

void record_print(struct out *o, const struct record *r, const void *rec)
{
	out_object(o, r->root);
	record_print_fields(o, r->fields, r->len_off, rec);
	out_end(o);
}
