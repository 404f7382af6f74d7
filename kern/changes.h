/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What changes a kernel, and what changes are made with, one row each: kern_NAME() for callers, the member of
 * struct change_ops, the line of --debug and the injection of faults come from it. A recording has none of
 * them.
 *
 * CHANGE(name, gives, parameters, arguments, trace): the columns are those of kern/questions.h. Errors carry
 * the kernel's errno; the caller knows what it means for an object.
 */
#ifndef CHANGE
#define CHANGE(name, gives, parameters, arguments, trace)
#endif

/* --- Maps --- */

CHANGE(open_to_write, HANDLE, (uint32_t id, int *ret_handle), (id, ret_handle), ("open map %u to write", id))

/* KERN_NONE: no such file; an error for what is pinned there and is not a map. */
CHANGE(open_pin_to_write, HANDLE, (const char *path, int *ret_handle), (path, ret_handle),
       ("open %s to write", path))

/* @key is NULL for types without keys; of a per-CPU map @value holds the values of all CPUs. */
CHANGE(update, ANSWER, (int handle, const void *key, const void *value, uint64_t flags),
       (handle, key, value, flags), ("update an element"))

/* KERN_NONE: no such key. */
CHANGE(delete, ANSWER, (int handle, const void *key), (handle, key), ("delete an element"))

/* Removes an element of @size bytes, of queues and stacks (@key NULL) the next one; KERN_NONE: empty. */
CHANGE(pop, ANSWER, (int handle, const void *key, size_t size, struct buf *ret_value),
       (handle, key, size, ret_value), ("pop an element"))

/* For user space, permanently. */
CHANGE(freeze, ANSWER, (int handle), (handle), ("freeze a map"))

CHANGE(load_btf, HANDLE, (const void *data, size_t size, int *ret_handle), (data, size, ret_handle),
       ("load BTF"))

CHANGE(create_map, HANDLE, (const struct map_attrs *attrs, int *ret_handle), (attrs, ret_handle),
       ("create a map"))

/* --- Pins --- */

/*
 * With @may_mount a bpffs is mounted where the folder is not in one and is empty; it is unmounted again where
 * pinning fails.
 */
CHANGE(pin, ANSWER, (enum kern_kind kind, int handle, const char *path, bool may_mount),
       (kind, handle, path, may_mount), ("pin %s %s", kern_kind_names[kind], path))

/* KERN_NONE: no such file. */
CHANGE(unpin, ANSWER, (const char *path), (path), ("unpin %s", path))

/*
 * No change. Whether a pin would succeed: the path is free, and the folder is in a bpffs or one may be
 * mounted; with @may_create it need not exist yet.
 */
CHANGE(check_pin, ANSWER, (const char *path, bool may_mount, bool may_create), (path, may_mount, may_create),
       ("check pin path %s", path))

/* The folder exists and is in a bpffs, whatever that takes; *ret_made for kern_drop_folder(). */
CHANGE(make_folder, ANSWER, (const char *path, bool may_mount, unsigned int *ret_made),
       (path, may_mount, ret_made), ("create directory %s for pins", path))

CHANGE(drop_folder, ANSWER, (const char *path, unsigned int made), (path, made),
       ("remove directory %s for pins", path))

/* --- Programs: closing a returned handle ends what it represents --- */

CHANGE(attach, ANSWER, (int handle, const struct attach_at *at), (handle, at), ("attach a program"))

/* @handle -1: the last one attached there. */
CHANGE(detach, ANSWER, (int handle, const struct attach_at *at), (handle, at), ("detach a program"))

/* @handle -1: the attached one is detached; nothing attached is not an error. */
CHANGE(set_xdp, ANSWER, (int handle, const struct xdp_at *at), (handle, at),
       ("set XDP at device %u", at->ifindex))

CHANGE(create_link, HANDLE, (int handle, const struct link_at *at, int *ret_handle), (handle, at, ret_handle),
       ("attach a program by a link"))

CHANGE(detach_link, ANSWER, (int handle), (handle), ("detach a link"))

/* @fresh: a program, of a link of struct_ops a map. */
CHANGE(update_link, ANSWER, (int handle, int fresh), (handle, fresh), ("update a link"))

/* Each read of what is returned runs the iterator further. */
CHANGE(create_iter, HANDLE, (int link, int *ret_handle), (link, ret_handle), ("start an iterator"))

/* Registers a table of operations until the link is closed. */
CHANGE(link_ops, HANDLE, (int map, int *ret_handle), (map, ret_handle), ("link struct_ops"))

CHANGE(run_prog, ANSWER, (int handle, struct prog_run *run), (handle, run), ("run a program"))

CHANGE(run_loader, ANSWER, (struct loader_run * run), (run), ("run a loader"))

CHANGE(load_tracing, HANDLE, (const struct tracing_attrs *attrs, int *ret_handle), (attrs, ret_handle),
       ("load a tracing program"))

CHANGE(link_tracing, HANDLE, (int handle, int *ret_handle), (handle, ret_handle),
       ("attach a tracing program"))

/* KERN_NONE: the CPU is offline. */
CHANGE(open_counter, HANDLE, (const struct counter_attrs *attrs, int *ret_handle), (attrs, ret_handle),
       ("open a counter"))

/* Run time statistics of all programs. */
CHANGE(enable_stats, HANDLE, (int *ret_handle), (ret_handle), ("enable statistics"))

/* Lines of bpf_printk() and of all other tracing; other readers do not get what is read. */
CHANGE(open_trace_pipe, HANDLE, (bool may_mount, int *ret_handle), (may_mount, ret_handle),
       ("open the trace pipe"))

/* One read, appended to the buffer; nothing there yet is not an error. KERN_NONE: the end. */
CHANGE(read, ANSWER, (int handle, struct buf *ret_text), (handle, ret_text), ("read what is available"))

/* All that a program wrote and that has not been read. */
CHANGE(read_stream, ANSWER, (int handle, enum prog_stream stream, struct buf *ret_text),
       (handle, stream, ret_text), ("read a stream"))

/* --- Events: kern/events.h --- */

/* @handle may write. Slots of offline CPUs are left out; an error if none is left. */
CHANGE(open_events, ANSWER, (int handle, const struct events_attrs *attrs, struct events **ret_events),
       (handle, attrs, ret_events), ("open the events of a map"))

/* No change. The first slot that has a perf event; KERN_NONE: no slot has one. */
CHANGE(find_perf_event, ANSWER, (int handle, const struct events_attrs *attrs, uint32_t *ret_index),
       (handle, attrs, ret_index), ("look for perf events in a map"))

/* --- No changes, but inputs for values. KERN_NONE: no such device, process, file or descriptor --- */

CHANGE(ifindex, ANSWER, (const char *name, uint32_t *ret_ifindex), (name, ret_ifindex),
       ("find the device %s", name))

CHANGE(open_process, HANDLE, (uint32_t pid, int *ret_handle), (pid, ret_handle), ("open process %u", pid))

/* Any file or folder, without reading it. */
CHANGE(open_path, HANDLE, (const char *path, int *ret_handle), (path, ret_handle), ("open %s", path))

CHANGE(take_fd, HANDLE, (uint32_t pid, uint32_t fd, int *ret_handle), (pid, fd, ret_handle),
       ("get file descriptor %u of process %u", fd, pid))

#undef CHANGE
