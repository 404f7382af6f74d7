/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What surrounds the types: where they come from, the dialects' differences, kfunc prototypes. */
#include "btfdump/cgen/print.h"

#include <endian.h>
#include <stdio.h>

#include "btfdump/cgen/text.h"
#include "lib/out.h"

static bool is_used(const struct cgen *g, unsigned int word)
{
	return g->words_used[word / 64] >> word % 64 & 1;
}

/* bool, true and false mean the same everywhere if the BTF says so. */
static bool is_bool_word(const char *name)
{
	return !strcmp(name, "bool") || !strcmp(name, "true") || !strcmp(name, "false");
}

static bool is_in_class(const struct cgen *g, unsigned int number, enum cgen_word_class class)
{
	const struct cgen_word *w = cgen_words_at(number);

	return is_used(g, number) && w->class == class && !(g->uses_bool && is_bool_word(w->name));
}

static bool has_class(const struct cgen *g, enum cgen_word_class class)
{
	for (unsigned int i = 0; cgen_words_at(i); i++)
		if (is_in_class(g, i, class))
			return true;
	return false;
}

typedef void words_fn(const struct cgen *g, struct buf *to, enum cgen_word_class class);

static void define_words(const struct cgen *g, struct buf *to, enum cgen_word_class class)
{
	for (unsigned int i = 0; cgen_words_at(i); i++)
		if (is_in_class(g, i, class))
			buf_printf(to, "#define %s %s_\n", cgen_words_at(i)->name, cgen_words_at(i)->name);
}

static void undefine_words(const struct cgen *g, struct buf *to, enum cgen_word_class class)
{
	for (unsigned int i = 0; cgen_words_at(i); i++)
		if (is_in_class(g, i, class))
			buf_printf(to, "#undef %s\n", cgen_words_at(i)->name);
}

static void put_words(const struct cgen *g, struct buf *to, enum cgen_word_class class, const char *dialect,
		      words_fn *put)
{
	if (!has_class(g, class))
		return;
	buf_printf(to, "#ifdef %s\n", dialect);
	put(g, to, class);
	buf_add_str(to, "#endif\n");
}

static void print_dialects(const struct cgen *g, struct buf *to)
{
	if (has_class(g, WORD_C23) || g->uses_bool || g->uses_c23_name)
		buf_add_str(to, "#if defined(__cplusplus)\n"
				"#define __HAS_C23_WORDS\n"
				"#elif defined(__STDC_VERSION__) && __STDC_VERSION__ > 201710L\n"
				"#if defined(__clang__) ? __clang_major__ >= 15 : __GNUC__ >= 13\n"
				"#define __HAS_C23_WORDS\n"
				"#endif\n"
				"#endif\n");
	if (g->uses_bool)
		buf_add_str(to, "#if defined(__HAS_C23_WORDS) || defined(__bool_true_false_are_defined)\n"
				"#define __HAS_BOOL\n"
				"#endif\n");
	buf_add_str(to, "#if defined(__cplusplus) && !defined(_Bool)\n"
			"typedef bool _Bool;\n"
			"#endif\n");
	put_words(g, to, WORD_C23, "__HAS_C23_WORDS", define_words);
	put_words(g, to, WORD_CXX, "__cplusplus", define_words);
	if (g->uses_cxx_name)
		buf_add_str(to, "#ifdef __cplusplus\n"
				"#define __CXX_NAME(name) name##_\n"
				"#else\n"
				"#define __CXX_NAME(name) name\n"
				"#endif\n");
	if (g->uses_c23_name)
		buf_add_str(to, "#if defined(__HAS_C23_WORDS) || defined(__bool_true_false_are_defined)\n"
				"#define __C23_NAME(name) name##_\n"
				"#else\n"
				"#define __C23_NAME(name) name\n"
				"#endif\n");
	undefine_words(g, to, WORD_MACRO);
	buf_add_char(to, '\n');
}

static void print_attributes(const struct cgen *g, struct buf *to)
{
	if (g->uses_type_tag)
		buf_add_str(to, "#ifndef BTF_TYPE_TAG\n"
				"#if __has_attribute(btf_type_tag) && !defined(__cplusplus)\n"
				"#define BTF_TYPE_TAG(tag) __attribute__((btf_type_tag(#tag)))\n"
				"#else\n"
				"#define BTF_TYPE_TAG(tag)\n"
				"#endif\n"
				"#endif\n\n");
	if (g->uses_type_attr)
		buf_add_str(to, "#ifndef BTF_TYPE_ATTR\n"
				"#if defined(__clang__) && defined(__bpf__)\n"
				"#define BTF_TYPE_ATTR(attribute) __attribute__((attribute))\n"
				"#else\n"
				"#define BTF_TYPE_ATTR(attribute)\n"
				"#endif\n"
				"#endif\n\n");
	/* gcc 16 knows it, but not of types. */
	if (g->uses_decl_tag)
		buf_add_str(to, "#ifndef BTF_DECL_TAG\n"
				"#if defined(__clang__) && __has_attribute(btf_decl_tag)\n"
				"#define BTF_DECL_TAG(tag) __attribute__((btf_decl_tag(tag)))\n"
				"#else\n"
				"#define BTF_DECL_TAG(tag)\n"
				"#endif\n"
				"#endif\n\n");
	if (g->kfuncs.count || !g->is_selective)
		buf_add_str(to, "#ifndef __ksym\n"
				"#define __ksym __attribute__((section(\".ksyms\")))\n"
				"#endif\n\n"
				"#ifndef __weak\n"
				"#define __weak __attribute__((weak))\n"
				"#endif\n\n"
				"#ifndef __bpf_fastcall\n"
				"#if __has_attribute(bpf_fastcall)\n"
				"#define __bpf_fastcall __attribute__((bpf_fastcall))\n"
				"#else\n"
				"#define __bpf_fastcall\n"
				"#endif\n"
				"#endif\n\n");
}

