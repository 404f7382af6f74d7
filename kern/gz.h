/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Compressed files, read and written in pieces. A file that is not compressed is read as it is.
 *
 * What comes out of a small file may be without end: reading stops with an error at GZ_MAX_BYTES, and earlier
 * where the expansion is beyond what real data reaches. Writing stops at the same size.
 */
#ifndef BPFI_KERN_RECORDING_GZ_H
#define BPFI_KERN_RECORDING_GZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/err.h"

enum {
	GZ_MAX_BYTES = 512 << 20, /* twice what the elements of a recording can take */
	/* A budget in bytes of the file that were read: a million equal elements inflate 19 times. */
	GZ_FREE_BYTES = 16 << 20,
	GZ_MAX_RATIO = 32,
	/* Of a pipe it is not known how much was read. */
	GZ_PIPE_BYTES = 128 << 20,
};

/* Whether @total bytes may come out of @packed. */
static inline bool gz_is_honest(uint64_t total, uint64_t packed)
{
	return total <= GZ_FREE_BYTES || total - GZ_FREE_BYTES <= packed * GZ_MAX_RATIO;
}

struct gz {
	void *file;
	uint64_t total; /* uncompressed bytes so far */
};

/* The error text is only the reason: the caller names the file. */
int gz_open(struct gz *ret_gz, const char *path, struct err *err);
/* Up to @len bytes; *ret_len is 0 at the end. */
int gz_read(struct gz *gz, void *data, size_t len, size_t *ret_len, struct err *err);
/* The bytes of the file that were read; of a pipe it is not known: UINT64_MAX. */
uint64_t gz_packed(const struct gz *gz);
void gz_close(struct gz *gz);

/* Writes through a copy of @fd, which stays the caller's. */
int gz_create(struct gz *ret_gz, int fd, struct err *err);
/* 0 or an errno; a struct gz is the argument. */
int gz_write(void *gz, const void *data, size_t len);
/* Ends the stream: 0 or an errno. Later calls do nothing. */
int gz_finish(struct gz *gz);

#endif
