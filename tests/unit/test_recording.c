/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Recordings read and asked like a kernel, and spoiled in every way. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "kern/arrays.h"
#include "kern/probe.h"
#include "kern/recording/recording.h"
#include "tests/unit/recording_document.h"
#include "wire/btf.h"

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

	CHECK(!kern_owners(k, KIND_PROG, 0, &owners, &err) && owners.count == 2 && owners.is_complete);
	CHECK(owners.list[0].pid == 12 && !strcmp(owners.list[1].comm, "two"));
	kern_owners_free(&owners);
	CHECK(!kern_owners(k, KIND_PROG, UINT32_MAX, &owners, &err) && !owners.count);
	CHECK(!kern_owners(k, KIND_LINK, 0, &none, &err) && !none.count && !none.is_complete);
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

static int keep_element(void *arg, const struct elements *one, struct err *err)
{
	struct buf *all = arg;

	(void)err;
	buf_printf(all, "%zu%.*s=", one->key_size, (int)one->key_size, (const char *)one->keys);
	if (one->values)
		buf_printf(all, "%zu%.*s ", one->value_size, (int)one->value_size, (const char *)one->values);
	else
		buf_printf(all, "!%d ", one->no);
	return 0;
}

static void test_elements(struct kern *k)
{
	const char *reason = NULL;
	struct err err = {0};
	auto_buf all = {0};
	int handle;

	CHECK(!kern_open(k, KIND_MAP, DOC_MAP, &handle, &err));
	CHECK(!recording_elements(k, handle, keep_element, &all, &reason, &err));
	CHECK(!strcmp(buf_str(&all), "2ab=3xyz 2cd=!61 2ef=!2 "));
	CHECK(!strcmp(reason, "one is hidden"));
}

