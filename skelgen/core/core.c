/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Objects are read once, kernels one after the other. A kernel's types are walked once: each that has a name
 * that a relocation asks for is marked as far as the relocation looks.
 */
#include "skelgen/core/core.h"

#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kern/mapfile.h"
#include "skelgen/core/needs.h"
#include "wire/cut.h"
#include "wire/write.h"

struct core_object {
	const void *data;
	size_t size;
	struct types *types;
	struct core_object *before;
};

struct core {
	struct core_needs needs;
	struct core_object *last;
	char note[256]; /* "" where there is none */
};

int core_new(struct core **ret_core, struct err *err)
{
	*ret_core = calloc(1, sizeof(**ret_core));
	return *ret_core ? 0 : err_no_memory(err);
}

void core_free(struct core *core)
{
	struct core_object *o = core ? core->last : NULL;

	if (!core)
		return;
	while (o) {
		struct core_object *before = o->before;

		types_free(o->types);
		kern_unmap_file(o->data, o->size);
		free(o);
		o = before;
	}
	core_needs_free(&core->needs);
	free(core);
}

static int add_record(void *arg, const struct ext_record *record, struct err *err)
{
	struct core *core = arg;

	return core_needs_add(&core->needs, core->last->types, record, err);
}

/* Sections whose programs name functions or hooks of the kernel, which are looked for in its own BTF. */
static bool is_of_kernel(const char *section)
{
	static const char *const beginnings[] = {
		"fentry/", "fexit/", "fmod_ret/",   "fentry.s/",  "fexit.s/", "fmod_ret.s/", "tp_btf/",
		"lsm/",    "lsm.s/", "lsm_cgroup/", "struct_ops", "iter/",    "iter.s/",
	};

	section += *section == '?';
	for (size_t i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++)
		if (!strncmp(section, beginnings[i], strlen(beginnings[i])))
			return true;
	return false;
}

/* Functions of the kernel, and variables with a type: those without one are found by their address. */
static const char *find_kernel_symbol(const struct types *t)
{
	uint32_t datasec = 0;

	for (uint32_t id = 1; id < t->count && !datasec; id++)
		if (types_kind(t, id) == BK_DATASEC && !strcmp(types_name(t, id), ".ksyms"))
			datasec = id;
	for (uint32_t i = 0, n = datasec ? type_vlen(types_at(t, datasec)) : 0; i < n; i++) {
		uint32_t id = type_secinfos(types_at(t, datasec))[i].type;

		if (types_kind(t, id) == BK_FUNC || types_resolve(t, types_ref(t, id)))
			return types_name(t, id);
	}
	return NULL;
}

static void find_kernel_users(struct core *core, const struct elf *elf, const char *path)
{
	const char *symbol = *core->note ? NULL : find_kernel_symbol(core->last->types);
	struct elf_section s;

	for (uint32_t i = 1; i < elf->section_count && !*core->note; i++)
		if (elf_section_at(elf, i, &s) && s.flags & SHF_EXECINSTR && s.size && is_of_kernel(s.name))
			snprintf(core->note, sizeof(core->note),
				 "%.96s: programs such as '%.64s' require a kernel that has BTF", path,
				 s.name);
	if (symbol && !*core->note)
		snprintf(core->note, sizeof(core->note),
			 "%.96s: '%.64s' of the kernel requires a kernel that has BTF", path, symbol);
}

static int open_types(struct core_object *o, const struct elf *elf, struct elf_section *ret_ext,
		      struct err *err)
{
	struct elf_section s;

	if (!elf_find(elf, ".BTF", &s) || !s.data || !elf_find(elf, ".BTF.ext", ret_ext)) {
		err_set(err, 0, "no BTF with relocations (.BTF and .BTF.ext)");
		err_hint(err, "compile it with -g");
		return -1;
	}
	if (types_open(s.data, s.size, NULL, &o->types, err))
		return err_wrap(err, ".BTF");
	return 0;
}

static int read_object(struct core *core, const char *path, struct err *err)
{
	struct core_object *o = core->last;
	struct elf_section ext;
	struct elf elf;

	if (elf_parse(o->data, o->size, &elf, err)) {
		err_hint(err, "specify a BPF object, as clang -target bpf -g -c writes it");
		return -1;
	}
	if (elf.machine != EM_BPF && elf.machine != EM_NONE) {
		err_set(err, 0, "compiled for machine %u, not for BPF", elf.machine);
		err_hint(err, "specify a BPF object, as clang -target bpf -g -c writes it");
		return -1;
	}
	if (open_types(o, &elf, &ext, err))
		return -1;
	find_kernel_users(core, &elf, path);
	return ext_read(&elf, o->types, &ext, EXT_RELOCATIONS, add_record, core, err);
}

