/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Words, one after the other: labels end with a colon, bytes are two hex digits, anything else next to the
 * bytes is skipped with its line.
 */
#include "mapdump/transfer/text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "lib/num.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct span peek(struct transfer_file *f)
{
	struct span word;

	for (; f->at < f->end && is_blank(*f->at); f->at++)
		f->line += *f->at == '\n';
	word = (struct span){f->at, 0};
	while (word.at + word.len < f->end && !is_blank(word.at[word.len]))
		word.len++;
	return word;
}

static bool take(struct transfer_file *f, const char *word)
{
	struct span next = peek(f);

	if (!span_is(next, word))
		return false;
	f->at += next.len;
	return true;
}

static bool is_byte(struct span word)
{
	return word.len == 2 && isxdigit((unsigned char)word.at[0]) && isxdigit((unsigned char)word.at[1]);
}

static void pass_line(struct transfer_file *f)
{
	const char *newline = memchr(f->at, '\n', (size_t)(f->end - f->at));

	f->at = newline ? newline : f->end;
}

static int wrong(const struct transfer_file *f, const char *what, size_t wanted, size_t got, struct err *err)
{
	return err_set(err, 0, "line %lu: %s: expected %zu bytes, got %zu", f->line, what, wanted, got);
}

/* All bytes at this point, appended to @to. */
static int take_bytes(struct transfer_file *f, const char *what, size_t size, struct buf *to, struct err *err)
{
	const size_t before = to->len;
	struct err ignored = {0};

	for (struct span word = peek(f); is_byte(word); word = peek(f)) {
		const char two[3] = {word.at[0], word.at[1], '\0'};
		uint8_t byte = 0;

		num_parse_hex(two, &byte, 1, what, &ignored);
		buf_add(to, &byte, 1);
		f->at += word.len;
	}
	if (to->failed)
		return err_no_memory(err);
	return to->len - before == size ? 0 : wrong(f, what, size, to->len - before, err);
}

static int take_id(struct transfer_file *f, struct buf *to, struct err *err)
{
	struct span word = peek(f);
	auto_buf text = {0};
	uint32_t id;

	buf_add(&text, word.at, word.len);
	if (num_parse_u32(buf_str(&text), "inner_map_id", &id, err)) {
		err->kind = ERR_FAILED;
		return err_wrap(err, "line %lu", f->line);
	}
	f->at += word.len;
	buf_add(to, &id, sizeof(id));
	return to->failed ? err_no_memory(err) : 0;
}

/* "00):", or "00," with a word after it. */
static bool is_cpu(struct span word, uint32_t id)
{
	char number[16];
	const size_t len = (size_t)snprintf(number, sizeof(number), "%02u", id);

	return word.len > len && !memcmp(word.at, number, len) &&
	       (word.at[len] == ')' || word.at[len] == ',');
}

/* value (CPU 00): in the order of the CPUs. */
static int take_cpu_value(struct transfer_file *f, const struct write_target *t, struct buf *to,
			  struct err *err)
{
	const size_t size = write_info(t)->value_size;
	const uint32_t cpu = cpus_at(&t->v.cpus, to->len / elements_stride(size)).id;

	if (!take(f, "(CPU") || !is_cpu(peek(f), cpu))
		return err_set(err, 0, "line %lu: expected the value of CPU %u", f->line, cpu);
	while (f->at < f->end && *f->at != ':' && *f->at != '\n')
		f->at++;
	f->at += f->at < f->end && *f->at == ':';
	if (take_bytes(f, "value", size, to, err))
		return -1;
	while (to->len % ELEMENTS_ALIGN && !to->failed)
		buf_add_char(to, '\0');
	return to->failed ? err_no_memory(err) : 0;
}

/* Up to the next element; *ret_is_hole: the dump found no element. */
static int take_values(struct transfer_file *f, const struct write_target *t, struct buf *to,
		       bool *ret_is_hole, struct err *err)
{
	const size_t size = write_info(t)->value_size;
	int r = 0;

	for (struct span word = peek(f); !r && word.len; word = peek(f)) {
		if (span_is(word, "key:") || span_is(word, "Found"))
			break;
		if (t->v.type->is_percpu && take(f, "value"))
			r = take_cpu_value(f, t, to, err);
		else if (take(f, "inner_map_id:"))
			r = take_id(f, to, err);
		else if (!take(f, "value:"))
			pass_line(f);
		else if ((*ret_is_hole = span_is(peek(f), "<no")))
			pass_line(f);
		else
			r = take_bytes(f, "value", size, to, err);
	}
	return r;
}

static int next_with_holes(struct transfer_file *f, const struct write_target *t, struct transfer_element *e,
			   bool *ret_is_hole, struct err *err)
{
	const struct span word = peek(f);

	if (!word.len || span_is(word, "Found")) {
		pass_line(f);
		return peek(f).len ? err_set(err, 0, "line %lu: unexpected text after the end of the dump",
					     f->line)
				   : KERN_NONE;
	}
	if (!take(f, "key:"))
		return err_set(err, 0, "line %lu: 'key:' is missing", f->line);
	if (take_bytes(f, "key", write_info(t)->key_size, &e->key, err) ||
	    take_values(f, t, &e->value, ret_is_hole, err))
		return -1;
	if (!*ret_is_hole && e->value.len != write_value_room(t))
		return wrong(f, "value", write_value_room(t), e->value.len, err);
	return write_check_key(t, e->key.data, err) ? err_wrap(err, "line %lu", f->line) : 0;
}

bool transfer_is_text(const char *at, const char *end)
{
	while (at < end && is_blank(*at))
		at++;
	return (end - at >= 4 && !memcmp(at, "key:", 4)) || (end - at >= 6 && !memcmp(at, "Found ", 6));
}

int transfer_next_text(struct transfer_file *f, const struct write_target *t, struct transfer_element *e,
		       struct err *err)
{
	bool is_hole;
	int r;

	do {
		is_hole = false;
		buf_reset(&e->key);
		buf_reset(&e->value);
		r = next_with_holes(f, t, e, &is_hole, err);
	} while (!r && is_hole);
	return r;
}
