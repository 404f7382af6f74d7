/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What section names mean for programs, where the installed libbpf is older than the name. */
#ifndef BPFI_OBJFILE_SECTIONS_H
#define BPFI_OBJFILE_SECTIONS_H

#include <stdbool.h>
#include <stdint.h>

/* A name as in SEC("..."). */
struct section_row {
	const char *name;
	uint32_t type, attach_type; /* numbers of the kernel */
	uint32_t flags;             /* of the load */
	bool has_target;            /* "/TARGET" may follow */
	bool is_traced;             /* and is a function, by the kernel's types */
	const char
		*attached_by; /* the libbpf that can attach it by itself; NULL: none can without a target */
};

/* The row for a whole section name, or NULL. *ret_target is what follows the row's name, or "". */
const struct section_row *section_find(const char *name, const char **ret_target);
/* All rows; one without a name ends them. */
extern const struct section_row section_rows[];

#endif
