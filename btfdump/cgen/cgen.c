/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The phases one after the other. */
#include "btfdump/cgen/cgen.h"

#include "btfdump/cgen/ahead.h"
#include "btfdump/cgen/print.h"
#include "btfdump/cgen/state.h"
#include "lib/out.h"

static void print_body(struct cgen *g)
{
	if (!g->is_selective)
		buf_expect(g->to, g->t->raw_size / 2);
	for (uint32_t i = 0; i < g->base_order; i++)
		cgen_pass_item(g, g->order.at[i]);
	for (uint32_t i = g->base_order; i < g->order.count && g->to->len < g->limit; i++) {
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
		err_set(g->err, 0, "the C header would be larger than %zu bytes", g->limit);
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