/* The document with one thing changed, and what is said of it. */
static const struct spoiled {
	const char *from, *to, *error;
} spoiled[] = {
	{"{\"bpfi", "[{\"bpfi", "invalid JSON"},
	{"\"bpfi_recording\":1", "\"no_recording\":1", "not a recording"},
	{"\"bpfi_recording\":1", "\"bpfi_recording\":2", "format 2"},
	{"\"bpfi_recording\":1", "\"bpfi_recording\":-1", "bpfi_recording: negative number"},
	{"\"bpfi_recording\":1", "\"bpfi_recording\":1,\"bpfi_recording\":1", "duplicate"},
	{"\"" RECORDING_BYTE_ORDER "\"", "\"middle\"", "strange-endian"},
	{"\"" RECORDING_BYTE_ORDER "\"", "7", "byte_order: expected a string"},
	{"\"boot_time_ns\":17", "\"boot_time_ns\":1.7", "boot_time_ns: expected a number"},
	{"\"boot_time_ns\":17", "\"boot_time_ns\":99999999917", "invalid JSON"},
	{"\"progs\":[", "\"progs\":[[],", "progs[0]: expected an object"},
	{"\"progs\":[", "\"progs\":{\"a\":1},\"old_progs\":[", "progs: expected a list"},
	{"\"progs\":[", "\"progs\":[{},", "progs[0]: missing \"id\""},
	{"\"progs\":[", "\"progs\":[{\"id\":4294967296},", "progs[0].id: larger than 4294967295"},
	{"\"progs\":[", "\"progs\":[{\"id\":7},", "progs[0]: missing \"info\""},
	{"\"progs\":[", "\"progs\":[{\"id\":7,\"info\":\"012\"},",
	 "progs[0].info: odd number of hexadecimal"},
	{"\"progs\":[", "\"progs\":[{\"id\":7,\"info\":\"0g\"},",
	 "progs[0].info: not a hexadecimal digit at offset 1"},
	{"\"progs\":[", "\"progs\":[{\"id\":7,\"info\":\"\"},", "progs[0].info: info structure of 0 bytes"},
	{"\"progs\":[", "\"progs\":[{\"id\":7,\"info\":\"00000000080000000000000000000000\"},",
	 "progs[0].info: id is 8, not 7"},
	{"\"id\":5,\"error\"", "\"id\":4,\"error\"", "progs: duplicate entry 4"},
	{"\"errno\":19", "\"errno\":-19", "progs[2].error.errno: negative number"},
	{"\"errno\":19", "\"errno\":4294967295", "progs[2].error: unknown errno"},
	{"\"at_open\":true", "\"at_open\":1", "progs[1].error.at_open: expected true or false"},
	{"\"map_ids\":[20,21]", "\"map_ids\":[20]",
	 "progs[0].map_ids: 4 bytes, but the info structure has 2"},
	{"\"map_ids\":[20,21]", "\"map_ids\":[20,\"x\"]", "progs[0].map_ids[1]: expected a number"},
	{"\"map_ids\":[20,21]", "\"map_ids\":\"00\"", "progs[0].map_ids: 1 bytes"},
	{"\"xlated_insns\":\"", "\"xlated_insns\":[],\"x\":\"",
	 "progs[0].xlated_insns: expected a string of hexadecimal"},
	{"\"fdinfo\":\"", "\"fdinfo\":7,\"x\":\"", "progs[0].fdinfo: expected a string"},
	{"\"fdinfo\":\"", "\"fdinfo\":{},\"x\":\"", "progs[0].fdinfo: missing \"hex\""},
	{"\"fdinfo\":\"pos", "\"fdinfo\":\"\\u0000", "invalid JSON"},
	{"\"tp_name\":\"sys", "\"tp_name\":\"sy", "links[1].tp_name: 9 bytes"},
	{"[\"6162\",\"78797a\"]", "[\"6162\"]", "maps[0].elements[0]: expected a key and a value"},
	{"[\"6162\",\"78797a\"]", "[\"6162\",\"7\"]", "maps[0].elements[0][1]: odd number"},
	{"[\"6566\",2]", "[\"6566\",4096]", "maps[0].elements[2][1]: larger than 4095"},
	{"[\"6566\",2]", "[\"6566\",true]", "maps[0].elements[2][1]: expected a number"},
	{"[\"6162\",\"78797a\"]", "{}", "maps[0].elements[0]: expected a list"},
	{"\"path\":\"/bpf/file\"", "\"path\":{\"hex\":\"2f00\"}", "pins[1].path: text contains a NUL"},
	{"\"kind\":\"map\"", "\"kind\":\"mop\"", "pins[0]: unknown kind"},
	{"\"comm\":\"two\"", "\"comm\":\"0123456789abcdef\"", "owners.prog.list[1].comm: longer than 15"},
	{"\"pid\":13", "\"pid\":12", "owners.prog.list: duplicate entry 17179869196"},
	{"\"is_complete\":true", "\"is_complete\":\"yes\"",
	 "owners.prog.is_complete: expected true or false"},
	{"\"0xffffffffffffffff\"", "\"0x1ffffffffffffffff\"", "cgroup_paths[0].id: expected a number"},
	{"\"0xffffffffffffffff\"", "\"0xfg\"", "cgroup_paths[0].id: not a hexadecimal"},
	{"\"type_count\":10", "\"type_count\":4000000000", "vmlinux.type_count: larger than"},
	{"\"type_count\":10", "\"type_count\":2", "vmlinux.types[0].id: larger than 2"},
	{"\"str_size\":64", "\"str_size\":19", "vmlinux.strings[0]: offset outside the string section"},
	{"\"record\":\"", "\"record\":\"00", "vmlinux.types[0].record: not a BTF record (21 bytes)"},
	{"\"type_count\":10", "\"bytes\":\"9\"", "vmlinux.bytes: odd number of hexadecimal"},
};

static void replace(struct buf *text, const char *from, const char *to)
{
	const char *at = strstr(buf_str(text), from);
	auto_buf result = {0};

	CHECK(at != NULL);
	if (!at)
		return;
	buf_add(&result, text->data, (size_t)(at - text->data));
	buf_add_str(&result, to);
	buf_add_str(&result, at + strlen(from));
	buf_reset(text);
	buf_add(text, result.data, result.len);
}

static void expect_error(const char *path, const char *expected, int line)
{
	struct err err = {0};
	struct kern k = {0};

	if (kern_open_recording(&k, path, &err)) {
		recording_check_error(&err, path, line);
		recording_check_error(&err, expected, line);
		return;
	}
	recording_check(false, expected, line, "nothing said");
	kern_free(&k);
}

#define EXPECT_ERROR(path, expected) expect_error(path, expected, __LINE__)

static void test_spoiled(void)
{
	for (size_t i = 0; i < sizeof(spoiled) / sizeof(spoiled[0]); i++) {
		auto_buf text = {0};

		recording_document(&text);
		replace(&text, spoiled[i].from, spoiled[i].to);
		recording_write(recording_path("spoiled"), text.data, text.len);
		expect_error(recording_path("spoiled"), spoiled[i].error, (int)i);
	}
}

