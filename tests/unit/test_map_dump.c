/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Dumps of maps that a made-up kernel holds: one map, one or two elements, and what text and JSON say of it.
 * Types that few kernels can make, elements that cannot be read, CPUs that are offline.
 */
#include <bpf/btf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kern/elements.h"
#include "kern/ops.h"
#include "mapdump/cpus.h"
#include "mapdump/mapdump.h"
#include "mapdump/transfer/transfer.h"
#include "mapdump/write/write.h"
#include "tests/unit/stub_kern.h"

static int failures;

enum { MAP_ID = 7, BTF_ID = 5, ELEMENTS_MOST = 3 };

struct element_case {
	const char *key, *value; /* value NULL: could not be read */
};

struct dump_case {
	const char *name;
	struct uapi_map_info info;
	size_t value_size; /* with all CPUs; 0: that of the map */
	unsigned int count;
	struct element_case elements[ELEMENTS_MOST];
	int no;   /* why a value is missing */
	int exit; /* expected exit code */
	struct map_dump_options opt;
	const char *text, *json;
};

/* The made-up kernel. */
struct fake {
	const struct dump_case *c;
	const char *online;
	struct btf *btf;
};

static const struct fake *fake_of(struct kern *k)
{
	return k->state;
}

static int fake_open(struct kern *k, enum kern_kind kind, uint32_t id, int *ret_handle, struct err *err)
{
	(void)k;
	(void)err;
	if (id != (kind == KIND_MAP ? MAP_ID : BTF_ID))
		return KERN_NONE;
	*ret_handle = (int)kind;
	return 0;
}

static void fake_close(struct kern *k, int handle)
{
	(void)k;
	(void)handle;
}

static int fake_info(struct kern *k, enum kern_kind kind, int handle, void *info, uint32_t *len,
		     struct err *err)
{
	struct uapi_btf_info *btf = info;
	uint32_t size;
	const void *data;

	(void)handle;
	(void)err;
	if (kind == KIND_MAP) {
		memcpy(info, &fake_of(k)->c->info, sizeof(struct uapi_map_info));
		*len = sizeof(struct uapi_map_info);
		return 0;
	}
	data = btf__raw_data(fake_of(k)->btf, &size);
	if (btf->btf && btf->btf_size >= size)
		memcpy((void *)(uintptr_t)btf->btf, data, size);
	btf->btf_size = size;
	btf->id = BTF_ID;
	*len = sizeof(*btf);
	return 0;
}

static int fake_read_file(struct kern *k, const char *path, struct buf *ret_text, struct err *err)
{
	(void)err;
	if (!fake_of(k)->online)
		return KERN_NONE;
	buf_add_str(ret_text, strstr(path, "possible") ? "0-1,4\n" : fake_of(k)->online);
	return 0;
}

static int fake_ifname(struct kern *k, uint32_t ifindex, char *ret_name, size_t size, struct err *err)
{
	(void)k;
	(void)err;
	snprintf(ret_name, size, "veth%u", ifindex);
	return 0;
}

static int fake_cgroup_path(struct kern *k, uint64_t id, char *ret_path, size_t size, struct err *err)
{
	(void)k;
	(void)err;
	snprintf(ret_path, size, "/web/%llu", (unsigned long long)id);
	return 0;
}

static int fake_symbol(struct kern *k, uint64_t addr, char *ret_name, size_t size, char *ret_module,
		       size_t module_size, uint64_t *ret_offset, struct err *err)
{
	(void)k;
	(void)err;
	if (addr >> 63 == 0)
		return KERN_NONE;
	snprintf(ret_name, size, "vfs_read");
	snprintf(ret_module, module_size, "%s", addr & 1 ? "ext4" : "");
	*ret_offset = addr & 0xf0;
	return 0;
}

static int fake_walk(struct kern *k, int handle, const struct uapi_map_info *info, elements_fn fn, void *arg,
		     struct err *err)
{
	const struct dump_case *c = fake_of(k)->c;
	int r = 0;

	(void)handle;
	for (unsigned int i = 0; i < c->count && !r; i++) {
		const struct elements one = {
			.keys = (const unsigned char *)c->elements[i].key,
			.values = (const unsigned char *)c->elements[i].value,
			.key_size = info->key_size,
			.value_size = c->value_size ? c->value_size : info->value_size,
			.count = 1,
			.no = c->elements[i].value ? 0 : c->no,
		};

		r = fn(arg, &one, err);
	}
	return r;
}

