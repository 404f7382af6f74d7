/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What was probed, as C macros for programs that are compiled for this kernel. */
#include <ctype.h>
#include <string.h>

#include "hostshow/features.h"

static void add_upper(struct buf *to, const char *word)
{
	for (; *word; word++)
		buf_add_char(to, (char)toupper((unsigned char)*word));
}

/* "#define NO_HAVE_XDP_PROG_TYPE". */
static void add_have(struct buf *to, const char *prefix, const struct probe_answer *a, const char *name,
		     const char *ending)
{
	buf_printf(to, "#define %s%sHAVE_", prefix, a->verdict == PROBE_YES ? "" : "NO_");
	add_upper(to, name);
	buf_printf(to, "%s\n", ending);
}

static void add_types(struct buf *to, const struct features *f, const char *prefix)
{
	buf_add_str(to, "/*** eBPF program types ***/\n");
	for (uint32_t i = 0; i < f->progs.count; i++)
		if (features_has_prog(f, i))
			add_have(to, prefix, &f->progs.answers[i], f->progs.names[i], "_PROG_TYPE");
	buf_add_str(to, "\n/*** eBPF map types ***/\n");
	for (uint32_t i = 0; i < f->maps.count; i++)
		if (features_has_map(f, i))
			add_have(to, prefix, &f->maps.answers[i], f->maps.names[i], "_MAP_TYPE");
	buf_add_char(to, '\n');
}

static void add_helpers_of(struct buf *to, const struct features *f, uint32_t type, const char *prefix)
{
	for (uint32_t i = 1; i < f->helpers.count; i++) {
		const struct probe_answer *a = f->of_helper[type] ? &f->of_helper[type][i] : NULL;

		if (a && a->verdict == PROBE_UNASKED)
			continue;
		buf_printf(to, "#define %sBPF__PROG_TYPE_%s__HELPER_%s %d\n", prefix, f->progs.names[type],
			   f->helpers.names[i], a && a->verdict == PROBE_YES);
	}
}

static void add_helpers(struct buf *to, const struct features *f, const char *prefix)
{
	buf_printf(
		to,
		"/*** eBPF helper functions ***/\n"
		"/*\n"
		" * %1$sHAVE_PROG_TYPE_HELPER(TYPE, HELPER) is 1 if programs of that type can call the helper,\n"
		" * and 0 if not:\n"
		" *\n"
		" *	#if %1$sHAVE_PROG_TYPE_HELPER(xdp, bpf_redirect)\n"
		" */\n"
		"#define %1$sHAVE_PROG_TYPE_HELPER(prog_type, helper)	\\\n"
		"	%1$sBPF__PROG_TYPE_ ## prog_type ## __HELPER_ ## helper\n\n",
		prefix);
	for (uint32_t i = 0; i < f->progs.count; i++)
		if (features_has_prog(f, i))
			add_helpers_of(to, f, i, prefix);
	buf_add_char(to, '\n');
}

void features_macros(struct out *o, const struct features *f, const char *prefix)
{
	auto_buf text = {0};

	if (!f->is_device) {
		buf_add_str(&text, "/*** Misc kernel config items ***/\n");
		system_macros(&text, f, prefix);
		buf_add_char(&text, '\n');
	}
	buf_add_str(&text, "/*** System call availability ***/\n");
	add_have(&text, prefix, &f->abilities[ABILITY_SYSCALL], ability_names[ABILITY_SYSCALL].key, "");
	buf_add_char(&text, '\n');
	add_types(&text, f, prefix);
	add_helpers(&text, f, prefix);
	buf_add_str(&text, "/*** eBPF misc features ***/\n");
	for (int i = ABILITY_SYSCALL + 1; i < ABILITY_COUNT; i++)
		add_have(&text, prefix, &f->abilities[i], ability_names[i].key, "");
	buf_add_char(&text, '\n');
	out_verbatim(o, text.data, text.len);
}
