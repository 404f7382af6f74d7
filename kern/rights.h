/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Which right is missing when the kernel only reports "not permitted". */
#ifndef BPFI_KERN_RIGHTS_H
#define BPFI_KERN_RIGHTS_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/err.h"

enum rights_act {
	RIGHTS_IDS,      /* listing objects, opening them by id */
	RIGHTS_FILE,     /* a file: its mode, or the right to override it */
	RIGHTS_CGROUP,   /* a cgroup by its id */
	RIGHTS_LOAD,     /* maps, programs, BTF */
	RIGHTS_LOAD_NET, /* programs that see packets */
	RIGHTS_NET,      /* what is attached to devices, cgroups and namespaces */
	RIGHTS_TRACE,    /* programs that look into the kernel, their attachment */
	RIGHTS_MOUNT,
	RIGHTS_ADDRESS, /* kernel addresses and native code */
	RIGHTS_STATS,   /* run time statistics */
	RIGHTS_PROCESS, /* what another process has open */
	RIGHTS_PROBE,   /* everything that can be loaded */
	RIGHTS_COUNT,
};

/*
 * Gives an error with errno EPERM or EACCES a hint that names the missing capabilities, or what else
 * forbids it; does not change others. Always -1.
 */
int rights_explain(struct err *err, enum rights_act act);

/* True when every capability that @act needs is effective. */
bool rights_has(enum rights_act act);
/* "CAP_X and CAP_Y": those that are not; empty if all are. */
void rights_missing(enum rights_act act, char *ret_text, size_t size);

/* Until rights_take(), this process has none of the capabilities that concern BPF. */
int rights_drop(struct err *err);
void rights_take(void);

#endif
