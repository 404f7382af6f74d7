/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* libelf finds the sections; their content is taken from the file itself, once it is known to lie inside. */
#include "btfdump/load/image.h"

#include <gelf.h>
#include <string.h>

static bool is_inside(struct bytes all, uint64_t off, uint64_t size)
{
	return off <= all.size && size <= all.size - off;
}

bool image_is_elf(struct bytes file)
{
	return file.size >= SELFMAG && !memcmp(file.data, ELFMAG, SELFMAG);
}

/* libelf takes headers that lie outside the file for none. */
static int sections_find(struct image *image, struct err *err)
{
	GElf_Ehdr header;
	size_t count;

	if (!gelf_getehdr(image->elf, &header) || elf_getshdrnum(image->elf, &count))
		return err_set(err, 0, "broken ELF file: %s", elf_errmsg(-1));
	if (!header.e_shoff)
		return err_set(err, 0, "ELF file without sections");
	if (!count)
		return err_set(err, 0, "ELF section headers lie outside the file");
	image->is_64 = gelf_getclass(image->elf) == ELFCLASS64;
	if (elf_getshdrstrndx(image->elf, &image->names) || !image->names ||
	    !elf_strptr(image->elf, image->names, 0))
		return err_set(err, 0, "ELF file without section names");
	return 0;
}

int image_open_elf(struct bytes file, struct image *ret_image, struct err *err)
{
	struct image image = {.file = file};

	elf_version(EV_CURRENT);
	/* The bytes stay as they are: nothing is written without elf_update(). */
	image.elf = elf_memory((char *)(uintptr_t)file.data, file.size);
	if (elf_kind(image.elf) != ELF_K_ELF)
		err_set(err, 0, "not an ELF file");
	else if (!sections_find(&image, err)) {
		*ret_image = image;
		return 0;
	}
	image_close(&image);
	return -1;
}

void image_close(struct image *image)
{
	elf_end(image->elf);
	image->elf = NULL;
}

bool image_has_section(const struct image *image, const char *name, struct bytes *ret_content)
{
	Elf_Scn *section = NULL;

	while ((section = elf_nextscn(image->elf, section))) {
		GElf_Shdr header;
		const char *its = NULL;

		if (gelf_getshdr(section, &header))
			its = elf_strptr(image->elf, image->names, header.sh_name);
		if (its && !strcmp(its, name) && header.sh_type != SHT_NOBITS &&
		    is_inside(image->file, header.sh_offset, header.sh_size)) {
			*ret_content =
				(struct bytes){image->file.data + header.sh_offset, (size_t)header.sh_size};
			return true;
		}
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
