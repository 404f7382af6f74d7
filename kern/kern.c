/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Hands each question to whoever answers; what can be built from other questions is built here. */
#include "kern/ops.h"

#include <errno.h>
#include <stdlib.h>

const char *const kern_kind_names[KIND_COUNT] = {
	[KIND_PROG] = "prog",
	[KIND_MAP] = "map",
	[KIND_LINK] = "link",
	[KIND_BTF] = "btf",
};

const char *const kern_kind_plurals[KIND_COUNT] = {
	[KIND_PROG] = "programs",
	[KIND_MAP] = "maps",
	[KIND_LINK] = "links",
	[KIND_BTF] = "BTF objects",
};

enum {
	BTF_FIRST_BYTES = 4096,  /* enough for most programs: one call instead of two */
	BTF_MAX_BYTES = 1 << 30, /* far above anything real; an answer from a file can say what it likes */
};

const char *kern_source(const struct kern *k)
{
	return k->ops->source;
}

int kern_next_id(struct kern *k, enum kern_kind kind, uint32_t id, uint32_t *ret_id, struct err *err)
{
	return k->ops->next_id(k, kind, id, ret_id, err);
}

int kern_open(struct kern *k, enum kern_kind kind, uint32_t id, int *ret_handle, struct err *err)
{
	return k->ops->open(k, kind, id, ret_handle, err);
}

int kern_open_pin(struct kern *k, const char *path, enum kern_kind *ret_kind, int *ret_handle,
		  struct err *err)
{
	return k->ops->open_pin(k, path, ret_kind, ret_handle, err);
}

void kern_close(struct kern *k, int handle)
{
	k->ops->close(k, handle);
}

int kern_info(struct kern *k, enum kern_kind kind, int handle, void *info, uint32_t *len, struct err *err)
{
	int r = k->ops->info(k, kind, handle, info, len, err);

	/* A recording may hold anything; the kernel always ends its names. */
	if (!r && kind == KIND_PROG && *len >= offsetof(struct uapi_prog_info, name) + UAPI_NAME_LEN)
		((struct uapi_prog_info *)info)->name[UAPI_NAME_LEN - 1] = '\0';
	if (!r && kind == KIND_MAP && *len >= offsetof(struct uapi_map_info, name) + UAPI_NAME_LEN)
		((struct uapi_map_info *)info)->name[UAPI_NAME_LEN - 1] = '\0';
	return r;
}

int kern_fdinfo(struct kern *k, enum kern_kind kind, int handle, struct buf *ret_text, struct err *err)
{
	return k->ops->fdinfo(k, kind, handle, ret_text, err);
}

int kern_read_file(struct kern *k, const char *path, struct buf *ret_text, struct err *err)
{
	return k->ops->read_file(k, path, ret_text, err);
}

int kern_owners(struct kern *k, enum kern_kind kind, struct kern_owners *ret_owners, struct err *err)
{
	return k->ops->owners(k, kind, ret_owners, err);
}

void kern_owners_free(struct kern_owners *owners)
{
	free(owners->list);
	*owners = (struct kern_owners){0};
}

int kern_process(struct kern *k, uint32_t pid, struct kern_process *ret_process, struct err *err)
{
	return k->ops->process(k, pid, ret_process, err);
}

int kern_pins(struct kern *k, const char *root, kern_pin_fn fn, void *arg, struct err *err)
{
	return k->ops->pins(k, root, fn, arg, err);
}

int kern_ifname(struct kern *k, uint32_t ifindex, char *ret_name, size_t size, struct err *err)
{
	return k->ops->ifname(k, ifindex, ret_name, size, err);
}

int kern_cgroup_path(struct kern *k, uint64_t cgroup_id, char *ret_path, size_t size, struct err *err)
{
	return k->ops->cgroup_path(k, cgroup_id, ret_path, size, err);
}

int kern_symbol(struct kern *k, uint64_t addr, char *ret_name, size_t size, char *ret_module,
		size_t module_size, uint64_t *ret_offset, struct err *err)
{
	return k->ops->symbol(k, addr, ret_name, size, ret_module, module_size, ret_offset, err);
}

int kern_address(struct kern *k, const char *name, uint64_t *ret_addr, struct err *err)
{
	return k->ops->address ? k->ops->address(k, name, ret_addr, err) : KERN_NONE;
}

int kern_vmlinux(struct kern *k, const void **ret_data, size_t *ret_size, struct err *err)
{
	return k->ops->vmlinux(k, ret_data, ret_size, err);
}

int kern_boot_time(struct kern *k, int64_t *ret_ns, struct err *err)
{
	return k->ops->boot_time(k, ret_ns, err);
}

void kern_free(struct kern *k)
{
	if (k->ops)
		k->ops->free(k);
	*k = (struct kern){0};
}

void kern_handle_close(struct kern_handle *h)
{
	if (h->k && h->handle >= 0)
		kern_close(h->k, h->handle);
	h->handle = -1;
}

/* Asks with @room bytes for the answer; *ret_size is what the whole BTF takes. */
static int kern_btf_ask(struct kern *k, int handle, struct buf *bytes, uint32_t room, uint32_t *ret_size,
			struct err *err)
{
	struct uapi_btf_info info = {0};
	uint32_t len = sizeof(info);
	char *to = buf_room(bytes, room);
	int r;

	if (!to)
		return err_no_memory(err);
	info.btf = (uintptr_t)to;
	info.btf_size = room;
	r = kern_info(k, KIND_BTF, handle, &info, &len, err);
	if (!r)
		*ret_size = info.btf_size;
	return r;
}

int kern_btf_bytes(struct kern *k, uint32_t btf_id, struct buf *ret_bytes, struct err *err)
{
	auto_handle h = {.k = k, .handle = -1};
	uint32_t room = BTF_FIRST_BYTES, size = 0;
	int r;

	r = kern_open(k, KIND_BTF, btf_id, &h.handle, err);
	if (r)
		return r;
	buf_reset(ret_bytes);
	for (int tries = 0; tries < 2; tries++) {
		r = kern_btf_ask(k, h.handle, ret_bytes, room, &size, err);
		if (r)
			return r;
		if (size <= room) {
			ret_bytes->len = size;
			return 0;
		}
		if (size > BTF_MAX_BYTES)
			return err_set(err, EFBIG, "BTF %u: %u bytes", btf_id, size);
		room = size;
	}
	return err_set(err, 0, "BTF %u: its size changes while it is read", btf_id);
}
