/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Recordings: saved, read, asked like a kernel; spoiled in every way; saved while questions fail or the disk
 * is full.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "kern/arrays.h"
#include "kern/btf_wire.h"
#include "kern/gz.h"
#include "kern/snapshot.h"
#include "tests/unit/fault.h"
#include "tests/unit/snapshot_document.h"

static int failures;
static char folder[64];

static void check_at(bool ok, int line, const char *what)
{
	if (ok)
		return;
	failures++;
	printf("not ok line %d: %s\n", line, what);
}

#define CHECK(condition) check_at(condition, __LINE__, #condition)

static const char *path_of(const char *name)
{
	static char paths[4][128];
	static unsigned int next;
	char *path = paths[next++ % 4];

	snprintf(path, sizeof(paths[0]), "%s/%s", folder, name);
	return path;
}

static void write_file(const char *path, const void *data, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	CHECK(fd >= 0 && write(fd, data, len) == (ssize_t)len);
	close(fd);
}

static unsigned int count_files(const char *path)
{
	DIR *dir = opendir(path);
	unsigned int count = 0;

	while (dir && readdir(dir))
		count++;
	closedir(dir);
	return count - 2;
}

/* The document as it is, uncompressed, opened. */
static void open_document(struct kern *k)
{
	auto_buf text = {0};
	struct err err = {0};

	snapshot_document(&text);
	write_file(path_of("plain"), text.data, text.len);
	if (kern_open_snapshot(k, path_of("plain"), &err)) {
		printf("not ok: %s\n", err.text);
		exit(1);
	}
}

static void test_objects(struct kern *k)
{
	struct err err = {0};
	uint32_t id = 0;
	int handle;

	CHECK(!kern_next_id(k, KIND_PROG, 0, &id, &err) && id == DOC_PROG);
	CHECK(!kern_next_id(k, KIND_PROG, id, &id, &err) && id == DOC_PROG_GONE);
	CHECK(!kern_next_id(k, KIND_PROG, id, &id, &err) && id == DOC_PROG_HIDDEN);
	CHECK(kern_next_id(k, KIND_PROG, id, &id, &err) == KERN_NONE && id == DOC_PROG_HIDDEN);
	CHECK(kern_next_id(k, KIND_PROG, UINT32_MAX, &id, &err) == KERN_NONE);
	CHECK(kern_open(k, KIND_PROG, 3, &handle, &err) == KERN_NONE);
	CHECK(kern_open(k, KIND_PROG, DOC_PROG_HIDDEN, &handle, &err) == -1);
	CHECK(err.no == EPERM && !strcmp(err.text, "opening") && !strcmp(err.hint, "ask nicely"));
	CHECK(!kern_open(k, KIND_PROG, DOC_PROG_GONE, &handle, &err));
}

/* As the system call: what fits is copied, true counts come back, nothing behind *len is touched. */
static void test_info(struct kern *k)
{
	uint32_t map_ids[4] = {9, 9, 9, 9}, len = sizeof(struct uapi_prog_info);
	struct uapi_prog_info info = {0};
	struct err err = {0};
	uint8_t jited[4];
	int handle;

	CHECK(!kern_open(k, KIND_PROG, DOC_PROG, &handle, &err));
	CHECK(!kern_info(k, KIND_PROG, handle, &info, &len, &err));
	CHECK(len == DOC_PROG_INFO_LEN && info.id == DOC_PROG && !strcmp(info.name, "first"));
	CHECK(info.nr_map_ids == 2 && !info.map_ids && info.xlated_prog_len == 16);

	info = (struct uapi_prog_info){.map_ids = (uintptr_t)map_ids, .nr_map_ids = 1};
	info.jited_prog_insns = (uintptr_t)jited;
	info.jited_prog_len = sizeof(jited);
	CHECK(!kern_info(k, KIND_PROG, handle, &info, &len, &err));
	CHECK(info.nr_map_ids == 2 && info.map_ids == (uintptr_t)map_ids);
	CHECK(map_ids[0] == DOC_MAP && map_ids[1] == 9);
	/* What the kernel did not give has its length, but no pointer. */
	CHECK(info.jited_prog_len == 64 && !info.jited_prog_insns);

	info = (struct uapi_prog_info){.load_time = 77};
	len = offsetof(struct uapi_prog_info, load_time);
	CHECK(!kern_info(k, KIND_PROG, handle, &info, &len, &err));
	CHECK(len == offsetof(struct uapi_prog_info, load_time) && info.load_time == 77 &&
	      info.id == DOC_PROG);

	len = sizeof(info);
	CHECK(!kern_open(k, KIND_PROG, DOC_PROG_GONE, &handle, &err));
	CHECK(kern_info(k, KIND_PROG, handle, &info, &len, &err) == -1 && err.no == ENODEV);
}

