/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Bytes from words, each one whole and in range. */
#include "mapdump/bytes.h"

#include <string.h>

#include "lib/num.h"

static int read_hex(const char *word, const char *what, uint8_t *ret_byte, struct err *err)
{
	char two[3] = {'0', word[0], '\0'};
	size_t len = strlen(word);

	if (len > 2 && word[0] == '0' && (word[1] == 'x' || word[1] == 'X')) {
		word += 2;
		len -= 2;
		two[1] = word[0];
	}
	if (!len || len > 2)
		return err_usage(err, "%s: '%.32s' is not one byte of hex digits", what, word);
	return num_parse_hex(len == 2 ? word : two, ret_byte, 1, what, err);
}

static int read_byte(const char *word, bool is_hex, const char *what, uint8_t *ret_byte, struct err *err)
{
	uint64_t v;

	if (is_hex)
		return read_hex(word, what, ret_byte, err);
	if (num_parse_u64(word, UINT8_MAX, what, &v, err))
		return -1;
	*ret_byte = (uint8_t)v;
	return 0;
}

int elem_bytes_read(const struct elem_bytes *given, size_t size, const char *what, struct buf *ret_bytes,
		    struct err *err)
{
	bool is_hex = given->count && !strcmp(given->words[0], "hex");
	unsigned int first = is_hex;
	uint8_t byte;

	if (given->words && !size)
		return err_usage(err, "this map has no %s", what);
	if (given->count - first != size)
		return err_usage(err, "%s has %zu byte%s, %u given", what, size, size == 1 ? "" : "s",
				 given->count - first);
	buf_reset(ret_bytes);
	for (unsigned int i = first; i < given->count; i++) {
		if (read_byte(given->words[i], is_hex, what, &byte, err))
			return -1;
		buf_add(ret_bytes, &byte, 1);
	}
	return ret_bytes->failed ? err_no_memory(err) : 0;
}
