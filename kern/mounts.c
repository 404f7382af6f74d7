/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Mount points; blanks and backslashes in their names are written as three octal digits. */
#include "kern/mounts.h"

#include <string.h>

enum {
	DEVICE_WORD = 2,
	MOUNT_POINT_WORD = 4,
	/* after the dash */
	TYPE_WORD = 1,
	OPTIONS_WORD = 3,
};

static bool is_octal(char c)
{
	return c >= '0' && c <= '7';
}

/* Copies @len characters with \ooo undone; false if the buffer is too small. */
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

/* What one line says, and where in the text. */
struct mount_line {
	const char *point, *type;
	size_t point_len, type_len;
	struct mount_details details;
};

/* The words of one line, which ends at @end: the mount point; after the lone dash the type and the options.
 */
static void split_line(const char *line, const char *end, struct mount_line *ret_line)
{
	int word = 0, after_dash = 0;
	const char *next;

	*ret_line = (struct mount_line){.details.options = ""};
	for (const char *p = line; p < end; p = next + 1, word++) {
		size_t len;

		next = memchr(p, ' ', (size_t)(end - p));
		next = next ? next : end;
		len = (size_t)(next - p);
		if (word == DEVICE_WORD) {
			ret_line->details.device = p;
			ret_line->details.device_len = len;
		} else if (word == MOUNT_POINT_WORD) {
			ret_line->point = p;
			ret_line->point_len = len;
		} else if (after_dash == TYPE_WORD) {
			ret_line->type = p;
			ret_line->type_len = len;
		} else if (after_dash == OPTIONS_WORD) {
			ret_line->details.options = p;
			ret_line->details.options_len = len;
		}
		if (after_dash || (word > MOUNT_POINT_WORD && len == 1 && *p == '-'))
			after_dash++;
	}
}

bool mounts_next_details(const char **at, const char *fstype, char *ret_path, size_t size,
			 struct mount_details *ret_details)
{
	const size_t type_len = strlen(fstype);
	struct mount_line found;

	while (**at) {
		const char *line = *at;
		const char *end = strchrnul(line, '\n');

		*at = *end ? end + 1 : end;
		split_line(line, end, &found);
		if (!found.point || found.type_len != type_len || memcmp(found.type, fstype, type_len) != 0 ||
		    !unescape(found.point, found.point_len, ret_path, size))
			continue;
		*ret_details = found.details;
		return true;
	}
	return false;
}

bool mounts_next(const char **at, const char *fstype, char *ret_path, size_t size)
{
	struct mount_details ignored;

	return mounts_next_details(at, fstype, ret_path, size, &ignored);
}

bool mounts_is_below(const char *path, const char *root)
{
	size_t len = strlen(root);

	while (len && root[len - 1] == '/')
		len--;
	return !strncmp(path, root, len) && (!path[len] || path[len] == '/');
}
