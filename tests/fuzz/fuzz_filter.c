/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Expressions over elements: whatever is accepted runs over any bytes, and its opposite answers the opposite.
 * The input: the bytes of a key and a value, then the text.
 */
#include "tests/unit/test_query_make.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { KEY = sizeof(uint32_t), VALUE = sizeof(struct query_value) };

static bool ask(const struct query_host *h, const char *text, const uint8_t *bytes, bool *ret_answer)
{
	const struct entry e = {.v = &h->v, .key = bytes, .value = bytes + KEY, .value_size = VALUE};
	struct err err = {0};
	struct filter f;

	if (filter_make(&h->of, text, &f, &err))
		return false;
	*ret_answer = filter_accepts(&f, &e);
	filter_free(&f);
	return true;
}

static void ask_others(const struct query_host *h, const char *text)
{
	struct columns cs = {0};
	struct err err = {0};
	struct ranking r;

	columns_open(&cs, &h->of, text, &err);
	columns_close(&cs);
	ranking_open(&r, &h->of, (const char *const[]){text, NULL}, 1, &err);
	ranking_close(&r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct query_host h;
	bool yes = false, no = false;
	auto_buf text = {0};

	if (!h.t && !query_host_open(&h, BPF_MAP_TYPE_HASH))
		abort();
	if (size < KEY + VALUE)
		return 0;
	buf_add(&text, data + KEY + VALUE, size - KEY - VALUE);
	ask_others(&h, buf_str(&text));
	if (!ask(&h, buf_str(&text), data, &yes))
		return 0;
	buf_reset(&text);
	buf_add_str(&text, "!(");
	for (size_t i = KEY + VALUE; i < size && data[i]; i++)
		buf_add_char(&text, (char)data[i]);
	buf_add_str(&text, ")");
	/* Only too deep or too long it may be now. */
	if (ask(&h, buf_str(&text), data, &no) && yes == no)
		abort();
	return 0;
}
