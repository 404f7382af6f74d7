/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Every form of instruction has its text. */
#include <stdio.h>
#include <string.h>

#include "progshow/code/disasm.h"

static int failures;

struct row {
	struct bpf_insn insn;
	const char *text;
	struct bpf_insn second; /* of a wide load */
};

/* code, dst, src, off, imm */
#define I(c, d, s, o, i)                                                                     \
	{                                                                                    \
		.code = (c), .dst_reg = (d), .src_reg = (s), .off = (o), .imm = (int32_t)(i) \
	}

static const struct row rows[] = {
	{I(0x0f, 1, 2, 0, 0), "(0f) r1 += r2", {0}},
	{I(0x07, 2, 0, 0, 14), "(07) r2 += 14", {0}},
	{I(0x07, 2, 0, 0, -14), "(07) r2 += -14", {0}},
	{I(0x07, 2, 0, 0, INT32_MIN), "(07) r2 += -2147483648", {0}},
	{I(0x04, 10, 0, 0, 1), "(04) w10 += 1", {0}},
	{I(0x0c, 1, 2, 0, 0), "(0c) w1 += w2", {0}},
	{I(0x1f, 1, 2, 0, 0), "(1f) r1 -= r2", {0}},
	{I(0x27, 1, 0, 0, 3), "(27) r1 *= 3", {0}},
	{I(0x37, 1, 0, 0, 3), "(37) r1 /= 3", {0}},
	{I(0x37, 1, 0, 1, -3), "(37) r1 s/= -3", {0}},
	{I(0x3f, 1, 2, 1, 0), "(3f) r1 s/= r2", {0}},
	{I(0x3c, 1, 2, 1, 0), "(3c) w1 s/= w2", {0}},
	{I(0x97, 1, 0, 0, 3), "(97) r1 %= 3", {0}},
	{I(0x94, 1, 0, 1, 3), "(94) w1 s%= 3", {0}},
	{I(0x9f, 1, 2, 1, 0), "(9f) r1 s%= r2", {0}},
	{I(0x47, 1, 0, 0, 3), "(47) r1 |= 3", {0}},
	{I(0x57, 1, 0, 0, 3), "(57) r1 &= 3", {0}},
	{I(0x67, 1, 0, 0, 3), "(67) r1 <<= 3", {0}},
	{I(0x77, 1, 0, 0, 3), "(77) r1 >>= 3", {0}},
	{I(0xa7, 1, 0, 0, 3), "(a7) r1 ^= 3", {0}},
	{I(0xc7, 1, 0, 0, 3), "(c7) r1 s>>= 3", {0}},
	{I(0xcc, 1, 2, 0, 0), "(cc) w1 s>>= w2", {0}},
	{I(0xb7, 0, 0, 0, 2), "(b7) r0 = 2", {0}},
	{I(0xb4, 7, 0, 0, 0), "(b4) w7 = 0", {0}},
	{I(0xbf, 6, 1, 0, 0), "(bf) r6 = r1", {0}},
	{I(0xbc, 6, 1, 0, 0), "(bc) w6 = w1", {0}},
	{I(0xbf, 1, 2, 8, 0), "(bf) r1 = (s8)r2", {0}},
	{I(0xbf, 1, 2, 16, 0), "(bf) r1 = (s16)r2", {0}},
	{I(0xbf, 1, 2, 32, 0), "(bf) r1 = (s32)r2", {0}},
	{I(0xbc, 1, 2, 8, 0), "(bc) w1 = (s8)w2", {0}},
	{I(0xbf, 1, 2, 1, 1), "(bf) r1 = addr_space_cast(r2, 0, 1)", {0}},
	{I(0xbf, 1, 2, 1, 1 << 16), "(bf) r1 = addr_space_cast(r2, 1, 0)", {0}},
	{I(0xbf, 1, 2, -1, 0), "(bf) r1 = &(void __percpu *)(r2)", {0}},
	{I(0x87, 1, 0, 0, 0), "(87) r1 = -r1", {0}},
	{I(0x84, 1, 0, 0, 0), "(84) w1 = -w1", {0}},
	{I(0xd4, 1, 0, 0, 16), "(d4) r1 = le16 r1", {0}},
	{I(0xdc, 1, 0, 0, 32), "(dc) r1 = be32 r1", {0}},
	{I(0xd7, 1, 0, 0, 64), "(d7) r1 = bswap64 r1", {0}},

	{I(0x79, 1, 6, 8, 0), "(79) r1 = *(u64 *)(r6 +8)", {0}},
	{I(0x61, 1, 6, 0, 0), "(61) r1 = *(u32 *)(r6 +0)", {0}},
	{I(0x69, 1, 6, -8, 0), "(69) r1 = *(u16 *)(r6 -8)", {0}},
	{I(0x71, 1, 10, -32768, 0), "(71) r1 = *(u8 *)(r10 -32768)", {0}},
	{I(0x81, 1, 6, 8, 0), "(81) r1 = *(s32 *)(r6 +8)", {0}},
	{I(0x89, 1, 6, 8, 0), "(89) r1 = *(s16 *)(r6 +8)", {0}},
	{I(0x91, 1, 6, 8, 0), "(91) r1 = *(s8 *)(r6 +8)", {0}},
	{I(0x39, 1, 6, 8, 0), "(39) r1 = *(u64 *)(r6 +8)", {0}},
	{I(0xa1, 1, 6, 8, 0), "(a1) r1 = *(u32 *)(r6 +8)", {0}},
	{I(0xd1, 1, 6, 8, 0), "(d1) r1 = *(s8 *)(r6 +8)", {0}},
	{I(0x7b, 10, 3, -24, 0), "(7b) *(u64 *)(r10 -24) = r3", {0}},
	{I(0x73, 10, 3, -24, 0), "(73) *(u8 *)(r10 -24) = r3", {0}},
	{I(0x62, 1, 0, 0, 5), "(62) *(u32 *)(r1 +0) = 5", {0}},
	{I(0x6a, 1, 0, 2, -5), "(6a) *(u16 *)(r1 +2) = -5", {0}},
	{I(0xc2, 0, 0, 0, 0), "(c2) nospec", {0}},

	{I(0xdb, 0, 1, 0, 0), "(db) lock *(u64 *)(r0 +0) += r1", {0}},
	{I(0xc3, 0, 1, -4, 0x40), "(c3) lock *(u32 *)(r0 -4) |= r1", {0}},
	{I(0xc3, 0, 1, 0, 0x50), "(c3) lock *(u32 *)(r0 +0) &= r1", {0}},
	{I(0xc3, 0, 1, 0, 0xa0), "(c3) lock *(u32 *)(r0 +0) ^= r1", {0}},
	{I(0xdb, 0, 1, 0, 1), "(db) r1 = atomic64_fetch_add((u64 *)(r0 +0), r1)", {0}},
	{I(0xc3, 0, 1, 0, 0x41), "(c3) r1 = atomic_fetch_or((u32 *)(r0 +0), r1)", {0}},
	{I(0xc3, 0, 1, 0, 0x51), "(c3) r1 = atomic_fetch_and((u32 *)(r0 +0), r1)", {0}},
	{I(0xdb, 0, 1, 0, 0xa1), "(db) r1 = atomic64_fetch_xor((u64 *)(r0 +0), r1)", {0}},
	{I(0xc3, 0, 1, 0, 0xe1), "(c3) r1 = atomic_xchg((u32 *)(r0 +0), r1)", {0}},
	{I(0xdb, 1, 2, 0, 0xf1), "(db) r0 = atomic64_cmpxchg((u64 *)(r1 +0), r0, r2)", {0}},
	{I(0xfb, 1, 2, 0, 0xf1), "(fb) r0 = atomic64_cmpxchg((u64 *)(r1 +0), r0, r2)", {0}},
	{I(0xc3, 1, 2, 0, 0x100), "(c3) r1 = load_acquire((u32 *)(r2 +0))", {0}},
	{I(0xd3, 1, 2, 1, 0x100), "(d3) r1 = load_acquire((u8 *)(r2 +1))", {0}},
	{I(0xc3, 1, 2, 0, 0x110), "(c3) store_release((u32 *)(r1 +0), r2)", {0}},
	{I(0xcb, 1, 2, 0, 0x110), "(cb) store_release((u16 *)(r1 +0), r2)", {0}},
	{I(0xdb, 1, 2, 0, 0x60), "BUG_db", {0}},
	{I(0xd3, 1, 2, 0, 0), "BUG_d3", {0}},

	{I(0x20, 0, 0, 0, 14), "(20) r0 = *(u32 *)skb[14]", {0}},
	{I(0x28, 0, 0, 0, -4096), "(28) r0 = *(u16 *)skb[-4096]", {0}},
	{I(0x50, 0, 1, 0, 0), "(50) r0 = *(u8 *)skb[r1 + 0]", {0}},

	{I(0x18, 1, 0, 0, 0x89abcdef), "(18) r1 = 0x123456789abcdef", I(0, 0, 0, 0, 0x01234567)},
	{I(0x18, 1, 0, 0, 0), "(18) r1 = 0x0", I(0, 0, 0, 0, 0)},
	{I(0x18, 1, 1, 0, 25), "(18) r1 = map[id:25]", I(0, 0, 0, 0, 0)},
	{I(0x18, 1, 2, 0, 3225), "(18) r1 = map[id:3225][0]+8", I(0, 0, 0, 0, 8)},
	{I(0x18, 1, 3, 0, 0x1000), "(18) r1 = 0xffffffff00001000", I(0, 0, 0, 0, -1)},
	{I(0x18, 1, 4, 0, 12), "(18) r1 = subprog[+12]", I(0, 0, 0, 0, 0)},
	{I(0x18, 1, 4, 0, -12), "(18) r1 = subprog[-12]", I(0, 0, 0, 0, 0)},
	{I(0x18, 1, 5, 0, 1), "(18) r1 = map[idx:1]", I(0, 0, 0, 0, 0)},
	{I(0x18, 1, 6, 0, 1), "(18) r1 = map[idx:1]+16", I(0, 0, 0, 0, 16)},

	{I(0x05, 0, 0, 16, 0), "(05) goto pc+16", {0}},
	{I(0x05, 0, 0, -1, 0), "(05) goto pc-1", {0}},
	{I(0x06, 0, 0, 0, 100000), "(06) gotol pc+100000", {0}},
	{I(0x0d, 3, 0, 0, 0), "(0d) gotox r3", {0}},
	{I(0xe5, 0, 0, 4, 0), "(e5) may_goto pc+4", {0}},
	{I(0x95, 0, 0, 0, 0), "(95) exit", {0}},
	{I(0x8d, 2, 0, 0, 0), "(8d) callx r2", {0}},
	{I(0x2d, 2, 1, 62, 0), "(2d) if r2 > r1 goto pc+62", {0}},
	{I(0xc6, 1, 0, 15, 1), "(c6) if w1 s< 0x1 goto pc+15", {0}},
	{I(0x15, 1, 0, 15, -1), "(15) if r1 == 0xffffffff goto pc+15", {0}},
	{I(0x55, 1, 0, 0, 0), "(55) if r1 != 0x0 goto pc+0", {0}},
	{I(0x45, 1, 0, 1, 0x10), "(45) if r1 & 0x10 goto pc+1", {0}},
	{I(0x35, 1, 0, 1, 1), "(35) if r1 >= 0x1 goto pc+1", {0}},
	{I(0xa5, 1, 0, 1, 1), "(a5) if r1 < 0x1 goto pc+1", {0}},
	{I(0xb5, 1, 0, 1, 1), "(b5) if r1 <= 0x1 goto pc+1", {0}},
	{I(0x6d, 1, 2, 1, 0), "(6d) if r1 s> r2 goto pc+1", {0}},
	{I(0x7e, 1, 2, 1, 0), "(7e) if w1 s>= w2 goto pc+1", {0}},
	{I(0xde, 1, 2, 1, 0), "(de) if w1 s<= w2 goto pc+1", {0}},

	{I(0x85, 0, 0, 0, 12), "(85) call helper#12", {0}},
	{I(0x85, 0, 0, 0, -61360), "(85) call unknown#-61360", {0}},
	{I(0x85, 0, 2, 0, 77), "(85) call unknown#77", {0}},
	{I(0x85, 0, 1, 0, 34), "(85) call pc+34#cb", {0}},
	{I(0x85, 0, 1, 0, -2), "(85) call pc-2", {0}},

	{I(0x00, 0, 0, 0, 0), "BUG_ld_00", {0}},
	{I(0x38, 0, 0, 0, 0), "BUG_ld_38", {0}},
	{I(0x01, 0, 0, 0, 0), "BUG_ldx_01", {0}},
	{I(0x99, 0, 0, 0, 0), "BUG_ldx_99", {0}},
	{I(0x02, 0, 0, 0, 0), "BUG_st_02", {0}},
	{I(0x03, 0, 0, 0, 0), "BUG_03", {0}},
	{I(0xff, 0, 0, 0, 0), "BUG_ff", {0}},
	{I(0xdf, 0, 0, 0, 0), "BUG_df", {0}},
	{I(0xe6, 0, 0, 0, 0), "BUG_e6", {0}},
	{I(0x86, 0, 0, 0, 0), "BUG_86", {0}},
};

