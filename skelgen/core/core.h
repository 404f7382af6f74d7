/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Minimal BTF: the part of a kernel's types that relocations of BPF objects (CO-RE) look at. With it, libbpf
 * relocates these objects as with the whole, for kernels that have no BTF of their own.
 */
#ifndef BPFI_SKELGEN_CORE_H
#define BPFI_SKELGEN_CORE_H

#include "lib/buf.h"
#include "wire/types.h"

/* What the relocations of several objects refer to. */
struct core;

int core_new(struct core **ret_core, struct err *err);
void core_free(struct core *core);

/* Reads an object's relocations. The file is kept until core_free(). */
int core_add(struct core *core, const char *path, struct err *err);
/* After the last one. */
int core_ready(struct core *core, struct err *err);
/* What no minimal BTF replaces for these objects, as a sentence; NULL: nothing. */
const char *core_note(const struct core *core);

/*
 * The part of the kernel's types, in their byte order. Of split BTF (a module's) and its base it is one BTF
 * that needs no other.
 */
int core_cut(const struct core *core, const struct types *kernel, struct buf *ret_btf, struct err *err);

#endif
