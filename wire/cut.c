/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Cutting types out of a BTF. Marks only grow, and each type is looked at once for each mark. */
#include "wire/cut.h"

#include <stdlib.h>
#include <string.h>

#include "wire/write.h"

enum { MEMBER_WORDS = sizeof(struct wire_member) / sizeof(uint32_t) };

int cut_open(struct cut *ret_cut, const struct types *t, enum cut_empty empty, struct err *err)
{
	*ret_cut = (struct cut){.t = t, .empty = empty};
	ret_cut->wants = calloc(t->count, sizeof(*ret_cut->wants));
	return ret_cut->wants ? 0 : err_no_memory(err);
}

void cut_free(struct cut *c)
{
	free(c->wants);
	free(c->members);
	free(c->ids);
	buf_free(&c->queue);
	buf_free(&c->strings);
	buf_free(&c->places);
}

/* Types of the base and void are present without being marked. */
static bool is_own(const struct cut *c, uint32_t id)
{
	return id >= c->t->first_id && id < c->t->count;
}

void cut_want_type(struct cut *c, uint32_t id, enum cut_want want)
{
	if (!is_own(c, id) || c->wants[id] >= want || types_kind(c->t, id) >= BK_COUNT)
		return;
	c->wants[id] = (uint8_t)want;
	buf_add(&c->queue, &id, sizeof(id));
}

static size_t member_word(const struct cut *c, const struct wire_type *w, uint32_t index)
{
	return (size_t)((const uint32_t *)(const void *)&type_members(w)[index] - c->t->words);
}

void cut_want_member(struct cut *c, uint32_t id, uint32_t index)
{
	const struct wire_type *w = types_at(c->t, id);

	if (!is_own(c, id) || !kind_is_composite(type_kind(w)) || index >= type_vlen(w))
		return;
	if (!c->members)
		c->members = calloc((size_t)c->t->word_count + 1, sizeof(*c->members));
	if (!c->members) {
		c->queue.failed = true;
		return;
	}
	c->members[member_word(c, w, index)] = 1;
	c->wants[id] = c->wants[id] < CUT_MEMBERS ? CUT_MEMBERS : c->wants[id];
	buf_add(&c->queue, &id, sizeof(id));
}

static void want_string(struct cut *c, uint32_t off)
{
	if (off >= c->t->str_first && off < c->t->str_end && off)
		buf_add(&c->strings, &off, sizeof(off));
}

/* Is this word part of a member that is not wanted? */
static bool is_left_out(const struct cut *c, const struct wire_type *w, enum cut_want want, uint32_t word)
{
	if (want != CUT_MEMBERS || !word)
		return false;
	return !c->members || !c->members[member_word(c, w, (word - 1) / MEMBER_WORDS)];
}

void cut_want_refs(struct cut *c, const struct wire_type *w, enum cut_want want)
{
	const unsigned int kind = type_kind(w);
	const bool is_composite = kind_is_composite(kind);
	enum cut_want below = kind == BK_PTR || kind == BK_FUNC || kind == BK_FUNC_PROTO ? CUT_NAME : want;
	struct type_words words;

	if (kind >= BK_COUNT)
		return;
	words = type_words(w);
	want_string(c, w->name_off);
	for (uint32_t i = 0; i < words.count && !(is_composite && want == CUT_NAME); i++) {
		const char class = type_word_class(&words, i);

		if (is_composite && is_left_out(c, w, want, i))
			continue;
		if (class == 'n')
			want_string(c, words.at[i]);
		if (class == 'r')
			cut_want_type(c, words.at[i], below);
	}
}

