/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What an open object holds for this folder only: libbpf's own, and buffers for logs. */
#ifndef BPFI_OBJFILE_INSIDE_H
#define BPFI_OBJFILE_INSIDE_H

#include <bpf/libbpf.h>

#include "objfile/messages.h"
#include "objfile/objfile.h"

struct objfile_inside {
	struct messages messages;
	const void *data; /* the file, read once: it is what it was when it was checked */
	size_t size;
	int kernel_types; /* a file in memory with the kernel's types; -1: the running kernel's */
	struct bpf_object *obj;
	struct bpf_program **progs; /* in the order of struct objfile's lists */
	struct bpf_map **maps;
	char *logs; /* of the programs, one after the other */
	size_t log_room;
	bool is_link; /* tables of operations are registered through links, which libbpf does not see */
	bool is_run;  /* by a loader: the descriptors are ours to close */
};

/* Sets an error with a number of the kernel's or libbpf's, adds what was warned of, and what is missing. */
int objfile_fail(const struct objfile *o, int no, const char *what, struct err *err);
/* The part of this that adds. */
int objfile_add_warnings(const struct objfile *o, struct err *err);

#endif
