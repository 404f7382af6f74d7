/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Objects by path: opening one file of a bpffs, and walking over all of them. */
#include <bpf/bpf.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kern/live/machine.h"
#include "kern/live/sys.h"
#include "kern/rights.h"

enum { PINS_MAX_DEPTH = 64 };

bool live_kind_of_link(const char *text, enum kern_kind *ret_kind)
{
	static const struct {
		const char *text;
		enum kern_kind kind;
	} kinds[] = {
		{"anon_inode:bpf-prog", KIND_PROG}, {"anon_inode:bpf-map", KIND_MAP},
		{"anon_inode:bpf_link", KIND_LINK}, {"anon_inode:bpf-link", KIND_LINK},
		{"anon_inode:btf", KIND_BTF},       {"anon_inode:[btf]", KIND_BTF},
	};

	for (unsigned int i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (!strcmp(text, kinds[i].text)) {
			*ret_kind = kinds[i].kind;
			return true;
		}
	return false;
}

/* Only the text of the link in /proc distinguishes the kinds reliably. */
static int kind_of_fd(int fd, enum kern_kind *ret_kind)
{
	char link[40], text[64];
	ssize_t n;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	n = readlink(link, text, sizeof(text) - 1);
	if (n < 0)
		return -errno;
	text[n] = '\0';
	return live_kind_of_link(text, ret_kind) ? 0 : -EINVAL;
}

/* Reading is enough for us, but links and programs cannot be opened that way. */
static int open_pin_fd(const char *path)
{
	LIBBPF_OPTS(bpf_obj_get_opts, opts, .file_flags = BPF_F_RDONLY);
	int fd = bpf_obj_get_opts(path, &opts);

	if (fd < 0 && errno == EINVAL)
		fd = bpf_obj_get(path);
	return fd < 0 ? -errno : fd;
}

/* The kernel returns EACCES for every file that is not a pinned object, wherever it is. */
static int explain_pin(const char *path, int no, struct err *err)
{
	struct stat st;

	if (no == EACCES && !stat(path, &st)) {
		if (S_ISDIR(st.st_mode))
			return err_set(err, EISDIR, "%.256s", path);
		if (!live_is_bpffs(path))
			return err_set(err, 0, "%.256s is not a pinned object: it is not in a BPF filesystem",
				       path);
	}
	err_set(err, no, "%.256s", path);
	return rights_explain(err, RIGHTS_FILE);
}

/* The first two words of every info struct of a pinned object are its type and its id. */
static bool read_id(int fd, uint32_t *ret_id)
{
	uint32_t head[2] = {0}, len = sizeof(head);

	if (bpf_obj_get_info_by_fd(fd, head, &len))
		return false;
	*ret_id = head[1];
	return true;
}

/* The oldest makes room. Without memory the object can only be opened by its id. */
static void remember(struct live *live, enum kern_kind kind, uint32_t id, const char *path)
{
	struct live_pinned *at = &live->pinned[live->pinned_next++ % LIVE_PINNED];

	free(at->path);
	*at = (struct live_pinned){kind, id, strdup(path)};
}

int live_open_pinned(struct live *live, enum kern_kind kind, uint32_t id)
{
	for (unsigned int i = 0; i < LIVE_PINNED; i++) {
		const struct live_pinned *at = &live->pinned[i];
		auto_close fd = -1;
		enum kern_kind found = KIND_PROG;
		uint32_t found_id = 0;
		int r;

		if (!at->path || at->kind != kind || at->id != id)
			continue;
		fd = open_pin_fd(at->path);
		/* Something else may be pinned there by now. */
		if (fd < 0 || kind_of_fd(fd, &found) || found != kind || !read_id(fd, &found_id) ||
		    found_id != id)
			continue;
		r = fd;
		fd = -1;
		return r;
	}
	return -ENOENT;
}

void live_pinned_free(struct live *live)
{
	for (unsigned int i = 0; i < LIVE_PINNED; i++)
		free(live->pinned[i].path);
}

int live_open_pin(struct kern *k, const char *path, enum kern_kind *ret_kind, int *ret_handle,
		  struct err *err)
{
	auto_close fd = open_pin_fd(path);
	uint32_t id;
	int r;

	if (fd == -ENOENT || fd == -ENOTDIR)
		return KERN_NONE;
	if (fd < 0)
		return explain_pin(path, -fd, err);
	r = kind_of_fd(fd, ret_kind);
	if (r == -EINVAL)
		return err_set(err, 0, "%.256s is not a program, map or link", path);
	if (r)
		return err_set(err, -r, "%.256s: cannot determine the object kind from /proc/self/fd", path);
	if (read_id(fd, &id))
		remember(k->state, *ret_kind, id, path);
	*ret_handle = fd;
	fd = -1;
	return 0;
}

/* Why opening failed. To users who may read the file, EACCES means that it is not an object. */
static int why_not(const char *path, int no)
{
	if (no == EACCES)
		return faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) && errno == EACCES ? EACCES : 0;
	return no == EPERM ? EPERM : 0;
}

