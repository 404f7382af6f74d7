/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Saving a recording: the document is streamed into a temporary file next to the requested one, which is
 * replaced only by a whole one.
 */
#include "kern/recording/write.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <time.h>

#include "kern/gz.h"
#include "kern/ops.h"
#include "lib/out_file.h"

enum { FILE_MODE = 0600 };

struct target {
	struct out_file file;
	struct gz gz;
	struct recording_cost cost;
	bool is_too_large;
};

static void target_close(struct target *t)
{
	gz_finish(&t->gz);
	out_file_close(&t->file);
}

static int target_open(struct target *t, const char *path, struct err *err)
{
	if (out_file_open(&t->file, path, FILE_MODE, err))
		return -1;
	return gz_create(&t->gz, t->file.fd, err);
}

/* What could not be read back must not be written. */
static int target_write(void *arg, const void *data, size_t len)
{
	struct target *t = arg;

	recording_cost_add(&t->cost, data, len);
	t->is_too_large = t->cost.bytes > RECORDING_MAX_MEMORY || t->gz.total + len > GZ_MAX_BYTES;
	return t->is_too_large ? EFBIG : gz_write(&t->gz, data, len);
}

static int refuse_size(const struct target *t, struct err *err)
{
	return err_set(err, 0, "%.256s: recording is too large", t->file.path);
}

static int target_commit(struct target *t, uint64_t *ret_bytes, struct err *err)
{
	int no = gz_finish(&t->gz);
	struct stat st;

	if (!no && fstat(t->file.fd, &st))
		no = errno;
	if (no)
		return err_set(err, no, "writing %.256s", t->file.path);
	/* Elsewhere the file has no size: a pipe is read up to a separate limit. */
	if (S_ISREG(st.st_mode) && (!gz_is_honest(t->gz.total, (uint64_t)st.st_size) ||
				    !recording_is_affordable(&t->cost, (uint64_t)st.st_size)))
		return refuse_size(t, err);
	return out_file_commit(&t->file, ret_bytes, err);
}

/* Without the line break that such files end with; empty where the kernel does not report it. */
static void read_word(struct kern *k, const char *path, struct buf *word)
{
	struct err ignored = {0};

	if (kern_read_file(k, path, word, &ignored))
		buf_reset(word);
	while (word->len && (unsigned char)word->data[word->len - 1] <= ' ')
		word->len--;
}

static void record_machine(struct recorder *rec)
{
	auto_buf word = {0};
	struct utsname names;

	read_word(rec->k, "/proc/sys/kernel/osrelease", &word);
	record_text(rec, "release", buf_str(&word), word.len);
	read_word(rec->k, "/proc/sys/kernel/arch", &word);
	/* That file is there from 6.1 on; before, only a running kernel can be queried in another way. */
	if (!word.len && !strcmp(rec->k->ops->name, "live") && !uname(&names))
		buf_add_str(&word, names.machine);
	record_text(rec, "machine", buf_str(&word), word.len);
}

static void record_header(struct recorder *rec)
{
	record_uint(rec, "bpfi_recording", RECORDING_VERSION);
	record_str(rec, "byte_order", RECORDING_BYTE_ORDER);
	record_uint(rec, "long_size", sizeof(long));
	record_machine(rec);
	record_uint(rec, "time", (uint64_t)time(NULL));
}

static const struct {
	const char *key;
	int (*write)(struct recorder *rec, const char *key, struct err *err);
} sections[] = {
#define RECORDED(name, gives, key, parameters, arguments, trace) {key, section_write_##name},
#include "kern/questions.h"
};

static int record_document(struct recorder *rec, struct err *err)
{
	out_object(rec->o, NULL);
	record_header(rec);
	for (unsigned int kind = 0; kind < KIND_COUNT; kind++)
		if (record_objects(rec, (enum kern_kind)kind, err))
			return -1;
	for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++)
		if (sections[i].write(rec, sections[i].key, err))
			return -1;
	out_end(rec->o);
	return 0;
}

static void recorder_free(struct recorder *rec)
{
	out_free(rec->o);
	buf_free(&rec->pids.numbers);
	buf_free(&rec->ifindexes.numbers);
	buf_free(&rec->cgroups.numbers);
	buf_free(&rec->addrs.numbers);
	buf_free(&rec->targets.numbers);
	buf_free(&rec->btf_types.numbers);
	buf_free(&rec->kernel_btfs.numbers);
	buf_free(&rec->modules.numbers);
}

static bool has_lost_numbers(const struct recorder *rec)
{
	return rec->pids.numbers.failed || rec->ifindexes.numbers.failed || rec->cgroups.numbers.failed ||
	       rec->addrs.numbers.failed || rec->targets.numbers.failed || rec->btf_types.numbers.failed ||
	       rec->kernel_btfs.numbers.failed || rec->modules.numbers.failed;
}

static int explain_write(const struct target *t, struct err *err)
{
	if (t->is_too_large)
		return refuse_size(t, err);
	return err_set(err, err->no, "writing %.256s", t->file.path);
}

int recording_save(struct kern *k, const char *path, unsigned int what, struct recording_stats *ret_stats,
		   struct err *err)
{
	__attribute__((cleanup(target_close))) struct target target = {.file.fd = -1};
	__attribute__((cleanup(recorder_free))) struct recorder rec = {.k = k, .what = what};

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
