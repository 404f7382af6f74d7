/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* An object file on its way into the kernel. */
#ifndef BPFI_PROGSHOW_LOADING_H
#define BPFI_PROGSHOW_LOADING_H

#include "kern/kern.h"
#include "objfile/messages.h"
#include "progshow/load/load.h"

/* What the verifier logs: the instructions up to a refusal, numbers, or all there is. Why it refuses, always.
 */
enum { LOG_INSNS = 1, LOG_STATS = 4, LOG_EVERYTHING = 7 };

/* What came out: a descriptor for each program or map, in the order of the object. */
struct loaded {
	const char *name; /* of libbpf's, as long as the object is open */
	int fd;           /* -1: was not loaded */
};

struct loading {
	struct kern *k;
	const struct load_object *said;
	struct story story;
	struct bpf_object *obj;
	char *logs; /* of the programs, one behind the other */
	size_t log_room;
	unsigned int prog_count, map_count;
};

/* Opens the file and gives the programs their type. The caller closes also where it fails. */
int loading_open(struct loading *l, struct kern *k, const struct load_object *said, struct err *err);
void loading_close(struct loading *l);
#define auto_loading __attribute__((cleanup(loading_close))) struct loading

/* Into the kernel, by libbpf itself. An error tells what the verifier or libbpf said. */
int loading_load(struct loading *l, struct err *err);

/* The same through a program that loads it; @ret_progs and @ret_maps are as long as the object's lists. */
int loading_run_loader(struct loading *l, struct loaded *ret_progs, struct loaded *ret_maps, struct err *err);

/* The program of that place, from 0 on. */
struct bpf_program *loading_prog(const struct loading *l, unsigned int number);
/* The log of a program; "" where there is none. */
char *loading_log(const struct loading *l, const struct bpf_program *prog);
/* Fills the error with what was said: the log of the program if there is one, else libbpf's warnings. */
int loading_explain(const struct loading *l, int no, struct err *err);

/* Adds what libbpf has warned of, and what can be done, to an error. Always -1. */
int loading_add_warnings(const struct loading *l, struct err *err);

/* What is done to an object between opening and loading. */
int loading_reuse_maps(struct loading *l, const struct prog_load *p, struct err *err);
int loading_set_devices(struct loading *l, const struct prog_load *p, struct err *err);

#endif
