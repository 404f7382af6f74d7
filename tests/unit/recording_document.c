/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Written with the info structs of this machine, so that it is right in any byte order. */
#include "tests/unit/recording_document.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kern/recording/recording.h"
#include "wire/btf.h"

static void add_hex(struct buf *b, const void *data, size_t len)
{
	const unsigned char *p = data;

	buf_add_char(b, '"');
	for (size_t i = 0; i < len; i++)
		buf_printf(b, "%02x", p[i]);
	buf_add_char(b, '"');
}

static void add_object(struct buf *b, uint32_t id, const void *info, size_t len)
{
	buf_printf(b, "{\"id\":%u,\"info\":", id);
	add_hex(b, info, len);
}

static void add_progs(struct buf *b)
{
	static const struct uapi_prog_info prog = {
		.type = 1,
		.id = DOC_PROG,
		.name = "first",
		.nr_map_ids = 2,
		.xlated_prog_len = 16,
		.jited_prog_len = 64,
		.nr_jited_ksyms = 1,
		.nr_jited_func_lens = 1,
		.nr_func_info = 1,
		.func_info_rec_size = 8,
		.attach_btf_id = 5,
		.ifindex = 3,
		.btf_id = DOC_BTF,
	};
	static const uint64_t addr = 0xffffffff81000010;

	buf_add_str(b, "\"progs\":[");
	add_object(b, DOC_PROG, &prog, DOC_PROG_INFO_LEN);
	buf_add_str(b, ",\"map_ids\":[20,21],\"xlated_insns\":\"b7000000000000009500000000000000\""
		       ",\"jited_func_lens\":[64],\"func_info\":\"0000000001000000\",\"jited_ksyms\":");
	add_hex(b, &addr, sizeof(addr));
	buf_add_str(b, ",\"fdinfo\":\"pos:\\t0\\nmemlock:\\t4096\\n\"},"
		       "{\"id\":9,\"error\":{\"errno\":1,\"at_open\":true,\"text\":\"opening\","
		       "\"hint\":\"ask nicely\"}},"
		       "{\"id\":5,\"error\":{\"errno\":19,\"text\":\"reading\"}}],");
}

static void add_maps(struct buf *b)
{
	static const struct uapi_map_info map = {
		.type = 1,
		.id = DOC_MAP,
		.key_size = 2,
		.value_size = 3,
		.max_entries = 10,
		.name = "numbers",
		.btf_vmlinux_value_type_id = 7,
	};

	buf_add_str(b, "\"maps\":[");
	add_object(b, DOC_MAP, &map, sizeof(map));
	buf_add_str(b, ",\"elements\":[[\"6162\",\"78797a\"],[\"6364\",null],[\"6566\",2]],"
		       "\"elements_error\":\"one is hidden\"}],");
}

static void add_links(struct buf *b)
{
	struct uapi_link_info cgroup = {.type = UAPI_LINK_CGROUP, .id = 1, .cgroup.cgroup_id = UINT64_MAX};
	struct uapi_link_info tp = {.type = UAPI_LINK_RAW_TRACEPOINT, .id = 2};
	struct uapi_link_info multi = {.type = UAPI_LINK_KPROBE_MULTI, .id = 3, .kprobe_multi.count = 2};
	struct uapi_link_info xdp = {.type = UAPI_LINK_XDP, .id = 8, .dev.ifindex = 3};
	static const uint64_t addrs[] = {0xffffffff81000010, 0xffffffff82000000};

	tp.raw_tracepoint.tp_name_len = sizeof("sys_enter");
	buf_add_str(b, "\"links\":[");
	add_object(b, 1, &cgroup, sizeof(cgroup));
	buf_add_str(b, "},");
	add_object(b, 2, &tp, sizeof(tp));
	buf_add_str(b, ",\"tp_name\":\"sys_enter\"},");
	add_object(b, 3, &multi, sizeof(multi));
	buf_add_str(b, ",\"addrs\":");
	add_hex(b, addrs, sizeof(addrs));
	buf_add_str(b, "},");
	add_object(b, 8, &xdp, sizeof(xdp));
	buf_add_str(b, "}],");
}

static void add_btfs(struct buf *b)
{
	static const struct uapi_btf_info vmlinux = {.id = DOC_BTF_VMLINUX,
						     .btf_size = 5000000,
						     .name_len = sizeof("vmlinux"),
						     .kernel_btf = 1};
	static const struct uapi_btf_info own = {.id = DOC_BTF, .btf_size = WIRE_HEADER_LEN};
	static const struct wire_header header = {.magic = WIRE_MAGIC,
						  .version = WIRE_VERSION,
						  .hdr_len = WIRE_HEADER_LEN};

	buf_add_str(b, "\"btfs\":[");
	add_object(b, DOC_BTF_VMLINUX, &vmlinux, sizeof(vmlinux));
	buf_add_str(b, ",\"name\":\"vmlinux\"},");
	add_object(b, DOC_BTF, &own, sizeof(own));
	buf_add_str(b, ",\"btf\":");
	add_hex(b, &header, WIRE_HEADER_LEN);
	buf_add_str(b, "}],");
}