static int fake_ring(struct kern *k, int handle, const struct uapi_map_info *info,
		     const struct ring_reader *reader, struct err *err)
{
	const struct ring ring = {16, 48, 4096};
	const struct ring_record records[] = {{.pos = 16, .size = 3, .data = "abc"},
					      {.pos = 32, .size = 8, .is_busy = true}};
	int r = reader->start(reader->arg, &ring, err);

	(void)k;
	(void)handle;
	(void)info;
	for (int i = 0; i < 2 && !r; i++)
		r = reader->record(reader->arg, &records[i], err);
	return r;
}

static const struct kern_ops fake_ops = {
	.name = "fake",
	.open = fake_open,
	.close = fake_close,
	.info = fake_info,
	.read_file = fake_read_file,
	.ifname = fake_ifname,
	.cgroup_path = fake_cgroup_path,
	.symbol = fake_symbol,
	.walk = fake_walk,
	.ring = fake_ring,
};

/* Type ids. */
enum { T_U32 = 1, T_PAIR };

static struct btf *make_btf(void)
{
	struct btf *btf = btf__new_empty();

	btf__add_int(btf, "unsigned int", 4, 0);
	btf__add_struct(btf, "pair", 8);
	btf__add_field(btf, "a", T_U32, 0, 0);
	btf__add_field(btf, "b", T_U32, 32, 0);
	return btf;
}

#define MAP(map_type, key, value) \
	.id = MAP_ID, .type = (map_type), .key_size = (key), .value_size = (value), .max_entries = 8
#define TYPED    .btf_id = BTF_ID, .btf_key_type_id = T_U32, .btf_value_type_id = T_PAIR
#define ZEROS_16 "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"