static void test_texts(struct kern *k)
{
	struct uapi_btf_info info = {0};
	uint32_t len = sizeof(info);
	struct err err = {0};
	auto_buf bytes = {0};
	char name[4];
	int handle;

	CHECK(!kern_open(k, KIND_BTF, DOC_BTF_VMLINUX, &handle, &err));
	info.name = (uintptr_t)name;
	info.name_len = sizeof(name);
	CHECK(!kern_info(k, KIND_BTF, handle, &info, &len, &err));
	CHECK(!strcmp(name, "vml") && info.name_len == sizeof("vmlinux"));
	CHECK(kern_btf_bytes(k, DOC_BTF_VMLINUX, &bytes, &err) == -1 && err.hint[0]);
	CHECK(!kern_btf_bytes(k, DOC_BTF, &bytes, &err) && bytes.len == 24);

	CHECK(!kern_open(k, KIND_PROG, DOC_PROG, &handle, &err));
	CHECK(!kern_fdinfo(k, KIND_PROG, handle, &bytes, &err));
	CHECK(!strcmp(buf_str(&bytes), "pos:\t0\nmemlock:\t4096\n"));
	CHECK(!kern_open(k, KIND_MAP, DOC_MAP, &handle, &err));
	CHECK(kern_fdinfo(k, KIND_MAP, handle, &bytes, &err) == KERN_NONE);
	CHECK(!kern_read_file(k, "/proc/x", &bytes, &err) && bytes.len == 3 &&
	      !memcmp(bytes.data, "\xff\0\n", 3));
	CHECK(kern_read_file(k, "/proc/y", &bytes, &err) == KERN_NONE);
	CHECK(!kern_read_file(k, "/proc/sys/kernel/arch", &bytes, &err));
	CHECK(!strcmp(buf_str(&bytes), "x86_64"));
}

static int count_pin(void *arg, const struct kern_pin *pin, struct err *err)
{
	unsigned int *count = arg;

	(void)err;
	*count += 1;
	return pin->is_object && pin->id == 99 ? -1 : 0;
}

static void test_pins(struct kern *k)
{
	struct err err = {0};
	enum kern_kind kind = KIND_BTF;
	unsigned int count = 0;
	int handle;

	CHECK(!kern_pins(k, NULL, count_pin, &count, &err) && count == 2);
	count = 0;
	CHECK(!kern_pins(k, "/bpf/sub/", count_pin, &count, &err) && count == 1);
	CHECK(!kern_pins(k, "/bpf/empty\nmount", count_pin, &count, &err) && count == 1);
	CHECK(kern_pins(k, "/bpf/su", count_pin, &count, &err) == KERN_NONE);
	CHECK(!kern_open_pin(k, "/bpf/sub/map", &kind, &handle, &err) && kind == KIND_MAP);
	CHECK(kern_open_pin(k, "/bpf/file", &kind, &handle, &err) == -1);
	CHECK(kern_open_pin(k, "/bpf", &kind, &handle, &err) == KERN_NONE);
}

static void test_names(struct kern *k)
{
	__attribute__((cleanup(kern_owners_free))) struct kern_owners owners = {0}, none = {0};
	struct kern_process process;
	struct err err = {0};
	char name[32], module[32];
	uint64_t offset;
	int64_t boot;

	CHECK(!kern_owners(k, KIND_PROG, &owners, &err) && owners.count == 2 && owners.is_complete);
	CHECK(owners.list[0].pid == 12 && !strcmp(owners.list[1].comm, "two"));
	CHECK(!kern_owners(k, KIND_LINK, &none, &err) && !none.count && !none.is_complete);
	CHECK(!kern_process(k, 12, &process, &err) && !strcmp(process.exe, "/bin/\xffx"));
	CHECK(kern_process(k, 13, &process, &err) == KERN_NONE);
	CHECK(!kern_ifname(k, 3, name, sizeof(name), &err) && !strcmp(name, "eth0"));
	CHECK(kern_ifname(k, 4, name, sizeof(name), &err) == KERN_NONE);
	CHECK(!kern_cgroup_path(k, UINT64_MAX, name, sizeof(name), &err) && !strcmp(name, "/a.slice"));
	CHECK(!kern_symbol(k, 0xffffffff81000010, name, sizeof(name), module, sizeof(module), &offset, &err));
	CHECK(!strcmp(name, "do_it") && !module[0] && offset == 16);
	CHECK(!kern_boot_time(k, &boot, &err) && boot == 1700000000000000000);
}

