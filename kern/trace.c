/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The telling wrapper: every question with its answer, one line each. */
#include "kern/trace.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "kern/change.h"
#include "kern/elements.h"
#include "kern/ops.h"

struct trace {
	struct kern_ops ops; /* under the name of the inner one */
	struct kern inner;
	void (*say)(const char *line);
};

static struct trace *trace_of(struct kern *k)
{
	return k->state;
}

__attribute__((format(printf, 4, 5))) static int tell(struct kern *k, int r, const struct err *err,
						      const char *fmt, ...)
{
	static const char *const outcomes[] = {"failed", "done", "none"};
	char line[256], why[sizeof(err->text) + 64] = "", all[sizeof(line) + sizeof(why) + 32];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	if (r < 0)
		err_describe(err, why, sizeof(why));
	snprintf(all, sizeof(all), "%s: %s%s%s", line, outcomes[r < 0 ? 0 : 1 + (r == KERN_NONE)],
		 *why ? ": " : "", why);
	trace_of(k)->say(all);
	return r;
}

#define INNER (&trace_of(k)->inner)

static int trace_next_id(struct kern *k, enum kern_kind kind, uint32_t id, uint32_t *ret_id, struct err *err)
{
	int r = kern_next_id(INNER, kind, id, ret_id, err);

	return tell(k, r, err, "%s after %u", kern_kind_names[kind], id);
}

static int trace_open(struct kern *k, enum kern_kind kind, uint32_t id, int *ret_handle, struct err *err)
{
	return tell(k, kern_open(INNER, kind, id, ret_handle, err), err, "open %s %u", kern_kind_names[kind],
		    id);
}

static int trace_open_pin(struct kern *k, const char *path, enum kern_kind *ret_kind, int *ret_handle,
			  struct err *err)
{
	return tell(k, kern_open_pin(INNER, path, ret_kind, ret_handle, err), err, "open %s", path);
}

static void trace_close(struct kern *k, int handle)
{
	kern_close(INNER, handle);
}

static int trace_info(struct kern *k, enum kern_kind kind, int handle, void *info, uint32_t *len,
		      struct err *err)
{
	return tell(k, kern_info(INNER, kind, handle, info, len, err), err, "info of %s",
		    kern_kind_names[kind]);
}

static int trace_fdinfo(struct kern *k, enum kern_kind kind, int handle, struct buf *ret_text,
			struct err *err)
{
	return tell(k, kern_fdinfo(INNER, kind, handle, ret_text, err), err, "fdinfo of %s",
		    kern_kind_names[kind]);
}

static int trace_read_file(struct kern *k, const char *path, struct buf *ret_text, struct err *err)
{
	return tell(k, kern_read_file(INNER, path, ret_text, err), err, "read %s", path);
}

static int trace_owners(struct kern *k, enum kern_kind kind, struct kern_owners *ret_owners, struct err *err)
{
	return tell(k, kern_owners(INNER, kind, ret_owners, err), err, "owners of %s",
		    kern_kind_plurals[kind]);
}

static int trace_process(struct kern *k, uint32_t pid, struct kern_process *ret_process, struct err *err)
{
	return tell(k, kern_process(INNER, pid, ret_process, err), err, "process %u", pid);
}

static int trace_pins(struct kern *k, const char *root, kern_pin_fn fn, void *arg, struct err *err)
{
	return tell(k, kern_pins(INNER, root, fn, arg, err), err, "pins below %s",
		    root ? root : "every bpffs");
}

static int trace_ifname(struct kern *k, uint32_t ifindex, char *ret_name, size_t size, struct err *err)
{
	return tell(k, kern_ifname(INNER, ifindex, ret_name, size, err), err, "device %u", ifindex);
}

static int trace_cgroup_path(struct kern *k, uint64_t id, char *ret_path, size_t size, struct err *err)
{
	return tell(k, kern_cgroup_path(INNER, id, ret_path, size, err), err, "cgroup %llu",
		    (unsigned long long)id);
}

static int trace_symbol(struct kern *k, uint64_t addr, char *ret_name, size_t size, char *ret_module,
			size_t module_size, uint64_t *ret_offset, struct err *err)
{
	return tell(k, kern_symbol(INNER, addr, ret_name, size, ret_module, module_size, ret_offset, err),
		    err, "symbol at 0x%llx", (unsigned long long)addr);
}

