/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Random C types, and a program that tells what values of them hold.
 *
 * gen SEED COUNT DIR writes types.h, bpf.c (for the BTF) and host.c. The program prints, per type, a line
 * with the bytes that members cover, lines with random bytes and what they mean, and lines with the bytes
 * that the compiler makes of an initialiser.
 */
#include "tests/property/gen.h"

enum { TYPES = 4096, VALUES = 6 };

static uint64_t state;
static unsigned int numbers;
static struct type *structs[TYPES];
static unsigned int struct_count;
static FILE *types;
FILE *host;

unsigned int pick(unsigned int below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned int)((state >> 20) % below);
}

static struct type *type_new(enum kind kind)
{
	struct type *t = calloc(1, sizeof(*t));

	if (!t)
		abort();
	t->kind = kind;
	return t;
}

/* --- Making --- */

static struct type *int_make(void)
{
	static const struct {
		const char *spelling;
		unsigned int bits;
		bool is_signed;
	} ints[] = {
		{"char", 8, true},
		{"signed char", 8, true},
		{"unsigned char", 8, false},
		{"short", 16, true},
		{"unsigned short", 16, false},
		{"int", 32, true},
		{"unsigned int", 32, false},
		{"long", 64, true},
		{"unsigned long long", 64, false},
		{"t_u8", 8, false},
		{"t_s16", 16, true},
		{"volatile t_u32", 32, false},
		{"t_s64", 64, true},
	};
	unsigned int i = pick(sizeof(ints) / sizeof(ints[0]));
	struct type *t = type_new(INT);

	snprintf(t->spelling, sizeof(t->spelling), "%s", ints[i].spelling);
	t->bits = ints[i].bits;
	t->is_signed = ints[i].is_signed;
	return t;
}

static struct type *simple_make(enum kind kind, const char *spelling, unsigned int bits, bool is_signed)
{
	struct type *t = type_new(kind);

	snprintf(t->spelling, sizeof(t->spelling), "%s", spelling);
	t->bits = bits;
	t->is_signed = is_signed;
	return t;
}

static long long enum_value(struct type *t, unsigned int i)
{
	if (t->is_flags)
		return 1LL << (i * 3 % (t->is_packed ? 7 : 20));
	if (t->has_64)
		return (long long)((uint64_t)(pick(1000) + 1) << (32 + i));
	return t->is_packed ? (long long)(i * 7 + pick(7)) : (long long)(i * 100 + pick(100));
}

/* Bits of their own, two at least, beside a zero; but not 0, 1, 2, which is a count. */
static bool has_flags(const struct type *t)
{
	uint64_t seen = 0;
	bool has_zero = false;

	for (unsigned int i = 0; i < t->count; i++) {
		uint64_t v = (uint64_t)t->values[i];

		if (v & (v - 1) || v & seen || (!v && has_zero))
			return false;
		seen |= v;
		has_zero |= !v;
	}
	return seen & (seen - 1) && !(has_zero && seen == 3);
}

static void enum_write(struct type *t)
{
	fprintf(types, "enum %se%u {", t->is_packed ? "__attribute__((packed)) " : "", t->number);
	for (unsigned int i = 0; i < t->count; i++)
		fprintf(types, " E%u_%u = %lldLL,", t->number, i, t->values[i]);
	fprintf(types, " };\n");
	fprintf(host, "static void show_e%u(%s v)\n{\n", t->number,
		t->is_signed ? "long long" : "unsigned long long");
	for (unsigned int i = 0; i < t->count; i++)
		fprintf(host, "\tif (v == E%u_%u) {\n\t\tshow_name(\"E%u_%u\");\n\t\treturn;\n\t}\n",
			t->number, i, t->number, i);
	if (t->is_flags) {
		fprintf(host, "\tif (v && !(v & ~(0ULL");
		for (unsigned int i = 0; i < t->count; i++)
			fprintf(host, " | E%u_%u", t->number, i);
		fprintf(host, "))) {\n\t\tconst char *bar = \"\";\n\n\t\tnext();\n\t\tputchar('\"');\n");
		for (unsigned int bit = 0; bit < 63; bit++)
			for (unsigned int i = 0; i < t->count; i++)
				if (t->values[i] == 1LL << bit)
					fprintf(host,
						"\t\tif (v & E%u_%u) {\n\t\t\tprintf(\"%%sE%u_%u\", "
						"bar);\n\t\t\tbar = \"|\";\n\t\t}\n",
						t->number, i, t->number, i);
		fprintf(host, "\t\tputchar('\"');\n\t\treturn;\n\t}\n");
	}
	fprintf(host, "\tshow_%s(v);\n}\n\n", t->is_signed ? "signed" : "unsigned");
}

