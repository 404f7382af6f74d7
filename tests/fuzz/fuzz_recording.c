/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Recordings from strangers, plain or compressed: every question about everything in them is asked, and every
 * byte of the answers is looked at.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "kern/arrays.h"
#include "kern/recording/recording.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Keeps the compiler from leaving a read out. */
static volatile unsigned char sink;

static void look(const void *data, size_t len)
{
	const unsigned char *p = data;

	for (size_t i = 0; i < len; i++)
		sink ^= p[i];
}

static int look_at_elements(void *arg, const struct elements *batch, struct err *err)
{
	(void)arg;
	(void)err;
	look(batch->keys, batch->key_size * batch->count);
	look(batch->values, batch->values ? batch->value_size * batch->count : 0);
	return 0;
}

static int look_at_pin(void *arg, const struct kern_pin *pin, struct err *err)
{
	struct kern *k = arg;
	enum kern_kind kind;
	int handle;

	look(pin->path, strlen(pin->path));
	if (!kern_open_pin(k, pin->path, &kind, &handle, err))
		kern_close(k, handle);
	return 0;
}

static void ask_names(struct kern *k, const struct info_full *full)
{
	char name[64], module[64];
	struct err err = {0};
	uint64_t offset;

	kern_ifname(k, full->link.dev.ifindex, name, sizeof(name), &err);
	kern_cgroup_path(k, full->link.cgroup.cgroup_id, name, sizeof(name), &err);
	if (!kern_symbol(k, full->prog.load_time, name, sizeof(name), module, sizeof(module), &offset, &err))
		look(module, strlen(module));
}

static void ask_object(struct kern *k, enum kern_kind kind, uint32_t id)
{
	__attribute__((cleanup(info_full_free))) struct info_full full = {0};
	auto_handle h = {.k = k, .handle = -1};
	auto_buf text = {0};
	struct err err = {0};
	const char *reason = "";

	if (kern_open(k, kind, id, &h.handle, &err))
		return;
	if (!info_full_read_rows(k, kind, h.handle, INFO_ROW_BIT(INFO_NAMED_ROWS) - 1, &full, &err)) {
		look(full.arrays.data, full.arrays.len);
		ask_names(k, &full);
	}
	kern_fdinfo(k, kind, h.handle, &text, &err);
	if (kind == KIND_BTF)
		kern_btf_bytes(k, id, &text, &err);
	if (kind == KIND_MAP && !recording_elements(k, h.handle, look_at_elements, NULL, &reason, &err))
		look(reason, strlen(reason));
}

static void ask_kind(struct kern *k, enum kern_kind kind)
{
	__attribute__((cleanup(kern_owners_free))) struct kern_owners owners = {0};
	struct kern_process process;
	struct err err = {0};
	uint32_t id = 0;

	while (!kern_next_id(k, kind, id, &id, &err))
		ask_object(k, kind, id);
	if (kern_owners(k, kind, 0, &owners, &err))
		return;
	for (size_t i = 0; i < owners.count; i++)
		kern_process(k, owners.list[i].pid, &process, &err);
}

static void ask_all(struct kern *k)
{
	auto_buf text = {0};
	struct err err = {0};
	const void *vmlinux;
	int64_t boot;
	size_t size;

	for (unsigned int kind = 0; kind < KIND_COUNT; kind++)
		ask_kind(k, (enum kern_kind)kind);
	kern_pins(k, NULL, look_at_pin, k, &err);
	kern_pins(k, "/bpf", look_at_pin, k, &err);
	kern_read_file(k, "/proc/self/mountinfo", &text, &err);
	kern_boot_time(k, &boot, &err);
	if (!kern_vmlinux(k, &vmlinux, &size, &err))
		look(vmlinux, size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fd = memfd_create("fuzz", MFD_CLOEXEC);
	struct err err = {0};
	struct kern k;
	char path[48];

	if (fd < 0)
		return 0;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if (write(fd, data, size) == (ssize_t)size && !kern_open_recording(&k, path, &err)) {
		ask_all(&k);
		kern_free(&k);
	}
	close(fd);
	return 0;
}