static int compare_offsets(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void sort_strings(struct cut *c)
{
	uint32_t *offs = (uint32_t *)(void *)c->strings.data;
	size_t count = c->strings.len / sizeof(*offs), left = 0;

	if (count)
		qsort(offs, count, sizeof(*offs), compare_offsets);
	for (size_t i = 0; i < count; i++)
		if (!left || offs[left - 1] != offs[i])
			offs[left++] = offs[i];
	c->strings.len = left * sizeof(*offs);
}

int cut_follow(struct cut *c, struct err *err)
{
	while (c->queue.len && !c->queue.failed) {
		uint32_t id;

		c->queue.len -= sizeof(id);
		memcpy(&id, c->queue.data + c->queue.len, sizeof(id));
		cut_want_refs(c, types_at(c->t, id), c->wants[id]);
	}
	if (c->queue.failed || c->strings.failed)
		return err_no_memory(err);
	sort_strings(c);
	return 0;
}

bool cut_has(const struct cut *c, uint32_t id)
{
	return is_own(c, id) && c->wants[id];
}

static void make_forward(const struct wire_type *w, struct wire_type *ret_head)
{
	ret_head->info = (uint32_t)BK_FWD << 24 | (type_kind(w) == BK_UNION ? 1U << 31 : 0);
	ret_head->size = 0;
}

int cut_record(const struct cut *c, uint32_t id, struct buf *ret_record, struct err *err)
{
	const struct wire_type *w = types_at(c->t, id);
	const struct type_words words = type_words(w);
	const bool is_part = kind_is_composite(type_kind(w)) && c->wants[id] != CUT_WHOLE;
	struct wire_type head = *w;
	uint32_t count = 0;

	buf_reset(ret_record);
	buf_add(ret_record, &head, sizeof(head));
	if (!is_part)
		buf_add(ret_record, words.at + 1, (words.count - 1) * sizeof(*words.at));
	for (uint32_t i = 0; is_part && c->wants[id] == CUT_MEMBERS && i < type_vlen(w); i++) {
		if (is_left_out(c, w, CUT_MEMBERS, 1 + i * MEMBER_WORDS))
			continue;
		buf_add(ret_record, &type_members(w)[i], sizeof(struct wire_member));
		count++;
	}
	if (ret_record->failed)
		return err_no_memory(err);
	if (is_part && !count && c->empty == CUT_FORWARD)
		make_forward(w, &head);
	else if (is_part)
		head.info = (w->info & ~(uint32_t)WIRE_VLEN_MAX) | count;
	memcpy(ret_record->data, &head, sizeof(head));
	return 0;
}

const uint32_t *cut_strings(const struct cut *c, size_t *ret_count)
{
	*ret_count = c->strings.len / sizeof(uint32_t);
	return (const uint32_t *)(const void *)c->strings.data;
}

uint32_t cut_id(const struct cut *c, uint32_t id)
{
	return is_own(c, id) ? c->ids[id] : id < c->t->first_id ? id : 0;
}

static uint32_t new_id(void *arg, uint32_t id)
{
	return cut_id(arg, id);
}

static uint32_t new_string(void *arg, uint32_t off)
{
	const struct cut *c = arg;
	const uint32_t *at;
	size_t count;
	const uint32_t *offs = cut_strings(c, &count);

	if (!off || off < c->t->str_first)
		return off;
	at = bsearch(&off, offs, count, sizeof(*offs), compare_offsets);
	return at ? ((const uint32_t *)(const void *)c->places.data)[at - offs] : 0;
}

/* Where each string will begin: after those of the base, or after the empty one. */
static void place_strings(struct cut *c)
{
	uint32_t place = c->t->base ? c->t->str_first : 1;
	size_t count;
	const uint32_t *offs = cut_strings(c, &count);

	buf_reset(&c->places);
	for (size_t i = 0; i < count; i++) {
		buf_add(&c->places, &place, sizeof(place));
		place += (uint32_t)strlen(types_string(c->t, offs[i])) + 1;
	}
}

/* The first type from @id on that is wanted; mostly there are far more of the others. */
static uint32_t next_wanted(const struct cut *c, uint32_t id)
{
	const uint8_t *wants = c->wants;
	const uint32_t count = c->t->count;
	uint64_t eight;

	for (; id + sizeof(eight) <= count; id += sizeof(eight)) {
		memcpy(&eight, wants + id, sizeof(eight));
		if (eight)
			break;
	}
	while (id < count && !wants[id])
		id++;
	return id;
}

static int number_types(struct cut *c, struct err *err)
{
	uint32_t next = c->t->first_id;

	free(c->ids);
	c->ids = calloc(c->t->count, sizeof(*c->ids));
	if (!c->ids)
		return err_no_memory(err);
	for (uint32_t id = next_wanted(c, next); id < c->t->count; id = next_wanted(c, id + 1))
		c->ids[id] = next++;
	return 0;
}

int cut_write(struct cut *c, struct buf *ret_btf, struct err *err)
{
	const struct wire_map map = {.id = new_id, .string = new_string, .arg = c};
	const bool is_foreign = c->t->is_foreign;
	auto_buf record = {0};
	size_t count, strings_at;
	const uint32_t *offs = cut_strings(c, &count);

	if (number_types(c, err))
		return -1;
	place_strings(c);
	if (c->places.failed)
		return err_no_memory(err);
	wire_write_begin(ret_btf, is_foreign);
	for (uint32_t id = next_wanted(c, c->t->first_id); id < c->t->count; id = next_wanted(c, id + 1)) {
		if (cut_record(c, id, &record, err))
			return -1;
		wire_write_record(ret_btf, is_foreign, (const struct wire_type *)(const void *)record.data,
				  &map);
	}
	strings_at = ret_btf->len;
	if (!c->t->base)
		buf_add_char(ret_btf, '\0');
	for (size_t i = 0; i < count; i++) {
		const char *s = types_string(c->t, offs[i]);

		buf_add(ret_btf, s, strlen(s) + 1);
	}
	return wire_write_end(ret_btf, is_foreign, strings_at, err);
}
