/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Links with many probes: one line for the link, then a table with a line for each probe. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "linkshow/rows.h"
#include "loaded/btfname.h"

/* What the sub rows print from. */
struct probe {
	uint32_t len; /* always all of it */
	uint64_t addr, offset, ref_ctr_offset, cookie;
	uint32_t btf_id;
	char func[256], module[64];
};

#define PROBE(member) .off = offsetof(struct probe, member)

static void emit_module(struct out *o, const struct field *f, const void *rec)
{
	const struct probe *p = rec;

	if (*p->module)
		out_str(o, f, p->module);
	else
		out_null(o, f);
}

#define ROW_COLUMN(member, about, at_style, at_width)                                            \
	{                                                                                        \
		.name = #member, .help = (about), .label = "", .lead = " ", .width = (at_width), \
		.style = (at_style), .type = FIELD_U64, PROBE(member),                           \
	}

#define ROW_ADDR_HEX                                                                                      \
	{                                                                                                 \
		.name = "addr_hex", .help = "The address as a hexadecimal string", .style = STYLE_HEXSTR, \
		.type = FIELD_STR, .emit = link_emit_u64, .flags = FIELD_JSON_ONLY, PROBE(addr)           \
	}

static const struct field kprobe_fields[] = {
	ROW_COLUMN(addr, "Address; 0 if addresses are hidden", STYLE_DIGITS, 16),
	ROW_ADDR_HEX,
	{.name = "func",
	 .help = "Name of the function",
	 .label = "",
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .flags = FIELD_JSON_ONLY,
	 PROBE(func),
	 .size = sizeof(((struct probe *)0)->func)},
	{.name = "module",
	 .help = "Module of the function; null for the kernel itself",
	 .type = FIELD_STR,
	 .flags = FIELD_JSON_ONLY,
	 .emit = emit_module},
	ROW_COLUMN(cookie, "Cookie given at attach time, which the program can read", STYLE_DIGITS, 16),
	{.name = "func",
	 .label = "",
	 .lead = " ",
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .flags = FIELD_TEXT_ONLY,
	 PROBE(func),
	 .size = sizeof(((struct probe *)0)->func)},
	{.name = "module",
	 .label = "",
	 .lead = " [",
	 .tail = "]",
	 .type = FIELD_STR,
	 .flags = FIELD_TEXT_ONLY | FIELD_NONZERO,
	 PROBE(module),
	 .size = sizeof(((struct probe *)0)->module)},
	{0},
};

static const struct field traced_fields[] = {
	ROW_COLUMN(addr, "Address; 0 if addresses are hidden", STYLE_DIGITS, 16),
	ROW_ADDR_HEX,
	ROW_COLUMN(cookie, "Cookie given at attach time, which the program can read", STYLE_DIGITS, 16),
	{.name = "btf_id",
	 .help = "Type ID of the function",
	 .label = "",
	 .lead = " ",
	 .width = 8,
	 .style = STYLE_ID,
	 .type = FIELD_U32,
	 PROBE(btf_id)},
	{.name = "func",
	 .help = "Name of the function",
	 .label = "",
	 .lead = " ",
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 PROBE(func),
	 .size = sizeof(((struct probe *)0)->func)},
	{0},
};

static const struct field uprobe_fields[] = {
	ROW_COLUMN(offset, "Offset in the file", STYLE_HEX, 18),
	ROW_COLUMN(ref_ctr_offset, "Offset in the file of the reference counter that enables the probe",
		   STYLE_HEX, 18),
	ROW_COLUMN(cookie, "Cookie given at attach time, which the program can read", STYLE_HEX, 0),
	{0},
};

static uint64_t element(uint64_t array, uint32_t i)
{
	uint64_t v = 0;

	if (array)
		memcpy(&v, (const char *)(uintptr_t)array + i * sizeof(v), sizeof(v));
	return v;
}

/* What the kernel reported for one function. */
struct pair {
	uint64_t addr, cookie;
};

static int compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	return x->addr < y->addr ? -1 : x->addr > y->addr;
}

static void free_pairs(struct pair **pairs)
{
	free(*pairs);
}