static struct type *enum_make(void)
{
	struct type *t = type_new(ENUM);

	t->number = ++numbers;
	t->count = 3 + pick(3);
	t->is_packed = !pick(3);
	t->has_64 = !t->is_packed && !pick(4);
	t->is_flags = !t->has_64 && !pick(3);
	for (unsigned int i = 0; i < t->count; i++)
		t->values[i] = enum_value(t, i);
	if (!t->is_flags && !pick(2)) {
		t->is_signed = true;
		t->values[0] = -(long long)(1 + pick(20));
	}
	if (!t->is_signed && t->is_packed && !t->is_flags && !pick(2))
		t->values[t->count - 1] = pick(2) ? 200 : 60000;
	t->is_flags = has_flags(t);
	t->bits = t->has_64 ? 64 : t->is_packed ? t->values[t->count - 1] == 60000 ? 16 : 8 : 32;
	snprintf(t->spelling, sizeof(t->spelling), "enum e%u", t->number);
	enum_write(t);
	return t;
}

static struct type *scalar_make(void)
{
	switch (pick(12)) {
	case 0:
		return simple_make(BOOL, "_Bool", 8, false);
	case 1:
		return pick(2) ? simple_make(WIDE, "__int128", 128, true)
			       : simple_make(WIDE, "unsigned __int128", 128, false);
	case 2:
	case 3:
	case 4:
		return enum_make();
	case 5:
		return simple_make(FLOAT, "float", 32, true);
	case 6:
		return simple_make(DOUBLE, "double", 64, true);
	case 7:
		return simple_make(POINTER, pick(2) ? "void *" : "t_call *", 64, false);
	default:
		return int_make();
	}
}

static struct type *struct_make(unsigned int depth, bool is_anonymous);

static struct type *array_make(unsigned int depth)
{
	struct type *t;

	if (!pick(3)) {
		t = type_new(TEXT);
		t->count = 1 + pick(12);
		return t;
	}
	t = type_new(ARRAY);
	t->count = 1 + pick(4);
	if (!pick(3) && depth)
		t->element = struct_make(depth - 1, false);
	else if (!pick(4) && depth)
		t->element = array_make(depth - 1);
	else
		t->element = scalar_make();
	if (!strcmp(t->element->spelling, "char"))
		t->kind = TEXT;
	return t;
}

static void member_make(struct member *m, unsigned int depth)
{
	unsigned int what = pick(10);

	snprintf(m->name, sizeof(m->name), "m%u", ++numbers);
	if (what < 2) {
		m->type = array_make(depth);
	} else if (what == 2 && depth) {
		m->type = struct_make(depth - 1, false);
	} else if (what == 3 && depth) {
		m->type = struct_make(depth - 1, true);
		m->name[0] = '\0';
	} else {
		m->type = scalar_make();
		if (what > 6 && (m->type->kind == INT || m->type->kind == ENUM))
			m->bits = 1 + pick(m->type->bits);
		else if (what > 6 && m->type->kind == BOOL)
			m->bits = 1;
	}
}

static struct type *struct_make(unsigned int depth, bool is_anonymous)
{
	struct type *t = type_new(pick(3) ? STRUCT : UNION);

	t->count = 1 + pick(MEMBERS);
	t->is_packed = !pick(4);
	t->align = pick(8) ? 0 : 1U << (3 + pick(3));
	for (unsigned int i = 0; i < t->count; i++)
		member_make(&t->members[i], depth);
	if (is_anonymous)
		return t;
	t->number = ++numbers;
	snprintf(t->spelling, sizeof(t->spelling), "%s s%u", t->kind == UNION ? "union" : "struct",
		 t->number);
	structs[struct_count++] = t;
	return t;
}

/* --- Types in C --- */

static void declare(const struct type *t, const char *name);

