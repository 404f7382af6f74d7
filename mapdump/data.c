/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* From words to the bytes of a key or a value; which words belong to it, and their meaning. */
#include "mapdump/data.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "btfdump/value/value.h"
#include "lib/num.h"
#include "mapdump/address.h"
#include "mapdump/complete.h"
#include "mapdump/view.h"

/* Every word that can follow data, in any command. */
static const char *const stops[] = {"key",  "value", "any", "exist",    "noexist",
				    "lock", "cpu",   "set", "all-cpus", NULL};

static bool is_stop(const char *word)
{
	for (const char *const *s = stops; *s; s++)
		if (!strcmp(*s, word))
			return true;
	return false;
}

/* An abbreviated keyword, as users type it. */
static bool begins_stop(const char *word)
{
	for (const char *const *s = stops; *s && *word; s++)
		if (!strncmp(*s, word, strlen(word)))
			return true;
	return false;
}

static bool is_hex_word(const char *word)
{
	return *word && !strncmp("hex", word, strlen(word));
}

static bool may_be_byte(const char *word, bool is_hex)
{
	return is_hex ? strspn(word, "0123456789abcdefABCDEFxX") == strlen(word)
		      : isdigit((unsigned char)*word) != 0;
}

/* Words that consume the next one, whatever it is. */
static bool takes_next(const char *word)
{
	static const char *const words[] = {"id",  "name", "pinned", "tag",  "ip",
					    "mac", "dev",  "cgroup", "file", NULL};

	for (const char *const *w = words; *w; w++)
		if (!strcmp(*w, word))
			return true;
	return false;
}

/* How many more brackets a word opens than it closes. */
static int depth_of(const char *word)
{
	int depth = 0;

	for (; *word; word++)
		depth += strchr("{[", *word) ? 1 : strchr("}]", *word) ? -1 : 0;
	return depth;
}

static unsigned int count_words(const struct argv_rest *rest)
{
	bool is_hex = is_hex_word(rest->at[0]);
	int depth = depth_of(rest->at[0]);
	bool is_name = false; /* of something, even if it reads like a word */
	unsigned int n = 1;

	while (n < rest->left) {
		is_name = !is_name && takes_next(rest->at[n - 1]);
		if (depth <= 0 && !is_name &&
		    (is_stop(rest->at[n]) || (begins_stop(rest->at[n]) && !may_be_byte(rest->at[n], is_hex))))
			break;
		depth += depth_of(rest->at[n++]);
	}
	return n;
}

static int take(const struct arg *a, struct argv_rest *rest, unsigned int n, struct elem_bytes *given,
		struct err *err)
{
	if (given->words)
		return err_usage(err, "'%s' is given twice", a->key);
	*given = (struct elem_bytes){rest->at, n};
	rest->at += n;
	rest->left -= n;
	return 0;
}

static int parse_data(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	if (is_stop(rest->at[0]))
		return err_usage(err, "'%s' must be followed by %s", a->key,
				 a->token ? a->token : a->type->token);
	return take(a, rest, count_words(rest), dst, err);
}

const struct arg_type arg_map_data = {
	.token = "DATA",
	.grammar = "[hex] BYTE... | ip ADDRESS[/LENGTH] | mac ADDRESS | TYPED",
	.help = "Bytes, an address, or one word that is parsed by the map's types (see map update)",
	.parse = parse_data,
};

static int parse_sets(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	struct map_sets *sets = dst;
	const unsigned int had = sets->count;

	while (rest->left && !is_stop(rest->at[0]) && strchr(rest->at[0], '=')) {
		if (sets->count == MAP_SETS)
			return err_usage(err, "set: at most %d members", MAP_SETS);
		sets->list[sets->count++] = *rest->at++;
		rest->left--;
	}
	if (sets->count == had)
		return err_usage(err, "'%s' must be followed by %s", a->key, a->type->token);
	return 0;
}

static void complete_sets(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	(void)given;
	map_complete_members(c, (const struct ref *)(const void *)((const char *)c->args + a->of));
}

const struct arg_type arg_map_sets = {
	.token = "FIELD=VALUE...",
	.help = "Members of an existing value, such as pid=20, stats[3].count+=7, flags|=0x10; for global data, VARIABLE=VALUE",
	.parse = parse_sets,
	.complete = complete_sets,
};

