/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* BTF made word by word, well-formed or not, in either byte order; and the checks that report on it. */
#ifndef BPFI_TESTS_UNIT_TEST_BTF_MAKE_H
#define BPFI_TESTS_UNIT_TEST_BTF_MAKE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "btfdump/cgen/cgen.h"
#include "btfdump/inspect/inspect.h"
#include "btfdump/load/load.h"

struct make {
	struct buf types, strings, image;
	struct wire_layout layouts[WIRE_KIND_LIMIT];
	uint32_t layout_count, layout_gap, count; /* the gap: bytes in front of the layout section */
	bool is_foreign, is_split;
};

static int failures;

static inline void check(bool is_ok, const char *what)
{
	printf("%s %s\n", is_ok ? "ok" : "not ok", what);
	failures += !is_ok;
}

static inline void make_word(struct make *m, uint32_t v)
{
	v = m->is_foreign ? __builtin_bswap32(v) : v;
	buf_add(&m->types, &v, sizeof(v));
}

static inline uint32_t make_string(struct make *m, const char *s)
{
	uint32_t off;

	if (!m->strings.len && !m->is_split)
		buf_add_char(&m->strings, '\0');
	off = (uint32_t)m->strings.len;
	if (!*s)
		return 0;
	buf_add(&m->strings, s, strlen(s) + 1);
	return off;
}

/* The first three words of a type; what follows is up to the caller. Returns its id (without a base). */
static inline uint32_t make_type(struct make *m, const char *name, unsigned int kind, uint32_t vlen,
				 bool flag, uint32_t size)
{
	make_word(m, make_string(m, name));
	make_word(m, kind << 24 | vlen | (uint32_t)flag << 31);
	make_word(m, size);
	return ++m->count;
}

static inline uint32_t make_int(struct make *m, const char *name, uint32_t size, uint32_t encoding)
{
	uint32_t id = make_type(m, name, BK_INT, 0, false, size);

	make_word(m, encoding << 24 | size * 8);
	return id;
}

static inline void make_member(struct make *m, const char *name, uint32_t type, uint32_t offset)
{
	make_word(m, make_string(m, name));
	make_word(m, type);
	make_word(m, offset);
}

/* All together: header, types, layout section where there is one, strings. */
static inline void make_image(struct make *m)
{
	struct wire_header h = {.magic = WIRE_MAGIC, .version = WIRE_VERSION, .hdr_len = WIRE_HEADER_LEN};
	uint32_t words[7], hdr_len;

	make_string(m, "");
	h.type_len = (uint32_t)m->types.len;
	h.layout_len = m->layout_gap + m->layout_count * (uint32_t)sizeof(m->layouts[0]);
	if (m->layout_count) {
		h.hdr_len = WIRE_HEADER_LEN_LAYOUT;
		h.layout_off = h.type_len + m->layout_gap;
	}
	h.str_off = h.type_len + h.layout_len;
	h.layout_len -= m->layout_gap;
	h.str_len = (uint32_t)m->strings.len;
	hdr_len = h.hdr_len;
	if (m->is_foreign) {
		memcpy(words, &h.hdr_len, sizeof(words));
		for (size_t i = 0; i < 7; i++)
			words[i] = __builtin_bswap32(words[i]);
		memcpy(&h.hdr_len, words, sizeof(words));
		h.magic = WIRE_MAGIC_FOREIGN;
	}
	buf_reset(&m->image);
	buf_add(&m->image, &h, hdr_len);
	buf_add(&m->image, m->types.data, m->types.len);
	buf_add(&m->image, m->layouts, m->layout_gap);
	buf_add(&m->image, m->layouts, m->layout_count * sizeof(m->layouts[0]));
	buf_add(&m->image, m->strings.data, m->strings.len);
}

static inline void make_free(struct make *m)
{
	buf_free(&m->types);
	buf_free(&m->strings);
	buf_free(&m->image);
}

#define auto_make __attribute__((cleanup(make_free))) struct make

/* Opens what was made; NULL and the error's text where that fails. */
static inline struct types *make_open(struct make *m, const struct types *base, struct err *err)
{
	struct types *t = NULL;

	make_image(m);
	return types_open(m->image.data, m->image.len, base, &t, err) ? NULL : t;
}

/* The made BTF must be refused, with these words in the error. */
static inline void check_refused(struct make *m, const char *words, const char *what)
{
	struct err err = {0};
	auto_types *t = make_open(m, NULL, &err);
	bool is_ok = !t && strstr(err.text, words);

	check(is_ok, what);
	if (!is_ok)
		printf("# %s\n", t ? "accepted" : err.text);
}

#endif
