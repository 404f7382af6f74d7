/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Signals as readable events. */
#include "lib/stop.h"

#include <errno.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

enum { LOOK_EVERY = 128 };

static void stop_signals(sigset_t *ret_set)
{
	sigemptyset(ret_set);
	sigaddset(ret_set, SIGINT);
	sigaddset(ret_set, SIGTERM);
	sigaddset(ret_set, SIGHUP);
	sigaddset(ret_set, SIGQUIT);
}

int stop_open(struct stop *ret_stop, struct err *err)
{
	struct stop s = {0};
	sigset_t set;

	stop_signals(&set);
	s.fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (s.fd < 0)
		return err_set(err, errno, "waiting for signals");
	sigprocmask(SIG_BLOCK, &set, &s.old);
	*ret_stop = s;
	return 0;
}

static bool take_signal(const struct stop *s)
{
	struct signalfd_siginfo info;

	return read(s->fd, &info, sizeof(info)) > 0;
}

void stop_close(struct stop *s)
{
	while (take_signal(s))
		;
	close(s->fd);
	s->fd = -1;
	sigprocmask(SIG_SETMASK, &s->old, NULL);
}

bool stop_is_asked(struct stop *s)
{
	if (!s->is_asked && !(s->looks++ % LOOK_EVERY))
		s->is_asked = take_signal(s);
	return s->is_asked;
}

void stop_hold(sigset_t *ret_old)
{
	sigset_t set;

	stop_signals(&set);
	sigprocmask(SIG_BLOCK, &set, ret_old);
}

void stop_release(const sigset_t *old)
{
	sigprocmask(SIG_SETMASK, old, NULL);
}

int64_t stop_clock(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

enum stop_why stop_wait(const struct stop *s, int fd, int out_fd, int64_t ms)
{
	struct pollfd fds[] = {{.fd = s->fd, .events = POLLIN}, {.fd = out_fd}, {.fd = fd, .events = POLLIN}};
	const int64_t end = stop_clock() + ms;
	int64_t left = ms;
	int r;

	do {
		r = poll(fds, sizeof(fds) / sizeof(fds[0]),
			 left < 0         ? -1
			 : left > 1 << 30 ? 1 << 30
					  : (int)left);
		if (r > 0)
			break;
		left = ms < 0 ? ms : end - stop_clock();
	} while (ms < 0 || left > 0);
	if (r <= 0)
		return STOP_TIME;
	if (fds[0].revents && take_signal(s))
		return STOP_SIGNAL;
	return fds[1].revents ? STOP_SIGNAL : STOP_READY;
}