static int wrong_count(const struct data_form *f, unsigned int given, struct err *err)
{
	err_usage(err, "%s: expected %zu byte%s%s%.64s%s, got %u", f->what, f->size, f->size == 1 ? "" : "s",
		  *f->type ? " (" : "", f->type, *f->type ? ")" : "", given);
	if (!f->plan && f->no_types && f->no_types->kind)
		err_hint(err, "its types could not be read: %.200s", f->no_types->text);
	else if (!f->plan)
		err_hint(err, "the map has no types; its %s must be given as bytes", f->what);
	return -1;
}

static const char *skip_blanks(const char *p)
{
	return p + strspn(p, " \t\n");
}

/* "0x1f" with its quotes; NULL if it is something else. */
static const char *listed_byte(const char *p, struct buf *to)
{
	const size_t digits = strspn(p + (strncmp(p, "\"0x", 3) ? 0 : 3), "0123456789abcdefABCDEF");
	char two[3] = "0";
	struct err ignored = {0};
	uint8_t byte;

	if (strncmp(p, "\"0x", 3) != 0 || !digits || digits > 2 || p[3 + digits] != '"')
		return NULL;
	memcpy(two + (digits == 1), p + 3, digits);
	if (num_parse_hex(two, &byte, 1, "", &ignored))
		return NULL;
	buf_add(to, &byte, 1);
	return p + 4 + digits;
}

/* ["0x01","0x00"]: how listings in JSON show bytes. 0: it was; 1: it is something else. */
static int read_listed(const char *text, const struct data_form *f, struct buf *ret_bytes)
{
	const char *p = skip_blanks(text);
	auto_buf bytes = {0};

	if (*p != '[')
		return 1;
	do {
		p = listed_byte(skip_blanks(p + 1), &bytes);
		if (!p)
			return 1;
		p = skip_blanks(p);
	} while (*p == ',');
	if (*p != ']' || *skip_blanks(p + 1) || bytes.len != f->size)
		return 1;
	buf_reset(ret_bytes);
	buf_add(ret_bytes, bytes.data, bytes.len);
	return 0;
}

int map_data_read_text(const char *text, const struct data_form *f, struct buf *ret_bytes, struct err *err)
{
	bool is_whole;
	char *to;

	if (!read_listed(text, f, ret_bytes))
		return ret_bytes->failed ? err_no_memory(err) : 0;
	if (!f->plan)
		return wrong_count(f, 1, err);
	buf_reset(ret_bytes);
	to = buf_room(ret_bytes, f->size);
	if (!to)
		return err_no_memory(err);
	memset(to, 0, f->size);
	if (value_parse(f->plan, f->what, text, to, &is_whole, err))
		return -1;
	if (f->ret_is_partial)
		*f->ret_is_partial = !is_whole;
	ret_bytes->len = f->size;
	return 0;
}

bool map_data_quote(const char *word, struct buf *ret_text)
{
	if (strchr("\"[{", *word) && *word)
		return false;
	buf_add_char(ret_text, '"');
	for (; *word; word++) {
		if (strchr("\"\\", *word))
			buf_add_char(ret_text, '\\');
		buf_add_char(ret_text, *word);
	}
	buf_add_char(ret_text, '"');
	return !ret_text->failed;
}

static bool is_text(const struct value_plan *plan)
{
	struct err ignored = {0};
	struct value_field whole;

	return plan && !value_field_find(plan, "", &whole, &ignored) &&
	       value_field_class(plan, &whole) == VALUE_IS_TEXT;
}

/* The shell may have split typed text. */
static int read_typed(const struct elem_bytes *given, const struct data_form *f, struct buf *ret_bytes,
		      struct err *err)
{
	auto_buf text = {0};

	if (given->count == 1 && is_text(f->plan) && map_data_quote(given->words[0], &text))
		return map_data_read_text(buf_str(&text), f, ret_bytes, err);
	buf_reset(&text);
	for (unsigned int i = 0; i < given->count; i++) {
		if (i)
			buf_add_char(&text, ' ');
		buf_add_str(&text, given->words[i]);
	}
	if (text.failed)
		return err_no_memory(err);
	return map_data_read_text(buf_str(&text), f, ret_bytes, err);
}

