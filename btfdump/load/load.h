/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Types from any source: objects of the kernel, raw BTF, ELF, modules, kernel images, compressed or not;
 * several files as one. The kernel's own types are never copied.
 */
#ifndef BPFI_BTFDUMP_LOAD_LOAD_H
#define BPFI_BTFDUMP_LOAD_LOAD_H

#include "lib/buf.h"
#include "loaded/ref.h"
#include "wire/types.h"

/*
 * @base is used where the BTF is split and does not carry its base; NULL: found automatically for a module. A
 * given base must stay valid until types_free().
 */
int types_load_file(const char *path, const struct types *base, struct types **ret_types, struct err *err);
/* From bytes as the kernel returned them; takes ownership of the buffer, even on failure. */
int types_load_bytes(struct buf *bytes, const struct types *base, struct types **ret_types, struct err *err);
/*
 * Kernel modules over their kernel, or standalone objects. Types that are alike in two of them are kept once;
 * the same name alone does not make types alike. Files that need a base must have the same one, and a file
 * that is the base itself adds nothing.
 */
int types_load_merged(const char *const *paths, uint32_t count, const struct types *base,
		      struct types **ret_types, struct err *err);

/*
 * As on the command line: [id] N | prog PROG | map MAP [PART] | [file] F | NAME, which is a file, or else
 * vmlinux or a module. All zero is the running kernel.
 */
enum btf_from { BTF_FROM_KERNEL, BTF_FROM_ID, BTF_FROM_PROG, BTF_FROM_MAP, BTF_FROM_FILE, BTF_FROM_NAME };

/* Which types of a map are requested. */
enum btf_part { BTF_PART_KV, BTF_PART_KEY, BTF_PART_VALUE, BTF_PART_ALL };

struct btf_source {
	enum btf_from from;
	enum btf_part part;
	struct ref ref;
	const char *path; /* or a name */
};

enum { BTF_FILES_MAX = 64 };

/* A source; of files there can be several. */
struct btf_sources {
	struct btf_source first;
	const char *files[BTF_FILES_MAX]; /* the first one's too */
	uint32_t file_count;
};

extern const struct arg_type arg_btf_source, arg_btf_sources;

/* Loaded types and all that must stay valid as long as they do. */
struct btf_loaded {
	struct types *types, *base;
	uint32_t roots[2]; /* of a map: the types of key and value */
	uint32_t root_count;
	bool has_roots;
	char origin[128]; /* what it is, for people: "Linux 6.18.44", a file's path */
};

/* @base_path: the base of split BTF, NULL: found automatically. */
int btf_source_load(struct kern *k, const struct btf_source *src, const char *base_path,
		    struct btf_loaded *ret_loaded, struct err *err);
int btf_sources_load(struct kern *k, const struct btf_sources *src, const char *base_path,
		     struct btf_loaded *ret_loaded, struct err *err);
void btf_loaded_free(struct btf_loaded *loaded);

#define auto_btf __attribute__((cleanup(btf_loaded_free))) struct btf_loaded

#endif
