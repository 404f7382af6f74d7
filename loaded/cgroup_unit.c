/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Reading of control group paths: /system.slice/docker-0123….scope, /kubepods/…/0123…,
 * /system.slice/ssh.service. */
#include "loaded/cgroup_unit.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { CONTAINER_ID_LEN = 64 };

/* The container's id inside one path component: 64 hex digits at its start, or after a dash or colon. */
static const char *container_id(const char *part, size_t len)
{
	size_t digits = 0;

	for (size_t i = 0; i < len; i++) {
		digits = isxdigit((unsigned char)part[i]) ? digits + 1 : 0;
		if (digits == CONTAINER_ID_LEN && (i + 1 == len || !isalnum((unsigned char)part[i + 1])))
			return part + i + 1 - CONTAINER_ID_LEN;
	}
	return NULL;
}

static bool has_ending(const char *part, size_t len, const char *ending)
{
	size_t n = strlen(ending);

	return len > n && !memcmp(part + len - n, ending, n);
}

void cgroup_container(const char *path, char ret_container[CGROUP_NAME_LEN])
{
	ret_container[0] = '\0';
	for (const char *p = path; *p; p += strcspn(p, "/"), p += *p == '/') {
		const char *id = container_id(p, strcspn(p, "/"));

		if (id)
			snprintf(ret_container, CGROUP_NAME_LEN, "%.*s", CONTAINER_ID_LEN, id);
	}
}

/* The innermost service, socket or scope that does not belong to a container. */
void cgroup_unit(const char *path, char ret_unit[CGROUP_NAME_LEN])
{
	static const char *const endings[] = {".service", ".scope", ".socket", ".mount", NULL};

	ret_unit[0] = '\0';
	for (const char *p = path; *p; p += strcspn(p, "/"), p += *p == '/') {
		size_t len = strcspn(p, "/");

		for (const char *const *e = endings; *e; e++)
			if (has_ending(p, len, *e) && !container_id(p, len))
				snprintf(ret_unit, CGROUP_NAME_LEN, "%.*s", (int)len, p);
	}
}