static void test_vmlinux(struct kern *k)
{
	struct wire_header h;
	struct err err = {0};
	const void *data, *again;
	size_t size = 0;

	CHECK(!kern_vmlinux(k, &data, &size, &err) && size == 24 + 9 * 12 + 20 + 64);
	memcpy(&h, data, WIRE_HEADER_LEN);
	CHECK(h.magic == WIRE_MAGIC && h.type_len == 9 * 12 + 20 && h.str_len == 64);
	CHECK(!strcmp((const char *)data + 24 + h.str_off + 7, "bpf_map_type"));
	CHECK(!kern_vmlinux(k, &again, &size, &err) && again == data);
}

static int keep_element(void *arg, const void *key, size_t key_size, const void *value, size_t value_size,
			struct err *err)
{
	struct buf *all = arg;

	(void)err;
	buf_printf(all, "%zu%.*s=%zu%.*s ", key_size, (int)key_size, (const char *)key, value_size,
		   (int)value_size, value ? (const char *)value : "");
	return 0;
}

static void test_elements(struct kern *k)
{
	const char *reason = NULL;
	struct err err = {0};
	auto_buf all = {0};
	int handle;

	CHECK(!kern_open(k, KIND_MAP, DOC_MAP, &handle, &err));
	CHECK(!snapshot_elements(k, handle, keep_element, &all, &reason, &err));
	CHECK(!strcmp(buf_str(&all), "2ab=3xyz 2cd=0 "));
	CHECK(!strcmp(reason, "one is hidden"));
}

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
	struct snapshot_stats stats;
	struct err err = {0};
	struct stat st;

	CHECK(!snapshot_save(k, path, SNAPSHOT_CONTENTS, &stats, &err));
	CHECK(stats.objects[KIND_PROG] == 1 && stats.objects[KIND_LINK] == 4 && stats.elements == 2);
	CHECK(stats.pins == 2 && stats.unreadable == 2 && stats.first_failure.no == ENODEV);
	CHECK(!stat(path, &st) && (uint64_t)st.st_size == stats.file_bytes && (st.st_mode & 0777) == 0600);
}

/* What is saved from a recording says the same; and so does what is saved from that. */
static void test_round_trip(struct kern *k)
{
	struct err err = {0};
	json_t *first, *second;
	struct kern again;

	save(k, path_of("first"));
	CHECK(!kern_open_snapshot(&again, path_of("first"), &err));
	test_objects(&again);
	test_info(&again);
	test_pins(&again);
	test_names(&again);
	test_vmlinux(&again);
	test_elements(&again);
	save(&again, path_of("second"));
	kern_free(&again);
	first = load_without_time(path_of("first"));
	second = load_without_time(path_of("second"));
	CHECK(json_equal(first, second));
	json_decref(first);
	json_decref(second);
}

