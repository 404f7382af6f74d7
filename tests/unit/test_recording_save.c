/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Recordings saved: what is read from one says the same as what it was made from, and a save that fails, for
 * whatever reason, leaves the old file and nothing else.
 */
#include <dirent.h>
#include <errno.h>
#include <jansson.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kern/elements.h"
#include "kern/gz.h"
#include "kern/ops.h"
#include "kern/recording/recording.h"
#include "tests/unit/fault.h"
#include "tests/unit/recording_document.h"

static json_t *load_without_time(const char *path)
{
	auto_buf text = {0};
	struct err err = {0};
	struct gz gz;
	size_t n;
	json_t *json;

	CHECK(!gz_open(&gz, path, &err));
	while (!gz_read(&gz, buf_room(&text, 4096), 4096, &n, &err) && n)
		text.len += n;
	gz_close(&gz);
	json = json_loadb(text.data, text.len, JSON_REJECT_DUPLICATES, NULL);
	CHECK(json != NULL);
	json_object_del(json, "time");
	return json;
}

static void save(struct kern *k, const char *path)
{
	struct recording_stats stats;
	struct err err = {0};
	struct stat st;

	CHECK(!recording_save(k, path, RECORDING_CONTENTS, &stats, &err));
	CHECK(stats.objects[KIND_PROG] == 1 && stats.objects[KIND_LINK] == 4 && stats.elements == 3);
	CHECK(stats.pins == 2 && stats.unreadable == 2 && stats.first_failure.no == ENODEV);
	CHECK(!stat(path, &st) && (uint64_t)st.st_size == stats.file_bytes && (st.st_mode & 0777) == 0600);
}

/* What is saved from a recording says the same; and so does what is saved from that. */
static void test_round_trip(struct kern *k)
{
	static const char *const same[] = {"maps", "links", "btfs", "pins", "counts", "ifnames", "processes"};
	json_t *document, *first, *second;
	struct err err = {0};
	struct kern again;

	save(k, recording_path("first"));
	CHECK(!kern_open_recording(&again, recording_path("first"), &err));
	save(&again, recording_path("second"));
	kern_free(&again);
	document = load_without_time(recording_path("document"));
	first = load_without_time(recording_path("first"));
	second = load_without_time(recording_path("second"));
	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
		CHECK(json_equal(json_object_get(document, same[i]), json_object_get(first, same[i])));
	CHECK(json_equal(json_array_get(json_object_get(document, "progs"), 0),
			 json_array_get(json_object_get(first, "progs"), 0)));
	CHECK(json_equal(first, second));
	json_decref(document);
	json_decref(first);
	json_decref(second);
}

/* The kernel's BTF cannot be had whole from a recording with a part of it: the part is kept. */
static void test_no_vmlinux(struct kern *k)
{
	struct recording_stats stats;
	struct err err = {0};
	struct kern again;
	const void *data;
	size_t size;

	CHECK(!recording_save(k, recording_path("first"), RECORDING_VMLINUX, &stats, &err));
	CHECK(stats.unreadable == 3 && stats.objects[KIND_BTF] == 2 && !stats.elements);
	CHECK(!kern_open_recording(&again, recording_path("first"), &err));
	CHECK(!kern_vmlinux(&again, &data, &size, &err) && size > 100);
	kern_free(&again);
}

/* As many as are taken. */
static int walk_without_end(struct kern *k, int handle, const struct uapi_map_info *info, elements_fn fn,
			    void *arg, struct err *err)
{
	static const unsigned char bytes[5 * 1000];
	static const struct elements batch = {
		.keys = bytes, .values = bytes, .key_size = 2, .value_size = 3, .count = 1000};
	int r = 0;

	(void)k;
	(void)handle;
	(void)info;
	while (!r)
		r = fn(arg, &batch, err);
	return r;
}

/* A map that does not fit is cut, and the rest of the host is recorded. */
static void test_large_map(const struct kern *recorded)
{
	struct kern_ops ops = *recorded->ops;
	struct kern k = {.ops = &ops, .state = recorded->state};
	struct recording_stats stats;
	struct err err = {0};

	ops.walk = walk_without_end;
	CHECK(!recording_save(&k, recording_path("first"), RECORDING_CONTENTS, &stats, &err));
	CHECK(stats.elements == RECORDING_MAX_ELEMENTS / 4 && stats.unreadable == 3);
	CHECK(stats.objects[KIND_LINK] == 4);
}

