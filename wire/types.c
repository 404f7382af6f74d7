/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Opening BTF: header, sections, byte order. Only offsets are kept; the bytes stay where they are. */
#include "wire/types.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "wire/types_check.h"

static void header_swap(struct wire_header *h)
{
	h->magic = __builtin_bswap16(h->magic);
	h->hdr_len = __builtin_bswap32(h->hdr_len);
	h->type_off = __builtin_bswap32(h->type_off);
	h->type_len = __builtin_bswap32(h->type_len);
	h->str_off = __builtin_bswap32(h->str_off);
	h->str_len = __builtin_bswap32(h->str_len);
	h->layout_off = __builtin_bswap32(h->layout_off);
	h->layout_len = __builtin_bswap32(h->layout_len);
}

static int header_read(struct types *t, struct wire_header *ret_header, struct err *err)
{
	struct wire_header h = {0};

	if (t->raw_size < WIRE_HEADER_LEN)
		return err_set(err, 0, "not BTF: %zu bytes are smaller than a header", t->raw_size);
	memcpy(&h, t->raw, WIRE_HEADER_LEN);
	t->is_foreign = h.magic == WIRE_MAGIC_FOREIGN;
	t->is_big_endian = t->is_foreign == (BYTE_ORDER == LITTLE_ENDIAN);
	if (h.magic != WIRE_MAGIC && !t->is_foreign)
		return err_set(err, 0, "not BTF: wrong magic number");
	if (h.version != WIRE_VERSION)
		return err_set(err, 0, "unsupported BTF version %u", h.version);
	if (t->is_foreign)
		h.hdr_len = __builtin_bswap32(h.hdr_len);
	if (h.hdr_len < WIRE_HEADER_LEN || h.hdr_len > t->raw_size)
		return err_set(err, 0, "invalid BTF header length %u", h.hdr_len);
	if (h.hdr_len >= WIRE_HEADER_LEN_LAYOUT)
		memcpy(&h, t->raw, WIRE_HEADER_LEN_LAYOUT);
	else
		memcpy(&h, t->raw, WIRE_HEADER_LEN);
	if (t->is_foreign)
		header_swap(&h);
	*ret_header = h;
	return 0;
}

static int section_check(const struct types *t, const struct wire_header *h, const char *what, uint32_t off,
			 uint32_t len, struct err *err)
{
	if ((uint64_t)h->hdr_len + off + len > t->raw_size)
		return err_set(err, 0, "BTF %s section (%u bytes at %u) lies outside the data (%zu bytes)",
			       what, len, off, t->raw_size);
	return 0;
}

static bool is_overlapping(uint32_t a_off, uint32_t a_len, uint32_t b_off, uint32_t b_len)
{
	return a_len && b_len && a_off < (uint64_t)b_off + b_len && b_off < (uint64_t)a_off + a_len;
}

static int sections_check(const struct types *t, const struct wire_header *h, struct err *err)
{
	if (section_check(t, h, "type", h->type_off, h->type_len, err) ||
	    section_check(t, h, "string", h->str_off, h->str_len, err) ||
	    section_check(t, h, "layout", h->layout_off, h->layout_len, err))
		return -1;
	if (h->type_off % 4 || h->type_len % 4)
		return err_set(err, 0, "BTF type section is not aligned");
	if (is_overlapping(h->type_off, h->type_len, h->str_off, h->str_len) ||
	    is_overlapping(h->type_off, h->type_len, h->layout_off, h->layout_len) ||
	    is_overlapping(h->str_off, h->str_len, h->layout_off, h->layout_len))
		return err_set(err, 0, "BTF sections overlap");
	return 0;
}

/* The string section starts with the empty string, unless it continues that of a base. */
bool types_needs_base(const void *data, size_t size)
{
	struct types t = {.raw = data, .raw_size = size};
	struct wire_header h = {0};
	struct err err;

	if (header_read(&t, &h, &err) || sections_check(&t, &h, &err))
		return false;
	return !h.str_len || ((const char *)data)[h.hdr_len + h.str_off];
}

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

