/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* One answer, with what explains it. */
#ifndef BPFI_HOSTSHOW_HAS_H
#define BPFI_HOSTSHOW_HAS_H

#include "hostshow/hostshow.h"
#include "kern/probe.h"

struct has_answer {
	uint32_t len;
	const struct feature_question *q;
	enum probe_verdict verdict;
	char value[128]; /* of a build option */
	char why[192];   /* no or unknown */
	int no;          /* unknown: errno, 0 if the text is enough */
};

/* has_btf.c: a type, or a member of it; without a name the whole BTF. */
void has_btf(struct kern *k, const char *name, struct has_answer *a);
/* A function in the BTF of the kernel or of a module. False and the answer filled: there is none. */
bool has_btf_func(struct kern *k, const char *name, struct probe *ret_probe, struct has_answer *a);
/* False, and the answer filled: the kernel has no types. */
bool has_btf_at_all(struct kern *k, struct has_answer *a);

__attribute__((format(printf, 3, 4))) void has_because(struct has_answer *a, enum probe_verdict verdict,
						       const char *fmt, ...);

#endif