/* An enum with one value, and nine more types that are blank. */
static void add_vmlinux(struct buf *b)
{
	static const struct {
		struct wire_type type;
		struct wire_enum value;
	} record = {{7, (uint32_t)BK_ENUM << 24 | 1, 4}, {20, 6}};

	buf_add_str(b, "\"vmlinux\":{\"type_count\":10,\"str_size\":64,\"types\":[{\"id\":6,\"record\":");
	add_hex(b, &record, sizeof(record));
	buf_add_str(b, "}],\"strings\":[{\"off\":7,\"text\":\"bpf_map_type\"},"
		       "{\"off\":20,\"text\":\"BPF_MAP_TYPE_SIX\"}]}");
}

void recording_document(struct buf *b)
{
	buf_add_str(b, "{\"bpfi_recording\":1,\"byte_order\":\"" RECORDING_BYTE_ORDER
		       "\",\"long_size\":8,\"release\":\"6.18.0\",\"machine\":\"x86_64\",\"time\":1700000001,"
		       "\"boot_time_ns\":1700000000000000000,");
	add_progs(b);
	add_maps(b);
	add_links(b);
	add_btfs(b);
	buf_add_str(
		b,
		"\"pins\":[{\"path\":\"/bpf/sub/map\",\"is_object\":true,\"kind\":\"map\",\"id\":20,"
		"\"file\":\"0x1500000003\"},"
		"{\"path\":\"/bpf/file\",\"is_object\":false}],"
		"\"owners\":{\"prog\":{\"is_complete\":true,\"list\":[{\"id\":4,\"pid\":12,\"comm\":\"one\"},"
		"{\"id\":4,\"pid\":13,\"comm\":\"two\",\"files\":0}]}},"
		"\"counts\":{\"prog\":[{\"id\":4,\"refs\":3}],\"map\":[{\"id\":20,\"refs\":2,\"user_refs\":1}]},"
		"\"processes\":[{\"pid\":12,\"exe\":{\"hex\":\"2f62696e2fff78\"},\"cgroup\":\"/a.slice\"}],"
		"\"files\":[{\"path\":\"/proc/x\",\"text\":{\"hex\":\"ff000a\"}},"
		"{\"path\":\"/proc/self/mountinfo\",\"text\":\"30 20 0:21 / /bpf/empty\\\\012mount "
		"rw,nosuid shared:7 - bpf bpf rw\\n\"}],"
		"\"ifnames\":[{\"ifindex\":3,\"name\":\"eth0\"}],"
		"\"cgroup_paths\":[{\"id\":\"0xffffffffffffffff\",\"path\":\"/a.slice\"}],"
		"\"symbols\":[{\"addr\":\"0xffffffff81000010\",\"name\":\"do_it\",\"module\":\"\","
		"\"offset\":\"0x10\"}],");
	add_vmlinux(b);
	buf_add_str(b, "}\n");
}

static int failures;
static char folder[] = "/tmp/test-recording.XXXXXX";

void recording_check(bool ok, const char *file, int line, const char *what)
{
	if (ok)
		return;
	failures++;
	printf("not ok %s:%d: %s\n", file, line, what);
}

void recording_check_error(const struct err *err, const char *expected, int line)
{
	char text[sizeof(err->text) + 64];

	err_describe(err, text, sizeof(text));
	if (strstr(text, expected))
		return;
	failures++;
	printf("not ok line %d: '%s' expected, got '%s'\n", line, expected, text);
}

const char *recording_path(const char *name)
{
	static char paths[4][sizeof(folder) + 264];
	static unsigned int next;
	char *path = paths[next++ % 4];

	snprintf(path, sizeof(paths[0]), "%s/%s", folder, name);
	return path;
}

void recording_write(const char *path, const void *data, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	CHECK(fd >= 0 && write(fd, data, len) == (ssize_t)len);
	close(fd);
}

void recording_open_document(struct kern *ret_kern)
{
	auto_buf text = {0};
	struct err err = {0};

	recording_document(&text);
	recording_write(recording_path("document"), text.data, text.len);
	if (kern_open_recording(ret_kern, recording_path("document"), &err)) {
		printf("not ok: %s\n", err.text);
		exit(1);
	}
}

void recording_begin(void)
{
	if (mkdtemp(folder))
		return;
	printf("not ok: no folder in /tmp\n");
	exit(1);
}

int recording_end(void)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while ((entry = readdir(dir)))
		if (entry->d_name[0] != '.')
			unlink(recording_path(entry->d_name));
	closedir(dir);
	CHECK(!rmdir(folder));
	return failures ? 1 : 0;
}
