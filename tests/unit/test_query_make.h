/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A view of a hash with types, and one element of it, for what is asked of elements. */
#ifndef BPFI_TESTS_UNIT_TEST_QUERY_MAKE_H
#define BPFI_TESTS_UNIT_TEST_QUERY_MAKE_H

#include "lib/query/filter.h"
#include "lib/query/ranking.h"
#include "mapdump/view.h"
#include "tests/unit/test_value_make.h"

struct query_value {
	uint64_t packets;
	int32_t rtt;
	float load;
	double share;
	char comm[8];
	uint16_t marks[3];
	uint8_t verdict;
	bool is_up;
	unsigned __int128 wide;
};

struct query_host {
	struct make m;
	struct types *t;
	struct view_options opt;
	struct view v;
	struct query_records of;
};

static inline uint32_t query_make_value(struct make *m)
{
	uint32_t u16 = make_int(m, "u16", 2, 0), u64 = make_int(m, "u64", 8, 0);
	uint32_t s32 = make_int(m, "s32", 4, INT_SIGNED), c = make_int(m, "char", 1, INT_SIGNED);
	uint32_t f = make_type(m, "float", BK_FLOAT, 0, false, 4),
		 d = make_type(m, "double", BK_FLOAT, 0, false, 8);
	uint32_t u128 = make_int(m, "u128", 16, 0), yes = make_int(m, "_Bool", 1, INT_BOOL);
	uint32_t comm = make_array(m, c, 8), marks = make_array(m, u16, 3);
	uint32_t e = make_enum(m, 1, false, 3, (int64_t[]){0, 1, 200});
	uint32_t s = make_type(m, "flow", BK_STRUCT, 9, false, sizeof(struct query_value));

	make_member(m, "packets", u64, offsetof(struct query_value, packets) * 8);
	make_member(m, "rtt", s32, offsetof(struct query_value, rtt) * 8);
	make_member(m, "load", f, offsetof(struct query_value, load) * 8);
	make_member(m, "share", d, offsetof(struct query_value, share) * 8);
	make_member(m, "comm", comm, offsetof(struct query_value, comm) * 8);
	make_member(m, "marks", marks, offsetof(struct query_value, marks) * 8);
	make_member(m, "verdict", e, offsetof(struct query_value, verdict) * 8);
	make_member(m, "is_up", yes, offsetof(struct query_value, is_up) * 8);
	make_member(m, "wide", u128, offsetof(struct query_value, wide) * 8);
	return s;
}

/* False when the types cannot be made: a mistake in here. */
static inline bool query_host_open(struct query_host *h, uint32_t type)
{
	struct err err = {0};
	uint32_t u32 = make_int(&h->m, "u32", 4, 0), value = query_make_value(&h->m);

	h->t = make_open(&h->m, NULL, &err);
	h->v.opt = &h->opt;
	h->of = (struct query_records){&parts_of_elements, &h->v};
	h->v.type = map_type(type);
	h->v.full.map.type = type;
	h->v.full.map.key_size = sizeof(uint32_t);
	h->v.full.map.value_size = sizeof(struct query_value);
	return h->t && !value_plan_make(h->t, u32, NULL, &h->v.key_plan, &err) &&
	       !value_plan_make(h->t, value, NULL, &h->v.value_plan, &err);
}

static inline void query_host_close(struct query_host *h)
{
	value_plan_free(h->v.key_plan);
	value_plan_free(h->v.value_plan);
	types_free(h->t);
}

#endif
