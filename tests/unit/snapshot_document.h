/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A small recording with something in every section, as JSON text, and what the tests of recordings share: a
 * folder of their own, checks.
 */
#ifndef BPFI_TESTS_UNIT_SNAPSHOT_DOCUMENT_H
#define BPFI_TESTS_UNIT_SNAPSHOT_DOCUMENT_H

#include <stdbool.h>

#include "kern/kern.h"
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
/* It as a file, uncompressed, opened. */
void snapshot_open_document(struct kern *ret_kern);

void snapshot_check(bool ok, const char *file, int line, const char *what);
#define CHECK(condition) snapshot_check(condition, __FILE__, __LINE__, #condition)
/* The description of @err holds @expected. */
void snapshot_check_error(const struct err *err, const char *expected, int line);

/* A file in the folder; the text is good for three more calls. */
const char *snapshot_path(const char *name);
void snapshot_write(const char *path, const void *data, size_t len);
/* Makes the folder, and removes it with all in it; the result is that of main(). */
void snapshot_begin(void);
int snapshot_end(void);

#endif
