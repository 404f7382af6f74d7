/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A small recording with something in every section, as JSON text, and what the tests of recordings share: a
 * folder of their own, checks.
 */
#ifndef BPFI_TESTS_UNIT_RECORDING_DOCUMENT_H
#define BPFI_TESTS_UNIT_RECORDING_DOCUMENT_H

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

void recording_document(struct buf *ret_text);
/* It as a file, uncompressed, opened. */
void recording_open_document(struct kern *ret_kern);

void recording_check(bool ok, const char *file, int line, const char *what);
#define CHECK(condition) recording_check(condition, __FILE__, __LINE__, #condition)
/* The description of @err holds @expected. */
void recording_check_error(const struct err *err, const char *expected, int line);

/* A file in the folder; the text is good for three more calls. */
const char *recording_path(const char *name);
void recording_write(const char *path, const void *data, size_t len);
/* Makes the folder, and removes it with all in it; the result is that of main(). */
void recording_begin(void);
int recording_end(void);

#endif
