/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The writer of BTF: words, byte-swapped if the byte order is foreign. */
#include "wire/write.h"

#include <string.h>

static void put(struct buf *to, bool is_foreign, uint32_t word)
{
	word = is_foreign ? __builtin_bswap32(word) : word;
	buf_add(to, &word, sizeof(word));
}

void wire_write_begin(struct buf *to, bool is_foreign)
{
	const uint16_t magic = is_foreign ? WIRE_MAGIC_FOREIGN : WIRE_MAGIC;

	buf_reset(to);
	buf_add(to, &magic, sizeof(magic));
	buf_add_char(to, WIRE_VERSION);
	buf_add_char(to, 0);
	put(to, is_foreign, WIRE_HEADER_LEN);
	for (int i = 0; i < 4; i++)
		put(to, is_foreign, 0);
}

void wire_write_record(struct buf *to, bool is_foreign, const struct wire_type *w, const struct wire_map *map)
{
	const struct type_words words = type_words(w);

	put(to, is_foreign, map->string(map->arg, w->name_off));
	put(to, is_foreign, w->info);
	for (uint32_t i = 0; i < words.count; i++) {
		const char class = type_word_class(&words, i);
		const uint32_t v = words.at[i];

		put(to, is_foreign,
		    class == 'n'   ? map->string(map->arg, v)
		    : class == 'r' ? map->id(map->arg, v)
				   : v);
	}
}

int wire_write_end(struct buf *to, bool is_foreign, size_t strings_at, struct err *err)
{
	const size_t len = to->len;

	if (to->failed)
		return err_no_memory(err);
	if (len > UINT32_MAX)
		return err_set(err, 0, "the types are too large for one BTF (more than 4 GiB)");
	to->len = offsetof(struct wire_header, type_off);
	put(to, is_foreign, 0);
	put(to, is_foreign, (uint32_t)(strings_at - WIRE_HEADER_LEN));
	put(to, is_foreign, (uint32_t)(strings_at - WIRE_HEADER_LEN));
	put(to, is_foreign, (uint32_t)(len - strings_at));
	to->len = len;
	return 0;
}

static void put_words(struct buf *to, const struct types *t)
{
	if (t->base)
		put_words(to, t->base);
	buf_add(to, t->words, t->word_count * sizeof(*t->words));
}

static void put_strings(struct buf *to, const struct types *t)
{
	if (t->base)
		put_strings(to, t->base);
	buf_add(to, t->strings, t->str_end - t->str_first);
}

int wire_write_flat(const struct types *t, struct buf *ret_btf, struct err *err)
{
	size_t strings_at;

	wire_write_begin(ret_btf, false);
	put_words(ret_btf, t);
	strings_at = ret_btf->len;
	put_strings(ret_btf, t);
	return wire_write_end(ret_btf, false, strings_at, err);
}
