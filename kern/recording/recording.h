/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Recorded hosts: what the questions of struct kern answer, in one gzip-compressed JSON document.
 *
 *   bpfi_recording   1: the number of this form. A reader skips members that it does not know.
 *   byte_order       "little" or "big", of all that is recorded raw
 *   long_size, release, machine, time (seconds since the epoch), boot_time_ns
 *   progs, maps, links, btfs   lists of objects:
 *       id
 *       info         the info struct as the kernel gave it, its pointers cleared
 *       fdinfo       the text of /proc/self/fdinfo/N
 *       one member for each array of the table in kern/arrays.c that the kernel filled, of that name
 *       elements     maps, with RECORDING_CONTENTS: list of [key, value], instead of the value the errno if
 *                    it could not be read (null: that is not known); elements_error: why there are none,
 *                    or not all
 *       error        instead of info: {errno, at_open, text, hint}, returned again to each caller
 *   pins             list of {path, is_object, kind, id, file}; file is the same for all names of one pin
 *   owners           {prog, map, link, btf}: each {is_complete, list: [{id, pid, comm, files}]}; files: open
 *                    ones, see struct kern_owner, 1 where it is missing
 *   counts           {prog, map}: each a list of {id, refs, user_refs}; a kind that could not be counted is
 *                    missing
 *   processes        list of {pid, exe, cgroup}, of all owners
 *   files            list of {path, text}: those files of /proc and /sys that commands read
 *   ifnames          list of {ifindex, name}
 *   cgroup_paths     list of {id, path}
 *   symbols          list of {addr, name, module, offset}: where programs lie and links are attached
 *   attachments      list of what each place where programs are attached reports: its "place", and what is
 *                    not zero of the members of the table in kern/attach.c; of every network namespace, of
 *                    every cgroup twice: what is attached, and what is in effect (is_effective 1)
 *   vmlinux          those types of the kernel's own BTF that the objects refer to and the enums with names
 *                    of types, in their places: {type_count, str_size, types: [{id, record}],
 *                    strings: [{off, text}]}; what is not there reads as `const void`, without a name. With
 *                    RECORDING_VMLINUX it is missing, and the bytes are in btfs; or it is {bytes}, where
 *                    the kernel does not list its own BTF there
 *
 *   features         with RECORDING_FEATURES: list of {kind, prog_type, answers}; a kind is an enum
 * probe_kind by name, the answers have two bytes for each number from 0 on: an enum probe_verdict, and the
 *                    errno of an unknown one (255: another)
 *   config           with RECORDING_FEATURES: the text of the kernel's build options
 *
 * Bytes are hex digits, two each; arrays of 32-bit numbers lists of them; texts strings, or {"hex": digits}
 * where they are not valid UTF-8. Numbers of 64 bits may be strings: "0xffffffff81000000".
 */
#ifndef BPFI_KERN_RECORDING_RECORDING_H
#define BPFI_KERN_RECORDING_RECORDING_H

#include "kern/elements.h"

enum {
	RECORDING_VERSION = 1,
	/*
	 * What the values of the document take in memory. An element takes 368 bytes, and of a million whose
	 * values are equal 1.3 bytes each are left in the file: far more than that is nothing that was
	 * recorded. Below the free amount it may be: one map's elements, all equal.
	 */
	RECORDING_MAX_MEMORY = 512 << 20,
	RECORDING_FREE_MEMORY = 128 << 20,
	RECORDING_MAX_RATIO = 512,
	/* Of all maps together; one gets a quarter of what is left. A larger one is cut. */
	RECORDING_MAX_ELEMENTS = 1 << 20,
	RECORDING_MAX_ELEMENT_BYTES = 128 << 20,
};

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define RECORDING_BYTE_ORDER "little"
#else
#define RECORDING_BYTE_ORDER "big"
#endif

enum recording_what {
	RECORDING_CONTENTS = 1 << 0, /* elements of maps */
	RECORDING_VMLINUX = 1 << 1,  /* the BTF of the kernel and of its modules, whole */
	RECORDING_FEATURES = 1 << 2, /* what the kernel can do, and how it was built */
};

struct recording_stats {
	uint64_t objects[KIND_COUNT];
	uint64_t elements;
	uint64_t pins;
	uint64_t file_bytes;
	/* Answers that are missing in the file, or are errors in it; the first one's reason. */
	uint64_t unreadable;
	struct err first_failure;
};

/* A recording to query, if it is one. */
int kern_open_recording(struct kern *ret_kern, const char *path, struct err *err);

/*
 * Queries all of @k and writes it to @path: into a temporary file next to it, renamed when complete. A
 * failure leaves what was there before. An object that vanishes meanwhile is left out.
 */
int recording_save(struct kern *k, const char *path, unsigned int what, struct recording_stats *ret_stats,
		   struct err *err);

/*
 * The elements of a recorded map, one by one; their sizes are unchecked. KERN_NONE when @k is not a
 * recording or has no elements of this map. *ret_reason, if not NULL: why not all are there, or "".
 */
int recording_elements(struct kern *k, int map_handle, elements_fn fn, void *arg, const char **ret_reason,
		       struct err *err);

/* The memory that reading JSON takes, counted over its text, which comes in pieces. */
struct recording_cost {
	uint64_t bytes;
	bool in_text, is_escaped;
};

void recording_cost_add(struct recording_cost *cost, const char *text, size_t len);

/* Whether a file of @packed bytes may cost so much. */
static inline bool recording_is_affordable(const struct recording_cost *cost, uint64_t packed)
{
	return cost->bytes <= RECORDING_FREE_MEMORY ||
	       (cost->bytes <= RECORDING_MAX_MEMORY && cost->bytes / RECORDING_MAX_RATIO <= packed);
}

#endif