/* Every beginning of the document, and the document with each byte in turn made another. */
static void test_cut(void)
{
	auto_buf text = {0};
	struct err err = {0};
	struct kern k;

	recording_document(&text);
	for (size_t len = 0; len < text.len; len += 7) {
		recording_write(recording_path("cut"), text.data, len);
		CHECK(kern_open_recording(&k, recording_path("cut"), &err) == -1);
	}
	for (size_t i = 0; i < text.len; i += 3) {
		text.data[i] ^= 1;
		recording_write(recording_path("cut"), text.data, text.len);
		if (!kern_open_recording(&k, recording_path("cut"), &err))
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

	recording_write(recording_path("newer"), NULL, 0);
	EXPECT_ERROR(recording_path("newer"), "not a recording, and not JSON");
	buf_add_str(&text, "{\"bpfi_recording\":1,\"byte_order\":\"" RECORDING_BYTE_ORDER
			   "\",\"of_tomorrow\":[{}],\"maps\":null}");
	recording_write(recording_path("newer"), text.data, text.len);
	CHECK(!kern_open_recording(&k, recording_path("newer"), &err));
	CHECK(kern_next_id(&k, KIND_MAP, 0, &id, &err) == KERN_NONE);
	CHECK(kern_boot_time(&k, &(int64_t){0}, &err) == KERN_NONE);
	CHECK(kern_vmlinux(&k, &(const void *){NULL}, &(size_t){0}, &err) == KERN_NONE);
	kern_free(&k);
}

/* Its bytes as they are, where the list of BTF objects does not have it; none of them are none. */
static void test_whole_vmlinux(void)
{
	static const char head[] =
		"{\"bpfi_recording\":1,\"byte_order\":\"" RECORDING_BYTE_ORDER "\",\"vmlinux\":{\"bytes\":\"";
	auto_buf text = {0};
	struct err err = {0};
	const void *data = NULL;
	size_t size = 0;
	struct kern k;

	buf_add_str(&text, head);
	buf_add_str(&text, "9feb01\"}}");
	recording_write(recording_path("whole"), text.data, text.len);
	CHECK(!kern_open_recording(&k, recording_path("whole"), &err));
	CHECK(!kern_vmlinux(&k, &data, &size, &err));
	CHECK(size == 3 && !memcmp(data, "\x9f\xeb\x01", 3));
	kern_free(&k);
	buf_reset(&text);
	buf_add_str(&text, head);
	buf_add_str(&text, "\"}}");
	recording_write(recording_path("whole"), text.data, text.len);
	CHECK(!kern_open_recording(&k, recording_path("whole"), &err));
	CHECK(!kern_vmlinux(&k, &data, &size, &err));
	CHECK(size == WIRE_HEADER_LEN + 1);
	kern_free(&k);
}

/* What was probed: numbers after the last, other kinds and devices are not there; broken answers are refused.
 */
static void test_features(void)
{
	static const char head[] =
		"{\"bpfi_recording\":1,\"byte_order\":\"" RECORDING_BYTE_ORDER
		"\",\"config\":\"A=y\\n\",\"features\":[{\"kind\":\"helper\",\"prog_type\":6,";
	static const struct {
		const char *answers, *error;
	} wrong[] = {
		{"\"answers\":\"020\"}]}", "features[0].answers"},
		{"\"answers\":\"02\"}]}", "half an answer"},
		{"\"answers\":\"0400\"}]}", "unknown answer 4"},
		{"\"answers\":\"0200\"},{\"kind\":\"thing\",\"prog_type\":0,\"answers\":\"\"}]}",
		 "unknown kind of feature"},
		{"\"answers\":\"0200\"},{\"kind\":\"helper\",\"prog_type\":6,\"answers\":\"\"}]}",
		 "duplicate entry"},
	};
	struct probe p = {.kind = PROBE_HELPER, .number = 1, .prog_type = 6};
	struct probe_answer a = {PROBE_UNASKED, 0};
	auto_buf text = {0}, config = {0};
	struct err err = {0};
	struct kern k;

	buf_printf(&text, "%s\"answers\":\"000003010100\"}]}", head);
	recording_write(recording_path("features"), text.data, text.len);
	CHECK(!kern_open_recording(&k, recording_path("features"), &err));
	CHECK(!kern_probe(&k, &p, &a, &err) && a.verdict == PROBE_UNKNOWN && a.no == 1);
	p.number = 2;
	CHECK(!kern_probe(&k, &p, &a, &err) && a.verdict == PROBE_NO);
	p.number = 0;
	CHECK(kern_probe(&k, &p, &a, &err) == KERN_NONE);
	p.number = 3;
	CHECK(kern_probe(&k, &p, &a, &err) == KERN_NONE);
	p = (struct probe){.kind = PROBE_HELPER, .number = 2, .prog_type = 6, .ifindex = 1};
	CHECK(kern_probe(&k, &p, &a, &err) == KERN_NONE);
	p = (struct probe){.kind = PROBE_MAP, .number = 2};
	CHECK(kern_probe(&k, &p, &a, &err) == KERN_NONE && a.verdict == PROBE_NO);
	CHECK(!kern_config(&k, &config, &err) && !strcmp(buf_str(&config), "A=y\n"));
	kern_free(&k);
	for (unsigned int i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		buf_reset(&text);
		buf_printf(&text, "%s%s", head, wrong[i].answers);
		recording_write(recording_path("features"), text.data, text.len);
		EXPECT_ERROR(recording_path("features"), wrong[i].error);
	}
}

/* A gzip file with @piece @count times between @head and nothing: bombs. */
static void write_bomb(const char *path, const char *head, const char *piece, size_t count)
{
	gzFile file = gzopen(path, "wb9");
	auto_buf block = {0};

	while (block.len < 1 << 20)
		buf_add_str(&block, piece);
	gzwrite(file, head, (unsigned int)strlen(head));
	for (size_t done = 0; done < count; done += block.len / strlen(piece))
		gzwrite(file, block.data, (unsigned int)block.len);
	gzclose(file);
}

/* The document, compressed. */
static void pack(const char *path, struct buf *ret_bytes)
{
	gzFile file = gzopen(path, "wb6");
	auto_buf text = {0};
	FILE *packed;

	recording_document(&text);
	CHECK(gzwrite(file, text.data, (unsigned int)text.len) == (int)text.len);
	gzclose(file);
	packed = fopen(path, "rb");
	CHECK(buf_room(ret_bytes, text.len) != NULL);
	ret_bytes->len = fread(ret_bytes->data, 1, text.len, packed);
	fclose(packed);
}

static void test_damaged(void)
{
	const char *path = recording_path("damaged");
	auto_buf bytes = {0};
	struct err err = {0};
	struct kern k;

	pack(path, &bytes);
	CHECK(!kern_open_recording(&k, path, &err));
	kern_free(&k);
	recording_write(path, bytes.data, bytes.len - 9);
	EXPECT_ERROR(path, "compressed data is truncated");
	bytes.data[bytes.len - 6] ^= 1;
	recording_write(path, bytes.data, bytes.len);
	EXPECT_ERROR(path, "compressed data is corrupt");
	EXPECT_ERROR("/tmp", "Is a directory");
	EXPECT_ERROR(recording_path("absent"), "ENOENT");
}

static void test_bombs(void)
{
	static const char *const costly[] = {",0", ",\"\"", ",[]", ",{}", ",{\"\":0}", ",[[]]"};
	const char *path = recording_path("bomb");

	for (unsigned int i = 0; i < sizeof(costly) / sizeof(costly[0]); i++) {
		write_bomb(path, "[0", costly[i], 2 << 20);
		EXPECT_ERROR(path, "too many values for its size");
	}
	/* What stands in a text is no value. */
	write_bomb(path, "[\"", ",\\\"", 1 << 20);
	EXPECT_ERROR(path, "invalid JSON");
	write_bomb(path, "[0", "          ", 8 << 20);
	EXPECT_ERROR(path, "compression ratio above 32");
}

int main(void)
{
	struct kern k;

	recording_begin();
	recording_open_document(&k);
	test_objects(&k);
	test_info(&k);
	test_texts(&k);
	test_pins(&k);
	test_names(&k);
	test_vmlinux(&k);
	test_elements(&k);
	kern_free(&k);
	test_spoiled();
	test_cut();
	test_newer();
	test_whole_vmlinux();
	test_features();
	test_damaged();
	test_bombs();
	return recording_end();
}
