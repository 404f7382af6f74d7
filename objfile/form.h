/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Whether a file can be an object with BPF programs at all, before libbpf reads it: what is wrong with its
 * form is then reported in words.
 */
#ifndef BPFI_OBJFILE_FORM_H
#define BPFI_OBJFILE_FORM_H

#include "wire/elf.h"

int form_check(const char *path, const void *data, size_t size, struct elf *ret_elf, struct err *err);

#endif
