/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What changes are made with: handles and numbers that stand for something else. Forms of kern/change.h. */
#ifndef BPFI_KERN_CHANGE_MEANS_H
#define BPFI_KERN_CHANGE_MEANS_H

#include "kern/change.h"

/*
 * Handles that the kernel takes in place of what they are of; to be closed. KERN_NONE: there is no such
 * process, file or descriptor.
 */
int kern_open_process(struct kern *k, uint32_t pid, int *ret_handle, struct err *err);
int kern_open_path(struct kern *k, const char *path, int *ret_handle, struct err *err);
int kern_take_fd(struct kern *k, uint32_t pid, uint32_t fd, int *ret_handle, struct err *err);

/* 0: a device of that name is there; KERN_NONE: not. */
int kern_ifindex(struct kern *k, const char *name, uint32_t *ret_ifindex, struct err *err);

#endif
