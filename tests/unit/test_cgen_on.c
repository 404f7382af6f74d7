/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The header of a module on that of its kernel: only what the kernel lacks, by names that are still free. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "btfdump/cgen/cgen.h"
#include "tests/unit/test_btf_make.h"

enum { INT = 1, BOOL_INT, BOOL, KNOWN, COLOR, OWN, HOLDER };

static struct types *base_make(struct make *m, uint32_t names[3], struct err *err)
{
	make_int(m, "int", 4, INT_SIGNED);
	make_int(m, "_Bool", 1, INT_BOOL);
	make_type(m, "bool", BK_TYPEDEF, 0, false, BOOL_INT);
	make_type(m, "known", BK_STRUCT, 1, false, 4);
	make_member(m, "a", INT, 0);
	make_type(m, "", BK_ENUM, 1, false, 4);
	make_word(m, make_string(m, "RED"));
	make_word(m, 1);
	names[0] = make_string(m, "own");
	names[1] = make_string(m, "flag");
	names[2] = make_string(m, "color");
	return make_open(m, NULL, err);
}

/* All its names are in the base: "known" again, of another size, and a struct that has both. */
static struct types *module_make(struct make *m, const struct types *base, const uint32_t names[3],
				 struct err *err)
{
	uint32_t known = types_at(base, KNOWN)->name_off;

	m->is_split = true;
	make_type(m, "", BK_STRUCT, 2, false, 8);
	memcpy(m->types.data, &known, sizeof(known));
	make_word(m, names[1]);
	make_word(m, BOOL);
	make_word(m, 0);
	make_word(m, names[2]);
	make_word(m, COLOR);
	make_word(m, 32);
	make_word(m, names[0]);
	make_word(m, (uint32_t)BK_STRUCT << 24 | 2);
	make_word(m, 12);
	make_word(m, names[1]);
	make_word(m, OWN);
	make_word(m, 0);
	make_word(m, names[2]);
	make_word(m, KNOWN);
	make_word(m, 64);
	return make_open(m, base, err);
}

static void expect(const char *text, const char *words, bool is_there)
{
	if (!strstr(text, words) == is_there) {
		fprintf(stderr, "%s: '%s' in:\n%s\n", is_there ? "missing" : "not wanted", words, text);
		exit(1);
	}
}

int main(void)
{
	auto_make base_words = {0}, words = {0};
	uint32_t names[3];
	struct err err = {0};
	auto_types *base = base_make(&base_words, names, &err);
	auto_types *t = base ? module_make(&words, base, names, &err) : NULL;
	auto_buf text = {0}, body = {0};

	if (!t || cgen_build(t, &(struct cgen_options){.on = "vmlinux.h", .has_asserts = true}, &text, &body,
			     NULL, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	buf_add(&text, body.data, body.len);
	expect(buf_str(&text), "#include \"vmlinux.h\"\n", true);
	expect(buf_str(&text), "#ifndef __MODULE_", true);
	expect(buf_str(&text), "struct known___2 {\n\tbool flag;\n\tint color;\n};\n", true);
	expect(buf_str(&text), "struct own {\n\tstruct known___2 flag;\n\tstruct known color;\n};\n", true);
	expect(buf_str(&text), "struct known {", false);
	expect(buf_str(&text), "RED", false);
	expect(buf_str(&text), "__ASSERT_SIZE(struct known,", false);
	expect(buf_str(&text), "#define bool", false);
	return 0;
}
