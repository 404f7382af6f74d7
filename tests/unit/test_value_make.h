/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Values printed and parsed in one call, and bytes as the words of a test. */
#ifndef BPFI_TESTS_UNIT_TEST_VALUE_MAKE_H
#define BPFI_TESTS_UNIT_TEST_VALUE_MAKE_H

#include "btfdump/value/value.h"
#include "lib/num.h"
#include "tests/unit/test_btf_make.h"

static inline int keep_text(void *arg, const void *data, size_t len)
{
	buf_add(arg, data, len);
	return 0;
}

/* Hex digits, blanks between them allowed. */
static inline void bytes_read(struct buf *to, const char *hex)
{
	struct err err;
	uint8_t byte;

	for (; *hex; hex += *hex == ' ' ? 1 : 2) {
		char two[] = {hex[0], hex[1], '\0'};

		if (*hex != ' ' && !num_parse_hex(two, &byte, 1, "byte", &err))
			buf_add_char(to, (char)byte);
	}
}

static inline void bytes_write(struct buf *to, const void *data, size_t len)
{
	for (size_t i = 0; i < len; i++)
		buf_printf(to, "%02x", ((const uint8_t *)data)[i]);
}

/* One value as compact JSON, or the error. @data may be in the middle of nowhere: it is copied exactly. */
static inline void value_show(struct buf *to, const struct types *t, uint32_t id,
			      const struct value_options *opt, const char *hex)
{
	struct out *o = out_new_writer(keep_text, to, OUT_JSON);
	auto_value_plan *p = NULL;
	struct err err = {0};
	auto_buf bytes = {0};
	uint8_t *exact;

	bytes_read(&bytes, hex);
	exact = malloc(bytes.len ? bytes.len : 1);
	if (bytes.len)
		memcpy(exact, bytes.data, bytes.len);
	if (value_plan_make(t, id, opt, &p, &err) || value_print(o, NULL, p, exact, bytes.len, &err))
		buf_add_str(to, err.text);
	else
		out_finish(o, &err);
	if (to->len && to->data[to->len - 1] == '\n')
		to->len--;
	out_free(o);
	free(exact);
}

static inline void check_equal(const char *is, const char *should, const char *what)
{
	check(!strcmp(is, should), what);
	if (strcmp(is, should) != 0)
		printf("# is:     %s\n# should: %s\n", is, should);
}

static inline void check_shown(const struct types *t, uint32_t id, const struct value_options *opt,
			       const char *hex, const char *should, const char *what)
{
	auto_buf is = {0};

	value_show(&is, t, id, opt, hex);
	check_equal(buf_str(&is), should, what);
}

/* The bytes that @text makes, or the error. */
static inline void check_parsed(const struct types *t, uint32_t id, const struct value_options *opt,
				const char *text, const char *should)
{
	auto_value_plan *p = NULL;
	struct err err = {0};
	auto_buf is = {0};
	uint8_t *bytes;

	if (value_plan_make(t, id, opt, &p, &err)) {
		check_equal(err.text, should, text);
		return;
	}
	bytes = malloc(value_plan_size(p) + 1);
	if (value_parse(p, "value", text, bytes, NULL, &err))
		buf_add_str(&is, err.text);
	else
		bytes_write(&is, bytes, value_plan_size(p));
	check_equal(buf_str(&is), should, text);
	free(bytes);
}

/* Shown as @should, and read back as the same bytes (@hex without blanks). */
static inline void check_both(const struct types *t, uint32_t id, const char *hex, const char *should,
			      const char *what)
{
	struct value_options opt = {.is_exact = true};

	check_shown(t, id, &opt, hex, should, what);
	check_parsed(t, id, &opt, should, hex);
}

static inline uint32_t make_array(struct make *m, uint32_t type, uint32_t count)
{
	uint32_t id = make_type(m, "", BK_ARRAY, 0, false, 0);

	make_word(m, type);
	make_word(m, type);
	make_word(m, count);
	return id;
}

/* Enumerators A, B, C, ... with these values. */
static inline uint32_t make_enum(struct make *m, uint32_t size, bool is_signed, unsigned int count,
				 const int64_t *values)
{
	uint32_t id = make_type(m, "e", size == 8 ? BK_ENUM64 : BK_ENUM, count, is_signed, size);

	for (unsigned int i = 0; i < count; i++) {
		char name[] = {(char)('A' + i), '\0'};

		make_word(m, make_string(m, name));
		make_word(m, (uint32_t)values[i]);
		if (size == 8)
			make_word(m, (uint32_t)((uint64_t)values[i] >> 32));
	}
	return id;
}

#endif
