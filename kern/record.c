/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Saving a recording: the document is streamed into a temporary file beside the one that is wanted, which is
 * replaced only by a whole one.
 */
#include "kern/record.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "kern/gz.h"
#include "kern/ops.h"
#include "kern/sys.h"

enum { TEMP_TRIES = 16 };

struct target {
	const char *path;
	char temp[4096];
	bool has_temp;
	int fd;
	struct gz gz;
	uint64_t values;
	bool is_too_large;
};

static void target_close(struct target *t)
{
	gz_finish(&t->gz);
	sys_close_fd(&t->fd);
	if (t->has_temp)
		unlink(t->temp);
	t->has_temp = false;
}

static int target_open(struct target *t, const char *path, struct err *err)
{
	uint32_t salt = 0;

	t->path = path;
	for (int tries = 0; tries < TEMP_TRIES; tries++) {
		if (getrandom(&salt, sizeof(salt), 0) != sizeof(salt))
			salt += (uint32_t)getpid();
		if ((size_t)snprintf(t->temp, sizeof(t->temp), "%s.%08x.tmp", path, salt) >= sizeof(t->temp))
			return err_set(err, ENAMETOOLONG, "%.256s", path);
		t->fd = open(t->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
		if (t->fd >= 0 || errno != EEXIST)
			break;
	}
	if (t->fd < 0)
		return err_set(err, errno, "creating %.256s", t->temp);
	t->has_temp = true;
	return gz_create(&t->gz, t->fd, err);
}

/* What could not be read again shall not be written. */
static int target_write(void *arg, const void *data, size_t len)
{
	struct target *t = arg;

	t->values += snapshot_count_values(data, len);
	t->is_too_large = t->values > SNAPSHOT_MAX_VALUES || t->gz.total + len > GZ_MAX_BYTES;
	return t->is_too_large ? EFBIG : gz_write(&t->gz, data, len);
}

/* The name lasts only when its folder is on the disk; a file system that cannot promise that is no failure.
 */
static void sync_folder(const char *path)
{
	auto_buf folder = {0};
	const char *slash = strrchr(path, '/');
	auto_close fd = -1;

	if (!slash)
		buf_add_char(&folder, '.');
	else
		buf_add(&folder, path, slash == path ? 1 : (size_t)(slash - path));
	fd = open(buf_str(&folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0)
		fsync(fd);
}

static int target_commit(struct target *t, uint64_t *ret_bytes, struct err *err)
{
	int no = gz_finish(&t->gz);
	struct stat st;

	if (no)
		return err_set(err, no, "writing %.256s", t->path);
	if (fsync(t->fd) || fstat(t->fd, &st))
		return err_set(err, errno, "writing %.256s", t->path);
	if (rename(t->temp, t->path))
		return err_set(err, errno, "replacing %.256s", t->path);
	t->has_temp = false;
	sync_folder(t->path);
	*ret_bytes = (uint64_t)st.st_size;
	return 0;
}

/* Without the line break that such files end with; empty where the kernel does not tell. */
static void read_word(struct kern *k, const char *path, struct buf *word)
{
	struct err ignored = {0};

	if (kern_read_file(k, path, word, &ignored))
		buf_reset(word);
	while (word->len && (unsigned char)word->data[word->len - 1] <= ' ')
		word->len--;
}

static void record_machine(struct recording *rec)
{
	auto_buf word = {0};
	struct utsname names;

	read_word(rec->k, "/proc/sys/kernel/osrelease", &word);
	record_text(rec, "release", buf_str(&word), word.len);
	read_word(rec->k, "/proc/sys/kernel/arch", &word);
	/* That file is there from 6.1 on; before, only a running kernel can be asked in another way. */
	if (!word.len && !strcmp(rec->k->ops->name, "live") && !uname(&names))
		buf_add_str(&word, names.machine);
	record_text(rec, "machine", buf_str(&word), word.len);
}

static void record_header(struct recording *rec)
{
	struct err err = {0};
	int64_t boot_time;
	int r;

	record_uint(rec, "bpfi_recording", SNAPSHOT_VERSION);
	record_str(rec, "byte_order", SNAPSHOT_BYTE_ORDER);
	record_uint(rec, "long_size", sizeof(long));
	record_machine(rec);
	record_uint(rec, "time", (uint64_t)time(NULL));
	r = kern_boot_time(rec->k, &boot_time, &err);
	if (r < 0)
		record_note(rec, &err);
	if (r)
		return;
	out_key(rec->o, "boot_time_ns");
	out_int(rec->o, NULL, boot_time);
}

static int record_document(struct recording *rec, struct err *err)
{
	out_object(rec->o, NULL);
	record_header(rec);
	for (unsigned int kind = 0; kind < KIND_COUNT; kind++)
		if (record_objects(rec, (enum kern_kind)kind, err))
			return -1;
	if (record_sections(rec, err))
		return -1;
	out_end(rec->o);
	return 0;
}

static void recording_free(struct recording *rec)
{
	out_free(rec->o);
	buf_free(&rec->pids.numbers);
	buf_free(&rec->ifindexes.numbers);
	buf_free(&rec->cgroups.numbers);
	buf_free(&rec->addrs.numbers);
	buf_free(&rec->btf_types.numbers);
	buf_free(&rec->kernel_btfs.numbers);
	buf_free(&rec->modules.numbers);
}

static bool has_lost_numbers(const struct recording *rec)
{
	return rec->pids.numbers.failed || rec->ifindexes.numbers.failed || rec->cgroups.numbers.failed ||
	       rec->addrs.numbers.failed || rec->btf_types.numbers.failed ||
	       rec->kernel_btfs.numbers.failed || rec->modules.numbers.failed;
}

static int explain_write(const struct target *t, struct err *err)
{
	if (t->is_too_large)
		return err_set(err, 0, "%.256s: more than a recording may hold", t->path);
	return err_set(err, err->no, "writing %.256s", t->path);
}

int snapshot_save(struct kern *k, const char *path, unsigned int what, struct snapshot_stats *ret_stats,
		  struct err *err)
{
	__attribute__((cleanup(target_close))) struct target target = {.fd = -1};
	__attribute__((cleanup(recording_free))) struct recording rec = {.k = k, .what = what};

	if (target_open(&target, path, err))
		return -1;
	rec.o = out_new_writer(target_write, &target, OUT_JSON);
	if (!rec.o)
		return err_no_memory(err);
	if (record_document(&rec, err))
		return -1;
	if (has_lost_numbers(&rec))
		return err_no_memory(err);
	if (out_finish(rec.o, err))
		return explain_write(&target, err);
	if (target_commit(&target, &rec.stats.file_bytes, err))
		return -1;
	*ret_stats = rec.stats;
	return 0;
}
