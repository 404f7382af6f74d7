/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Waiting that a signal ends: between open and close, SIGINT, SIGTERM, SIGHUP and SIGQUIT do not kill the
 * process but are reported, so that work in progress is finished and the document closed.
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
/* Signal dispositions are restored; signals that arrived meanwhile are discarded. */
void stop_close(struct stop *s);

/* Has a signal arrived? For loops: checks only every 128th time. */
bool stop_is_asked(struct stop *s);

/*
 * Defers these signals: work in progress is completed, or undone, before one that arrived meanwhile takes
 * effect.
 */
void stop_hold(sigset_t *ret_old);
void stop_release(const sigset_t *old);

/* Milliseconds of a monotonic clock. */
int64_t stop_clock(void);

enum stop_why { STOP_TIME, STOP_READY, STOP_SIGNAL };

/*
 * Waits until @fd (-1: none) is readable, @ms milliseconds (-1: for ever) have passed, a signal arrives, or
 * @out_fd has no reader any more (-1: do not check), which counts as a signal.
 */
enum stop_why stop_wait(const struct stop *s, int fd, int out_fd, int64_t ms);

#endif
