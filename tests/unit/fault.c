/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Counts questions, fails one of them, hands on the others. */
#include "tests/unit/fault.h"

#include "kern/change.h"
#include "kern/elements.h"

static struct fault *fault_of(struct kern *k)
{
	return k->state;
}

/* True when this question is the one to fail; *ret_answer is then its answer. */
static bool is_due(struct kern *k, const char *question, int *ret_answer, struct err *err)
{
	struct fault *fault = fault_of(k);

	if (++fault->asked != fault->fail_at)
		return false;
	fault->failed = question;
	*ret_answer = fault->is_none ? KERN_NONE : err_set(err, fault->no, "injected into %s", question);
	return true;
}

/* A failed question leaves its results as they were. */
#define ASK(question, ...)                                     \
	({                                                     \
		int answer;                                    \
		if (!is_due(k, #question, &answer, err))       \
			answer = kern_##question(__VA_ARGS__); \
		answer;                                        \
	})

#define INNER (&fault_of(k)->inner)

static int fault_next_id(struct kern *k, enum kern_kind kind, uint32_t id, uint32_t *ret_id, struct err *err)
{
	return ASK(next_id, INNER, kind, id, ret_id, err);
}

static int fault_open(struct kern *k, enum kern_kind kind, uint32_t id, int *ret_handle, struct err *err)
{
	int r = ASK(open, INNER, kind, id, ret_handle, err);

	fault_of(k)->open_handles += r == 0;
	return r;
}

static int fault_open_pin(struct kern *k, const char *path, enum kern_kind *ret_kind, int *ret_handle,
			  struct err *err)
{
	int r = ASK(open_pin, INNER, path, ret_kind, ret_handle, err);

	fault_of(k)->open_handles += r == 0;
	return r;
}

static void fault_close(struct kern *k, int handle)
{
	fault_of(k)->open_handles--;
	kern_close(INNER, handle);
}

static int fault_info(struct kern *k, enum kern_kind kind, int handle, void *info, uint32_t *len,
		      struct err *err)
{
	return ASK(info, INNER, kind, handle, info, len, err);
}

static int fault_fdinfo(struct kern *k, enum kern_kind kind, int handle, struct buf *ret_text,
			struct err *err)
{
	return ASK(fdinfo, INNER, kind, handle, ret_text, err);
}

static int fault_read_file(struct kern *k, const char *path, struct buf *ret_text, struct err *err)
{
	return ASK(read_file, INNER, path, ret_text, err);
}

static int fault_owners(struct kern *k, enum kern_kind kind, struct kern_owners *ret_owners, struct err *err)
{
	return ASK(owners, INNER, kind, ret_owners, err);
}

static int fault_process(struct kern *k, uint32_t pid, struct kern_process *ret_process, struct err *err)
{
	return ASK(process, INNER, pid, ret_process, err);
}

static int fault_pins(struct kern *k, const char *root, kern_pin_fn fn, void *arg, struct err *err)
{
	return ASK(pins, INNER, root, fn, arg, err);
}

static int fault_ifname(struct kern *k, uint32_t ifindex, char *ret_name, size_t size, struct err *err)
{
	return ASK(ifname, INNER, ifindex, ret_name, size, err);
}

static int fault_cgroup_path(struct kern *k, uint64_t cgroup_id, char *ret_path, size_t size, struct err *err)
{
	return ASK(cgroup_path, INNER, cgroup_id, ret_path, size, err);
}

static int fault_symbol(struct kern *k, uint64_t addr, char *ret_name, size_t size, char *ret_module,
			size_t module_size, uint64_t *ret_offset, struct err *err)
{
	return ASK(symbol, INNER, addr, ret_name, size, ret_module, module_size, ret_offset, err);
}

static int fault_vmlinux(struct kern *k, const void **ret_data, size_t *ret_size, struct err *err)
{
	return ASK(vmlinux, INNER, ret_data, ret_size, err);
}

static int fault_boot_time(struct kern *k, int64_t *ret_ns, struct err *err)
{
	return ASK(boot_time, INNER, ret_ns, err);
}

static int fault_walk(struct kern *k, int handle, const struct uapi_map_info *info, elements_fn fn, void *arg,
		      struct err *err)
{
	return ASK(elements, INNER, handle, info, fn, arg, err);
}

static int fault_lookup(struct kern *k, int handle, const struct uapi_map_info *info, const void *key,
			struct buf *ret_value, struct err *err)
{
	return ASK(lookup, INNER, handle, info, key, ret_value, err);
}

static int fault_next_key(struct kern *k, int handle, const struct uapi_map_info *info, const void *key,
			  struct buf *ret_next, struct err *err)
{
	return ASK(next_key, INNER, handle, info, key, ret_next, err);
}

static int fault_ring(struct kern *k, int handle, const struct uapi_map_info *info,
		      const struct ring_reader *reader, struct err *err)
{
	return ASK(ring, INNER, handle, info, reader, err);
}

static const struct elements_ops fault_elements = {
	.walk = fault_walk,
	.lookup = fault_lookup,
	.next_key = fault_next_key,
	.ring = fault_ring,
};

static int fault_change(struct kern *k, const struct kern_change *change, struct err *err)
{
	int r = ASK(change, INNER, change, err);

	fault_of(k)->open_handles += r == 0 && change->ret_handle;
	return r;
}

static void fault_free(struct kern *k)
{
	kern_free(INNER);
}

void fault_wrap(struct fault *fault, struct kern inner, struct kern *ret_kern)
{
	fault->asked = 0;
	fault->failed = NULL;
	fault->open_handles = 0;
	fault->inner = inner;
	fault->ops = (struct kern_ops){
		.name = "fault",
		.source = inner.ops->source,
		.next_id = fault_next_id,
		.open = fault_open,
		.open_pin = fault_open_pin,
		.close = fault_close,
		.info = fault_info,
		.fdinfo = fault_fdinfo,
		.read_file = fault_read_file,
		.owners = fault_owners,
		.process = fault_process,
		.pins = fault_pins,
		.ifname = fault_ifname,
		.cgroup_path = fault_cgroup_path,
		.symbol = fault_symbol,
		.vmlinux = fault_vmlinux,
		.boot_time = fault_boot_time,
		.elements = &fault_elements,
		.change = fault_change,
		.free = fault_free,
	};
	*ret_kern = (struct kern){.ops = &fault->ops, .state = fault};
}