static void print_kprobe(struct out *o, const struct field *f, struct kern *k, const struct pair *pair)
{
	struct probe p = {.len = sizeof(p), .addr = pair->addr, .cookie = pair->cookie};
	struct err ignored = {0};
	uint64_t offset;

	if (!p.addr ||
	    kern_symbol(k, p.addr, p.func, sizeof(p.func), p.module, sizeof(p.module), &offset, &ignored)) {
		snprintf(p.func, sizeof(p.func), "%s", LINK_UNKNOWN);
		*p.module = '\0';
	}
	out_object(o, NULL);
	record_print_fields(o, f->sub, offsetof(struct probe, len), &p);
	out_end(o);
}

/* By address: the kernel returns them in the order of the request. */
static void emit_kprobes(struct out *o, const struct field *f, const void *rec)
{
	const struct link_rec *l = rec;
	uint32_t count = l->info.kprobe_multi.addrs ? l->info.kprobe_multi.count : 0;
	__attribute__((cleanup(free_pairs))) struct pair *pairs = calloc(count ? count : 1, sizeof(*pairs));

	if (!pairs)
		return;
	for (uint32_t i = 0; i < count; i++)
		pairs[i] = (struct pair){element(l->info.kprobe_multi.addrs, i),
					 element(l->info.kprobe_multi.cookies, i)};
	qsort(pairs, count, sizeof(*pairs), compare_pairs);
	out_list(o, f);
	for (uint32_t i = 0; i < count && !out_is_dead(o); i++)
		print_kprobe(o, f, l->head.k, &pairs[i]);
	out_end(o);
}

static void emit_uprobes(struct out *o, const struct field *f, const void *rec)
{
	const struct link_rec *l = rec;
	uint32_t count = l->info.uprobe_multi.offsets ? l->info.uprobe_multi.count : 0;

	out_list(o, f);
	for (uint32_t i = 0; i < count && !out_is_dead(o); i++) {
		const struct probe p = {
			.len = sizeof(p),
			.offset = element(l->info.uprobe_multi.offsets, i),
			.ref_ctr_offset = element(l->info.uprobe_multi.ref_ctr_offsets, i),
			.cookie = element(l->info.uprobe_multi.cookies, i),
		};

		out_object(o, NULL);
		record_print_fields(o, f->sub, offsetof(struct probe, len), &p);
		out_end(o);
	}
	out_end(o);
}

/* In the order of their IDs, which is the kernel's; a name needs the BTF, not the address. */
static void emit_traced(struct out *o, const struct field *f, const void *rec)
{
	const struct link_rec *l = rec;
	const uint32_t *ids = (const uint32_t *)(uintptr_t)l->info.tracing_multi.ids;

	if (!l->info.tracing_multi.attach_type)
		return;
	out_list(o, f);
	for (uint32_t i = 0; ids && i < l->info.tracing_multi.count && !out_is_dead(o); i++) {
		struct probe p = {
			.len = sizeof(p),
			.addr = element(l->info.tracing_multi.addrs, i),
			.cookie = element(l->info.tracing_multi.cookies, i),
		};

		memcpy(&p.btf_id, ids + i, sizeof(p.btf_id));
		if (!btfname_of(l->head.k, l->info.tracing_multi.btf_obj_id, p.btf_id, p.func,
				sizeof(p.func)))
			snprintf(p.func, sizeof(p.func), "%s", LINK_UNKNOWN);
		out_object(o, NULL);
		record_print_fields(o, f->sub, offsetof(struct probe, len), &p);
		out_end(o);
	}
	out_end(o);
}

#define ROW_HEADING(text, at_width, member)                                                               \
	{                                                                                                 \
		.name = (text), .label = "", .lead = " ", .line = 2, .width = (at_width),                 \
		.style = STYLE_TITLE, .flags = FIELD_TEXT_ONLY, .emit = link_emit_heading, .arg = (text), \
		LINK_INFO(member),                                                                        \
	}
#define ROW_RETPROBE(word, word_return, member)                                          \
	{                                                                                \
		.name = "retprobe", .help = "Whether the probes are at function return", \
		.label = (word_return), .no = (word), .line = 1, .type = FIELD_BOOL,     \
		.emit = link_emit_retprobe, LINK_INFO(member),                           \
	}
