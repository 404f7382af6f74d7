/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Programs at perf events and raw tracepoints, by the descriptors that hold them there. */
#include "linkshow/linkshow.h"
#include "linkshow/place.h"

static const struct kern_attachment *at_of(const void *rec)
{
	return &((const struct place_rec *)rec)->at;
}

static void emit_fd_type(struct out *o, const struct field *f, const void *rec)
{
	names_print(((const struct place_rec *)rec)->head.k, o, f, &names_task_fds, at_of(rec)->fd_type);
}

/* .arg: the kinds that have the row, as bits. */
static bool is_of_kind(const struct field *f, const struct kern_attachment *at)
{
	return *(const uint32_t *)f->arg >> at->fd_type & 1;
}

static void emit_target(struct out *o, const struct field *f, const void *rec)
{
	if (is_of_kind(f, at_of(rec)) && at_of(rec)->target)
		out_str(o, f, at_of(rec)->target);
}

static void emit_offset(struct out *o, const struct field *f, const void *rec)
{
	const struct kern_attachment *at = at_of(rec);

	if (is_of_kind(f, at) && at->target)
		out_uint(o, f, at->offset);
}

/* A probe at an address does not have a name. */
static void emit_addr(struct out *o, const struct field *f, const void *rec)
{
	const struct kern_attachment *at = at_of(rec);

	if (is_of_kind(f, at) && !at->target)
		out_uint(o, f, at->addr);
}

#define KINDS(...)  (&(const uint32_t){__VA_ARGS__})
#define TRACEPOINTS KINDS(1U << TASK_FD_RAW_TRACEPOINT | 1U << TASK_FD_TRACEPOINT)
#define KPROBES     KINDS(1U << TASK_FD_KPROBE | 1U << TASK_FD_KRETPROBE)
#define UPROBES     KINDS(1U << TASK_FD_UPROBE | 1U << TASK_FD_URETPROBE)
#define ALL_PROBES \
	KINDS(1U << TASK_FD_KPROBE | 1U << TASK_FD_KRETPROBE | 1U << TASK_FD_UPROBE | 1U << TASK_FD_URETPROBE)
#define ROW_TARGET(key, about, at_label, kinds)                                                              \
	{                                                                                                    \
		.name = (key), .help = (about), .label = (at_label), .style = STYLE_NAME, .type = FIELD_STR, \
		.flags = FIELD_OPTIONAL, .emit = emit_target, .arg = (kinds)                                 \
	}

static const struct field task_fields[] = {
	{.name = "pid",
	 .help = "ID of the process, or of a thread with a separate file descriptor table",
	 .type = FIELD_U32,
	 PLACE_OFF(pid)},
	{.name = "fd", .help = "File descriptor", .tail = ":", .type = FIELD_U32, PLACE_OFF(fd)},
	{.name = "prog_id",
	 .help = "The program",
	 .lead = " ",
	 .style = STYLE_ID,
	 .type = FIELD_U32,
	 PLACE_OFF(prog_id)},
	{.name = "fd_type",
	 .help = "Kind: raw_tracepoint, tracepoint, kprobe, kretprobe, uprobe or uretprobe",
	 .label = "",
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 .flags = FIELD_NAMED,
	 .emit = emit_fd_type},
	ROW_TARGET("tracepoint", "Name of the tracepoint", "", TRACEPOINTS),
	ROW_TARGET("func", "Function that is probed", NULL, KPROBES),
	ROW_TARGET("filename", "Path of the executable or library that is probed", NULL, UPROBES),
	{.name = "offset",
	 .help = "Offset in the function or file",
	 .type = FIELD_U64,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_offset,
	 .arg = ALL_PROBES},
	{.name = "addr",
	 .help = "Address of a probe without a function name",
	 .type = FIELD_U64,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_addr,
	 .arg = KPROBES},
	{.name = "addr_hex",
	 .help = "That address as a hexadecimal string",
	 .style = STYLE_HEXSTR,
	 .type = FIELD_STR,
	 .flags = FIELD_JSON_ONLY | FIELD_OPTIONAL,
	 .emit = emit_addr,
	 .arg = KPROBES},
	{.name = "prog_name",
	 .help = "Full name of the program; null if unknown",
	 .label = "name",
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .flags = FIELD_TEXT_NONZERO,
	 .emit = place_emit_prog_name},
	{0},
};

const struct record task_record = {
	.name = "perf",
	.fields = task_fields,
	.len_off = PLACE_LEN_OFF,
};

int perf_show(struct kern *k, struct out *o, struct err *err)
{
	struct attachments list;
	int r = attach_find(&list, k, FIND_TASKS, NULL, err);

	if (r)
		return r;
	out_list(o, NULL);
	for (size_t i = 0; i < list.count && !out_is_dead(o); i++) {
		const struct place_rec p = place_rec_of(&list, &list.list[i]);

		record_print(o, &task_record, &p);
	}
	out_end(o);
	return attach_end(&list, err);
}