static int trace_address(struct kern *k, const char *name, uint64_t *ret_addr, struct err *err)
{
	return tell(k, kern_address(INNER, name, ret_addr, err), err, "address of %s", name);
}

static int trace_vmlinux(struct kern *k, const void **ret_data, size_t *ret_size, struct err *err)
{
	return tell(k, kern_vmlinux(INNER, ret_data, ret_size, err), err, "BTF of the kernel");
}

static int trace_boot_time(struct kern *k, int64_t *ret_ns, struct err *err)
{
	return tell(k, kern_boot_time(INNER, ret_ns, err), err, "boot time");
}

static int trace_walk(struct kern *k, int handle, const struct uapi_map_info *info, elements_fn fn, void *arg,
		      struct err *err)
{
	return tell(k, kern_elements(INNER, handle, info, fn, arg, err), err, "elements of map %u", info->id);
}

static int trace_lookup(struct kern *k, int handle, const struct uapi_map_info *info, const void *key,
			struct buf *ret_value, struct err *err)
{
	return tell(k, kern_lookup(INNER, handle, info, key, ret_value, err), err, "element of map %u",
		    info->id);
}

static int trace_next_key(struct kern *k, int handle, const struct uapi_map_info *info, const void *key,
			  struct buf *ret_next, struct err *err)
{
	return tell(k, kern_next_key(INNER, handle, info, key, ret_next, err), err, "next key of map %u",
		    info->id);
}

static int trace_kept(struct kern *k, int handle, const struct uapi_map_info *info, const uint64_t *only,
		      elements_fn fn, void *arg, struct err *err)
{
	return tell(k, kern_kept(INNER, handle, info, only, fn, arg, err), err, "values kept for map %u",
		    info->id);
}

static int trace_kept_id(struct kern *k, const struct uapi_map_info *info, int object, uint64_t *ret_id,
			 struct err *err)
{
	return tell(k, kern_kept_id(INNER, info, object, ret_id, err), err,
		    "id of what map %u keeps a value for", info->id);
}

static int trace_ring(struct kern *k, int handle, const struct uapi_map_info *info,
		      const struct ring_reader *reader, struct err *err)
{
	return tell(k, kern_ring(INNER, handle, info, reader, err), err, "records of map %u", info->id);
}

static const struct elements_ops trace_elements = {
	.walk = trace_walk,
	.lookup = trace_lookup,
	.next_key = trace_next_key,
	.kept = trace_kept,
	.kept_id = trace_kept_id,
	.ring = trace_ring,
};

static int trace_change(struct kern *k, const struct kern_change *change, struct err *err)
{
	return tell(k, kern_change(INNER, change, err), err, "%s%s%s", kern_change_names[change->act],
		    change->path ? " " : "", change->path ? change->path : "");
}

static void trace_free(struct kern *k)
{
	kern_free(INNER);
	free(k->state);
}

static const struct kern_ops trace_ops = {
	.next_id = trace_next_id,
	.open = trace_open,
	.open_pin = trace_open_pin,
	.close = trace_close,
	.info = trace_info,
	.fdinfo = trace_fdinfo,
	.read_file = trace_read_file,
	.owners = trace_owners,
	.process = trace_process,
	.pins = trace_pins,
	.ifname = trace_ifname,
	.cgroup_path = trace_cgroup_path,
	.symbol = trace_symbol,
	.address = trace_address,
	.vmlinux = trace_vmlinux,
	.boot_time = trace_boot_time,
	.change = trace_change,
	.elements = &trace_elements,
	.free = trace_free,
};

int kern_open_trace(struct kern *ret_kern, const struct kern *inner, void (*say)(const char *line),
		    struct err *err)
{
	struct trace *t = calloc(1, sizeof(*t));

	if (!t)
		return err_no_memory(err);
	t->inner = *inner;
	t->say = say;
	t->ops = trace_ops;
	t->ops.name = inner->ops->name;
	t->ops.source = inner->ops->source;
	*ret_kern = (struct kern){.ops = &t->ops, .state = t};
	return 0;
}