#define ROW_COUNT(member)                                                                     \
	{                                                                                     \
		.name = "func_cnt", .help = "Number of probes", .line = 1, .type = FIELD_U32, \
		LINK_INFO(member),                                                            \
	}
#define ROW_FLAGS(member)                                                                               \
	{                                                                                               \
		.name = "flags", .help = "Attach flags as the kernel reports them", .style = STYLE_HEX, \
		.type = FIELD_U32, .flags = FIELD_JSON_ONLY, LINK_INFO(member),                         \
	}
#define ROW_FUNCS(rows, emitter, member)                                                               \
	{                                                                                              \
		.name = "funcs", .help = "The probes", .label = "", .line = 3, .layout = LAYOUT_LINES, \
		.type = FIELD_LIST, .flags = FIELD_OPTIONAL, .sub = (rows), .emit = (emitter),         \
		LINK_INFO(member),                                                                     \
	}

const struct field link_kprobe_multi_fields[] = {
	ROW_RETPROBE("kprobe.multi", "kretprobe.multi", kprobe_multi.flags),
	ROW_COUNT(kprobe_multi.count),
	{.name = "missed",
	 .help = "Number of hits at which the program did not run",
	 .line = 1,
	 .type = FIELD_U64,
	 .flags = FIELD_TEXT_NONZERO,
	 LINK_INFO(kprobe_multi.missed)},
	ROW_FLAGS(kprobe_multi.flags),
	ROW_HEADING("addr", 16, kprobe_multi.addrs),
	ROW_HEADING("cookie", 16, kprobe_multi.addrs),
	ROW_HEADING("func [module]", 0, kprobe_multi.addrs),
	ROW_FUNCS(kprobe_fields, emit_kprobes, kprobe_multi.addrs),
	{0},
};

const struct field link_uprobe_multi_fields[] = {
	ROW_RETPROBE("uprobe.multi", "uretprobe.multi", uprobe_multi.flags),
	{.name = "path",
	 .help = "Path of the executable or library that is probed",
	 .line = 1,
	 .style = STYLE_PATH,
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = link_emit_text,
	 LINK_INFO(uprobe_multi.path)},
	ROW_COUNT(uprobe_multi.count),
	{.name = "pid",
	 .help = "ID of the only process that is probed; 0 for all",
	 .line = 1,
	 .type = FIELD_U32,
	 .flags = FIELD_TEXT_NONZERO,
	 LINK_INFO(uprobe_multi.pid)},
	ROW_FLAGS(uprobe_multi.flags),
	ROW_HEADING("offset", 18, uprobe_multi.offsets),
	ROW_HEADING("ref_ctr_offset", 18, uprobe_multi.offsets),
	ROW_HEADING("cookies", 0, uprobe_multi.offsets),
	ROW_FUNCS(uprobe_fields, emit_uprobes, uprobe_multi.offsets),
	{0},
};

/* Linux 7.2 has such links, but 7.3 is the first to tell of what: all of it is 0 before. */
const struct field link_tracing_multi_fields[] = {
	{.name = "attach_type",
	 .help = "Attach type, or its number if it has no name; absent before Linux 7.3",
	 .line = 1,
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 .flags = FIELD_NONZERO,
	 .emit = link_emit_named,
	 .arg = &names_attach_types,
	 LINK_INFO(tracing_multi.attach_type)},
	{.name = "func_cnt",
	 .help = "Number of probes; absent before Linux 7.3",
	 .line = 1,
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO,
	 LINK_INFO(tracing_multi.count)},
	{.name = "btf_obj_id",
	 .help = "ID of the BTF object of the functions",
	 .line = 1,
	 .style = STYLE_ID,
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO,
	 LINK_INFO(tracing_multi.btf_obj_id)},
	ROW_HEADING("addr", 16, tracing_multi.ids),
	ROW_HEADING("cookie", 16, tracing_multi.ids),
	ROW_HEADING("btf_id", 8, tracing_multi.ids),
	ROW_HEADING("func", 0, tracing_multi.ids),
	ROW_FUNCS(traced_fields, emit_traced, tracing_multi.ids),
	{0},
};
