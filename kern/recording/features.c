/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the kernel of the recorded host can do, and how it was built. */
#include <string.h>

#include "kern/names.h"
#include "kern/recording/model.h"
#include "kern/recording/write.h"

enum { ANSWER_BYTES = 2, NO_MOST = UINT8_MAX };

struct recording_features {
	uint64_t key; /* kind and type of programs */
	struct blob answers;
};

static uint64_t key_of(uint32_t kind, uint32_t prog_type)
{
	return (uint64_t)kind << 32 | prog_type;
}

/* All numbers below @count of a kind; false: there is no answer at all. */
static bool ask_all(struct recorder *rec, struct probe p, uint32_t count, struct buf *answers)
{
	buf_reset(answers);
	for (p.number = 0; p.number < count; p.number++) {
		const bool is_loud = p.kind == PROBE_HELPER && probe_is_loud(p.number);
		struct probe_answer a = {PROBE_UNASKED, 0};
		struct err why = {0};
		int r = is_loud ? KERN_NONE : kern_probe(rec->k, &p, &a, &why);
		char bytes[ANSWER_BYTES];

		if (!record_has_answer(rec, r, &why))
			a = (struct probe_answer){PROBE_UNASKED, 0};
		bytes[0] = (char)a.verdict;
		bytes[1] = (char)(a.no > NO_MOST ? NO_MOST : a.no);
		buf_add(answers, bytes, sizeof(bytes));
	}
	for (size_t i = 0; i < answers->len; i += ANSWER_BYTES)
		if (answers->data[i] != PROBE_UNASKED)
			return true;
	return false;
}

static void record_kind(struct recorder *rec, struct probe p, uint32_t count, struct buf *answers)
{
	if (!ask_all(rec, p, count, answers))
		return;
	out_object(rec->o, NULL);
	record_str(rec, "kind", probe_kind_names[p.kind]);
	record_uint(rec, "prog_type", p.prog_type);
	record_bytes(rec, "answers", answers->data, answers->len);
	out_end(rec->o);
}

static void record_answers(struct recorder *rec)
{
	const uint32_t helpers = names_end(rec->k, &names_helpers);
	const uint32_t types = names_end(rec->k, &names_prog_types);
	auto_buf answers = {0}, of_types = {0};

	record_kind(rec, (struct probe){.kind = PROBE_ABILITY}, ABILITY_COUNT, &answers);
	record_kind(rec, (struct probe){.kind = PROBE_MAP}, names_end(rec->k, &names_map_types), &answers);
	record_kind(rec, (struct probe){.kind = PROBE_PROG}, types, &of_types);
	for (uint32_t type = 1; type < types && of_types.len == types * (size_t)ANSWER_BYTES; type++)
		if (of_types.data[type * ANSWER_BYTES] == PROBE_YES)
			record_kind(rec, (struct probe){.kind = PROBE_HELPER, .prog_type = type}, helpers,
				    &answers);
}

int section_write_probe(struct recorder *rec, const char *key, struct err *err)
{
	(void)err;
	if (!(rec->what & RECORDING_FEATURES))
		return 0;
	record_list(rec, key);
	record_answers(rec);
	out_end(rec->o);
	return 0;
}

static int read_kind(const struct node *n, uint32_t *ret_kind, struct err *err)
{
	char word[32];

	if (node_copy_text(n, "kind", word, sizeof(word), err))
		return -1;
	for (*ret_kind = 0; *ret_kind < PROBE_KINDS; ++*ret_kind)
		if (!strcmp(probe_kind_names[*ret_kind], word))
			return 0;
	return node_fail(n, err, "unknown kind of feature '%s'", word);
}

static int read_one(struct recording *s, const struct node *n, void *item, unsigned int arg, struct err *err)
{
	struct recording_features *f = item;
	uint32_t kind, prog_type;
	struct node answers;

	(void)arg;
	if (read_kind(n, &kind, err) || node_need_u32(n, "prog_type", &prog_type, err) ||
	    node_need(n, "answers", &answers, err) || node_hex(&answers, &s->arena, &f->answers, err))
		return -1;
	f->key = key_of(kind, prog_type);
	if (f->answers.len % ANSWER_BYTES)
		return node_fail(&answers, err, "half an answer");
	for (size_t i = 0; i < f->answers.len; i += ANSWER_BYTES)
		if ((unsigned char)f->answers.data[i] > PROBE_UNKNOWN)
			return node_fail(&answers, err, "unknown answer %u",
					 (unsigned char)f->answers.data[i]);
	return 0;
}

int section_read_probe(struct recording *s, const struct node *n, struct err *err)
{
	return recording_read_list(s, n, sizeof(struct recording_features), read_one, 0,
				   &s->sections[SECTION_probe], err);
}

int recording_probe(struct kern *k, const struct probe *p, struct probe_answer *ret_answer, struct err *err)
{
	const struct recording_features *f = recording_find(&recording_of(k)->sections[SECTION_probe],
							    sizeof(*f), key_of(p->kind, p->prog_type));
	const char *at;

	(void)err;
	if (!f || p->ifindex || p->number >= f->answers.len / ANSWER_BYTES)
		return KERN_NONE;
	at = f->answers.data + p->number * (size_t)ANSWER_BYTES;
	if (*at == PROBE_UNASKED)
		return KERN_NONE;
	*ret_answer = (struct probe_answer){(uint8_t)at[0], (unsigned char)at[1]};
	return 0;
}

int section_write_config(struct recorder *rec, const char *key, struct err *err)
{
	struct err why = {0};
	auto_buf text = {0};

	(void)err;
	if (!(rec->what & RECORDING_FEATURES))
		return 0;
	if (record_has_answer(rec, kern_config(rec->k, &text, &why), &why))
		record_text(rec, key, buf_str(&text), text.len);
	return 0;
}

int section_read_config(struct recording *s, const struct node *n, struct err *err)
{
	return node_text(n, &s->arena, &s->config, err);
}

int recording_config(struct kern *k, struct buf *ret_text, struct err *err)
{
	const struct recording *s = recording_of(k);

	return s->has_section[SECTION_config] ? recording_give_text(&s->config, ret_text, err) : KERN_NONE;
}
