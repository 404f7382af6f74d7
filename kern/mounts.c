/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Mount points; blanks and backslashes in their names are written as three octal digits. */
#include "kern/mounts.h"

#include <string.h>

enum { MOUNT_POINT_WORD = 4 };

static bool is_octal(char c)
{
	return c >= '0' && c <= '7';
}

/* Copies @len characters with \ooo undone; false when there is no room. */
static bool unescape(const char *from, size_t len, char *to, size_t size)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		char c = from[i];

		if (c == '\\' && len - i > 3 && is_octal(from[i + 1]) && is_octal(from[i + 2]) &&
		    is_octal(from[i + 3])) {
			c = (char)((from[i + 1] - '0') * 64 + (from[i + 2] - '0') * 8 + (from[i + 3] - '0'));
			i += 3;
		}
		if (n + 1 >= size)
			return false;
		to[n++] = c;
	}
	to[n] = '\0';
	return true;
}

/* The words of one line, which ends at @end: the mount point, and the type after the lone dash. */
static bool parse_line(const char *line, const char *end, const char *fstype, char *path, size_t size)
{
	const char *point = NULL, *next;
	size_t point_len = 0, len;
	bool is_after_dash = false;
	int word = 0;

	for (const char *p = line; p < end; p = next + 1, word++) {
		next = memchr(p, ' ', (size_t)(end - p));
		next = next ? next : end;
		len = (size_t)(next - p);
		if (is_after_dash)
			return point && len == strlen(fstype) && !memcmp(p, fstype, len) &&
			       unescape(point, point_len, path, size);
		if (word == MOUNT_POINT_WORD) {
			point = p;
			point_len = len;
		}
		is_after_dash = word > MOUNT_POINT_WORD && len == 1 && *p == '-';
	}
	return false;
}

bool mounts_next(const char **at, const char *fstype, char *ret_path, size_t size)
{
	while (**at) {
		const char *line = *at;
		const char *end = strchrnul(line, '\n');

		*at = *end ? end + 1 : end;
		if (parse_line(line, end, fstype, ret_path, size))
			return true;
	}
	return false;
}

bool mounts_is_below(const char *path, const char *root)
{
	size_t len = strlen(root);

	while (len && root[len - 1] == '/')
		len--;
	return !strncmp(path, root, len) && (!path[len] || path[len] == '/');
}
