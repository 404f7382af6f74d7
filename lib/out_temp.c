/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Temporary files. A signal handler must find those that have a name: hence the list that it can read. */
#include "lib/out_temp.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/random.h>
#include <unistd.h>

enum { TRIES = 16 };

/* Changed only while signals are blocked. */
static struct out_temp *named;

static const int deadly[] = {
	SIGHUP,  SIGINT,  SIGQUIT, SIGILL, SIGABRT, SIGBUS,    SIGFPE,  SIGSEGV, SIGPIPE, SIGALRM,
	SIGTERM, SIGUSR1, SIGUSR2, SIGSYS, SIGXCPU, SIGVTALRM, SIGPROF, SIGXFSZ, SIGTRAP,
};

static void hold(sigset_t *ret_old)
{
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, ret_old);
}

static void release(const sigset_t *old)
{
	sigprocmask(SIG_SETMASK, old, NULL);
}

/* The default action is restored when this runs: the process is killed by the same signal. */
static void clean(int sig)
{
	for (const struct out_temp *t = named; t; t = t->next)
		unlinkat(t->folder, t->name, 0);
	raise(sig);
}

/* Signals that are already handled or ignored stay as they are. */
static void listen_from(void (*from)(int), void (*to)(int))
{
	struct sigaction act = {.sa_handler = to, .sa_flags = SA_RESETHAND}, old;

	for (size_t i = 0; i < sizeof(deadly) / sizeof(deadly[0]); i++)
		if (!sigaction(deadly[i], NULL, &old) && !(old.sa_flags & SA_SIGINFO) &&
		    old.sa_handler == from)
			sigaction(deadly[i], &act, NULL);
}

static void remember(struct out_temp *t)
{
	if (!named)
		listen_from(SIG_DFL, clean);
	t->next = named;
	named = t;
}

static void forget(struct out_temp *t)
{
	struct out_temp **at = &named;

	while (*at && *at != t)
		at = &(*at)->next;
	if (!*at)
		return;
	*at = t->next;
	if (!named)
		listen_from(clean, SIG_DFL);
}

static void make_name(struct out_temp *t)
{
	uint32_t salt = 0;

	if (getrandom(&salt, sizeof(salt), 0) != sizeof(salt))
		salt += (uint32_t)getpid();
	snprintf(t->name, sizeof(t->name), ".%08x.tmp", salt);
}

static int open_named(struct out_temp *t, mode_t mode)
{
	sigset_t old;
	int no = 0;

	hold(&old);
	for (int tries = 0; t->fd < 0 && tries < TRIES && (!no || no == EEXIST); tries++) {
		make_name(t);
		t->fd = openat(t->folder, t->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
			       mode);
		no = t->fd < 0 ? errno : 0;
	}
	if (no)
		t->name[0] = '\0';
	else
		remember(t);
	release(&old);
	return no;
}

/* The name through which a file without a name can be linked. */
static void own_path(const struct out_temp *t, char *ret_path, size_t size)
{
	snprintf(ret_path, size, "/proc/self/fd/%d", t->fd);
}

/* Not if it could not be linked: /proc may not be mounted. */
static bool open_unnamed(struct out_temp *t, mode_t mode)
{
	char path[32];

	t->fd = openat(t->folder, ".", O_WRONLY | O_TMPFILE | O_CLOEXEC, mode);
	if (t->fd < 0)
		return false;
	own_path(t, path, sizeof(path));
	if (!access(path, F_OK))
		return true;
	close(t->fd);
	t->fd = -1;
	return false;
}

int out_temp_open(struct out_temp *t, const char *folder, mode_t mode)
{
	int no;

	*t = (struct out_temp){.fd = -1, .folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
	/* A writable folder need not be readable. */
	if (t->folder < 0 && errno == EACCES)
		t->folder = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (t->folder < 0)
		return errno;
	if (open_unnamed(t, mode))
		return 0;
	no = open_named(t, mode);
	if (no)
		out_temp_close(t);
	return no;
}

/* A link cannot replace an existing name: the file gets a temporary name first. */
static int give_name(struct out_temp *t)
{
	char path[32];

	own_path(t, path, sizeof(path));
	for (int tries = 0; tries < TRIES; tries++) {
		make_name(t);
		if (!linkat(AT_FDCWD, path, t->folder, t->name, AT_SYMLINK_FOLLOW))
			return 0;
		if (errno != EEXIST)
			break;
	}
	t->name[0] = '\0';
	return errno;
}

int out_temp_rename(struct out_temp *t, const char *name, bool is_lasting)
{
	int no = 0;
	sigset_t old;

	hold(&old);
	if (!*t->name)
		no = give_name(t);
	if (!no && renameat(t->folder, t->name, t->folder, name)) {
		no = errno;
		unlinkat(t->folder, t->name, 0);
	}
	forget(t);
	t->name[0] = '\0';
	release(&old);
	/*
	 * The name lasts only when its folder is on the disk; a file system that cannot guarantee that is
	 * not a failure.
	 */
	if (!no && is_lasting)
		fsync(t->folder);
	return no;
}

void out_temp_close(struct out_temp *t)
{
	sigset_t old;

	hold(&old);
	if (*t->name)
		unlinkat(t->folder, t->name, 0);
	forget(t);
	t->name[0] = '\0';
	release(&old);
	if (t->fd >= 0)
		close(t->fd);
	if (t->folder >= 0)
		close(t->folder);
	t->fd = t->folder = -1;
}
