/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * From file to BTF sections: raw BTF, ELF, compressed ELF, a kernel image with compressed ELF in it, and as
 * the last resort a search for a BTF header in images that are neither (arm64, riscv, s390).
 */
#include <stdlib.h>
#include <string.h>

#include "btfdump/load/parts.h"
#include "btfdump/load/unpack.h"
#include "kern/mapfile.h"
#include "wire/types.h"

/* A compressed module has one layer, a kernel image two. */
enum { LAYERS_MAX = 3 };

/* Limit on what looks like the start of a packed stream: other bytes can look like it too. */
enum { TRIES_MAX = 32, UNPACKS_MAX = 8, SEARCH_TIMES = 8, IMAGE_LEAST = 1 << 20 };

static bool is_btf(struct bytes b)
{
	uint16_t magic;

	if (b.size < WIRE_HEADER_LEN)
		return false;
	memcpy(&magic, b.data, sizeof(magic));
	return (magic == WIRE_MAGIC || magic == WIRE_MAGIC_FOREIGN) && b.data[2] == WIRE_VERSION;
}

/* "vermagic=6.1.0-13-amd64 SMP preempt …" among NUL-terminated entries. */
static void release_read(struct load *load, struct bytes modinfo)
{
	static const char key[] = "vermagic=";
	const char *at = memmem(modinfo.data, modinfo.size, key, sizeof(key) - 1);
	const char *end = (const char *)modinfo.data + modinfo.size;
	size_t len = 0;

	if (!at)
		return;
	at += sizeof(key) - 1;
	while (at + len < end && at[len] && at[len] != ' ' && at[len] != '/')
		len++;
	if (len >= sizeof(load->release))
		return;
	memcpy(load->release, at, len);
	load->release[len] = '\0';
}

static int parts_of_elf(struct load *load, struct bytes b, struct err *err)
{
	struct bytes modinfo = {0};
	struct image image;
	bool has_btf;

	if (image_open_elf(b, &image, err))
		return -1;
	has_btf = image_has_section(&image, ".BTF", &load->btf);
	image_has_section(&image, ".BTF.base", &load->base);
	image_has_section(&image, ".BTF.ext", &load->ext);
	if (image_has_section(&image, ".modinfo", &modinfo))
		release_read(load, modinfo);
	load->ptr_size = image.is_64 ? 8 : 4;
	image_close(&image);
	return has_btf ? 0 : err_set(err, 0, "ELF file without a .BTF section");
}

/* Found by its header, accepted when all of it is valid. */
static bool has_btf_somewhere(struct bytes b, struct bytes *ret_btf)
{
	static const unsigned char starts[][4] = {{0x9f, 0xeb, WIRE_VERSION, 0},
						  {0xeb, 0x9f, WIRE_VERSION, 0}};

	for (unsigned int i = 0, tries = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
		const unsigned char *at = b.data, *end = b.data + b.size;

		for (; (at = memmem(at, (size_t)(end - at), starts[i], sizeof(starts[i]))); at++) {
			struct bytes btf = {at, types_extent(at, (size_t)(end - at))};
			struct err ignored = {0};
			struct types *t;

			if (btf.size <= WIRE_HEADER_LEN_LAYOUT || ++tries > TRIES_MAX ||
			    types_open(btf.data, btf.size, NULL, &t, &ignored))
				continue;
			types_free(t);
			*ret_btf = btf;
			return true;
		}
	}
	return false;
}

static int layer_unpack(struct load *load, struct unpack_budget *budget, struct bytes *b, struct err *err)
{
	struct buf more = {0};

	if (unpack(b->data, b->size, budget, &more, err))
		return -1;
	buf_free(&load->unpacked);
	load->unpacked = more;
	*b = (struct bytes){(const unsigned char *)more.data, more.len};
	return 0;
}

/* The kernels of some machines (s390) unpack themselves, from an offset that only their code knows. */
static bool has_packed_btf_somewhere(struct load *load, struct bytes b)
{
	struct unpack_budget budget = {.times = SEARCH_TIMES, .consumed = b.size};
	const unsigned char *at = b.data, *end = b.data + b.size;

	for (unsigned int tries = 0; tries < UNPACKS_MAX; tries++, at++) {
		struct bytes inner;
		struct err ignored = {0};

		at = unpack_find(at, (size_t)(end - at));
		if (!at)
			return false;
		inner = (struct bytes){at, (size_t)(end - at)};
		if (layer_unpack(load, &budget, &inner, &ignored))
			continue;
		/* What only looks packed never becomes as big as a kernel. */
		if (has_btf_somewhere(inner, &load->btf) || inner.size >= IMAGE_LEAST)
			return load->btf.size != 0;
	}
	return false;
}

static int parts_find(struct load *load, struct err *err)
{
	struct unpack_budget budget = {.times = UNPACK_TIMES};
	struct bytes b = load->file;
	bool is_image = false;

	for (int layer = 0; layer < LAYERS_MAX; layer++) {
		if (is_btf(b)) {
			load->btf = b;
			return 0;
		}
		if (image_is_elf(b))
			return parts_of_elf(load, b, err);
		if (image_has_payload(b, &b)) {
			is_image = true;
			continue;
		}
		if (!unpack_is_packed(b.data, b.size))
			break;
		if (layer_unpack(load, &budget, &b, err))
			return -1;
		is_image = true;
	}
	if (!is_image && b.size < IMAGE_LEAST)
		return err_set(err, 0, "not BTF, an ELF file or a kernel image");
	if (has_btf_somewhere(b, &load->btf) ||
	    (b.data == load->file.data && has_packed_btf_somewhere(load, b)))
		return 0;
	return err_set(err, 0, "not BTF, an ELF file or a kernel image with BTF");
}

int load_parts(const char *path, struct load *load, struct err *err)
{
	const void *data = NULL;

	if (load->is_base ? kern_map_regular(path, &data, &load->file.size, err)
			  : kern_map_file(path, &data, &load->file.size, err))
		return -1;
	load->file.data = data;
	if (!data)
		return err_set(err, 0, "%s: file is empty", path);
	if (parts_find(load, err))
		return err_wrap(err, "%s", path);
	return 0;
}

void load_free(struct load *load)
{
	types_free(load->own_base);
	buf_free(&load->unpacked);
	kern_unmap_file(load->file.data, load->file.size);
}
