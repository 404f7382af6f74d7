/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What an implementation of the questions and changes consists of: this machine (kern/live/), a recorded host
 * (kern/recording/), or a wrapper around one of them (trace.c, the fault-injecting one of the tests).
 */
#ifndef BPFI_KERN_OPS_H
#define BPFI_KERN_OPS_H

#include "kern/attach.h"
#include "kern/change.h"
#include "kern/probe.h"

struct change_ops {
#define CHANGE(name, gives, parameters, arguments, trace) \
	int (*name)(struct kern * k, KERN_LIST parameters, struct err * err);
#include "kern/changes.h"
};

/* A member that is NULL is answered with an error. */
struct kern_ops {
	const char *name;   /* "live", "recording" */
	const char *source; /* see kern_source() */
#define QUESTION(name, gives, parameters, arguments, trace) \
	int (*name)(struct kern * k, KERN_LIST parameters, struct err * err);
#include "kern/questions.h"
	const struct change_ops *changes; /* NULL: nothing can be changed */
	void (*close)(struct kern *k, int handle);
	void (*free)(struct kern *k);
};

#endif
