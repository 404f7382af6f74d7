/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Inside of the recording side; only kern/record*.c include it. The form is described in
 * kern/recording/recording.h. */
#ifndef BPFI_KERN_RECORD_H
#define BPFI_KERN_RECORD_H

#include "kern/arrays.h"
#include "kern/recording/recording.h"
#include "lib/out.h"

/* Numbers that came up while recording, to be asked about when all objects are written. */
struct number_set {
	struct buf numbers; /* uint64_t each */
};

struct recording {
	struct kern *k;
	struct out *o;
	unsigned int what; /* enum snapshot_what */
	struct snapshot_stats stats;
	struct number_set pids, ifindexes, cgroups, addrs;
	struct number_set targets;     /* addresses that are of interest if a symbol begins there */
	struct number_set btf_types;   /* ids in the kernel's own BTF */
	struct number_set kernel_btfs; /* BTF objects of modules that something is attached to */
	struct number_set modules;     /* those of them that were found and written */
	uint64_t element_bytes;
	uint32_t frames;  /* of stacks, among addrs */
	bool has_vmlinux; /* its bytes are written */
};

/* An answer will be missing in the file. */
void record_note(struct recording *rec, const struct err *why);

void number_set_add(struct number_set *set, uint64_t number);
/* Sorted, each once; valid until the next add. */
const uint64_t *number_set_sort(struct number_set *set, size_t *ret_count);
bool number_set_has(const struct number_set *set, uint64_t number);

/* Members of the object that is open. */
void record_uint(struct recording *rec, const char *key, uint64_t v);
void record_hex64(struct recording *rec, const char *key, uint64_t v);
void record_bytes(struct recording *rec, const char *key, const void *data, size_t len);
void record_text(struct recording *rec, const char *key, const char *text, size_t len);
void record_str(struct recording *rec, const char *key, const char *text);

/* record_objects.c: one section. */
int record_objects(struct recording *rec, enum kern_kind kind, struct err *err);

/* record_elements.c: members of the map that is open. */
void record_elements(struct recording *rec, int handle, const struct uapi_map_info *info);

/* record_addresses.c: what its bytes refer to. */
void record_note_native(struct recording *rec, const struct uapi_prog_info *info);
void record_note_frames(struct recording *rec, const unsigned char *value, size_t size);

/* record_vmlinux.c: the section "vmlinux". */
int record_vmlinux(struct recording *rec, struct err *err);

/* record_sections.c: all that is neither an object nor the header. */
int record_sections(struct recording *rec, struct err *err);

#endif