static unsigned int count_files(void)
{
	DIR *dir = opendir(recording_path("."));
	unsigned int count = 0;

	while (dir && readdir(dir))
		count++;
	closedir(dir);
	return count;
}

/* Two objects are errors already: another one that takes their place does not count. Counts are an extra. */
static bool is_told(const char *question)
{
	static const char *const untold[] = {"open", "info", "next_id", "read_file", "walk", "counts"};

	for (size_t i = 0; question && i < sizeof(untold) / sizeof(untold[0]); i++)
		if (!strcmp(question, untold[i]))
			return false;
	return question != NULL;
}

/* Each question fails in turn: the file is the old one, or a whole new one that tells of what is missing. */
static void fail_each(bool is_none, int no)
{
	unsigned long last = 1;

	for (unsigned long n = 1; n <= last; n++) {
		struct fault fault = {.fail_at = n, .no = no, .is_none = is_none};
		struct recording_stats stats = {0};
		struct err err = {0};
		struct kern inner, k;
		unsigned int files;
		struct stat st;
		int r;

		recording_write(recording_path("file"), "old", 3);
		recording_open_document(&inner);
		files = count_files();
		fault_wrap(&fault, inner, &k);
		r = recording_save(&k, recording_path("file"), RECORDING_CONTENTS, &stats, &err);
		last = fault.asked > last ? fault.asked : last;
		kern_free(&k);
		CHECK(!fault.open_handles && count_files() == files);
		CHECK(fault.failed || n > fault.asked);
		if (r) {
			CHECK(!stat(recording_path("file"), &st) && st.st_size == 3 &&
			      err.kind == ERR_FAILED);
			continue;
		}
		CHECK(is_none || !is_told(fault.failed) || stats.unreadable > 2);
		CHECK(!kern_open_recording(&k, recording_path("file"), &err));
		kern_free(&k);
	}
	CHECK(last > 60);
}

static void expect_old(struct kern *k, const char *expected)
{
	struct recording_stats stats;
	struct err err = {0};
	unsigned int files;
	struct stat st;

	recording_write(recording_path("file"), "old", 3);
	files = count_files();
	CHECK(recording_save(k, recording_path("file"), RECORDING_CONTENTS, &stats, &err) == -1);
	recording_check_error(&err, expected, __LINE__);
	CHECK(!stat(recording_path("file"), &st) && st.st_size == 3);
	CHECK(count_files() == files);
}

static void test_limits(struct kern *k)
{
	struct recording_stats stats;
	struct rlimit old, small;
	struct err err = {0};
	unsigned int files;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &old);
	small = (struct rlimit){.rlim_cur = 512, .rlim_max = old.rlim_max};
	setrlimit(RLIMIT_FSIZE, &small);
	expect_old(k, "EFBIG");
	setrlimit(RLIMIT_FSIZE, &old);
	CHECK(recording_save(k, recording_path("absent/file"), 0, &stats, &err) == -1 && err.no == ENOENT);
	CHECK(!mkdir(recording_path("dir"), 0700));
	files = count_files();
	CHECK(recording_save(k, recording_path("dir"), 0, &stats, &err) == -1 && err.no == EISDIR);
	CHECK(!rmdir(recording_path("dir")) && count_files() == files - 1);
}

/* In a mount namespace of our own. */
static void test_full_disk(struct kern *k)
{
	if (unshare(CLONE_NEWNS) || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
	    mount("tmpfs", recording_path("."), "tmpfs", 0, "size=4k")) {
		printf("skipped: a full disk (needs the right to mount)\n");
		return;
	}
	expect_old(k, "ENOSPC");
	umount(recording_path("."));
}

int main(void)
{
	struct kern k;

	recording_begin();
	recording_open_document(&k);
	test_round_trip(&k);
	test_no_vmlinux(&k);
	test_large_map(&k);
	test_limits(&k);
	fail_each(false, EPERM);
	fail_each(false, EINVAL);
	fail_each(false, ENOMEM);
	fail_each(true, 0);
	test_full_disk(&k);
	kern_free(&k);
	return recording_end();
}
