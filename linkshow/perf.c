/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Perf event links: a section for each kind of event. Kernels before 6.6 do not report the kind; their
 * links have the common rows only.
 */
#include "kern/perf_names.h"
#include "linkshow/rows.h"

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

enum { SYMBOL_SIZE = 256 };

static const char *const kinds[] = {
	"unspec", "uprobe", "uretprobe", "kprobe", "kretprobe", "tracepoint", "event",
};

static const struct names kind_names = {
	.words = kinds,
	.count = COUNT_OF(kinds),
	.word = "kind of perf event link",
	.btf_enum = "bpf_perf_event_type",
	.btf_prefix = "BPF_PERF_EVENT_",
};

static bool is_return(uint32_t kind)
{
	return kind == UAPI_PERF_URETPROBE || kind == UAPI_PERF_KRETPROBE;
}

static void emit_retprobe(struct out *o, const struct field *f, const void *rec)
{
	out_bool(o, f, is_return(((const struct link_rec *)rec)->info.perf.type));
}

/* A probe on an address does not have a name. */
static void emit_func(struct out *o, const struct field *f, const void *rec)
{
	const struct link_rec *l = rec;
	const char *name = (const char *)(uintptr_t)l->info.perf.kprobe.name;
	char symbol[SYMBOL_SIZE], module[64];
	struct err ignored = {0};
	uint64_t offset;

	if (name && *name)
		out_str(o, f, name);
	else if (l->info.perf.kprobe.addr &&
		 !kern_symbol(l->head.k, l->info.perf.kprobe.addr, symbol, sizeof(symbol), module,
			      sizeof(module), &offset, &ignored))
		out_str(o, f, symbol);
	else
		out_str(o, f, LINK_UNKNOWN);
}

static void emit_config(struct out *o, const struct field *f, const void *rec)
{
	const struct link_rec *l = rec;
	char text[PERF_EVENT_NAME_SIZE];

	if (perf_event_text(l->info.perf.event.type, l->info.perf.event.config, text, sizeof(text)))
		out_str(o, f, text);
	else
		out_uint(o, f, l->info.perf.event.config);
}

static const struct field uprobe_fields[] = {
	{.name = "retprobe",
	 .help = "Whether the probe is at function return",
	 .label = "uretprobe",
	 .no = "uprobe",
	 .line = 1,
	 .type = FIELD_BOOL,
	 .emit = emit_retprobe},
	{.name = "file",
	 .help = "Path of the executable or library that is probed",
	 .label = "",
	 .lead = " ",
	 .line = 1,
	 .style = STYLE_PATH,
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = link_emit_text,
	 LINK_INFO(perf.uprobe.name)},
	{.name = "offset",
	 .help = "Offset in the file",
	 .label = "",
	 .lead = "+",
	 .line = 1,
	 .style = STYLE_HEX,
	 .type = FIELD_U32,
	 LINK_INFO(perf.uprobe.offset)},
	ROW_COOKIE(1, perf.uprobe.cookie),
	{.name = "ref_ctr_offset",
	 .help = "Offset in the file of the reference counter that enables the probe",
	 .line = 1,
	 .style = STYLE_HEX,
	 .type = FIELD_U64,
	 .flags = FIELD_TEXT_NONZERO,
	 LINK_INFO(perf.uprobe.ref_ctr_offset)},
	{0},
};

static const struct field kprobe_fields[] = {
	{.name = "retprobe",
	 .help = "Whether the probe is at function return",
	 .label = "kretprobe",
	 .no = "kprobe",
	 .line = 1,
	 .type = FIELD_BOOL,
	 .emit = emit_retprobe},
	{.name = "addr",
	 .help = "Address; 0 if addresses are hidden",
	 .label = "",
	 .lead = " ",
	 .line = 1,
	 .style = STYLE_DIGITS,
	 .type = FIELD_U64,
	 .flags = FIELD_TEXT_NONZERO,
	 LINK_INFO(perf.kprobe.addr)},
	{.name = "addr_hex",
	 .help = "The address as a hexadecimal string",
	 .style = STYLE_HEXSTR,
	 .type = FIELD_STR,
	 .flags = FIELD_JSON_ONLY,
	 .emit = link_emit_u64,
	 LINK_INFO(perf.kprobe.addr)},
	{.name = "func",
	 .help = "Name of the function",
	 .label = "",
	 .lead = " ",
	 .line = 1,
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .emit = emit_func,
	 LINK_INFO(perf.kprobe.name)},
	{.name = "offset",
	 .help = "Offset in the function",
	 .label = "",
	 .lead = "+",
	 .line = 1,
	 .style = STYLE_HEX,
	 .type = FIELD_U32,
	 .flags = FIELD_TEXT_NONZERO,
	 LINK_INFO(perf.kprobe.offset)},
	{.name = "missed",
	 .help = "Number of hits at which the program did not run",
	 .line = 1,
	 .type = FIELD_U64,
	 .flags = FIELD_TEXT_NONZERO,
	 LINK_INFO(perf.kprobe.missed)},
	ROW_COOKIE(1, perf.kprobe.cookie),
	{0},
};

static const struct field tracepoint_fields[] = {
	{.name = "tracepoint",
	 .help = "Name",
	 .line = 1,
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = link_emit_text,
	 LINK_INFO(perf.tracepoint.name)},
	ROW_COOKIE(1, perf.tracepoint.cookie),
	{0},
};

static const struct field event_fields[] = {
	{.name = "event_type",
	 .help = "Type of the perf event, or its number if it has no name",
	 .label = "event",
	 .line = 1,
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 .emit = link_emit_named,
	 .arg = &names_perf_events,
	 LINK_INFO(perf.event.type)},
	{.name = "event_config",
	 .help = "Event that is counted, or its number if it has no name",
	 .label = "",
	 .lead = ":",
	 .line = 1,
	 .flags = FIELD_NAMED,
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .emit = emit_config,
	 LINK_INFO(perf.event.config)},
	ROW_COOKIE(1, perf.event.cookie),
	{0},
};

#define KIND(title, value, rows) LINK_SECTION(title, "Perf events of this kind:", perf.type, value, rows)

const struct field link_perf_fields[] = {
	{.name = "perf_type",
	 .help = "Kind of perf event: uprobe, uretprobe, kprobe, kretprobe, tracepoint or event",
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 .flags = FIELD_JSON_ONLY | FIELD_NONZERO,
	 .emit = link_emit_named,
	 .arg = &kind_names,
	 LINK_INFO(perf.type)},
	KIND("uprobe", UAPI_PERF_UPROBE, uprobe_fields),
	KIND("uretprobe", UAPI_PERF_URETPROBE, uprobe_fields),
	KIND("kprobe", UAPI_PERF_KPROBE, kprobe_fields),
	KIND("kretprobe", UAPI_PERF_KRETPROBE, kprobe_fields),
	KIND("tracepoint", UAPI_PERF_TRACEPOINT, tracepoint_fields),
	KIND("event", UAPI_PERF_EVENT, event_fields),
	{0},
};