/* The document with one thing changed, and what is said of it. */
static const struct spoiled {
	const char *from, *to, *error;
} spoiled[] = {
	{"{\"bpfi", "[{\"bpfi", "no valid JSON"},
	{"\"bpfi_recording\":1", "\"no_recording\":1", "no recording"},
	{"\"bpfi_recording\":1", "\"bpfi_recording\":2", "form 2"},
	{"\"bpfi_recording\":1", "\"bpfi_recording\":-1", "bpfi_recording: below zero"},
	{"\"bpfi_recording\":1", "\"bpfi_recording\":1,\"bpfi_recording\":1", "duplicate"},
	{"\"" SNAPSHOT_BYTE_ORDER "\"", "\"middle\"", "strange-endian"},
	{"\"" SNAPSHOT_BYTE_ORDER "\"", "7", "byte_order: a string is needed"},
	{"\"boot_time_ns\":17", "\"boot_time_ns\":1.7", "boot_time_ns: a number is needed"},
	{"\"boot_time_ns\":17", "\"boot_time_ns\":99999999917", "no valid JSON"},
	{"\"progs\":[", "\"progs\":[[],", "progs[0]: an object is needed"},
	{"\"progs\":[", "\"progs\":{\"a\":1},\"old_progs\":[", "progs: a list is needed"},
	{"\"progs\":[", "\"progs\":[{},", "progs[0]: without \"id\""},
	{"\"progs\":[", "\"progs\":[{\"id\":4294967296},", "progs[0].id: above 4294967295"},
	{"\"progs\":[", "\"progs\":[{\"id\":7},", "progs[0]: without \"info\""},
	{"\"progs\":[", "\"progs\":[{\"id\":7,\"info\":\"012\"},", "progs[0].info: an odd number of hex"},
	{"\"progs\":[", "\"progs\":[{\"id\":7,\"info\":\"0g\"},", "progs[0].info: no hex digit at 1"},
	{"\"progs\":[", "\"progs\":[{\"id\":7,\"info\":\"\"},", "progs[0].info: 0 bytes"},
	{"\"progs\":[", "\"progs\":[{\"id\":7,\"info\":\"00000000080000000000000000000000\"},",
	 "progs[0].info: its id is 8, not 7"},
	{"\"id\":5,\"error\"", "\"id\":4,\"error\"", "progs: 4 is there twice"},
	{"\"errno\":19", "\"errno\":-19", "progs[1].error.errno: below zero"},
	{"\"errno\":19", "\"errno\":4294967295", "progs[1].error: no such errno"},
	{"\"at_open\":true", "\"at_open\":1", "progs[2].error.at_open: true or false"},
	{"\"map_ids\":[20,21]", "\"map_ids\":[20]", "progs[0].map_ids: 4 bytes, but the info struct says 2"},
	{"\"map_ids\":[20,21]", "\"map_ids\":[20,\"x\"]", "progs[0].map_ids[1]: a number is needed"},
	{"\"map_ids\":[20,21]", "\"map_ids\":\"00\"", "progs[0].map_ids: 1 bytes"},
	{"\"xlated_insns\":\"", "\"xlated_insns\":[],\"x\":\"", "progs[0].xlated_insns: a string of hex"},
	{"\"fdinfo\":\"", "\"fdinfo\":7,\"x\":\"", "progs[0].fdinfo: a string is needed"},
	{"\"fdinfo\":\"", "\"fdinfo\":{},\"x\":\"", "progs[0].fdinfo: without \"hex\""},
	{"\"fdinfo\":\"pos", "\"fdinfo\":\"\\u0000", "no valid JSON"},
	{"\"tp_name\":\"sys", "\"tp_name\":\"sy", "links[1].tp_name: 9 bytes"},
	{"[\"6162\",\"78797a\"]", "[\"6162\"]", "maps[0].elements[0]: a key and a value"},
	{"[\"6162\",\"78797a\"]", "[\"6162\",\"7\"]", "maps[0].elements[0][1]: an odd number"},
	{"[\"6162\",\"78797a\"]", "{}", "maps[0].elements[0]: a list is needed"},
	{"\"path\":\"/bpf/file\"", "\"path\":{\"hex\":\"2f00\"}", "pins[1].path: a NUL"},
	{"\"kind\":\"map\"", "\"kind\":\"mop\"", "pins[0]: an unknown kind"},
	{"\"comm\":\"two\"", "\"comm\":\"0123456789abcdef\"", "owners.prog.list[1].comm: longer than 15"},
	{"\"pid\":13", "\"pid\":12", "owners.prog.list: 17179869196 is there twice"},
	{"\"is_complete\":true", "\"is_complete\":\"yes\"", "owners.prog.is_complete: true or false"},
	{"\"0xffffffffffffffff\"", "\"0x1ffffffffffffffff\"", "cgroup_paths[0].id: a number is needed"},
	{"\"0xffffffffffffffff\"", "\"0xfg\"", "cgroup_paths[0].id: not a hexadecimal"},
	{"\"type_count\":10", "\"type_count\":4000000000", "vmlinux.type_count: above"},
	{"\"type_count\":10", "\"type_count\":2", "vmlinux.types[0].id: above 2"},
	{"\"str_size\":64", "\"str_size\":19", "vmlinux.strings[0]: outside of the string section"},
	{"\"record\":\"", "\"record\":\"00", "vmlinux.types[0].record: 21 bytes"},
};

