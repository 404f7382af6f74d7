/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Section headers are read field by field: they may be at any address and in any byte order. */
#include "btfdump/load/image.h"

#include <elf.h>
#include <string.h>

/* Are @off and @width within @at? */
static uint64_t number_at(const struct image *image, const unsigned char *at, size_t off, size_t width)
{
	uint64_t v = 0;

	for (size_t i = 0; i < width; i++)
		v = v << 8 | at[off + (image->is_big_endian ? i : width - 1 - i)];
	return v;
}

#define FIELD_OF(image, at, type, field)                                                                   \
	((image)->is_64                                                                                    \
		 ? number_at(image, at, offsetof(Elf64_##type, field), sizeof(((Elf64_##type *)0)->field)) \
		 : number_at(image, at, offsetof(Elf32_##type, field), sizeof(((Elf32_##type *)0)->field)))

static bool is_inside(struct bytes all, uint64_t off, uint64_t size)
{
	return off <= all.size && size <= all.size - off;
}

static const unsigned char *header_at(const struct image *image, uint64_t i)
{
	return image->file.data + image->headers + i * image->header_size;
}

static bool has_content(const struct image *image, uint64_t i, struct bytes *ret_content)
{
	const unsigned char *h = header_at(image, i);
	uint64_t off = FIELD_OF(image, h, Shdr, sh_offset), size = FIELD_OF(image, h, Shdr, sh_size);

	if (FIELD_OF(image, h, Shdr, sh_type) == SHT_NOBITS || !is_inside(image->file, off, size))
		return false;
	*ret_content = (struct bytes){image->file.data + off, (size_t)size};
	return true;
}

bool image_is_elf(struct bytes file)
{
	return file.size >= SELFMAG && !memcmp(file.data, ELFMAG, SELFMAG);
}

/* Counts that do not fit the ELF header are in the first section header. */
static int headers_find(struct image *image, uint64_t *ret_names, struct err *err)
{
	const unsigned char *h = image->file.data;
	uint64_t least = image->is_64 ? sizeof(Elf64_Shdr) : sizeof(Elf32_Shdr);

	image->headers = FIELD_OF(image, h, Ehdr, e_shoff);
	image->header_size = FIELD_OF(image, h, Ehdr, e_shentsize);
	image->count = FIELD_OF(image, h, Ehdr, e_shnum);
	*ret_names = FIELD_OF(image, h, Ehdr, e_shstrndx);
	if (!image->headers)
		return err_set(err, 0, "ELF file without sections");
	if (image->header_size < least || !is_inside(image->file, image->headers, least))
		return err_set(err, 0, "ELF section headers lie outside the file");
	if (!image->count)
		image->count = FIELD_OF(image, header_at(image, 0), Shdr, sh_size);
	if (*ret_names == SHN_XINDEX)
		*ret_names = FIELD_OF(image, header_at(image, 0), Shdr, sh_link);
	if (image->count > image->file.size / least ||
	    !is_inside(image->file, image->headers, image->count * image->header_size))
		return err_set(err, 0, "ELF section headers lie outside the file");
	return 0;
}

int image_open_elf(struct bytes file, struct image *ret_image, struct err *err)
{
	struct image image = {.file = file};
	uint64_t names = 0;

	if (!image_is_elf(file) || file.size < sizeof(Elf32_Ehdr))
		return err_set(err, 0, "not an ELF file");
	image.is_64 = file.data[EI_CLASS] == ELFCLASS64;
	image.is_big_endian = file.data[EI_DATA] == ELFDATA2MSB;
	if (image.is_64 && file.size < sizeof(Elf64_Ehdr))
		return err_set(err, 0, "not an ELF file");
	if (headers_find(&image, &names, err))
		return -1;
	if (names >= image.count || !has_content(&image, names, &image.names))
		return err_set(err, 0, "ELF file without section names");
	*ret_image = image;
	return 0;
}

bool image_has_section(const struct image *image, const char *name, struct bytes *ret_content)
{
	size_t len = strlen(name) + 1;

	for (uint64_t i = 1; i < image->count; i++) {
		uint64_t off = FIELD_OF(image, header_at(image, i), Shdr, sh_name);

		if (is_inside(image->names, off, len) && !memcmp(image->names.data + off, name, len) &&
		    has_content(image, i, ret_content))
			return true;
	}
	return false;
}

static uint32_t little32(const unsigned char *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static bool payload_give(struct bytes file, uint64_t off, uint64_t size, struct bytes *ret_payload)
{
	if (!size || !is_inside(file, off, size))
		return false;
	*ret_payload = (struct bytes){file.data + off, (size_t)size};
	return true;
}

/* x86 boot protocol 2.08 and newer (Linux 2.6.26): the payload's place is in the setup header. */
static bool has_bzimage_payload(struct bytes file, struct bytes *ret_payload)
{
	enum { SETUP_SECTS = 0x1f1, SIGNATURE = 0x202, VERSION = 0x206, PAYLOAD = 0x248, LEAST = 0x250 };
	enum { SECTOR = 512, SETUP_SECTS_OLD = 4, VERSION_LEAST = 0x208 };
	uint64_t sects;

	if (file.size < LEAST || memcmp(file.data + SIGNATURE, "HdrS", 4) ||
	    (little32(file.data + VERSION) & 0xffff) < VERSION_LEAST)
		return false;
	sects = file.data[SETUP_SECTS] ? file.data[SETUP_SECTS] : SETUP_SECTS_OLD;
	return payload_give(file, (sects + 1) * SECTOR + little32(file.data + PAYLOAD),
			    little32(file.data + PAYLOAD + 4), ret_payload);
}

static bool has_zboot_payload(struct bytes file, struct bytes *ret_payload)
{
	if (file.size < 64 || memcmp(file.data, "MZ", 2) || memcmp(file.data + 4, "zimg", 4))
		return false;
	return payload_give(file, little32(file.data + 8), little32(file.data + 12), ret_payload);
}

bool image_has_payload(struct bytes file, struct bytes *ret_payload)
{
	return has_bzimage_payload(file, ret_payload) || has_zboot_payload(file, ret_payload);
}
