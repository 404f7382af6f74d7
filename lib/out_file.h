/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Files that users name to be written: whole or as they were. A plain file is written in its folder without
 * its name, which it gets when it is whole, with the owner and mode of the one that it replaces; a symbolic
 * link stays one, and devices and pipes are written to as they are.
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
	const char *path;          /* as the user said it: errors name it */
	char place[OUT_FILE_PATH]; /* where it is, after links */
	struct out_temp temp;
	bool has_temp, is_replacing;
	uid_t owner; /* of the file that is replaced */
	gid_t group;
	mode_t mode;
	int fd;
};

/* @mode is for a file that was not there before. */
int out_file_open(struct out_file *f, const char *path, mode_t mode, struct err *err);
/* An out_write_fn. */
int out_file_write(void *f, const void *data, size_t len);
/* Now the file is there. @ret_bytes may be NULL. */
int out_file_commit(struct out_file *f, uint64_t *ret_bytes, struct err *err);
/* Takes all back that was not committed. */
void out_file_close(struct out_file *f);
#define auto_out_file __attribute__((cleanup(out_file_close))) struct out_file

/* "-", and names of what standard output is (/dev/stdout): nothing else shall be printed there. */
bool out_file_is_stdout(const char *path);

#endif
