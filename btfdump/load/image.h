/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Files that hold other files: ELF (both classes, both byte orders) and its sections, compressed kernels and
 * their payload. Everything is checked against the size before it is read; nothing is copied.
 */
#ifndef BPFI_BTFDUMP_LOAD_IMAGE_H
#define BPFI_BTFDUMP_LOAD_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/err.h"

struct bytes {
	const unsigned char *data;
	size_t size;
};

struct image {
	struct bytes file;
	bool is_64, is_big_endian;
	uint64_t headers, header_size, count; /* section headers */
	struct bytes names;
};

bool image_is_elf(struct bytes file);
int image_open_elf(struct bytes file, struct image *ret_image, struct err *err);
/* The content of the first section of that name. */
bool image_has_section(const struct image *image, const char *name, struct bytes *ret_content);

/* The compressed kernel in a bzImage or EFI zboot image. */
bool image_has_payload(struct bytes file, struct bytes *ret_payload);

#endif
