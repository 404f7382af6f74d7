/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A file that gets its name when it is complete. Until then it has none if the file system supports that
 * (O_TMPFILE), else a short random one, which is removed on every signal but SIGKILL.
 */
#ifndef BPFI_LIB_OUT_TEMP_H
#define BPFI_LIB_OUT_TEMP_H

#include <stdbool.h>
#include <sys/types.h>

enum { OUT_TEMP_NAME = 16 };

struct out_temp {
	int fd, folder;           /* -1: none */
	char name[OUT_TEMP_NAME]; /* in the folder; "": it has none */
	struct out_temp *next;    /* of those that have a name */
};

/* In a folder, which is opened. 0, or errno. */
int out_temp_open(struct out_temp *t, const char *folder, mode_t mode);
/* The file replaces @name in the folder; @is_lasting: the folder is on the disk then. 0, or errno. */
int out_temp_rename(struct out_temp *t, const char *name, bool is_lasting);
/* A file that did not get its name is removed. */
void out_temp_close(struct out_temp *t);

#endif
