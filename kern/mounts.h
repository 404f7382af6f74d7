/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Where file systems of a type are mounted, from the text of /proc/self/mountinfo. */
#ifndef BPFI_KERN_MOUNTS_H
#define BPFI_KERN_MOUNTS_H

#include <stdbool.h>
#include <stddef.h>

enum { MOUNT_PATH_LEN = 4096 };

/*
 * Finds the next mount of @fstype in the text of mountinfo from *at on, and moves *at after it. False at
 * the end. Lines that are cut, or paths that are too long, are skipped.
 */
bool mounts_next(const char **at, const char *fstype, char *ret_path, size_t size);
/* What else a line has; both lie in the text. */
struct mount_details {
	const char *options; /* the file system's own; "" if the line has none */
	size_t options_len;
	const char *device; /* "0:35": the same for all mounts of one file system */
	size_t device_len;
};
bool mounts_next_details(const char **at, const char *fstype, char *ret_path, size_t size,
			 struct mount_details *ret_details);

/* True when @path is @root or lies below it. */
bool mounts_is_below(const char *path, const char *root);

#endif
