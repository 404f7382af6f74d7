/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The rows of a verified program. */
#include "kern/names.h"
#include "lib/record.h"
#include "progshow/load/log_lines.h"
#include "progshow/load/verify.h"

static void emit_str(struct out *o, const struct field *f, const void *rec)
{
	const char *s = *(const char *const *)(const void *)((const char *)rec + f->off);

	if (s)
		out_str(o, f, s);
}

static void emit_type(struct out *o, const struct field *f, const void *rec)
{
	const struct verify_rec *v = rec;

	if (v->name)
		names_print(v->k, o, f, &names_prog_types, v->type);
}

static void emit_number(struct out *o, const struct field *f, const void *rec)
{
	const struct verify_rec *v = rec;

	if (v->has_numbers)
		out_uint(o, f, *(const uint64_t *)(const void *)((const char *)rec + f->off));
}

static void emit_stack(struct out *o, const struct field *f, const void *rec)
{
	const struct verify_rec *v = rec;
	const char *at = v->totals;
	uint64_t bytes;

	if (!v->has_numbers || !log_next_stack(&at, &bytes))
		return;
	out_list(o, f);
	do
		out_uint(o, NULL, bytes);
	while (log_next_stack(&at, &bytes));
	out_end(o);
}

static void emit_error(struct out *o, const struct field *f, const void *rec)
{
	const struct verify_rec *v = rec;
	char text[sizeof(v->err->text) + 64];

	if (!v->err->kind)
		return;
	err_describe(v->err, text, sizeof(text));
	out_str(o, f, text);
}

static void emit_quoted(struct out *o, const struct field *f, const void *rec)
{
	const struct verify_rec *v = rec;

	if (*v->err->quoted)
		out_lines(o, f, v->err->quoted);
}

static void emit_hint(struct out *o, const struct field *f, const void *rec)
{
	const struct verify_rec *v = rec;

	if (*v->err->hint)
		out_str(o, f, v->err->hint);
}

#define REC(member) .off = offsetof(struct verify_rec, member)
#define NUMBER(word, text, member)                                                             \
	{                                                                                      \
		.name = (word), .help = (text), .type = FIELD_U64,                             \
		.flags = FIELD_OPTIONAL | FIELD_TEXT_NONZERO, .emit = emit_number, REC(member) \
	}
#define TEXT(word, text, number, how, fn)                                                      \
	{                                                                                      \
		.name = (word), .help = (text), .label = "", .line = (number), .style = (how), \
		.type = FIELD_STR, .flags = FIELD_OPTIONAL, .emit = (fn)                       \
	}

static const struct field verify_fields[] = {
	{.name = "object",
	 .help = "Object file",
	 .label = "",
	 .tail = ":",
	 .style = STYLE_PATH,
	 .type = FIELD_STR,
	 .emit = emit_str,
	 REC(object)},
	{.name = "name",
	 .help = "Program; absent if the file cannot be opened",
	 .label = "",
	 .lead = " ",
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_str,
	 REC(name)},
	{.name = "type",
	 .help = "Type of the program",
	 .label = "",
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_type},
	{.name = "section",
	 .help = "Section of the program",
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL | FIELD_JSON_ONLY,
	 .emit = emit_str,
	 REC(section)},
	{.name = "verified",
	 .help = "Whether the verifier accepts the program",
	 .no = "refused",
	 .type = FIELD_BOOL,
	 REC(is_verified)},
	{.name = "size",
	 .help = "Number of instructions, including functions it calls",
	 .label = "insns",
	 .type = FIELD_U64,
	 .flags = FIELD_NONZERO,
	 REC(size)},
	{.name = "insns",
	 .help = "Number of instructions the verifier processed",
	 .label = "walked",
	 .type = FIELD_U64,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_number,
	 REC(insns)},
	NUMBER("states", "Number of states the verifier kept", states),
	NUMBER("peak_states", "Highest number of states at a time", peak_states),
	NUMBER("max_states_per_insn", "Highest number of states for one instruction", most_states),
	NUMBER("mark_read", "Longest chain of states marked because a register was read", read_marks),
	{.name = "time_us",
	 .help = "Verification time in microseconds",
	 .label = "time",
	 .tail = "us",
	 .type = FIELD_U64,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_number,
	 REC(time_us)},
	{.name = "stack_depth",
	 .help = "Stack size of each function in bytes",
	 .label = "stack",
	 .type = FIELD_LIST,
	 .sub_type = FIELD_U64,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_stack},
	TEXT("error", "Reason for rejection", 1, STYLE_WARN, emit_error),
	{.name = "said",
	 .help = "Last lines of the verifier log, or of libbpf's messages",
	 .label = "|",
	 .line = 2,
	 .layout = LAYOUT_LINES,
	 .style = STYLE_CODE,
	 .type = FIELD_LIST,
	 .sub_type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_quoted},
	TEXT("hint", "What can be done about it", 3, STYLE_PLAIN, emit_hint),
	{0},
};

const struct record prog_verify_record = {.name = "prog_verify", .fields = verify_fields};
