/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The thread takes no signals: who waits for them is the one that makes the output. */
#include "lib/out_ahead.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

struct out_ahead {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct buf block; /* what is being written; empty: nothing is */
	int fd;
	int failed_errno;
	bool is_over;
};

int out_write_all(int fd, const char *data, size_t len)
{
	while (len) {
		ssize_t n = write(fd, data, len);

		if (n < 0 && errno != EINTR && errno != EAGAIN)
			return errno;
		if (n > 0) {
			data += n;
			len -= (size_t)n;
		}
	}
	return 0;
}

static void *run(void *arg)
{
	struct out_ahead *a = arg;

	pthread_mutex_lock(&a->lock);
	while (!a->is_over || a->block.len) {
		int failed = a->failed_errno;

		if (!a->block.len) {
			pthread_cond_wait(&a->changed, &a->lock);
			continue;
		}
		pthread_mutex_unlock(&a->lock);
		if (!failed)
			failed = out_write_all(a->fd, a->block.data, a->block.len);
		pthread_mutex_lock(&a->lock);
		a->failed_errno = failed;
		a->block.len = 0;
		pthread_cond_signal(&a->changed);
	}
	pthread_mutex_unlock(&a->lock);
	return NULL;
}

static bool has_cpus(void)
{
	cpu_set_t set;

	return !sched_getaffinity(0, sizeof(set), &set) && CPU_COUNT(&set) > 1;
}

struct out_ahead *out_ahead_start(int fd)
{
	struct out_ahead *a = has_cpus() ? calloc(1, sizeof(*a)) : NULL;
	sigset_t all, old;
	int no;

	if (!a)
		return NULL;
	a->fd = fd;
	pthread_mutex_init(&a->lock, NULL);
	pthread_cond_init(&a->changed, NULL);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	no = pthread_create(&a->thread, NULL, run, a);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (!no)
		return a;
	free(a);
	return NULL;
}

/* With the lock. */
static void wait_empty(struct out_ahead *a)
{
	while (a->block.len)
		pthread_cond_wait(&a->changed, &a->lock);
}

int out_ahead_give(struct out_ahead *a, struct buf *block)
{
	struct buf empty;
	int failed;

	pthread_mutex_lock(&a->lock);
	wait_empty(a);
	empty = a->block;
	a->block = *block;
	failed = a->failed_errno;
	pthread_cond_signal(&a->changed);
	pthread_mutex_unlock(&a->lock);
	*block = empty;
	return failed;
}

int out_ahead_wait(struct out_ahead *a)
{
	int failed;

	pthread_mutex_lock(&a->lock);
	wait_empty(a);
	failed = a->failed_errno;
	pthread_mutex_unlock(&a->lock);
	return failed;
}

void out_ahead_stop(struct out_ahead *a)
{
	if (!a)
		return;
	pthread_mutex_lock(&a->lock);
	a->is_over = true;
	pthread_cond_signal(&a->changed);
	pthread_mutex_unlock(&a->lock);
	pthread_join(a->thread, NULL);
	pthread_cond_destroy(&a->changed);
	pthread_mutex_destroy(&a->lock);
	buf_free(&a->block);
	free(a);
}