size_t types_extent(const void *data, size_t size)
{
	struct types t = {.raw = data, .raw_size = size};
	struct wire_header h = {0};
	struct err err;

	if (header_read(&t, &h, &err) || sections_check(&t, &h, &err))
		return 0;
	return h.hdr_len + larger((size_t)h.type_off + h.type_len,
				  larger((size_t)h.str_off + h.str_len, (size_t)h.layout_off + h.layout_len));
}

/* Looks at one string in every N bytes, since a longer one spans two such places. */
static bool has_long_string(const char *strings, uint32_t len)
{
	enum { LONG = 512 };

	for (uint32_t at = LONG; at < len; at += LONG)
		if (!memrchr(strings + at - LONG, '\0', LONG))
			return true;
	return false;
}

static int strings_open(struct types *t, const char *strings, uint32_t len, struct err *err)
{
	t->strings = strings;
	t->str_first = t->base ? t->base->str_end : 0;
	if (len > UINT32_MAX - t->str_first)
		return err_set(err, 0, "BTF has too many strings");
	t->str_end = t->str_first + len;
	t->has_long_names = (t->base && t->base->has_long_names) || has_long_string(strings, len);
	if (!len && t->base)
		return 0;
	if (!len || strings[len - 1])
		return err_set(err, 0, "BTF string section is not NUL-terminated");
	if (!t->base && strings[0]) {
		err_set(err, 0, "split BTF requires its base");
		err_hint(
			err,
			"specify the base with -B, such as /sys/kernel/btf/vmlinux for a module of this kernel");
		return -1;
	}
	return 0;
}

/* In place where possible; records are words, so a foreign byte order is undone without parsing them. */
static int words_open(struct types *t, const unsigned char *from, uint32_t len, struct err *err)
{
	t->word_count = len / 4;
	if (!t->is_foreign && !((uintptr_t)from % 4)) {
		t->words = (const uint32_t *)(const void *)from;
		return 0;
	}
	t->private_words = malloc(len ? len : 1);
	if (!t->private_words)
		return err_no_memory(err);
	memcpy(t->private_words, from, len);
	for (uint32_t i = 0; t->is_foreign && i < t->word_count; i++)
		t->private_words[i] = __builtin_bswap32(t->private_words[i]);
	t->words = t->private_words;
	return 0;
}

static int types_fill(struct types *t, struct err *err)
{
	struct wire_header h = {0};
	const unsigned char *body;

	if (header_read(t, &h, err) || sections_check(t, &h, err))
		return -1;
	if (t->base && t->base->is_big_endian != t->is_big_endian)
		return err_set(err, 0, "BTF and its base have different byte orders");
	body = (const unsigned char *)t->raw + h.hdr_len;
	t->layouts = (const struct wire_layout *)(const void *)(body + h.layout_off);
	t->layout_count = h.layout_len / (uint32_t)sizeof(*t->layouts);
	if (strings_open(t, (const char *)body + h.str_off, h.str_len, err) ||
	    words_open(t, body + h.type_off, h.type_len, err))
		return -1;
	return types_check(t, err);
}

int types_open(const void *data, size_t size, const struct types *base, struct types **ret_types,
	       struct err *err)
{
	struct types *t = calloc(1, sizeof(*t));

	if (!t)
		return err_no_memory(err);
	t->raw = data;
	t->raw_size = size;
	t->base = base;
	if (types_fill(t, err)) {
		types_free(t);
		return -1;
	}
	*ret_types = t;
	return 0;
}

void types_free(struct types *t)
{
	if (!t)
		return;
	if (t->release)
		t->release(t->backing);
	free(t->private_words);
	free(t->offsets);
	free(t);
}

void types_cleanup(struct types **t)
{
	types_free(*t);
}
