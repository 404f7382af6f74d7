/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Files that are written whole or not at all, with and without O_TMPFILE, and what signals leave behind. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/out_file.h"

static int failures;
static bool has_no_unnamed;

static void check(bool is_ok, const char *what)
{
	printf("%s %s%s\n", is_ok ? "ok" : "not ok", what, has_no_unnamed ? " (without O_TMPFILE)" : "");
	failures += !is_ok;
}

/* In the place of libc's: a file system that has no files without names. */
int openat(int at, const char *path, int flags, ...)
{
	va_list ap;
	mode_t mode;

	va_start(ap, flags);
	mode = va_arg(ap, mode_t);
	va_end(ap);
	if (has_no_unnamed && (flags & O_TMPFILE) == O_TMPFILE) {
		errno = EOPNOTSUPP;
		return -1;
	}
	return openat64(at, path, flags, mode);
}

static char dir[] = "/tmp/bpfi-unit.XXXXXX";

static unsigned int count_files(void)
{
	unsigned int count = 0;
	struct dirent *e;
	DIR *d = opendir(dir);

	while (d && (e = readdir(d)))
		count += strcmp(e->d_name, ".") && strcmp(e->d_name, "..");
	if (d)
		closedir(d);
	return count;
}

static int write_file(const char *path, const char *text, struct err *err)
{
	auto_out_file f = {.fd = -1};

	if (out_file_open(&f, path, 0644, err))
		return -1;
	if (out_file_write(&f, text, strlen(text)))
		return err_set(err, EIO, "write");
	return out_file_commit(&f, NULL, err);
}

static bool holds(const char *path, const char *text)
{
	char got[64] = "";
	FILE *f = fopen(path, "re");
	size_t n = f ? fread(got, 1, sizeof(got) - 1, f) : 0;

	if (f)
		fclose(f);
	return n == strlen(text) && !strcmp(got, text);
}

/* The child holds a file open; nothing else of it may be there when it is dead. */
static bool leaves_nothing(const char *path, int sig)
{
	unsigned int before = count_files();
	int ready[2], status;
	char byte = 0;
	pid_t pid;

	if (pipe(ready))
		abort();
	fflush(stdout);
	pid = fork();
	if (!pid) {
		struct out_file f;
		struct err err = {0};

		signal(sig, SIG_DFL);
		if (out_file_open(&f, path, 0644, &err) || out_file_write(&f, "half", 4) ||
		    write(ready[1], &byte, 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	close(ready[1]);
	if (read(ready[0], &byte, 1) != 1)
		abort();
	close(ready[0]);
	kill(pid, sig);
	if (waitpid(pid, &status, 0) != pid)
		abort();
	return WIFSIGNALED(status) && WTERMSIG(status) == sig && count_files() == before;
}

static void test_signals(const char *path)
{
	static const int sigs[] = {SIGINT, SIGTERM, SIGQUIT, SIGHUP, SIGXFSZ, SIGPIPE, SIGALRM, SIGABRT};

	for (size_t i = 0; i < sizeof(sigs) / sizeof(sigs[0]); i++) {
		char what[64];

		snprintf(what, sizeof(what), "signal %d leaves nothing behind", sigs[i]);
		check(leaves_nothing(path, sigs[i]), what);
	}
}

static void test_limit(const char *path)
{
	struct rlimit old, few = {0};
	struct err err = {0};

	getrlimit(RLIMIT_FSIZE, &old);
	few = (struct rlimit){2, old.rlim_max};
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &few);
	check(write_file(path, "much", &err) && holds(path, "new"), "a limit of file sizes is an error");
	setrlimit(RLIMIT_FSIZE, &old);
	signal(SIGXFSZ, SIG_DFL);
}

static mode_t mode_of(const char *path)
{
	struct stat st;

	return stat(path, &st) ? 0 : st.st_mode & 07777;
}

static void test_write(void)
{
	char path[512], name[256];
	struct err err = {0};

	memset(name, 'n', 255);
	name[255] = '\0';
	snprintf(path, sizeof(path), "%s/%s", dir, name);
	check(!write_file(path, "old", &err) && holds(path, "old"), "a name of 255 bytes");
	chmod(path, 06640);
	check(!write_file(path, "new", &err) && holds(path, "new"), "a file is replaced");
	check(mode_of(path) == 0640, "its mode stays, without the bits that run it as its owner");
	check(count_files() == 1, "nothing else is in the folder");
	test_signals(path);
	test_limit(path);
	check(count_files() == 1 && holds(path, "new"), "what fails changes nothing");
	unlink(path);
}

/* Root only: what root writes is not handed to others. */
static void test_owner(void)
{
	char path[64];
	struct err err = {0};
	struct stat st;

	if (geteuid())
		return;
	snprintf(path, sizeof(path), "%s/theirs", dir);
	check(!write_file(path, "old", &err) && !chown(path, 65534, 65534), "a file of somebody else");
	check(!write_file(path, "new", &err) && holds(path, "new") && !stat(path, &st) && st.st_uid == 65534,
	      "is replaced and stays theirs");
	chmod(dir, 01777);
	check(write_file(path, "secret", &err) && holds(path, "new") && strstr(err.text, "others can write"),
	      "but not in a folder that others can write to");
	chmod(dir, 0700);
	unlink(path);
	check(!count_files(), "nothing stays");
}

int main(void)
{
	if (!mkdtemp(dir))
		abort();
	for (int i = 0; i < 2; i++) {
		has_no_unnamed = i;
		test_write();
		test_owner();
	}
	rmdir(dir);
	return failures != 0;
}