static void print_helper_types(const struct cgen *g, struct buf *to)
{
	if (g->uses_empty)
		buf_add_str(to, "/* Without a member a struct of C++ is one byte long. */\n"
				"#ifdef __cplusplus\n"
				"#define __EMPTY_IN_CXX char __empty[0];\n"
				"#else\n"
				"#define __EMPTY_IN_CXX\n"
				"#endif\n\n");
	if (g->uses_wide_float)
		buf_add_str(to, "#ifndef __HAS_FLOAT_16_BYTES\n"
				"#define __HAS_FLOAT_16_BYTES\n"
				"#if defined(__SIZEOF_LONG_DOUBLE__) && __SIZEOF_LONG_DOUBLE__ == 16\n"
				"typedef long double __float_16_bytes;\n"
				"#else\n"
				"typedef struct {\n"
				"\tunsigned long long halves[2];\n"
				"} __float_16_bytes;\n"
				"#endif\n"
				"#endif\n\n");
}

/* Bytes that could end a comment, or make a compiler warn: of another comment, of a trigraph. */
static bool is_commentable(const char *s, char before)
{
	if (*s == '/')
		return before != '*';
	if (*s == '*' || *s == '?')
		return before != (*s == '*' ? '/' : '?');
	return *s & 0x80 || (*s >= ' ' && *s != 127 && *s != '\\');
}

/* No name may end the comment. */
static void print_in_comment(struct buf *to, const char *text)
{
	for (const char *s = text; *s; s++) {
		unsigned int hidden = out_bidi_len(s, strlen(s));

		buf_add_char(to, !hidden && is_commentable(s, s > text ? s[-1] : 0) ? *s : '_');
		s += hidden ? hidden - 1 : 0;
	}
}

static uint64_t hash_bytes(uint64_t hash, const unsigned char *data, size_t size)
{
	enum { LANES = 4 };
	const uint64_t prime = 0x9e3779b97f4a7c15, total = size;
	uint64_t lanes[LANES] = {hash, hash ^ 1, hash ^ 2, hash ^ 3}, word;

	for (; size >= sizeof(lanes); size -= sizeof(lanes), data += sizeof(lanes)) {
		for (unsigned int i = 0; i < LANES; i++) {
			memcpy(&word, data + i * sizeof(word), sizeof(word));
			lanes[i] = (lanes[i] ^ le64toh(word)) * prime; /* the same on every machine */
			lanes[i] ^= lanes[i] >> 29;
		}
	}
	for (; size; size--, data++)
		lanes[0] = (lanes[0] ^ *data) * prime;
	hash = total;
	for (unsigned int i = 0; i < LANES; i++)
		hash = ((hash ^ lanes[i]) * prime) ^ (hash >> 31);
	return hash ^ hash >> 32;
}

/* Of the bytes of the BTF, then of those of its bases. */
static uint64_t hash_types(const struct types *t)
{
	uint64_t hash = 0;

	for (; t; t = t->base)
		hash = hash_bytes(hash + t->raw_size, t->raw, t->raw_size);
	return hash;
}

/* Variables of each CPU are a kernel's; kernels before 5.12 did not record them, but are large. */
static bool is_of_kernel(const struct types *t)
{
	enum { TYPES_MANY = 16384 };

	return t->base || t->count > TYPES_MANY || types_find(t, ".data..percpu", 1u << BK_DATASEC, 0) ||
	       types_find(t, ".data..percpu..read_mostly", 1u << BK_DATASEC, 0);
}

/* Headers for BPF programs ask for the kernel's guard; that of others is their own. */
static void make_guard(struct cgen *g)
{
	uint64_t hash = hash_types(g->t);

	g->hash = hash;
	g->is_of_kernel = is_of_kernel(g->t);
	if (g->opt->guard)
		snprintf(g->guard, sizeof(g->guard), "%s", g->opt->guard);
	else if (g->opt->on)
		snprintf(g->guard, sizeof(g->guard), "__MODULE_%016llX_H__", (unsigned long long)hash);
	else if (g->is_of_kernel)
		snprintf(g->guard, sizeof(g->guard), "__VMLINUX_H__");
	else
		snprintf(g->guard, sizeof(g->guard), "__TYPES_%016llX_H__", (unsigned long long)hash);
}

