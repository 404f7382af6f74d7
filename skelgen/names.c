/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Only letters, digits and '_', whatever the input is. */
#include "skelgen/names.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_LEN = 63 }; /* what bpftool keeps of a file's name: programs are written for it */

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static void put_words(struct buf *to, const char *text, size_t len)
{
	if (!len || (*text >= '0' && *text <= '9'))
		buf_add_char(to, '_');
	for (size_t i = 0; i < len; i++)
		buf_add_char(to, is_word(text[i]) ? text[i] : '_');
}

void names_of_section(struct buf *to, const char *section)
{
	const char *name = section + (*section == '.');

	put_words(to, name, strlen(name));
}

void names_of_file(struct buf *to, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	size_t len = strlen(name);

	if (len > 2 && !strcmp(name + len - 2, ".o"))
		len -= 2;
	put_words(to, name, len < NAME_MAX_LEN ? len : NAME_MAX_LEN);
}

static int by_member(const void *a, const void *b)
{
	const struct names_pair *x = a, *y = b;

	return strcmp(x->member, y->member);
}

int names_check(struct names_pair *list, size_t count, const char *what, struct err *err)
{
	qsort(list, count, sizeof(*list), by_member);
	for (size_t i = 1; i < count; i++) {
		if (strcmp(list[i - 1].member, list[i].member))
			continue;
		err_set(err, 0, "%s '%.100s' and '%.100s' are both '%.100s' in C", what, list[i - 1].origin,
			list[i].origin, list[i].member);
		err_hint(err, "rename one of them in the BPF program");
		return -1;
	}
	return 0;
}
