/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Native code, function by function. Targets of jumps are absolute addresses, as the processor sees them; in
 * text they are followed by what is there.
 */
#include <stdio.h>
#include <string.h>

#include "progshow/code/code.h"
#include "progshow/code/dump.h"
#include "progshow/code/native.h"

enum { RAW_ROW = 16, SYMBOL_SIZE = 512 };

enum { INSN_PC, INSN_OPERATION, INSN_OPERANDS, INSN_TARGET, INSN_OPCODES, INSN_SOURCE, INSN_ROWS };
enum { FUNC_PROTO_ROWS, FUNC_NAME, FUNC_INSNS, FUNC_ROWS };

static const struct field insn_fields[] = {
	[INSN_PC] = {.name = "pc",
		     .help = "Offset of the instruction in the function",
		     .style = STYLE_HEXSTR,
		     .type = FIELD_STR,
		     .flags = FIELD_JSON_ONLY},
	[INSN_OPERATION] = {.name = "operation",
			    .help = "Mnemonic; absent if no disassembler is available",
			    .label = "",
			    .lead = "\t",
			    .line = DUMP_LINE_TEXT,
			    .type = FIELD_STR,
			    .flags = FIELD_OPTIONAL},
	[INSN_OPERANDS] = {.name = "operands",
			   .help = "Operands",
			   .type = FIELD_LIST,
			   .sub_type = FIELD_STR,
			   .flags = FIELD_OPTIONAL | FIELD_JSON_ONLY},
	[INSN_TARGET] =
		{.name = "target",
		 .help = "Function that is called or whose address is loaded; +N is an offset in the same function",
		 .label = "",
		 .lead = " <",
		 .tail = ">",
		 .line = DUMP_LINE_TEXT,
		 .type = FIELD_STR,
		 .flags = FIELD_OPTIONAL},
	[INSN_OPCODES] = {.name = "opcodes",
			  .help = "With opcodes: bytes of the instruction",
			  .type = FIELD_LIST,
			  .sub_type = FIELD_STR,
			  .flags = FIELD_OPTIONAL | FIELD_JSON_ONLY},
	[INSN_SOURCE] = {.name = "source lines", .layout = LAYOUT_SECTION, .sub = dump_source_fields},
	[INSN_ROWS] = {0},
};

const struct field dump_jited_fields[] = {
	[FUNC_PROTO_ROWS] = {.name = "functions", .layout = LAYOUT_SECTION, .sub = dump_source_fields},
	[FUNC_NAME] = {.name = "name",
		       .help = "Symbol of the function",
		       .label = "",
		       .tail = ":",
		       .type = FIELD_STR,
		       .flags = FIELD_OPTIONAL},
	[FUNC_INSNS] = {.name = "insns",
			.help = "Instructions of the block",
			.type = FIELD_LIST,
			.flags = FIELD_OPTIONAL,
			.sub = insn_fields},
	[FUNC_ROWS] = {0},
};

struct jited {
	struct out *o;
	const struct code *c;
	const struct prog_dump_options *opt;
	struct native *native; /* NULL: bytes only */
	uint32_t func_count;
};

/* One function of it. */
struct jited_func {
	uint32_t index;
	const uint8_t *code;
	size_t len;
	uint64_t addr;      /* 0: hidden */
	uint32_t next_line; /* of those of the program */
};

static uint64_t func_address(const struct code *c, uint32_t func)
{
	const uint64_t *addrs = (const void *)(uintptr_t)c->info.prog.jited_ksyms;

	return addrs && func < c->info.prog.nr_jited_ksyms ? addrs[func] : 0;
}

static bool symbol_at(const struct jited *j, uint64_t addr, struct buf *to)
{
	char name[SYMBOL_SIZE], module[64];
	struct err ignored = {0};
	uint64_t offset;

	for (uint32_t i = 0; i < j->func_count; i++)
		if (func_address(j->c, i) == addr && i < j->c->func_count)
			return code_symbol(j->c, i, to);
	if (kern_symbol(j->c->k, addr, name, sizeof(name), module, sizeof(module), &offset, &ignored) ||
	    offset)
		return false;
	buf_add_str(to, name);
	return true;
}