static void print_origin(const struct cgen *g, struct buf *to)
{
	buf_add_str(to, "/*\n * Types of ");
	if (g->opt->origin)
		print_in_comment(to, g->opt->origin);
	buf_printf(to, "%sBTF of %zu bytes, hash %016llx.\n", g->opt->origin ? ": " : "", g->t->raw_size,
		   (unsigned long long)g->hash);
	if (!g->is_of_kernel)
		buf_add_str(
			to,
			" * These are not the types of a kernel; the include guard is not that of vmlinux.h.\n");
	if (g->opt->note && *g->opt->note) {
		buf_add_str(to, " * ");
		print_in_comment(to, g->opt->note);
		buf_add_char(to, '\n');
	}
	if (g->t->ptr_size != 8)
		buf_printf(to, " * Pointers have %u bytes there.\n", g->t->ptr_size);
	buf_add_str(to, " */\n");
}

void cgen_print_head(struct cgen *g, struct buf *to)
{
	print_origin(g, to);
	buf_printf(to, "#ifndef %s\n#define %s\n\n", g->guard, g->guard);
	if (g->opt->on)
		buf_printf(to, "#include \"%s\"\n\n", g->opt->on);
	buf_add_str(to, "#ifndef __has_attribute\n"
			"#define __has_attribute(attribute) 0\n"
			"#endif\n\n");
	print_dialects(g, to);
	print_attributes(g, to);
	print_helper_types(g, to);
	if (g->has_records)
		buf_add_str(to, "#if defined(__GNUC__) && !defined(__clang__)\n"
				"#pragma GCC diagnostic push\n"
				"#pragma GCC diagnostic ignored \"-Wpacked-not-aligned\"\n"
				"#endif\n\n"
				"#if defined(__clang__) && !defined(__cplusplus)\n"
				"#if !defined(BPF_NO_PRESERVE_ACCESS_INDEX) && "
				"__has_attribute(preserve_access_index)\n"
				"#define __PRESERVES_ACCESS_INDEX\n"
				"#pragma clang attribute push(__attribute__((preserve_access_index)), "
				"apply_to = record)\n"
				"#endif\n"
				"#endif\n\n");
}

void cgen_print_tail(struct cgen *g)
{
	struct buf *to = g->to;

	make_guard(g);
	if (g->report.lost)
		buf_printf(to, "/* %u members could not be placed */\n\n", g->report.lost);
	if (g->has_records)
		buf_add_str(to, "#ifdef __PRESERVES_ACCESS_INDEX\n"
				"#undef __PRESERVES_ACCESS_INDEX\n"
				"#pragma clang attribute pop\n"
				"#endif\n\n"
				"#if defined(__GNUC__) && !defined(__clang__)\n"
				"#pragma GCC diagnostic pop\n"
				"#endif\n\n");
	put_words(g, to, WORD_CXX, "__cplusplus", undefine_words);
	put_words(g, to, WORD_C23, "__HAS_C23_WORDS", undefine_words);
	buf_printf(to, "#endif /* %s */\n", g->guard);
}

static void print_kfunc(struct cgen *g, uint32_t id)
{
	const struct wire_type *w = types_at(g->t, id);

	CGEN_PUT(g->to, "#ifndef BPF_NO_KFUNC_");
	cgen_put_type_name(g, id, w);
	CGEN_PUT(g->to, "\nextern ");
	if (g->by_id[id].flags & CG_FAST)
		CGEN_PUT(g->to, "__bpf_fastcall ");
	cgen_print_decl(g, &(struct cgen_subject){.type = w->size,
						  .self = id,
						  .place = CG_IN_PARAM,
						  .has_param_names = true});
	CGEN_PUT(g->to, " __weak __ksym;\n#endif\n");
	g->report.kfuncs++;
}

/* Each can be left out individually, by programs that declare it themselves. */
void cgen_print_kfuncs(struct cgen *g)
{
	uint32_t last = 0;

	if (g->kfuncs.count == g->base_kfuncs)
		return;
	CGEN_PUT(g->to, "/* Functions for BPF programs to call */\n#ifndef BPF_NO_KFUNC_PROTOTYPES\n"
			"#ifdef __cplusplus\nextern \"C\" {\n#endif\n");
	for (uint32_t i = g->base_kfuncs; i < g->kfuncs.count && g->to->len < g->limit; i++) {
		uint32_t id = g->kfuncs.at[i];

		if (last && (id == last || !strcmp(types_name(g->t, id), types_name(g->t, last))))
			continue;
		print_kfunc(g, id);
		last = id;
	}
	CGEN_PUT(g->to, "#ifdef __cplusplus\n}\n#endif\n#endif\n\n");
}
