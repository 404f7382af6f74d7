/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Waiting that a signal ends: between open and close, SIGINT, SIGTERM, SIGHUP and SIGQUIT are no death but an
 * answer, so that what was begun is finished and the document closed.
 */
#ifndef BPFI_LIB_STOP_H
#define BPFI_LIB_STOP_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include "lib/err.h"

struct stop {
	int fd;
	sigset_t old;
	unsigned int looks;
	bool is_asked;
};

int stop_open(struct stop *ret_stop, struct err *err);
/* Signals are again what they were before; those that came meanwhile are forgotten. */
void stop_close(struct stop *s);

/* Did a signal come? For loops: it looks every 128th time only. */
bool stop_is_asked(struct stop *s);

/* Puts these signals off: what is begun is done, or taken back, before one that came meanwhile is death. */
void stop_hold(sigset_t *ret_old);
void stop_release(const sigset_t *old);

/* Milliseconds of a clock that nobody sets. */
int64_t stop_clock(void);

enum stop_why { STOP_TIME, STOP_READY, STOP_SIGNAL };

/*
 * Waits until @fd (-1: none) can be read, @ms milliseconds (-1: for ever) have passed, a signal comes, or
 * nobody reads @out_fd any more (-1: do not look), which counts as a signal.
 */
enum stop_why stop_wait(const struct stop *s, int fd, int out_fd, int64_t ms);

#endif
