/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The two dialects: bpfi, or bpftool if called by that name. All differences are in one structure, which
 * main, help and version read; no command asks which dialect is in use.
 */
#ifndef BPFI_CMD_DIALECT_H
#define BPFI_CMD_DIALECT_H

#include "lib/help.h"
#include "objfile/objfile.h"

struct dialect {
	struct surface surface;
	const char *version;     /* of the program it claims to be */
	const char *error_lead;  /* in front of an error on standard error */
	const char *quoted_lead; /* in front of each line of a log that explains it; NULL: the log is there */
	const char *hint_lead;
	const char *note_lead;
	const char *debug_lead;
	enum objfile_detail detail; /* how much of what libbpf logs is printed unasked */
	int failure_exit;    /* of commands that do not say otherwise; 0: one for each kind of failure */
	bool traces_kernel;  /* --debug logs each request to the kernel too */
	bool has_usage_text; /* help is a usage text on standard error, and follows wrong usage */
};

extern const struct dialect dialect_bpfi, dialect_bpftool;

/* The dialect selected by the name of the program, argv[0]; @name may be NULL. */
const struct dialect *dialect_called(const char *name);

#endif
