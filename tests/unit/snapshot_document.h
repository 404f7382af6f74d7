/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A small recording with something in every section, as JSON text: what tests and fuzzers start from. */
#ifndef BPFI_TESTS_UNIT_SNAPSHOT_DOCUMENT_H
#define BPFI_TESTS_UNIT_SNAPSHOT_DOCUMENT_H

#include "lib/buf.h"

enum {
	DOC_PROG = 4,
	DOC_PROG_GONE = 5,   /* opens, but its info is an error */
	DOC_PROG_HIDDEN = 9, /* does not open */
	DOC_PROG_INFO_LEN = 224,
	DOC_MAP = 20,
	DOC_BTF_VMLINUX = 1,
	DOC_BTF = 2,
};

void snapshot_document(struct buf *ret_text);

#endif
