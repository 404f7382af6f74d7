/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Internals of writing; not included outside of this folder. The form is described in
 * kern/recording/recording.h. */
#ifndef BPFI_KERN_RECORDING_WRITE_H
#define BPFI_KERN_RECORDING_WRITE_H

#include "kern/arrays.h"
#include "kern/probe.h"
#include "kern/recording/recording.h"
#include "lib/out.h"

/* Numbers that came up while recording, to be looked up when all objects are written. */
struct number_set {
	struct buf numbers; /* uint64_t each */
};

struct recorder {
	struct kern *k;
	struct out *o;
	unsigned int what; /* enum recording_what */
	struct recording_stats stats;
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
void record_note(struct recorder *rec, const struct err *why);

/* True when a question was answered with @r; a failure is noted, KERN_NONE is not. */
bool record_has_answer(struct recorder *rec, int r, const struct err *why);

void number_set_add(struct number_set *set, uint64_t number);
/* Sorted, each once; valid until the next add. */
const uint64_t *number_set_sort(struct number_set *set, size_t *ret_count);
bool number_set_has(const struct number_set *set, uint64_t number);

/* Members of the object that is open. */
void record_uint(struct recorder *rec, const char *key, uint64_t v);
void record_hex64(struct recorder *rec, const char *key, uint64_t v);
void record_bytes(struct recorder *rec, const char *key, const void *data, size_t len);
void record_text(struct recorder *rec, const char *key, const char *text, size_t len);
void record_str(struct recorder *rec, const char *key, const char *text);
/* A list to fill and end. */
void record_list(struct recorder *rec, const char *key);

/* write_objects.c: one list. */
int record_objects(struct recorder *rec, enum kern_kind kind, struct err *err);

/* write_elements.c: members of the map that is open. */
void record_elements(struct recorder *rec, int handle, const struct uapi_map_info *info);

/* symbols.c: what its bytes refer to. */
void record_note_native(struct recorder *rec, const struct uapi_prog_info *info);
void record_note_frames(struct recorder *rec, const unsigned char *value, size_t size);

/*
 * The sections: each writes the member @key. A question that fails leaves its answer out: the objects are
 * useful without it, and the count shows it to the caller.
 */
#define RECORDED(name, gives, key, parameters, arguments, trace) \
	int section_write_##name(struct recorder *rec, const char *member, struct err *err);
#include "kern/questions.h"

#endif
