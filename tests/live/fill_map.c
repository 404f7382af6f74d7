/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * fill_map KIND COUNT PATH: pins a map with that many elements: hash (a struct of 88 bytes), array (u64),
 * percpu_hash (u64), all with BTF; fat (a hash with values of half a megabyte).
 */
#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <linux/bpf.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH_BYTES = 1 << 20, VALUE_MOST = 88, FAT = 512 << 10 };

/* A flow as a program might count it. */
struct flow {
	uint64_t packets, bytes, first_ns, last_ns;
	uint32_t source, target;
	uint16_t source_port, target_port;
	uint8_t proto, flags;
	int16_t score;
	char comm[16];
	uint32_t verdict, ifindex;
	int32_t rtt;
	uint32_t marks[3];
};
_Static_assert(sizeof(struct flow) == VALUE_MOST, "the size that is measured");

enum { T_U32 = 1, T_U64, T_U16, T_U8, T_S16, T_S32, T_CHAR, T_COMM, T_MARKS, T_VERDICT, T_FLOW };

static void add_flow(struct btf *btf)
{
	static const struct {
		const char *name;
		int type;
		size_t offset;
	} members[] = {
		{"packets", T_U64, offsetof(struct flow, packets)},
		{"bytes", T_U64, offsetof(struct flow, bytes)},
		{"first_ns", T_U64, offsetof(struct flow, first_ns)},
		{"last_ns", T_U64, offsetof(struct flow, last_ns)},
		{"source", T_U32, offsetof(struct flow, source)},
		{"target", T_U32, offsetof(struct flow, target)},
		{"source_port", T_U16, offsetof(struct flow, source_port)},
		{"target_port", T_U16, offsetof(struct flow, target_port)},
		{"proto", T_U8, offsetof(struct flow, proto)},
		{"flags", T_U8, offsetof(struct flow, flags)},
		{"score", T_S16, offsetof(struct flow, score)},
		{"comm", T_COMM, offsetof(struct flow, comm)},
		{"verdict", T_VERDICT, offsetof(struct flow, verdict)},
		{"ifindex", T_U32, offsetof(struct flow, ifindex)},
		{"rtt", T_S32, offsetof(struct flow, rtt)},
		{"marks", T_MARKS, offsetof(struct flow, marks)},
	};

	btf__add_struct(btf, "flow", sizeof(struct flow));
	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		btf__add_field(btf, members[i].name, members[i].type, (uint32_t)members[i].offset * 8, 0);
}

static int load_btf(void)
{
	struct btf *btf = btf__new_empty();
	uint32_t size;
	const void *data;

	btf__add_int(btf, "unsigned int", 4, 0);
	btf__add_int(btf, "unsigned long long", 8, 0);
	btf__add_int(btf, "unsigned short", 2, 0);
	btf__add_int(btf, "unsigned char", 1, 0);
	btf__add_int(btf, "short", 2, BTF_INT_SIGNED);
	btf__add_int(btf, "int", 4, BTF_INT_SIGNED);
	btf__add_int(btf, "char", 1, BTF_INT_SIGNED);
	btf__add_array(btf, T_U32, T_CHAR, 16);
	btf__add_array(btf, T_U32, T_U32, 3);
	btf__add_enum(btf, "verdict", 4);
	btf__add_enum_value(btf, "VERDICT_PASS", 0);
	btf__add_enum_value(btf, "VERDICT_DROP", 1);
	btf__add_enum_value(btf, "VERDICT_REDIRECT", 2);
	add_flow(btf);
	data = btf__raw_data(btf, &size);
	return bpf_btf_load(data, size, NULL);
}

static void make_flow(struct flow *to, uint64_t i)
{
	static const char *const comms[] = {"nginx", "postgres", "kworker/u8:3", "systemd-resolve"};

	*to = (struct flow){
		.packets = i * 7 % 100000,
		.bytes = i * 7 % 100000 * 843,
		.first_ns = UINT64_C(1790000000000000000) + i * 1013,
		.last_ns = UINT64_C(1790000500000000000) + i * 1117,
		.source = 0x0a000000 + (uint32_t)i,
		.target = 0xc0a80000 + (uint32_t)(i % 65536),
		.source_port = (uint16_t)(i * 31),
		.target_port = (uint16_t)(i % 3 ? 443 : 80),
		.proto = i % 4 ? 6 : 17,
		.flags = (uint8_t)i,
		.score = (int16_t)((int)(i % 2000) - 1000),
		.verdict = (uint32_t)(i % 3),
		.ifindex = 2,
		.rtt = (int32_t)(i % 40000) - 1,
		.marks = {(uint32_t)i % 9, 0, 1},
	};
	snprintf(to->comm, sizeof(to->comm), "%s", comms[i % 4]);
}

static const struct kind {
	const char *name;
	enum bpf_map_type type;
	uint32_t value, value_type;
	int is_percpu;
} kinds[] = {
	{"hash", BPF_MAP_TYPE_HASH, sizeof(struct flow), T_FLOW, 0},
	{"array", BPF_MAP_TYPE_ARRAY, sizeof(uint64_t), T_U64, 0},
	{"percpu_hash", BPF_MAP_TYPE_PERCPU_HASH, sizeof(uint64_t), T_U64, 1},
	{"fat", BPF_MAP_TYPE_HASH, FAT, 0, 0},
};
enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };

static void make_value(const struct kind *k, unsigned char *to, size_t size, uint64_t i)
{
	if (k->value_type == T_FLOW) {
		make_flow((struct flow *)(void *)to, i);
		return;
	}
	for (size_t at = 0; at < size; at += sizeof(uint64_t)) {
		const uint64_t v = i * 2654435761 + at;

		memcpy(to + at, &v, sizeof(v));
	}
}

static int fill(const struct kind *k, int fd, uint32_t count)
{
	const size_t size = k->is_percpu ? k->value * (size_t)libbpf_num_possible_cpus() : k->value;
	const uint32_t batch = (uint32_t)(BATCH_BYTES / size);
	uint32_t *keys = calloc(batch, sizeof(*keys));
	unsigned char *values = calloc(batch, size);

	for (uint32_t first = 0, n; first < count; first += n) {
		n = count - first < batch ? count - first : batch;
		for (uint32_t i = 0; i < n; i++) {
			keys[i] = first + i;
			make_value(k, values + i * size, size, first + i);
		}
		if (bpf_map_update_batch(fd, keys, values, &n, NULL))
			return -1;
	}
	free(keys);
	free(values);
	return 0;
}

int main(int argc, char **argv)
{
	const uint32_t count = argc == 4 ? (uint32_t)strtoul(argv[2], NULL, 10) : 0;
	LIBBPF_OPTS(bpf_map_create_opts, opts);
	const struct kind *k = kinds;
	int fd, btf;

	while (count && k < kinds + KINDS && strcmp(k->name, argv[1]))
		k++;
	if (!count || k == kinds + KINDS) {
		fprintf(stderr, "usage: fill_map hash|array|percpu_hash|fat COUNT PATH\n");
		return 2;
	}
	btf = load_btf();
	if (k->value_type) {
		opts.btf_fd = (uint32_t)btf;
		opts.btf_key_type_id = T_U32;
		opts.btf_value_type_id = (uint32_t)k->value_type;
	}
	fd = btf < 0 ? -1 : bpf_map_create(k->type, "bench", sizeof(uint32_t), k->value, count, &opts);
	if (fd < 0 || fill(k, fd, count) || bpf_obj_pin(fd, argv[3])) {
		perror("fill_map");
		return 1;
	}
	return 0;
}
