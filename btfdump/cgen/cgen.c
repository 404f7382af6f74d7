/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The phases one after the other, and the limits that hold for hostile input. */
#include "btfdump/cgen/cgen.h"

#include <stdlib.h>
#include <string.h>

#include "btfdump/cgen/ahead.h"
#include "btfdump/cgen/decl.h"
#include "btfdump/cgen/state.h"
#include "lib/large.h"
#include "lib/out.h"

enum {
	/* Output per byte of BTF: names repeat, in assertions even more; shared anonymous types are unfolded.
	 */
	LIMIT_TIMES = 4,
	LIMIT_TIMES_ASSERTS = 8,
	LIMIT_LEAST = 1 << 20,
};

void cgen_fail(struct cgen *g, const char *what, uint32_t id)
{
	if (g->is_failed)
		return;
	g->is_failed = true;
	err_set(g->err, 0, "BTF type %u '%.80s': %s", id, types_name(g->t, id), what);
}

void cgen_no_memory(struct cgen *g)
{
	if (g->is_failed)
		return;
	g->is_failed = true;
	err_no_memory(g->err);
}

void cgen_list_add(struct cgen *g, struct cgen_list *l, uint32_t value)
{
	if (l->count == l->cap) {
		uint32_t cap = l->cap ? l->cap * 2 : 1024;
		uint32_t *at = realloc(l->at, (size_t)cap * sizeof(*at));

		if (!at) {
			cgen_no_memory(g);
			return;
		}
		l->at = at;
		l->cap = cap;
	}
	l->at[l->count++] = value;
}

static uint64_t hash_bytes(uint64_t hash, const unsigned char *data, size_t size)
{
	enum { LANES = 4 };
	const uint64_t prime = 0x9e3779b97f4a7c15;
	uint64_t lanes[LANES] = {hash, hash ^ 1, hash ^ 2, hash ^ 3}, word;

	for (; size >= sizeof(lanes); size -= sizeof(lanes), data += sizeof(lanes)) {
		for (unsigned int i = 0; i < LANES; i++) {
			memcpy(&word, data + i * sizeof(word), sizeof(word));
			lanes[i] = (lanes[i] ^ word) * prime;
			lanes[i] ^= lanes[i] >> 29;
		}
	}
	for (; size; size--, data++)
		lanes[0] = (lanes[0] ^ *data) * prime;
	hash = size;
	for (unsigned int i = 0; i < LANES; i++)
		hash = ((hash ^ lanes[i]) * prime) ^ (hash >> 31);
	return hash ^ hash >> 32;
}

uint64_t cgen_hash(const struct types *t)
{
	uint64_t hash = 0;

	for (; t; t = t->base)
		hash = hash_bytes(hash + t->raw_size, t->raw, t->raw_size);
	return hash;
}

void cgen_free(struct cgen *g)
{
	large_free(g->by_id, g->t->count * sizeof(*g->by_id));
	free(g->roots.at);
	free(g->kfuncs.at);
	free(g->order.at);
	free(g->places.at);
	free(g->tags);
	free(g->renames);
}

static void cgen_prepare(struct cgen *g)
{
	uint64_t raw = 0;

	for (const struct types *t = g->t; t; t = t->base)
		raw += t->raw_size;
	g->limit = raw * (g->opt->has_asserts ? LIMIT_TIMES_ASSERTS : LIMIT_TIMES) + LIMIT_LEAST;
	g->words = cgen_words();
	g->by_id = large_alloc(g->t->count * sizeof(*g->by_id));
	if (!g->by_id)
		cgen_no_memory(g);
}

static void print_body(struct cgen *g)
{
	if (!g->is_selective)
		buf_expect(g->to, g->t->raw_size / 2);
	for (uint32_t i = 0; i < g->order.count && g->to->len < g->limit; i++) {
		cgen_ahead(g, &g->order, i);
		cgen_print_item(g, g->order.at[i]);
	}
	if (g->opt->has_asserts)
		cgen_print_asserts(g);
	cgen_print_kfuncs(g);
	cgen_print_tail(g);
}

static void run_phases(struct cgen *g, struct buf *head)
{
	static void (*const phases[])(struct cgen * g) = {
		cgen_prepare, cgen_survey, cgen_select, cgen_order, cgen_name_all, print_body,
	};

	for (unsigned int i = 0; i < sizeof(phases) / sizeof(phases[0]) && !g->is_failed; i++)
		phases[i](g);
	if (!g->is_failed)
		cgen_print_head(g, head);
	if (g->to->failed || head->failed)
		cgen_no_memory(g);
	if (!g->is_failed && g->to->len >= g->limit) {
		g->is_failed = true;
		err_set(g->err, 0, "the C header would be more than %zu bytes long", g->limit);
	}
}

int cgen_build(const struct types *t, const struct cgen_options *opt, struct buf *ret_head,
	       struct buf *ret_body, struct cgen_report *ret_report, struct err *err)
{
	struct cgen g = {.t = t, .opt = opt, .err = err, .to = ret_body};

	run_phases(&g, ret_head);
	cgen_free(&g);
	if (g.is_failed)
		return -1;
	if (ret_report)
		*ret_report = g.report;
	return 0;
}

int cgen_print(const struct types *t, const struct cgen_options *opt, struct out *o, const struct field *f,
	       struct err *err)
{
	auto_buf head = {0};
	auto_buf body = {0};

	if (cgen_build(t, opt, &head, &body, NULL, err))
		return -1;
	out_text_open(o, f);
	out_text_add(o, head.data, head.len);
	out_text_add(o, body.data, body.len);
	out_text_close(o);
	return 0;
}