static uint64_t hex_value(const char *digits)
{
	uint64_t v = 0;

	for (;; digits++) {
		if (*digits >= '0' && *digits <= '9')
			v = v << 4 | (uint64_t)(*digits - '0');
		else if (*digits >= 'a' && *digits <= 'f')
			v = v << 4 | (uint64_t)(*digits - 'a' + 10);
		else
			return v;
	}
}

/* The last number in the operands, where it can be an address in the kernel. */
static bool operand_address(const char *operands, const struct jited_func *f, uint64_t *ret_addr)
{
	const char *last = NULL;

	for (const char *p = strstr(operands, "0x"); p; p = strstr(p + 2, "0x"))
		last = p;
	if (!last || (last > operands && last[-1] == '-' && (last < operands + 2 || last[-2] != '$')))
		return false;
	/* What fits 32 bits with its sign is loaded as a negative number. */
	*ret_addr = hex_value(last + 2);
	if (last > operands && last[-1] == '-')
		*ret_addr = -*ret_addr;
	return *ret_addr >> 47 || (*ret_addr >= f->addr && *ret_addr < f->addr + f->len);
}

/* Jumps refer to a place in the function; numbers that are only data do not. */
static bool is_inside(const struct jited_func *f, const char *operands, uint64_t addr)
{
	return addr - f->addr < f->len && !strchr(operands, '$') && !strchr(operands, '(');
}

static void put_target(const struct jited *j, const struct jited_func *f, const char *operands)
{
	auto_buf text = {0};
	uint64_t addr;

	if (!operand_address(operands, f, &addr))
		return;
	if (f->addr && is_inside(f, operands, addr))
		buf_printf(&text, "+0x%llx", (unsigned long long)(addr - f->addr));
	else if (!(addr >> 47) || addr > UINT64_MAX - UINT16_MAX || !symbol_at(j, addr, &text))
		return;
	out_str(j->o, &insn_fields[INSN_TARGET], buf_str(&text));
}

static void put_operands(struct out *o, const char *operands)
{
	static const struct field f_text = {.label = "",
					    .lead = "\t",
					    .line = DUMP_LINE_TEXT,
					    .flags = FIELD_TEXT_ONLY};
	static const char between[] = " ,()";
	auto_buf text = {0};

	for (const char *p = operands; *p; p++)
		if (*p != ' ' || p == operands || p[-1] != ',')
			buf_add_char(&text, *p);
	if (text.len)
		out_str(o, &f_text, buf_str(&text));
	out_list(o, &insn_fields[INSN_OPERANDS]);
	operands += strspn(operands, between);
	if (!*operands)
		out_null(o, NULL);
	while (*operands) {
		size_t len = strcspn(operands, between);

		out_strn(o, NULL, operands, len);
		operands += len;
		operands += strspn(operands, between);
	}
	out_end(o);
}

static void put_opcodes(struct out *o, const uint8_t *code, size_t len, unsigned int line)
{
	const struct field f_text = {.label = "",
				     .lead = "\t",
				     .line = (uint8_t)line,
				     .flags = FIELD_TEXT_ONLY};
	auto_buf text = {0};

	if (line == DUMP_LINE_OPCODES)
		buf_add_str(&text, "       ");
	dump_hex(&text, code, len);
	out_str(o, &f_text, buf_str(&text));
	out_dump(o, &insn_fields[INSN_OPCODES], code, len);
}

/* The line that begins at @pc or within the previous instruction. */
static const struct code_line *line_at(const struct jited *j, struct jited_func *f, uint64_t pc)
{
	const struct code_line *found = NULL;

	for (; f->addr && f->next_line < j->c->line_count; f->next_line++) {
		const struct code_line *line = &j->c->lines[f->next_line];

		if (line->addr >= f->addr && line->addr - f->addr < f->len) {
			if (line->addr - f->addr > pc)
				break;
			found = line;
		}
	}
	return found;
}

