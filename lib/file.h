/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Whole files that the user names, with "-" for standard input; descriptors. */
#ifndef BPFI_LIB_FILE_H
#define BPFI_LIB_FILE_H

#include <stdbool.h>

#include "lib/buf.h"
#include "lib/err.h"

/* Appends all that is in it; more than @max bytes are refused. */
int file_read(const char *path, size_t max, struct buf *ret_data, struct err *err);
/* In place of what was in it (lib/out_file.h); for its owner only where it is new. */
int file_write(const char *path, const void *data, size_t len, struct err *err);

/*
 * Takes the places of standard descriptors that are closed, so that no object or file gets their number and
 * what is written there. Using them fails as before. False: it could not be done.
 */
bool file_keep_standard(void);

/* Closes a descriptor that is one; for cleanup attributes. */
void file_close_fd(int *fd);
#define auto_close __attribute__((cleanup(file_close_fd))) int

#endif