static const struct dump_case cases[] = {
	{"short",
	 {MAP(BPF_MAP_TYPE_HASH, 2, 2)},
	 .count = 1,
	 .elements = {{"\1\2", "\xab\xff"}},
	 .text = "key: 01 02  value: ab ff\nFound 1 element\n",
	 .json = "[{\"key\":[\"0x01\",\"0x02\"],\"value\":[\"0xab\",\"0xff\"]}]\n"},
	{"nothing", {MAP(BPF_MAP_TYPE_HASH, 2, 2)}, .text = "Found 0 elements\n", .json = "[]\n"},
	{"two lines",
	 {MAP(BPF_MAP_TYPE_HASH, 16, 9)},
	 .count = 1,
	 .elements = {{ZEROS_16, "123456789"}},
	 .text = "key: 00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00\nvalue: 31 32 33 34 35 36 37 38  39\n"
		 "Found 1 element\n"},
	{"blocks",
	 {MAP(BPF_MAP_TYPE_HASH, 1, 17)},
	 .count = 2,
	 .elements = {{"\1", ZEROS_16 "\1"}, {"\2", NULL}},
	 .no = EIO,
	 .exit = 3,
	 .text = "key:\n01\nvalue:\n00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00\n01\n"
		 "key:\n02\nvalue: Input/output error\nFound 1 element\n"},
	{"no entry",
	 {MAP(BPF_MAP_TYPE_SOCKMAP, 1, 8)},
	 .count = 2,
	 .elements = {{"\0", NULL}, {"\1", "\5\0\0\0\0\0\0\0"}},
	 .no = ENOENT,
	 .text = "key: 00  value: <no entry>\nkey: 01  value: 05 00 00 00 00 00 00 00  cookie: 5\nFound 1 "
		 "element\n",
	 .json = "[{\"key\":[\"0x00\"],\"value\":{\"error\":\"No such file or "
		 "directory\"}},{\"key\":[\"0x01\"],\"value\":"
		 "[\"0x05\",\"0x00\",\"0x00\",\"0x00\",\"0x00\",\"0x00\",\"0x00\",\"0x00\"],\"cookie\":5}]"
		 "\n"},
	{"queue",
	 {MAP(BPF_MAP_TYPE_QUEUE, 0, 2)},
	 .count = 1,
	 .elements = {{"", "\1\2"}},
	 .exit = 3,
	 .text = "value: 01 02\nFound 1 element\n",
	 .json = "[{\"key\":[],\"value\":[\"0x01\",\"0x02\"]}]\n"},
	{"per CPU",
	 {MAP(BPF_MAP_TYPE_PERCPU_HASH, 1, 2)},
	 .value_size = 24,
	 .count = 1,
	 .elements = {{"\1", "\1\2______\3\4______\5\6______"}},
	 .text = "key:\n01\nvalue (CPU 00): 01 02\nvalue (CPU 01): 03 04\nvalue (CPU 04, offline): 05 "
		 "06\nFound 1 element\n",
	 .json = "[{\"key\":[\"0x01\"],\"values\":[{\"cpu\":0,\"value\":[\"0x01\",\"0x02\"]},{\"cpu\":1,"
		 "\"value\":"
		 "[\"0x03\",\"0x04\"]},{\"cpu\":4,\"online\":false,\"value\":[\"0x05\",\"0x06\"]}]}]\n"},
	{"per CPU, put together",
	 {MAP(BPF_MAP_TYPE_PERCPU_HASH, 1, 2)},
	 .value_size = 24,
	 .count = 1,
	 .elements = {{"\1", "\1\2______\3\4______\5\6______"}},
	 .opt = {.agg = "sum"},
	 .text = "key:\n01\nvalue (sum of 3 CPUs, 1 offline): 3081\nFound 1 element\n",
	 .json = "[{\"key\":[\"0x01\"],\"agg\":\"sum\",\"cpus\":3,\"offline\":[4],\"formatted\":{\"value\":"
		 "3081}}]"
		 "\n"},
	{"per CPU, struct put together",
	 {MAP(BPF_MAP_TYPE_PERCPU_HASH, 4, 8), TYPED},
	 .value_size = 24,
	 .count = 1,
	 .elements = {{"\1\0\0\0", "\1\0\0\0\3\0\0\0\5\0\0\0\3\0\0\0\377\377\377\377\3\0\0\0"}},
	 .opt = {.agg = "sum", .is_formatted_only = true},
	 .json = "[{\"agg\":\"sum\",\"cpus\":3,\"offline\":[4],\"formatted\":{\"key\":1,\"value\":{\"a\":"
		 "4294967301,"
		 "\"b\":9}}}]\n"},
	{"per CPU, large",
	 {MAP(BPF_MAP_TYPE_PERCPU_ARRAY, 1, 17)},
	 .value_size = 24,
	 .count = 1,
	 .elements = {{"\1", ZEROS_16 "\1_______"}},
	 .text = "key:\n01\nvalue (CPU 00):\n00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00\n01\nFound 1 "
		 "element\n"},
	{"prefix",
	 {MAP(BPF_MAP_TYPE_LPM_TRIE, 8, 1)},
	 .count = 1,
	 .elements = {{"\x18\0\0\0\xc0\0\2\0", "\1"}},
	 .text = "key: 18 00 00 00 c0 00 02 00  value: 01  prefix: 192.0.2.0/24\nFound 1 element\n"},
	{"prefix of neither size",
	 {MAP(BPF_MAP_TYPE_LPM_TRIE, 5, 1)},
	 .count = 1,
	 .elements = {{"\7\0\0\0\xc0", "\1"}},
	 .text = "key: 07 00 00 00 c0  value: 01\nFound 1 element\n"},
	{"maps",
	 {MAP(BPF_MAP_TYPE_HASH_OF_MAPS, 1, 4)},
	 .count = 1,
	 .elements = {{"\1", "\x10\1\0\0"}},
	 .text = "key: 01  inner_map_id: 272 \nFound 1 element\n",
	 .json = "[{\"key\":[\"0x01\"],\"value\":[\"0x10\",\"0x01\",\"0x00\",\"0x00\"],\"inner_map_id\":272}]"
		 "\n"},
	{"devices",
	 {MAP(BPF_MAP_TYPE_DEVMAP, 1, 8)},
	 .count = 1,
	 .elements = {{"\1", "\3\0\0\0\x2a\0\0\0"}},
	 .text = "key: 01  value: 03 00 00 00 2a 00 00 00  ifname: veth3  prog_id: 42\nFound 1 element\n"},
	{"Cgroup storage",
	 {MAP(BPF_MAP_TYPE_CGROUP_STORAGE, 16, 1)},
	 .count = 1,
	 .elements = {{"\x2a\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "\1"}},
	 .text = "key: 2a 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  value: 01  cgroup: /web/42  "
		 "attach_type: "
		 "cgroup_inet_ingress\nFound 1 element\n"},
	{"stacks",
	 {MAP(BPF_MAP_TYPE_STACK_TRACE, 4, 24)},
	 .count = 1,
	 .elements = {{"\1\0\0\0", "\x21\0\0\0\0\0\0\xff\x10\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"}},
	 .text = "key:\n01 00 00 00\nvalue:\n21 00 00 00 00 00 00 ff  10 00 00 00 00 00 00 00\n00 00 00 00 "
		 "00 00 00 00\n"
		 "0xff00000000000021 vfs_read+0x20 [ext4]\n\t0x10\nFound 1 element\n"},
	{"typed",
	 {MAP(BPF_MAP_TYPE_HASH, 4, 8), TYPED},
	 .count = 1,
	 .elements = {{"\1\0\0\0", "\2\0\0\0\3\0\0\0"}},
	 .text = "[{\n        \"key\": 1,\n        \"value\": {\n            \"a\": 2,\n            \"b\": "
		 "3\n        }\n    }\n]\n"},
	{"typed, no bytes",
	 {MAP(BPF_MAP_TYPE_HASH, 4, 8), TYPED},
	 .count = 1,
	 .elements = {{"\1\0\0\0", "\2\0\0\0\3\0\0\0"}},
	 .opt = {.is_formatted_only = true},
	 .json = "[{\"formatted\":{\"key\":1,\"value\":{\"a\":2,\"b\":3}}}]\n"},
	{"typed, unreadable",
	 {MAP(BPF_MAP_TYPE_HASH, 4, 8), TYPED},
	 .count = 1,
	 .elements = {{"\1\0\0\0", NULL}},
	 .no = ENOENT,
	 .text = "[{\n        \"key\": 1,\n        \"value\": {\n            \"error\": \"No such file or "
		 "directory\"\n        }\n    }\n]\n",
	 .json = "[{\"key\":[\"0x01\",\"0x00\",\"0x00\",\"0x00\"],\"value\":{\"error\":\"No such file or "
		 "directory\"}}]\n"},
	{"typed, unreadable, no bytes",
	 {MAP(BPF_MAP_TYPE_HASH, 4, 8), TYPED},
	 .count = 1,
	 .elements = {{"\1\0\0\0", NULL}},
	 .no = ENOENT,
	 .opt = {.is_formatted_only = true},
	 .json = "[{\"formatted\":{\"key\":1,\"value\":{\"error\":\"No such file or directory\"}}}]\n"},
	{"types that are gone",
	 {MAP(BPF_MAP_TYPE_HASH, 4, 4), .btf_id = BTF_ID + 1, .btf_value_type_id = T_U32},
	 .count = 1,
	 .elements = {{"\1\0\0\0", "\2\0\0\0"}},
	 .exit = 3,
	 .text = "key: 01 00 00 00  value: 02 00 00 00\nFound 1 element\n"},
	{"ring",
	 {MAP(BPF_MAP_TYPE_RINGBUF, 0, 0)},
	 .text = "consumer 16  producer 48  pending 32B  size 4096B\nat 16  size 3B\ndata:\n61 62 63\nat 32  "
		 "size 8B  busy\n",
	 .json = "[{\"pos\":16,"
		 "\"size\":3,\"busy\":false,"
		 "\"discarded\":false,\"data\":[\"0x61\",\"0x62\",\"0x63\"]},{\"pos\":32,\"size\":8,\"busy\":"
		 "true,\"discarded\":false}]\n"},
	{"what nobody can read",
	 {MAP(BPF_MAP_TYPE_BLOOM_FILTER, 0, 4)},
	 .exit = 1,
	 .text = "",
	 .json = "null\n"},
};

struct printed {
	struct kern *k;
	const struct dump_case *c;
	int exit;
};

static void print_dump(struct out *o, const void *arg)
{
	struct printed *p = (struct printed *)(uintptr_t)arg;
	const struct ref ref = {.by = REF_ID, .id = MAP_ID};
	struct err err = {0};

	map_dump(p->k, o, &ref, &p->c->opt, &err);
	p->exit = err_exit_code(&err);
}

static void check_format(struct kern *k, const struct dump_case *c, enum out_format format,
			 const char *expected)
{
	struct printed p = {k, c, -1};
	char *got = stub_capture(format, print_dump, &p);

	if (expected && (!got || strcmp(got, expected))) {
		failures++;
		printf("not ok %s\nexpected: %sgot: %s", c->name, expected, got ? got : "nothing\n");
	}
	if (p.exit != c->exit) {
		failures++;
		printf("not ok %s: exit code %d, not %d\n", c->name, p.exit, c->exit);
	}
	free(got);
}

static void check_dumps(void)
{
	struct fake fake = {.online = "0-1\n", .btf = make_btf()};
	struct kern k = {&fake_ops, &fake};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		fake.c = &cases[i];
		check_format(&k, &cases[i], OUT_TEXT, cases[i].text);
		check_format(&k, &cases[i], OUT_JSON, cases[i].json);
	}
	btf__free(fake.btf);
}

static void expect(bool is_right, const char *what)
{
	if (!is_right) {
		failures++;
		printf("not ok %s\n", what);
	}
}

/* The order that a walk over a trie has, with which a walk that began again is told. */
static void check_order(void)
{
	static const char *const sorted[] = {"\x10\0\0\0\x0a\x01", "\x09\0\0\0\x0a\0", "\x08\0\0\0\x0a\0",
					     "\x08\0\0\0\xc0\0", "\0\0\0\0\0\0"};
	const struct map_type *row = map_type(BPF_MAP_TYPE_LPM_TRIE);

	for (int i = 0; i < 5; i++)
		for (int j = 0; j < 5; j++) {
			const void *a = sorted[i], *b = sorted[j];
			int d = row->compare(a, b, 6);

			expect((d > 0) - (d < 0) == (i > j) - (i < j), "order of prefixes");
		}
}

static int read_words(char **words, unsigned int count, size_t size, struct buf *ret_bytes)
{
	const struct elem_bytes given = {words, count};
	const struct data_form form = {.what = "key", .size = size, .type = ""};
	struct err err = {0};

	return map_data_read(&given, &form, ret_bytes, &err);
}

#define READ(size, to, ...) \
	read_words((char *[]){__VA_ARGS__}, sizeof((char *[]){__VA_ARGS__}) / sizeof(char *), size, to)

static void check_bytes(void)
{
	char hex[] = "hex", a[] = "0a", one[] = "1", x[] = "0xff", big[] = "300", wide[] = "1ff",
	     empty[] = "";
	auto_buf to = {0};

	expect(!READ(2, &to, hex, a, one) && !memcmp(to.data, "\x0a\x01", 2), "hex");
	expect(!READ(2, &to, one, x) && !memcmp(to.data, "\x01\xff", 2), "numbers of each base");
	expect(!READ(1, &to, hex, x) && !memcmp(to.data, "\xff", 1), "0x behind hex");
	expect(READ(1, &to, big) < 0, "300 is no byte");
	expect(READ(1, &to, hex, wide) < 0, "1ff is no byte");
	expect(READ(1, &to, empty) < 0, "an empty word is no byte");
	expect(READ(1, &to, hex, empty) < 0, "an empty word is no hex byte");
	expect(READ(2, &to, one) < 0 && READ(1, &to, one, one) < 0, "too few, too many");
	expect(READ(0, &to, one) < 0, "a key where there is none");
}

static void check_cpus(void)
{
	struct fake fake = {0};
	struct kern k = {&fake_ops, &fake};
	struct cpus cpus = {0};
	struct err err = {0};

	expect(!cpus_read(&k, &cpus, &err) && !cpus.count && cpus_at(&cpus, 3).id == 3, "no list of CPUs");
	fake.online = "4\n";
	expect(!cpus_read(&k, &cpus, &err) && cpus.count == 3, "CPUs");
	expect(cpus_at(&cpus, 2).id == 4 && !cpus_at(&cpus, 2).is_offline, "a hole in the list of CPUs");
	expect(cpus_at(&cpus, 1).id == 1 && cpus_at(&cpus, 1).is_offline, "an offline CPU");
	cpus_free(&cpus);
}

int main(void)
{
	check_dumps();
	check_order();
	check_bytes();
	check_cpus();
	printf("%s dumps of maps\n", failures ? "not ok" : "ok");
	return failures != 0;
}
