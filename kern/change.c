/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Hands changes to whoever makes them; refuses where nobody does. */
#include "kern/change.h"

#include "kern/ops.h"

const char *const kern_change_names[CHANGE_COUNT] = {
	[CHANGE_OPEN] = "open to write",
	[CHANGE_UPDATE] = "update an element",
	[CHANGE_DELETE] = "delete an element",
	[CHANGE_POP] = "take an element out",
	[CHANGE_FREEZE] = "freeze a map",
	[CHANGE_LOAD_BTF] = "load BTF",
	[CHANGE_CREATE] = "create a map",
	[CHANGE_PIN] = "pin",
	[CHANGE_UNPIN] = "unpin",
	[CHANGE_FIND_DEV] = "find the device",
	[CHANGE_CHECK_PIN] = "look for room for a pin at",
	[CHANGE_MAKE_FOLDER] = "make a folder for pins",
	[CHANGE_DROP_FOLDER] = "drop a folder for pins",
	[CHANGE_ATTACH] = "attach a program",
	[CHANGE_DETACH] = "detach a program",
	[CHANGE_RUN] = "run a program",
	[CHANGE_RUN_LOADER] = "run a loader",
	[CHANGE_LOAD_TRACING] = "load a tracing program",
	[CHANGE_LINK_TRACING] = "attach a tracing program",
	[CHANGE_OPEN_COUNTER] = "open a counter",
	[CHANGE_STATS] = "switch statistics on",
	[CHANGE_OPEN_TRACE] = "open the trace pipe",
	[CHANGE_READ] = "take out what is there",
	[CHANGE_READ_STREAM] = "read a stream",
	[CHANGE_OPEN_EVENTS] = "open the events of a map",
	[CHANGE_FIND_PERF_EVENT] = "look for perf events in a map",
	[CHANGE_OPEN_PROCESS] = "open a process",
	[CHANGE_OPEN_PATH] = "open",
	[CHANGE_TAKE_FD] = "take a descriptor of a process",
};

int kern_change(struct kern *k, const struct kern_change *change, struct err *err)
{
	if (!k->ops->change)
		return err_set(err, 0, "%s cannot be changed",
			       k->ops->source ? k->ops->source : k->ops->name);
	return k->ops->change(k, change, err);
}

int kern_open_to_write(struct kern *k, uint32_t id, int *ret_handle, struct err *err)
{
	const struct kern_change change = {.act = CHANGE_OPEN,
					   .kind = KIND_MAP,
					   .id = id,
					   .ret_handle = ret_handle};

	return kern_change(k, &change, err);
}

int kern_open_pin_to_write(struct kern *k, const char *path, int *ret_handle, struct err *err)
{
	const struct kern_change change = {.act = CHANGE_OPEN,
					   .kind = KIND_MAP,
					   .path = path,
					   .ret_handle = ret_handle};

	return kern_change(k, &change, err);
}

int kern_update(struct kern *k, int handle, const void *key, const void *value, uint64_t flags,
		struct err *err)
{
	const struct kern_change change = {
		.act = CHANGE_UPDATE, .handle = handle, .key = key, .value = value, .flags = flags};

	return kern_change(k, &change, err);
}

int kern_delete(struct kern *k, int handle, const void *key, struct err *err)
{
	const struct kern_change change = {.act = CHANGE_DELETE, .handle = handle, .key = key};

	return kern_change(k, &change, err);
}

int kern_pop(struct kern *k, int handle, const void *key, size_t size, struct buf *ret_value, struct err *err)
{
	const struct kern_change change = {
		.act = CHANGE_POP, .handle = handle, .key = key, .value_size = size, .ret_value = ret_value};

	return kern_change(k, &change, err);
}

int kern_freeze(struct kern *k, int handle, struct err *err)
{
	const struct kern_change change = {.act = CHANGE_FREEZE, .handle = handle};

	return kern_change(k, &change, err);
}

int kern_load_btf(struct kern *k, const void *data, size_t size, int *ret_handle, struct err *err)
{
	const struct kern_change change = {.act = CHANGE_LOAD_BTF,
					   .value = data,
					   .value_size = size,
					   .ret_handle = ret_handle};

	return kern_change(k, &change, err);
}

int kern_create_map(struct kern *k, const struct map_attrs *attrs, int *ret_handle, struct err *err)
{
	const struct kern_change change = {.act = CHANGE_CREATE, .attrs = attrs, .ret_handle = ret_handle};

	return kern_change(k, &change, err);
}

int kern_pin(struct kern *k, enum kern_kind kind, int handle, const char *path, bool may_mount,
	     struct err *err)
{
	const struct kern_change change = {.act = CHANGE_PIN,
					   .kind = kind,
					   .handle = handle,
					   .path = path,
					   .flags = may_mount ? CHANGE_MAY_MOUNT : 0};

	return kern_change(k, &change, err);
}

int kern_check_pin(struct kern *k, const char *path, bool may_mount, bool may_create, struct err *err)
{
	const struct kern_change change = {.act = CHANGE_CHECK_PIN,
					   .path = path,
					   .flags = (may_mount ? CHANGE_MAY_MOUNT : 0) |
						    (may_create ? CHANGE_MAY_CREATE : 0)};

	return kern_change(k, &change, err);
}

int kern_make_folder(struct kern *k, const char *path, bool may_mount, unsigned int *ret_made,
		     struct err *err)
{
	const struct kern_change change = {.act = CHANGE_MAKE_FOLDER,
					   .path = path,
					   .flags = may_mount ? CHANGE_MAY_MOUNT : 0,
					   .ret_made = ret_made};

	return kern_change(k, &change, err);
}

int kern_drop_folder(struct kern *k, const char *path, unsigned int made, struct err *err)
{
	const struct kern_change change = {.act = CHANGE_DROP_FOLDER, .path = path, .flags = made};

	return kern_change(k, &change, err);
}

int kern_unpin(struct kern *k, const char *path, struct err *err)
{
	const struct kern_change change = {.act = CHANGE_UNPIN, .path = path};

	return kern_change(k, &change, err);
}