int core_add(struct core *core, const char *path, struct err *err)
{
	struct core_object *o = calloc(1, sizeof(*o));

	if (!o)
		return err_no_memory(err);
	o->before = core->last;
	core->last = o;
	if (kern_map_file(path, &o->data, &o->size, err))
		return -1;
	if (read_object(core, path, err))
		return err_wrap(err, "%s", path);
	return 0;
}

int core_ready(struct core *core, struct err *err)
{
	return core_needs_index(&core->needs, err);
}

const char *core_note(const struct core *core)
{
	return *core->note ? core->note : NULL;
}

/* Kinds of the types that have one of the names. */
static uint32_t kinds_of(const struct core_needs *needs)
{
	const uint32_t enums = 1u << BK_ENUM | 1u << BK_ENUM64;
	uint32_t kinds = 0;

	for (uint32_t i = 0; i < needs->count; i++)
		kinds |= 1u << types_kind(needs->list[i].local, needs->list[i].type);
	return kinds & enums ? kinds | enums : kinds;
}

static bool is_kind_of(const struct core_need *n, unsigned int kind)
{
	const unsigned int wanted = types_kind(n->local, n->type);

	return wanted == kind || (kind_is_enum(wanted) && kind_is_enum(kind));
}

/* @is_in_base: what a module adds is only looked at where the kernel itself has no such type. */
static int mark_type(struct cut *c, const struct core_needs *needs, uint32_t id, bool *is_in_base,
		     bool is_base, struct err *err)
{
	const unsigned int kind = types_kind(c->t, id);

	for (uint32_t at = core_needs_find(needs, types_name(c->t, id)); at; at = needs->list[at - 1].next) {
		if (!is_kind_of(&needs->list[at - 1], kind) || (!is_base && is_in_base[at - 1]))
			continue;
		is_in_base[at - 1] |= is_base;
		if (core_mark(c, &needs->list[at - 1], id, err))
			return -1;
	}
	return 0;
}

/* libbpf learns the size of pointers from an integer of this name. */
static bool is_long(const struct types *t, const struct wire_type *w)
{
	static const char *const names[] = {"long", "long int", "unsigned long", "long unsigned int"};
	const char *name = types_string(t, w->name_off);

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(name, names[i]))
			return true;
	return false;
}

static int mark_all(struct cut *c, const struct core_needs *needs, uint32_t base_count, struct err *err)
{
	const struct types *t = c->t;
	const uint32_t kinds = kinds_of(needs), count = t->count;
	bool *is_in_base = calloc((size_t)needs->count + 1, sizeof(*is_in_base));
	int r = is_in_base ? 0 : err_no_memory(err);

	for (uint32_t id = 1; id < count && !r; id++) {
		const struct wire_type *w = types_at(t, id);
		const unsigned int kind = type_kind(w);

		if (kind == BK_INT && is_long(t, w))
			cut_want_type(c, id, CUT_WHOLE);
		if (kind < BK_COUNT && kinds >> kind & 1 && w->name_off &&
		    core_needs_may_have(needs, types_string(t, w->name_off)))
			r = mark_type(c, needs, id, is_in_base, id < base_count, err);
	}
	free(is_in_base);
	return r;
}

static int cut_whole(const struct core *core, const struct types *t, uint32_t base_count, struct buf *ret_btf,
		     struct err *err)
{
	struct cut c;
	int r = cut_open(&c, t, CUT_SHELL, err);

	if (r)
		return r;
	r = mark_all(&c, &core->needs, base_count, err);
	if (!r)
		r = cut_follow(&c, err) || cut_write(&c, ret_btf, err) ? -1 : 0;
	cut_free(&c);
	return r;
}

int core_cut(const struct core *core, const struct types *kernel, struct buf *ret_btf, struct err *err)
{
	auto_types *t = NULL;
	auto_buf flat = {0};

	if (!kernel->base)
		return cut_whole(core, kernel, kernel->count, ret_btf, err);
	if (wire_write_flat(kernel, &flat, err) || types_open(flat.data, flat.len, NULL, &t, err))
		return -1;
	/* As the file is, so is the result. */
	t->is_foreign = kernel->is_foreign;
	t->ptr_size = kernel->ptr_size;
	return cut_whole(core, t, kernel->first_id, ret_btf, err);
}
