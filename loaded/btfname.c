/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Names of types across the kernel's BTF, its modules' and those of programs. */
#include "loaded/btfname.h"

#include <stdio.h>
#include <string.h>

#include "kern/arrays.h"
#include "wire/scan.h"

static bool copy_name(const char *name, char *ret_name, size_t size)
{
	if (!name || !*name)
		return false;
	snprintf(ret_name, size, "%s", name);
	return true;
}

/* Whether the object is part of the kernel, and which part. */
static int is_of_kernel(struct kern *k, uint32_t btf_id, bool *ret_is_kernel, bool *ret_is_vmlinux)
{
	auto_handle h = {.k = k};
	char name[64] = "";
	struct uapi_btf_info info = {.name = (uintptr_t)name, .name_len = sizeof(name)};
	uint32_t len = sizeof(info);
	struct err ignored = {0};

	if (kern_open(k, KIND_BTF, btf_id, &h.handle, &ignored)) {
		h.k = NULL;
		return -1;
	}
	if (kern_info(k, KIND_BTF, h.handle, &info, &len, &ignored))
		return -1;
	*ret_is_kernel = info.kernel_btf != 0;
	*ret_is_vmlinux = *ret_is_kernel && !strcmp(name, "vmlinux");
	return 0;
}

bool btfname_of(struct kern *k, uint32_t btf_id, uint32_t type_id, char *ret_name, size_t size)
{
	bool is_kernel, is_vmlinux;
	struct wire_scan base, scan;
	struct err ignored = {0};
	auto_buf bytes = {0};
	const void *data;
	size_t data_len;

	if (is_of_kernel(k, btf_id, &is_kernel, &is_vmlinux))
		return false;
	if (is_kernel &&
	    (kern_vmlinux(k, &data, &data_len, &ignored) || wire_scan_open(&base, data, data_len, &ignored)))
		return false;
	if (is_vmlinux)
		return copy_name(wire_scan_type_name(&base, type_id), ret_name, size);
	if (kern_btf_bytes(k, btf_id, &bytes, &ignored) ||
	    wire_scan_open(&scan, bytes.data, bytes.len, &ignored))
		return false;
	if (is_kernel)
		wire_scan_continue(&scan, &base);
	return copy_name(wire_scan_type_name(&scan, type_id), ret_name, size);
}

bool btfname_open_module(struct kern *k, uint32_t btf_id, struct wire_scan *kernel, struct buf *bytes,
			 struct wire_scan *ret_scan)
{
	bool is_kernel, is_vmlinux;
	struct err ignored = {0};

	buf_reset(bytes);
	if (is_of_kernel(k, btf_id, &is_kernel, &is_vmlinux) || !is_kernel || is_vmlinux ||
	    kern_btf_bytes(k, btf_id, bytes, &ignored) ||
	    wire_scan_open(ret_scan, bytes->data, bytes->len, &ignored))
		return false;
	wire_scan_continue(ret_scan, kernel);
	return true;
}

static bool name_in_kernel(struct kern *k, uint32_t type_id, char *ret_name, size_t size)
{
	struct err ignored = {0};
	struct wire_scan scan;
	const void *data;
	size_t len;

	return !kern_vmlinux(k, &data, &len, &ignored) && !wire_scan_open(&scan, data, len, &ignored) &&
	       copy_name(wire_scan_type_name(&scan, type_id), ret_name, size);
}

bool btfname_of_ops(struct kern *k, const struct uapi_map_info *info, char *ret_name, size_t size)
{
	static const char lead[] = "bpf_struct_ops_";
	const uint32_t type_id = info->btf_vmlinux_value_type_id;
	size_t skip;

	/* The object is only told of from 6.9 on; before it can only be the kernel. */
	if (info->btf_vmlinux_id ? !btfname_of(k, info->btf_vmlinux_id, type_id, ret_name, size)
				 : !name_in_kernel(k, type_id, ret_name, size))
		return false;
	skip = strncmp(ret_name, lead, strlen(lead)) ? 0 : strlen(lead);
	memmove(ret_name, ret_name + skip, strlen(ret_name + skip) + 1);
	return true;
}
