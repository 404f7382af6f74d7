/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The questions that bpfi asks a kernel. They are rows of kern/questions.h; for the implementations see
 * kern/ops.h.
 *
 * Answers: 0; KERN_NONE when what is queried does not exist (end of a list, object vanished, no such
 * file), which is for the caller to judge; -1 with err filled.
 */
#ifndef BPFI_KERN_KERN_H
#define BPFI_KERN_KERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kern/uapi.h"
#include "lib/buf.h"
#include "lib/err.h"

enum { KERN_NONE = 1 };

enum kern_kind { KIND_PROG, KIND_MAP, KIND_LINK, KIND_BTF, KIND_COUNT };

/* "prog", "map", "link", "btf": the word of commands, of JSON and of errors. */
extern const char *const kern_kind_names[KIND_COUNT];
extern const char *const kern_kind_nouns[KIND_COUNT]; /* in sentences: "program" */
extern const char *const kern_kind_plurals[KIND_COUNT];

enum { KERN_COMM_LEN = 16 };

/* One process that holds a descriptor of one object. */
struct kern_owner {
	uint32_t kind; /* enum kern_kind */
	uint32_t id;
	uint32_t pid; /* of the thread group */
	/* Open files; one that is known to be shared counts only at the process with the lowest number. */
	uint32_t files;
	char comm[KERN_COMM_LEN];
};

/* All of one kind, sorted by (id, pid), each pair once. */
struct kern_owners {
	struct kern_owner *list;
	size_t count;
	bool is_complete;
};

/*
 * How many references an object has: descriptors, pins, other objects, places where it is attached; of a map
 * also those of user space among them.
 */
struct kern_count {
	uint32_t id;
	uint64_t refs, user_refs;
};

/* All of one kind, sorted by id. */
struct kern_counts {
	struct kern_count *list;
	size_t count;
};

/* What -j adds about a process; empty strings where it cannot be read. */
struct kern_process {
	char exe[512];
	char cgroup[512];
};

/* One file of a bpffs. */
struct kern_pin {
	enum kern_kind kind;
	uint32_t id;
	bool is_object; /* false: not a program, map, link or BTF object, or cannot be opened */
	int no;         /* errno of what may not be opened, pins and folders; else 0 */
	uint64_t file;  /* the same number for all names of one pin; 0: not known */
	const char *path;
};

/* The text of mountinfo of a mount namespace, and a process in it. */
typedef int (*kern_mounts_fn)(void *arg, uint32_t pid, const char *text, struct err *err);

/* @name: the kernel's, at most 15 bytes. */
typedef void (*kern_name_fn)(void *arg, uint32_t id, const char *name);
typedef int (*kern_pin_fn)(void *arg, const struct kern_pin *pin, struct err *err);

/* kern/elements.h */
struct elements;
struct ring_reader;
/* Not 0 ends the walk: KERN_NONE without, -1 with an error. */
typedef int (*elements_fn)(void *arg, const struct elements *batch, struct err *err);

/* kern/attach.h */
struct attach_query;
struct kern_attachment;
typedef int (*kern_attach_fn)(void *arg, const struct kern_attachment *a, struct err *err);

/* kern/probe.h */
struct probe;
struct probe_answer;

struct kern_ops;

struct kern {
	const struct kern_ops *ops;
	void *state; /* of the implementation */
};

void kern_free(struct kern *k);

/* What answers instead of this machine, for messages: "a recording"; NULL: this machine. */
const char *kern_source(const struct kern *k);

/* Lists in brackets, as the rows of questions and changes have them. */
#define KERN_LIST(...) __VA_ARGS__

/* Must the answer be passed to kern_close()? */
enum { ANSWER, HANDLE };

#define QUESTION(name, gives, parameters, arguments, trace) \
	int kern_##name(struct kern *k, KERN_LIST parameters, struct err *err);
#include "kern/questions.h"

/* 0 if what is pinned at @path is what is @wanted, else the error that says what it is. */
int kern_pin_is(const char *path, enum kern_kind found, enum kern_kind wanted, struct err *err);

void kern_close(struct kern *k, int handle);
void kern_owners_free(struct kern_owners *owners);
void kern_counts_free(struct kern_counts *counts);

/*
 * A fact that only fdinfo has, whose lines are "key:<blank>value". False, and *ret_value untouched, if the
 * line is missing or its value is not a number.
 */
bool fdinfo_number(const char *text, const char *key, uint64_t *ret_value);

/* The bytes of a BTF object, read through info. Freed by the caller. */
int kern_btf_bytes(struct kern *k, uint32_t btf_id, struct buf *ret_bytes, struct err *err);

/* "1.1": the libbpf in use. */
const char *kern_libbpf_version(void);

/* A handle that closes itself. */
struct kern_handle {
	struct kern *k;
	int handle;
};
void kern_handle_close(struct kern_handle *h);
#define auto_handle __attribute__((cleanup(kern_handle_close))) struct kern_handle

#endif