static size_t put_insn(const struct jited *j, struct jited_func *f, size_t pc)
{
	static const struct field f_record = {.lead = ""};
	static const struct field f_pc = {.label = "",
					  .tail = ":",
					  .line = DUMP_LINE_TEXT,
					  .flags = FIELD_TEXT_ONLY};
	size_t left = f->len - pc, size = left < RAW_ROW ? left : RAW_ROW;
	struct native_insn insn = {.operation = NULL};
	char text[24];

	if (j->native && native_decode(j->native, f->code + pc, left, f->addr + pc, &insn))
		size = insn.size;
	else if (j->native)
		size = 1;
	out_object(j->o, &f_record);
	dump_source(j->o, line_at(j, f, pc), j->opt->has_linum);
	snprintf(text, sizeof(text), "%4zx", pc);
	out_str(j->o, &f_pc, text);
	out_uint(j->o, &insn_fields[INSN_PC], pc);
	if (insn.operation) {
		out_str(j->o, &insn_fields[INSN_OPERATION], insn.operation);
		put_operands(j->o, insn.operands);
		put_target(j, f, insn.operands);
	}
	if (!insn.operation || j->opt->has_opcodes)
		put_opcodes(j->o, f->code + pc, size, insn.operation ? DUMP_LINE_OPCODES : DUMP_LINE_TEXT);
	out_end(j->o);
	return size;
}

static void put_name(const struct jited *j, const struct jited_func *f)
{
	auto_buf name = {0};

	if (f->index >= j->c->func_count || !code_symbol(j->c, f->index, &name)) {
		if (!f->addr)
			buf_add_str(&name, "unknown");
		else if (!symbol_at(j, f->addr, &name))
			buf_printf(&name, "0x%llx", (unsigned long long)f->addr);
	}
	out_str(j->o, &dump_jited_fields[FUNC_NAME], buf_str(&name));
}

static void put_func(const struct jited *j, struct jited_func *f)
{
	static const struct field f_section = {.layout = LAYOUT_SECTION};
	static const struct field f_blank = {.label = "", .flags = FIELD_TEXT_ONLY};

	out_object(j->o, &f_section);
	if (f->index < j->c->func_count)
		dump_proto(j->o, j->c, f->index);
	put_name(j, f);
	out_list(j->o, &dump_jited_fields[FUNC_INSNS]);
	for (size_t pc = 0; pc < f->len && !out_is_dead(j->o);)
		pc += put_insn(j, f, pc);
	out_end(j->o);
	out_str(j->o, &f_blank, "");
	out_end(j->o);
}

/* The functions follow one another; the rest after their lengths belongs to the last. */
static void put_funcs(const struct jited *j)
{
	const struct uapi_prog_info *info = &j->c->info.prog;
	const uint32_t *lens = (const void *)(uintptr_t)info->jited_func_lens;
	const uint8_t *code = (const void *)(uintptr_t)info->jited_prog_insns;
	size_t left = info->jited_prog_len;

	for (uint32_t i = 0; i < j->func_count && left; i++) {
		struct jited_func f = {.index = i, .code = code, .len = left, .addr = func_address(j->c, i)};

		if (i + 1 < j->func_count && lens[i] < left)
			f.len = lens[i];
		put_func(j, &f);
		code += f.len;
		left -= f.len;
	}
}

int dump_jited(struct out *o, struct code *c, const struct prog_dump_options *opt, const struct field *list,
	       struct err *err)
{
	const struct uapi_prog_info *info = &c->info.prog;
	struct jited j = {.o = o, .c = c, .opt = opt, .func_count = 1};
	const char *why = NULL;

	(void)err;
	if (info->jited_func_lens && info->nr_jited_func_lens)
		j.func_count = info->nr_jited_func_lens;
	j.native = native_open(c->k, &why);
	if (!j.native)
		out_note(o, why);
	out_list(o, list);
	put_funcs(&j);
	out_end(o);
	native_close(j.native);
	return 0;
}
