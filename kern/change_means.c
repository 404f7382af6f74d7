/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Devices, processes, files and descriptors, as questions to whoever makes changes. */
#include "kern/change_means.h"

int kern_open_process(struct kern *k, uint32_t pid, int *ret_handle, struct err *err)
{
	const struct kern_change change = {.act = CHANGE_OPEN_PROCESS, .id = pid, .ret_handle = ret_handle};

	return kern_change(k, &change, err);
}

int kern_open_path(struct kern *k, const char *path, int *ret_handle, struct err *err)
{
	const struct kern_change change = {.act = CHANGE_OPEN_PATH, .path = path, .ret_handle = ret_handle};

	return kern_change(k, &change, err);
}

int kern_take_fd(struct kern *k, uint32_t pid, uint32_t fd, int *ret_handle, struct err *err)
{
	const struct kern_change change = {.act = CHANGE_TAKE_FD,
					   .id = pid,
					   .flags = fd,
					   .ret_handle = ret_handle};

	return kern_change(k, &change, err);
}

int kern_ifindex(struct kern *k, const char *name, uint32_t *ret_ifindex, struct err *err)
{
	int index = 0;
	const struct kern_change change = {.act = CHANGE_FIND_DEV, .path = name, .ret_handle = &index};
	int r = kern_change(k, &change, err);

	if (!r)
		*ret_ifindex = (uint32_t)index;
	return r;
}