static void replace(struct buf *text, const char *from, const char *to)
{
	const char *at = strstr(buf_str(text), from);
	auto_buf result = {0};

	if (!at) {
		failures++;
		printf("not ok: no %s in the document\n", from);
		return;
	}
	buf_add(&result, text->data, (size_t)(at - text->data));
	buf_add_str(&result, to);
	buf_add_str(&result, at + strlen(from));
	buf_reset(text);
	buf_add(text, result.data, result.len);
}

static void expect_error(const char *path, const char *expected)
{
	struct err err = {0};
	struct kern k = {0};

	if (!kern_open_snapshot(&k, path, &err)) {
		failures++;
		printf("not ok: '%s' expected, nothing said\n", expected);
		kern_free(&k);
	} else if (!strstr(err.text, expected) || strncmp(err.text, path, strlen(path)) != 0) {
		failures++;
		printf("not ok: '%s' expected, got '%s'\n", expected, err.text);
	}
}

static void test_spoiled(void)
{
	for (size_t i = 0; i < sizeof(spoiled) / sizeof(spoiled[0]); i++) {
		auto_buf text = {0};

		snapshot_document(&text);
		replace(&text, spoiled[i].from, spoiled[i].to);
		write_file(path_of("spoiled"), text.data, text.len);
		expect_error(path_of("spoiled"), spoiled[i].error);
	}
}

/* Every beginning of the document, and the document with each byte in turn made another. */
static void test_cut(void)
{
	auto_buf text = {0};
	struct err err = {0};
	struct kern k;

	snapshot_document(&text);
	for (size_t len = 0; len < text.len; len += 7) {
		write_file(path_of("cut"), text.data, len);
		CHECK(kern_open_snapshot(&k, path_of("cut"), &err) == -1);
	}
	for (size_t i = 0; i < text.len; i += 3) {
		text.data[i] ^= 1;
		write_file(path_of("cut"), text.data, text.len);
		if (!kern_open_snapshot(&k, path_of("cut"), &err))
			kern_free(&k);
		text.data[i] ^= 1;
	}
}

static void test_newer(void)
{
	auto_buf text = {0};
	struct err err = {0};
	struct kern k;
	uint32_t id;

	write_file(path_of("newer"), NULL, 0);
	expect_error(path_of("newer"), "neither a recording nor JSON");
	buf_add_str(&text, "{\"bpfi_recording\":1,\"byte_order\":\"" SNAPSHOT_BYTE_ORDER
			   "\",\"of_tomorrow\":[{}],\"maps\":null}");
	write_file(path_of("newer"), text.data, text.len);
	CHECK(!kern_open_snapshot(&k, path_of("newer"), &err));
	CHECK(kern_next_id(&k, KIND_MAP, 0, &id, &err) == KERN_NONE);
	CHECK(kern_boot_time(&k, &(int64_t){0}, &err) == KERN_NONE);
	CHECK(kern_vmlinux(&k, &(const void *){NULL}, &(size_t){0}, &err) == KERN_NONE);
	kern_free(&k);
}

/* A gzip file with @piece @count times between @head and nothing: bombs. */
static void write_bomb(const char *path, const char *head, const char *piece, size_t count)
{
	gzFile file = gzopen(path, "wb1");
	auto_buf block = {0};

	while (block.len < 1 << 20)
		buf_add_str(&block, piece);
	gzwrite(file, head, (unsigned int)strlen(head));
	for (size_t done = 0; done < count; done += block.len / strlen(piece))
		gzwrite(file, block.data, (unsigned int)block.len);
	gzclose(file);
}

static void test_damaged(struct kern *k)
{
	const char *path = path_of("damaged");
	auto_buf bytes = {0};
	struct stat st;
	FILE *file;

	save(k, path);
	CHECK(!stat(path, &st) && buf_room(&bytes, (size_t)st.st_size));
	file = fopen(path, "rb");
	bytes.len = fread(bytes.data, 1, (size_t)st.st_size, file);
	fclose(file);
	write_file(path, bytes.data, bytes.len - 9);
	expect_error(path, "the compressed data is cut short");
	bytes.data[bytes.len - 6] ^= 1;
	write_file(path, bytes.data, bytes.len);
	expect_error(path, "the compressed data is damaged");
	expect_error(folder, "Is a directory");
	expect_error(path_of("absent"), "");
	write_bomb(path, "[0", ",0", SNAPSHOT_MAX_VALUES + 1);
	expect_error(path, "more than 8388608 values");
	write_bomb(path, "[0", "          ", 8 << 20);
	expect_error(path, "more than 500 bytes out of each compressed one");
}

