/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Minimal BTF of several kernels for several objects: the objects are read once. */
#include "btfdump/load/load.h"
#include "skelgen/core/core.h"
#include "skelgen/skelgen.h"

int skelgen_core_read(const char *const *objects, unsigned int count, struct core **ret_core, struct err *err)
{
	if (core_new(ret_core, err))
		return -1;
	for (unsigned int i = 0; i < count; i++)
		if (core_add(*ret_core, objects[i], err))
			return -1;
	return core_ready(*ret_core, err);
}

const char *skelgen_core_note(const struct core *core)
{
	return core_note(core);
}

void skelgen_core_free(struct core *core)
{
	core_free(core);
}

int skelgen_core_cut(const struct core *core, struct kern *k, const char *kernel, const char *base,
		     struct buf *ret_btf, struct err *err)
{
	const struct btf_source source = {.from = BTF_FROM_FILE, .path = kernel};
	auto_btf l = {0};

	return btf_source_load(k, &source, base, &l, err) || core_cut(core, l.types, ret_btf, err) ? -1 : 0;
}
