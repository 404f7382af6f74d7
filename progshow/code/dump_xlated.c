/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Translated instructions, a record each: the prototype where a function begins, the source where a line
 * begins, the text, the bytes.
 */
#include "progshow/code/code.h"
#include "progshow/code/xlated.h"

enum { INDEX_WIDTH = 4, OPCODES_INDENT = 7 };

enum { INSN_DISASM, INSN_TARGET, INSN_OPCODES, INSN_SOURCE, INSN_ROWS };

static const struct field opcode_fields[] = {
	{.name = "code", .help = "Opcode", .type = FIELD_STR},
	{.name = "src_reg", .help = "Source register", .style = STYLE_HEXSTR, .type = FIELD_STR},
	{.name = "dst_reg", .help = "Destination register", .style = STYLE_HEXSTR, .type = FIELD_STR},
	{.name = "off", .help = "Bytes of the offset", .type = FIELD_LIST, .sub_type = FIELD_STR},
	{.name = "imm",
	 .help = "Bytes of the immediate; for a 64-bit load, including its second slot",
	 .type = FIELD_LIST,
	 .sub_type = FIELD_STR},
	{0},
};

const struct field dump_xlated_fields[] = {
	[INSN_DISASM] = {.name = "disasm",
			 .help = "The instruction",
			 .line = DUMP_LINE_TEXT,
			 .type = FIELD_STR,
			 .flags = FIELD_OPTIONAL},
	[INSN_TARGET] = {.name = "target",
			 .help = "Map or function that a 64-bit load refers to",
			 .label = "",
			 .lead = " <",
			 .tail = ">",
			 .line = DUMP_LINE_TEXT,
			 .type = FIELD_STR,
			 .flags = FIELD_OPTIONAL},
	[INSN_OPCODES] = {.name = "opcodes",
			  .help = "With opcodes: parts of the instruction",
			  .type = FIELD_OBJECT,
			  .flags = FIELD_OPTIONAL | FIELD_JSON_ONLY,
			  .sub = opcode_fields},
	[INSN_SOURCE] = {.name = "source lines", .layout = LAYOUT_SECTION, .sub = dump_source_fields},
	[INSN_ROWS] = {0},
};

/* Text begins with the index, " 8:"; JSON omits it. */
static void put_disasm(struct xlated *x, uint32_t at)
{
	struct field f = dump_xlated_fields[INSN_DISASM];
	char text[16], *p = text + sizeof(text);
	unsigned int width = 0;

	*--p = '\0';
	*--p = ':';
	for (uint32_t left = at; left || !width; left /= 10, width++)
		*--p = (char)('0' + left % 10);
	for (; width < INDEX_WIDTH; width++)
		*--p = ' ';
	f.label = p;
	buf_reset(&x->text);
	disasm_insn(&x->c->disasm, at, &x->text);
	out_strn(x->o, &f, x->text.data, x->text.len);
}

static void put_opcode_bytes(struct xlated *x, const struct bpf_insn *insn, uint32_t places)
{
	static const struct field f_bytes = {.label = "",
					     .line = DUMP_LINE_OPCODES,
					     .flags = FIELD_TEXT_ONLY};

	if (!out_shows(x->o, &f_bytes))
		return;
	buf_reset(&x->text);
	for (unsigned int i = 0; i < OPCODES_INDENT; i++)
		buf_add_char(&x->text, ' ');
	dump_hex(&x->text, insn, places * sizeof(*insn));
	out_strn(x->o, &f_bytes, x->text.data, x->text.len);
}

static void put_opcode_parts(struct xlated *x, const struct bpf_insn *insn, uint32_t places)
{
	static const char digits[] = "0123456789abcdef";
	const char code[] = {'0', 'x', digits[insn->code >> 4], digits[insn->code & 15]};
	const struct field *f = opcode_fields;

	out_object(x->o, &dump_xlated_fields[INSN_OPCODES]);
	out_strn(x->o, f++, code, sizeof(code));
	out_uint(x->o, f++, insn->src_reg);
	out_uint(x->o, f++, insn->dst_reg);
	out_dump(x->o, f++, &insn->off, sizeof(insn->off));
	out_dump(x->o, f, &insn->imm, sizeof(insn->imm) + (places - 1) * sizeof(*insn));
	out_end(x->o);
}

static void put_target(struct xlated *x, uint32_t at)
{
	const char *target = call_names_of_load(&x->names, at);

	if (target)
		out_str(x->o, &dump_xlated_fields[INSN_TARGET], target);
}

uint32_t xlated_insn(struct xlated *x, uint32_t at)
{
	static const struct field f_record = {.lead = ""};
	const struct code *c = x->c;
	uint32_t places = disasm_places(&c->disasm, at);

	out_object(x->o, &f_record);
	if (x->func < c->func_count && c->funcs[x->func].start == at)
		dump_proto(x->o, c, x->func++);
	dump_source(x->o, code_lines_step(&x->lines, at, places), x->opt->has_linum);
	put_disasm(x, at);
	if (x->has_targets && places == 2)
		put_target(x, at);
	if (x->opt->has_opcodes) {
		put_opcode_bytes(x, &c->disasm.insns[at], places);
		put_opcode_parts(x, &c->disasm.insns[at], places);
	}
	out_end(x->o);
	return places;
}

void xlated_open(struct xlated *x, struct out *o, struct code *c, const struct prog_dump_options *opt)
{
	static const struct field f_json = {.flags = FIELD_JSON_ONLY};

	*x = (struct xlated){.o = o, .c = c, .opt = opt, .lines = {.c = c}};
	/* Text is word for word the incumbent's, unless names are requested. */
	x->has_targets = opt->has_names || out_shows(o, &f_json);
	call_names_open(&x->names, c, o);
}

void xlated_close(struct xlated *x)
{
	call_names_close(&x->names);
	buf_free(&x->text);
}

void dump_xlated(struct out *o, struct code *c, const struct prog_dump_options *opt, const struct field *list)
{
	auto_xlated x;

	xlated_open(&x, o, c, opt);
	out_list(o, list);
	for (uint32_t at = 0; at < c->disasm.count && !out_is_dead(o);)
		at += xlated_insn(&x, at);
	out_end(o);
}