static bool are_bytes(const struct elem_bytes *given, size_t size)
{
	struct err ignored = {0};
	uint64_t v;

	if (given->count != size)
		return false;
	for (unsigned int i = 0; i < given->count; i++)
		if (num_parse_u64(given->words[i], UINT8_MAX, "", &v, &ignored))
			return false;
	return true;
}

/* Words that begin like numbers were meant to be bytes: the error is about bytes, not types. */
static bool are_meant_as_bytes(const struct elem_bytes *given, const struct data_form *f)
{
	return (given->count > 1 && !strchr("{[\"", given->words[0][0])) ||
	       (!f->plan && f->size == 1 && given->count == 1);
}

static int read_bytes(const struct elem_bytes *given, const struct data_form *f, struct buf *ret_bytes,
		      struct err *err)
{
	uint64_t v;

	buf_reset(ret_bytes);
	for (unsigned int i = 0; i < given->count; i++) {
		if (num_parse_u64(given->words[i], UINT8_MAX, f->what, &v, err))
			return -1;
		buf_add_char(ret_bytes, (char)v);
	}
	return ret_bytes->failed ? err_no_memory(err) : 0;
}

/* hex deadbeef: a run of digits is several bytes. */
static int read_hex(const struct elem_bytes *given, const struct data_form *f, struct buf *ret_bytes,
		    struct err *err)
{
	uint8_t byte;

	buf_reset(ret_bytes);
	for (unsigned int i = 1; i < given->count; i++) {
		const char *word = given->words[i];
		size_t len = strlen(word);

		if (len > 2 && word[0] == '0' && (word[1] == 'x' || word[1] == 'X')) {
			word += 2;
			len -= 2;
		}
		if (!len || strspn(word, "0123456789abcdefABCDEF") != len || (len > 2 && len % 2))
			return err_usage(err, "%s: '%.64s' is not a sequence of hexadecimal bytes", f->what,
					 given->words[i]);
		for (size_t at = 0; at < len; at += 2) {
			char two[3] = {len == 1 ? '0' : word[at], len == 1 ? word[0] : word[at + 1], '\0'};

			if (num_parse_hex(two, &byte, 1, f->what, err))
				return -1;
			buf_add(ret_bytes, &byte, 1);
		}
	}
	if (ret_bytes->failed)
		return err_no_memory(err);
	return ret_bytes->len == f->size ? 0 : wrong_count(f, (unsigned int)ret_bytes->len, err);
}

/* 10.0.0.0/8, as the dump of a trie has it. */
static bool is_bare_prefix(const struct elem_bytes *given, const struct data_form *f)
{
	const char *word = given->words[0];

	return given->count == 1 && f->is_prefix && strchr(word, '/') &&
	       strspn(word, "0123456789abcdefABCDEF.:/") == strlen(word);
}

static int read_index(const char *word, const struct data_form *f, struct buf *ret_bytes, struct err *err)
{
	uint32_t index;

	if (num_parse_u32(word, f->what, &index, err))
		return -1;
	buf_reset(ret_bytes);
	buf_add(ret_bytes, &index, sizeof(index));
	return ret_bytes->failed ? err_no_memory(err) : 0;
}

int map_data_read(const struct elem_bytes *given, const struct data_form *f, struct buf *ret_bytes,
		  struct err *err)
{
	if (!f->size)
		return err_usage(err, "this map has no %s", f->what);
	if (given->count > 1 && is_hex_word(given->words[0]))
		return read_hex(given, f, ret_bytes, err);
	if (given->count == 2 && !strcmp(given->words[0], "ip"))
		return write_read_ip(given->words[1], f, ret_bytes, err);
	if (given->count == 2 && !strcmp(given->words[0], "mac"))
		return write_read_mac(given->words[1], f, ret_bytes, err);
	if (is_bare_prefix(given, f))
		return write_read_ip(given->words[0], f, ret_bytes, err);
	if (f->is_index && !f->plan && f->size == sizeof(uint32_t) && given->count == 1 &&
	    isdigit((unsigned char)*given->words[0]))
		return read_index(given->words[0], f, ret_bytes, err);
	if (are_bytes(given, f->size) || (are_meant_as_bytes(given, f) && given->count == f->size))
		return read_bytes(given, f, ret_bytes, err);
	if (are_meant_as_bytes(given, f))
		return wrong_count(f, given->count, err);
	return read_typed(given, f, ret_bytes, err);
}