/* Each question fails in turn: the file is the old one, or a whole new one that tells of what is missing. */
static void fail_each(bool is_none, int no)
{
	unsigned long last = 1;

	for (unsigned long n = 1; n <= last; n++) {
		struct fault fault = {.fail_at = n, .no = no, .is_none = is_none};
		struct snapshot_stats stats = {0};
		struct err err = {0};
		struct kern inner, k;
		struct stat st;
		int r;

		write_file(path_of("target/file"), "old", 3);
		open_document(&inner);
		fault_wrap(&fault, inner, &k);
		r = snapshot_save(&k, path_of("target/file"), SNAPSHOT_CONTENTS, &stats, &err);
		last = fault.asked > last ? fault.asked : last;
		kern_free(&k);
		CHECK(!fault.open_handles && count_files(path_of("target")) == 1);
		CHECK(fault.failed || n > fault.asked);
		if (r) {
			CHECK(!stat(path_of("target/file"), &st) && st.st_size == 3 &&
			      err.kind == ERR_FAILED);
			continue;
		}
		if (fault.failed && !is_none && strcmp(fault.failed, "read_file") != 0)
			CHECK(stats.unreadable > 2);
		CHECK(!kern_open_snapshot(&k, path_of("target/file"), &err));
		kern_free(&k);
	}
	CHECK(last > 60);
}

static void expect_old(struct kern *k, const char *path, const char *expected)
{
	struct snapshot_stats stats;
	struct err err = {0};
	struct stat st;
	char text[700];

	CHECK(snapshot_save(k, path, SNAPSHOT_CONTENTS, &stats, &err) == -1);
	err_describe(&err, text, sizeof(text));
	if (!strstr(text, expected)) {
		failures++;
		printf("not ok: '%s' expected, got '%s'\n", expected, text);
	}
	CHECK(!stat(path, &st) && st.st_size == 3);
	CHECK(count_files(path_of("target")) == 1);
}

static void test_limits(struct kern *k)
{
	struct rlimit old, small;
	struct snapshot_stats stats;
	struct err err = {0};

	write_file(path_of("target/file"), "old", 3);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &old);
	small = (struct rlimit){.rlim_cur = 512, .rlim_max = old.rlim_max};
	setrlimit(RLIMIT_FSIZE, &small);
	expect_old(k, path_of("target/file"), "EFBIG");
	setrlimit(RLIMIT_FSIZE, &old);
	CHECK(snapshot_save(k, path_of("absent/file"), 0, &stats, &err) == -1 && err.no == ENOENT);
	CHECK(!mkdir(path_of("target/dir"), 0700));
	CHECK(snapshot_save(k, path_of("target/dir"), 0, &stats, &err) == -1 && err.no == EISDIR);
	CHECK(!rmdir(path_of("target/dir")) && count_files(path_of("target")) == 1);
}

static void test_full_disk(struct kern *k)
{
	if (unshare(CLONE_NEWNS) || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
	    mount("tmpfs", path_of("target"), "tmpfs", 0, "size=4k")) {
		printf("skipped: a full disk (needs the right to mount)\n");
		return;
	}
	write_file(path_of("target/file"), "old", 3);
	expect_old(k, path_of("target/file"), "ENOSPC");
	umount(path_of("target"));
}

static void remove_folder(void)
{
	static const char *const names[] = {"plain",   "first", "second", "spoiled",
					    "damaged", "cut",   "newer",  "target/file"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		unlink(path_of(names[i]));
	rmdir(path_of("target"));
	CHECK(!rmdir(folder));
}

int main(void)
{
	struct kern k;

	strcpy(folder, "/tmp/test-snapshot.XXXXXX");
	if (!mkdtemp(folder) || mkdir(path_of("target"), 0700))
		return 1;
	open_document(&k);
	test_objects(&k);
	test_info(&k);
	test_texts(&k);
	test_pins(&k);
	test_names(&k);
	test_vmlinux(&k);
	test_elements(&k);
	test_round_trip(&k);
	test_spoiled();
	test_cut();
	test_newer();
	test_damaged(&k);
	test_limits(&k);
	fail_each(false, EPERM);
	fail_each(false, EINVAL);
	fail_each(false, ENOMEM);
	fail_each(true, 0);
	test_full_disk(&k);
	kern_free(&k);
	remove_folder();
	return failures ? 1 : 0;
}
