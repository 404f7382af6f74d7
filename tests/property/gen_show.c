/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The printing half of the generated program: each member read as the compiler reads it. */
#include "tests/property/gen.h"

static void show_scalar(const struct type *t, const char *what, bool is_bits)
{
	if (t->kind == INT)
		fprintf(host, "\tshow_%s(%s);\n", t->is_signed ? "signed" : "unsigned", what);
	else if (t->kind == BOOL && is_bits)
		fprintf(host, "\tshow_bool(%s);\n", what);
	else if (t->kind == BOOL)
		fprintf(host, "\tshow_bool(*(unsigned char *)&%s);\n", what);
	else if (t->kind == WIDE)
		fprintf(host, "\tshow_wide((unsigned __int128)%s, %s < 0);\n", what, what);
	else if (t->kind == ENUM)
		fprintf(host, "\tshow_e%u(%s);\n", t->number, what);
	else if (t->kind == FLOAT || t->kind == DOUBLE)
		fprintf(host, "\tshow_%s(&%s);\n", t->kind == FLOAT ? "float" : "double", what);
	else if (t->kind == POINTER)
		fprintf(host, "\tshow_unsigned((unsigned long)%s);\n", what);
}

static void show_value(const struct type *t, const char *what, unsigned int depth, bool is_bits)
{
	char inner[200];

	if (t->kind == TEXT) {
		fprintf(host, "\tshow_text(%s, %u);\n", what, t->count);
	} else if (t->kind == ARRAY) {
		fprintf(host, "\topen_with('[');\n\tfor (int i%u = 0; i%u < %u; i%u++) {\n", depth, depth,
			t->count, depth);
		snprintf(inner, sizeof(inner), "%.150s[i%u]", what, depth);
		show_value(t->element, inner, depth + 1, false);
		fprintf(host, "\t}\n\tclose_with(']');\n");
	} else if (t->kind == STRUCT || t->kind == UNION) {
		fprintf(host, "\tshow_s%u((void *)&%s);\n", t->number, what);
	} else {
		show_scalar(t, what, is_bits);
	}
}

void show_members(const struct type *t)
{
	char what[40];

	for (unsigned int i = 0; i < t->count; i++) {
		const struct member *m = &t->members[i];

		if (!m->name[0]) {
			show_members(m->type);
			continue;
		}
		fprintf(host, "\tshow_key(\"%s\");\n", m->name);
		snprintf(what, sizeof(what), "p->%s", m->name);
		show_value(m->type, what, 0, m->bits);
	}
}

static void mask_value(const struct type *t, const char *what, unsigned int depth)
{
	char inner[200];

	if (t->kind == ARRAY) {
		fprintf(host, "\tfor (int i%u = 0; i%u < %u; i%u++) {\n", depth, depth, t->count, depth);
		snprintf(inner, sizeof(inner), "%.150s[i%u]", what, depth);
		mask_value(t->element, inner, depth + 1);
		fprintf(host, "\t}\n");
	} else if (t->kind == STRUCT || t->kind == UNION) {
		fprintf(host, "\tmask_s%u((void *)&%s);\n", t->number, what);
	} else {
		fprintf(host, "\tmemset((void *)&%s, 0xff, sizeof(%s));\n", what, what);
	}
}

void mask_members(const struct type *t)
{
	char what[40];

	for (unsigned int i = 0; i < t->count; i++) {
		const struct member *m = &t->members[i];

		snprintf(what, sizeof(what), "p->%s", m->name);
		if (!m->name[0])
			mask_members(m->type);
		else if (m->bits)
			fprintf(host, "\t%s = %s;\n", what, m->type->kind == BOOL ? "1" : "-1");
		else
			mask_value(m->type, what, 0);
	}
}