static void body_write(const struct type *t)
{
	fprintf(types, "{\n");
	for (unsigned int i = 0; i < t->count; i++) {
		const struct member *m = &t->members[i];

		if (!m->name[0]) {
			fprintf(types, "%s ", m->type->kind == UNION ? "union" : "struct");
			body_write(m->type);
		} else {
			declare(m->type, m->name);
			if (m->bits)
				fprintf(types, " : %u", m->bits);
		}
		fprintf(types, ";\n");
	}
	fprintf(types, "}");
	if (t->is_packed)
		fprintf(types, " __attribute__((packed))");
	if (t->align)
		fprintf(types, " __attribute__((aligned(%u)))", t->align);
}

static void declare(const struct type *t, const char *name)
{
	char inner[64];

	if (t->kind != ARRAY && t->kind != TEXT) {
		fprintf(types, "%s %s", t->spelling, name);
		return;
	}
	snprintf(inner, sizeof(inner), "%s[%u]", name, t->count);
	if (t->kind == TEXT)
		fprintf(types, "char %s", inner);
	else
		declare(t->element, inner);
}

static void quote_write(const char *text)
{
	for (; *text; text++)
		fprintf(host, strchr("\"\\", *text) ? "\\%c" : "%c", *text);
}

/* --- All of it --- */

static void struct_write(const struct type *t)
{
	char *init = init_text(t);

	fprintf(types, "%s ", t->spelling);
	body_write(t);
	fprintf(types, ";\n\n");
	fprintf(host, "static void show_s%u(%s *p)\n{\n\topen_with('{');\n", t->number, t->spelling);
	show_members(t);
	fprintf(host, "\tclose_with('}');\n}\n\nstatic void mask_s%u(%s *p)\n{\n", t->number, t->spelling);
	mask_members(t);
	fprintf(host, "}\n\nstatic void test_s%u(void)\n{\n\tstatic %s made = %s;\n", t->number, t->spelling,
		init);
	fprintf(host, "\tstatic %s v;\n\n\tmemset(&v, 0, sizeof(v));\n\tmask_s%u(&v);\n", t->spelling,
		t->number);
	fprintf(host, "\tshow_bytes(\"mask\", \"%s\", &v, sizeof(v));\n", t->spelling);
	fprintf(host, "\tshow_bytes(\"made\", \"%s\", &made, sizeof(made));\n\tputs(\"", t->spelling);
	quote_write(init);
	fprintf(host, "\");\n\tfor (int i = 0; i < %d; i++) {\n\t\tfill((void *)&v, sizeof(v));\n", VALUES);
	fprintf(host, "\t\tshow_bytes(\"data\", \"%s\", &v, sizeof(v));\n", t->spelling);
	fprintf(host, "\t\tneeds_comma = 0;\n\t\tshow_s%u(&v);\n\t\tputchar('\\n');\n\t}\n}\n\n", t->number);
	free(init);
}

static FILE *open_in(const char *dir, const char *name)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "w");
	if (!f) {
		perror(path);
		exit(1);
	}
	return f;
}

int main(int argc, char **argv)
{
	FILE *bpf;

	if (argc != 4)
		return 2;
	state = (strtoull(argv[1], NULL, 0) + 1) * 0x9e3779b97f4a7c15ULL;
	types = open_in(argv[3], "types.h");
	host = open_in(argv[3], "host.c");
	bpf = open_in(argv[3], "bpf.c");
	fprintf(types, "typedef unsigned char t_u8;\ntypedef short t_s16;\ntypedef unsigned int t_u32;\n");
	fprintf(types, "typedef long long t_s64;\ntypedef int t_call(int);\n\n");
	fprintf(host,
		"#include <stdbool.h>\n#include \"types.h\"\n#include \"tests/property/show_float.h\"\n\n");
	for (unsigned long i = strtoul(argv[2], NULL, 0); i && struct_count < TYPES / 2; i--)
		struct_make(2, false);
	for (unsigned int i = 0; i < struct_count; i++)
		struct_write(structs[i]);
	fprintf(bpf, "#include \"types.h\"\n");
	fprintf(host, "int main(void)\n{\n");
	for (unsigned int i = 0; i < struct_count; i++) {
		fprintf(bpf, "%s v%u;\n", structs[i]->spelling, structs[i]->number);
		fprintf(host, "\ttest_s%u();\n", structs[i]->number);
	}
	fprintf(host, "\treturn 0;\n}\n");
	return fclose(types) || fclose(host) || fclose(bpf);
}
