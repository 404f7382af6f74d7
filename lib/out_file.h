/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Output files named by the user: written completely or left unchanged. A plain file is written in its
 * folder without a name, which it gets when it is complete, with the owner and mode of the one that it
 * replaces; a symbolic link stays one, and devices and pipes are written to directly.
 */
#ifndef BPFI_LIB_OUT_FILE_H
#define BPFI_LIB_OUT_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "lib/err.h"
#include "lib/out_temp.h"

enum { OUT_FILE_PATH = 4096 };

struct out_file {
	const char *path;          /* as given by the user: for errors */
	char place[OUT_FILE_PATH]; /* its location, after resolving links */
	struct out_temp temp;
	bool has_temp, is_replacing;
	bool can_be_made_again; /* set by the caller: the disk is not waited for, which takes milliseconds */
	uid_t owner;            /* of the replaced file */
	gid_t group;
	mode_t mode;
	int fd;
};

/* @mode is for a new file. */
int out_file_open(struct out_file *f, const char *path, mode_t mode, struct err *err);
/* An out_write_fn. */
int out_file_write(void *f, const void *data, size_t len);
/* Now the file exists. @ret_bytes may be NULL. */
int out_file_commit(struct out_file *f, uint64_t *ret_bytes, struct err *err);
/* Discards everything that was not committed. */
void out_file_close(struct out_file *f);
#define auto_out_file __attribute__((cleanup(out_file_close))) struct out_file

/* "-", and names of standard output (/dev/stdout): nothing else must be printed there. */
bool out_file_is_stdout(const char *path);

#endif
