/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What a control group's path shows about its process: the systemd unit, the container. */
#ifndef BPFI_KERN_CGROUP_UNIT_H
#define BPFI_KERN_CGROUP_UNIT_H

enum { CGROUP_NAME_LEN = 256 };

/* "" where the path names none. */
void cgroup_unit(const char *path, char ret_unit[CGROUP_NAME_LEN]);
void cgroup_container(const char *path, char ret_container[CGROUP_NAME_LEN]);

#endif
