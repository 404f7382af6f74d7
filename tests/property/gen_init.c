/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Random initialisers that both C and bpfi must take for the same bytes. */
#include "tests/property/gen.h"

static void init_value(FILE *f, const struct type *t, unsigned int bits);

static void init_int(FILE *f, unsigned int bits, bool is_signed)
{
	uint64_t v = (uint64_t)pick(1U << 30) << 34 | (uint64_t)pick(1U << 30) << 8;

	v = bits > is_signed ? v >> (64 - bits + is_signed) : 0;
	if (bits == 8 && !pick(2))
		fprintf(f, pick(2) ? "'%c'" : "'\\x%02x'", 'a' + (int)pick(26));
	else if (is_signed && !pick(2))
		fprintf(f, "-%llu", (unsigned long long)v);
	else
		fprintf(f, pick(2) ? "%lluu" : "0x%llx", (unsigned long long)v);
}

static void init_enum(FILE *f, const struct type *t, unsigned int bits)
{
	if (bits) {
		fprintf(f, "0");
		return;
	}
	fprintf(f, "E%u_%u", t->number, pick(t->count));
	if (t->is_flags)
		fprintf(f, " | E%u_%u", t->number, pick(t->count));
}

static void init_array(FILE *f, const struct type *t)
{
	unsigned int n = 1 + pick(t->count), skip = pick(t->count);

	fprintf(f, "{");
	for (unsigned int i = 0; i < n; i++) {
		if (i == 0 && skip + n <= t->count)
			fprintf(f, "[%u] = ", skip);
		init_value(f, t->element, 0);
		fprintf(f, i + 1 < n || pick(2) ? ", " : "");
	}
	fprintf(f, "}");
}

/* Returns whether anything was written. */
static bool init_members(FILE *f, const struct type *t, bool is_first)
{
	unsigned int only = t->kind == UNION ? pick(t->count) : MEMBERS;

	for (unsigned int i = 0; i < t->count; i++) {
		const struct member *m = &t->members[i];

		if (only == MEMBERS ? !pick(4) : i != only)
			continue;
		if (!m->name[0]) {
			is_first = !init_members(f, m->type, is_first) && is_first;
			continue;
		}
		fprintf(f, "%s.%s = ", is_first ? "" : ", ", m->name);
		init_value(f, m->type, m->bits);
		is_first = false;
	}
	return !is_first;
}

static bool has_anonymous(const struct type *t)
{
	for (unsigned int i = 0; i < t->count; i++)
		if (!t->members[i].name[0])
			return true;
	return false;
}

static void init_struct(FILE *f, const struct type *t)
{
	unsigned int n = t->kind == UNION ? 1 : 1 + pick(t->count);

	fprintf(f, "{");
	if (pick(2) || has_anonymous(t)) {
		init_members(f, t, true);
	} else {
		for (unsigned int i = 0; i < n; i++) {
			init_value(f, t->members[i].type, t->members[i].bits);
			fprintf(f, ", ");
		}
	}
	fprintf(f, "}");
}

static void init_value(FILE *f, const struct type *t, unsigned int bits)
{
	static const char *const texts[] = {"", "a", "b\\\"c", "x\\ny\\101", "0123456789"};

	switch (t->kind) {
	case INT:
		init_int(f, bits ? bits : t->bits, t->is_signed);
		break;
	case BOOL:
		fprintf(f, pick(2) ? "true" : "0");
		break;
	case WIDE:
		fprintf(f, t->is_signed && pick(2) ? "-%u" : "0x%x", pick(1U << 30));
		break;
	case ENUM:
		init_enum(f, t, bits);
		break;
	case FLOAT:
	case DOUBLE:
		fprintf(f, pick(2) ? "-%u.%u" : "%u.%ue-5", pick(1000), pick(1000));
		break;
	case POINTER:
		fprintf(f, "NULL");
		break;
	case TEXT:
		if (t->count > 10)
			fprintf(f, "\"%s\"", texts[pick(5)]);
		else
			fprintf(f, t->count > 1 ? pick(2) ? "{'q', 7}" : "{[1] = 'q'}" : "{7}");
		break;
	case ARRAY:
		init_array(f, t);
		break;
	default:
		init_struct(f, t);
		break;
	}
}

char *init_text(const struct type *t)
{
	char *text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);

	if (!f)
		abort();
	init_struct(f, t);
	fclose(f);
	return text;
}