static bool read_pin(const char *path, struct kern_pin *pin)
{
	auto_close fd = open_pin_fd(path);

	if (fd < 0)
		pin->no = why_not(path, -fd);
	return fd >= 0 && !kind_of_fd(fd, &pin->kind) && pin->kind != KIND_BTF && read_id(fd, &pin->id);
}

struct pin_walk {
	struct live *live;
	kern_pin_fn fn;
	void *arg;
};

static int report_file(const struct pin_walk *w, const FTSENT *entry, struct err *err)
{
	struct kern_pin pin = {.path = entry->fts_path};

	if (entry->fts_info == FTS_DNR || entry->fts_info == FTS_NS || entry->fts_info == FTS_ERR)
		pin.no = entry->fts_errno;
	else
		pin.is_object = entry->fts_info != FTS_SL && read_pin(entry->fts_path, &pin);
	/* Both numbers are small in a bpffs. */
	if (pin.is_object)
		pin.file = (uint64_t)entry->fts_statp->st_dev << 32 ^ entry->fts_statp->st_ino;
	if (pin.is_object)
		remember(w->live, pin.kind, pin.id, pin.path);
	return w->fn(w->arg, &pin, err);
}

static int compare_entries(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

static void close_fts(FTS **fts)
{
	if (*fts)
		fts_close(*fts);
}

/* One file system from @root down; mounts inside it are walked separately. */
static int walk(const struct pin_walk *w, const char *root, struct err *err)
{
	char path[MOUNT_PATH_LEN];
	char *const roots[] = {path, NULL};
	__attribute__((cleanup(close_fts))) FTS *fts = NULL;
	FTSENT *entry;
	int r;

	snprintf(path, sizeof(path), "%s", root);
	fts = fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_XDEV | FTS_NOCHDIR, compare_entries);
	if (!fts)
		return err_set(err, errno, "%.256s", root);
	while ((entry = fts_read(fts))) {
		if (entry->fts_info == FTS_D && entry->fts_level > PINS_MAX_DEPTH)
			fts_set(fts, entry, FTS_SKIP);
		if (entry->fts_info == FTS_D || entry->fts_info == FTS_DP)
			continue;
		if (entry->fts_info == FTS_NS && entry->fts_errno == ENOENT)
			continue;
		r = report_file(w, entry, err);
		if (r)
			return r;
	}
	return 0;
}

/* A later mount on the same place hides this one: its files would be reported twice. */
static bool is_hidden(const char *path, const char *rest)
{
	char later[MOUNT_PATH_LEN];

	while (mounts_next(&rest, "bpf", later, sizeof(later)))
		if (!strcmp(path, later))
			return true;
	return false;
}

/* Every mount of a bpffs below @root (NULL: all), but for @root itself when it was walked already. */
static int walk_mounts(const struct pin_walk *w, const char *root, bool is_root_walked,
		       unsigned int *ret_count, struct err *err)
{
	char path[MOUNT_PATH_LEN];
	auto_buf text = {0};
	unsigned int count = 0;
	const char *at;
	int r = live_read_mounts(&text, err);

	if (r)
		return r;
	at = buf_str(&text);
	while (mounts_next(&at, "bpf", path, sizeof(path))) {
		if (root && (!mounts_is_below(path, root) || (is_root_walked && mounts_is_below(root, path))))
			continue;
		if (is_hidden(path, at))
			continue;
		count++;
		r = walk(w, path, err);
		if (r)
			return r;
	}
	*ret_count = count;
	return 0;
}

int live_pins(struct kern *k, const char *root, kern_pin_fn fn, void *arg, struct err *err)
{
	const struct pin_walk w = {k->state, fn, arg};
	bool is_own = root && live_is_bpffs(root);
	unsigned int count = 0;
	char real[PATH_MAX];
	int r;

	if (root && !realpath(root, real)) {
		if (errno == ENOENT || errno == ENOTDIR)
			return KERN_NONE;
		err_set(err, errno, "%.256s", root);
		return rights_explain(err, RIGHTS_FILE);
	}
	if (is_own) {
		r = walk(&w, root, err);
		if (r)
			return r;
	}
	/* Mounts are listed by their whole paths. */
	r = walk_mounts(&w, root ? real : NULL, is_own, &count, err);
	if (r)
		return r;
	if (root && !is_own && !count)
		return err_set(err, 0, "%.256s: no BPF filesystem at or below this path", root);
	return 0;
}
