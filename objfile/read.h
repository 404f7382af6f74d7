/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Files that libbpf gets: read once, checked as a whole before it reads any of them. */
#ifndef BPFI_OBJFILE_READ_H
#define BPFI_OBJFILE_READ_H

#include <stddef.h>

#include "wire/elf.h"

/* An object with programs. What is read is the caller's (kern_unmap_file()), also where it is refused. */
int read_object(const char *path, const void **ret_data, size_t *ret_size, struct err *err);
/* For what has been read, and has the form of an object: its parts. */
int read_check(const char *path, const struct elf *elf, struct err *err);
/* A kernel's types, from whatever file has them, as a file in memory. */
int read_kernel_types(const char *path, int *ret_fd, struct err *err);

/* Bytes as an immutable file, for what takes only a path. Its descriptor; -1 with an error. */
int read_memory_file(const void *data, size_t size, const char *name, struct err *err);
enum { READ_PATH = 32 };
void read_memory_path(int fd, char ret_path[READ_PATH]);

#endif
