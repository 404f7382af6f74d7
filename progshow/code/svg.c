/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Runs dot with files that only exist in memory as its input, output and messages: no deadlock, however large
 * they get.
 */
#include "progshow/code/svg.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/file.h"

/* Neither PATH nor the environment is used: both may be another user's while this is root. */
static const char *const places[] = {"/usr/bin/dot", "/usr/local/bin/dot", "/bin/dot"};

static int fill(int fd, const struct buf *from)
{
	for (size_t done = 0; done < from->len;) {
		ssize_t n = write(fd, from->data + done, from->len - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		done += (size_t)n;
	}
	return lseek(fd, 0, SEEK_SET) ? -1 : 0;
}

static int drain(int fd, struct buf *to)
{
	struct stat st;
	ssize_t n;

	if (fstat(fd, &st) || !buf_room(to, (size_t)st.st_size))
		return -1;
	while ((n = pread(fd, to->data + to->len, (size_t)st.st_size - to->len, (off_t)to->len)) > 0)
		to->len += (size_t)n;
	return n < 0 ? -1 : 0;
}

static int spawn(const char *path, const int fds[3], pid_t *ret_pid)
{
	static char name[] = "dot", format[] = "-Tsvg", locale[] = "LC_ALL=C.UTF-8";
	char *argv[] = {name, format, NULL}, *environment[] = {locale, NULL};
	posix_spawn_file_actions_t actions;
	int no;

	posix_spawn_file_actions_init(&actions);
	for (int i = 0; i < 3; i++)
		posix_spawn_file_actions_adddup2(&actions, fds[i], i);
	no = posix_spawn(ret_pid, path, &actions, NULL, argv, environment);
	posix_spawn_file_actions_destroy(&actions);
	return no;
}

/* Its exit code, or -1 with errno if it could not run. */
static int run_dot(const int fds[3])
{
	int status, no = ENOENT;
	pid_t pid;

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]) && no; i++)
		no = spawn(places[i], fds, &pid);
	if (no) {
		errno = no;
		return -1;
	}
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static int explain(int no, struct err *err)
{
	if (no != ENOENT && no != EACCES)
		return err_set(err, no, "dot");
	err_set(err, 0, "--svg requires 'dot' of Graphviz, which is not installed");
	err_hint(
		err,
		"install it (Debian, Fedora: graphviz), or draw the graph elsewhere: bpfi prog dump xlated PROG visual >graph.dot");
	return -1;
}

int svg_draw(const struct buf *dot, struct buf *ret_svg, struct err *err)
{
	auto_close in = memfd_create("dot-in", MFD_CLOEXEC);
	auto_close out = memfd_create("dot-out", MFD_CLOEXEC);
	auto_close messages = memfd_create("dot-messages", MFD_CLOEXEC);
	const int fds[] = {in, out, messages};
	auto_buf complaint = {0};
	int r;

	if (in < 0 || out < 0 || messages < 0 || fill(in, dot))
		return err_set(err, errno, "passing the graph to dot");
	r = run_dot(fds);
	if (r < 0)
		return explain(errno, err);
	if (r) {
		drain(messages, &complaint);
		return err_set(err, 0, "dot failed to draw the graph: %.*s",
			       (int)strcspn(buf_str(&complaint), "\n"), buf_str(&complaint));
	}
	return drain(out, ret_svg) ? err_no_memory(err) : 0;
}