static void find_target(void *arg, uint32_t at, struct disasm_target *t)
{
	const struct bpf_insn *insn = (const struct bpf_insn *)arg + at;

	if (insn->imm == 12 && insn->src_reg == PSEUDO_NONE)
		t->name = "helper";
	else if (insn->imm == 34)
		t->name = "cb";
}

static void test_rows(void)
{
	auto_buf text = {0};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bpf_insn insns[] = {rows[i].insn, rows[i].second};
		const struct disasm d = {insns, 2, find_target, insns};
		uint32_t places;

		buf_reset(&text);
		places = disasm_insn(&d, 0, &text);
		if (strcmp(buf_str(&text), rows[i].text) != 0 ||
		    places != (insns[0].code == CODE_WIDE ? 2U : 1U)) {
			printf("not ok '%s' is '%s'\n", rows[i].text, buf_str(&text));
			failures++;
		}
	}
}

/* A wide load that lacks its second half. */
static void test_cut(void)
{
	const struct bpf_insn insn = I(0x18, 1, 0, 0, 0);
	const struct disasm d = {.insns = &insn, .count = 1};
	auto_buf text = {0};

	if (disasm_insn(&d, 0, &text) != 1 || strcmp(buf_str(&text), "BUG_ld_18") != 0) {
		printf("not ok half a wide load: '%s'\n", buf_str(&text));
		failures++;
	}
}

/* Every opcode: what has a form begins with its code, the rest is a bug with its code. */
static void test_opcodes(void)
{
	auto_buf text = {0};

	for (unsigned int code = 0; code < 256; code++) {
		const struct bpf_insn insns[2] = {I((uint8_t)code, 1, 0, 0, 0)};
		const struct disasm d = {.insns = insns, .count = 2};
		char begin[8], bug[8];
		const char *s;

		snprintf(begin, sizeof(begin), "(%02x) ", code);
		snprintf(bug, sizeof(bug), "_%02x", code);
		buf_reset(&text);
		disasm_insn(&d, 0, &text);
		s = buf_str(&text);
		if (strncmp(s, begin, 5) != 0 && (strncmp(s, "BUG_", 4) != 0 || !strstr(s, bug))) {
			printf("not ok opcode %02x: '%s'\n", code, s);
			failures++;
		}
	}
}

int main(void)
{
	test_rows();
	test_cut();
	test_opcodes();
	printf("%s disasm: %zu rows\n", failures ? "not ok" : "ok", sizeof(rows) / sizeof(rows[0]));
	return failures != 0;
}
