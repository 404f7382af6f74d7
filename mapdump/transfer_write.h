/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A file that comes to be whole or not at all; devices, pipes and links are written to as they are. */
#ifndef BPFI_MAPDUMP_TRANSFER_WRITE_H
#define BPFI_MAPDUMP_TRANSFER_WRITE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/err.h"

struct transfer_target {
	const char *path;
	char temp[4096];
	bool has_temp;
	int fd;
};

int transfer_target_open(struct transfer_target *t, const char *path, struct err *err);
/* An out_write_fn. */
int transfer_target_write(void *target, const void *data, size_t len);
int transfer_target_commit(struct transfer_target *t, struct err *err);
/* Takes the file away again unless it was committed. */
void transfer_target_close(struct transfer_target *t);

#endif
