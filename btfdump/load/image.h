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

#include <libelf.h>

#include "lib/err.h"

struct bytes {
	const unsigned char *data;
	size_t size;
};

struct image {
	struct bytes file;
	Elf *elf;
	bool is_64;
	size_t names; /* index of the section with the sections' names */
};

bool image_is_elf(struct bytes file);
/* The file's bytes must stay until image_close(). */
int image_open_elf(struct bytes file, struct image *ret_image, struct err *err);
void image_close(struct image *image);
/* The content of the first section of that name. */
bool image_has_section(const struct image *image, const char *name, struct bytes *ret_content);

/* The compressed kernel in a bzImage or EFI zboot image. */
bool image_has_payload(struct bytes file, struct bytes *ret_payload);

#endif
