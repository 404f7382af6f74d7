/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Whole files named by the user, with "-" for standard input; descriptors. */
#ifndef BPFI_LIB_FILE_H
#define BPFI_LIB_FILE_H

#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>

#include "lib/buf.h"
#include "lib/err.h"

/* Appends the whole content; more than @max bytes is an error. */
int file_read(const char *path, size_t max, struct buf *ret_data, struct err *err);
/* Which file it is, by whatever path; false: there is no regular file. */
struct file_id {
	uint64_t device, number;
};
bool file_identify(const char *path, struct file_id *ret_id);
/* Replaces the content (lib/out_file.h); a new file is readable by its owner only. */
int file_write(const char *path, const void *data, size_t len, struct err *err);

/* For reading, without waiting for the writer of a pipe; -1: it cannot be read. */
int file_open(const char *path);

/*
 * Occupies standard descriptors that are closed, so that no object or file gets their number and receives
 * what is written there. Using them fails as before. False: not possible.
 */
bool file_keep_standard(void);

/* Closes a valid descriptor; for cleanup attributes. */
void file_close_fd(int *fd);
#define auto_close __attribute__((cleanup(file_close_fd))) int

void file_close_dir(DIR **dir);
#define auto_dir __attribute__((cleanup(file_close_dir))) DIR

#endif
