/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Lines of fdinfo. */
#include "kern/fdinfo.h"

#include <stdlib.h>
#include <string.h>

bool fdinfo_number(const char *text, const char *key, uint64_t *ret_value)
{
	size_t len = strlen(key);
	unsigned long long v;
	char *end;

	while (text && *text) {
		if (!strncmp(text, key, len) && text[len] == ':') {
			v = strtoull(text + len + 1, &end, 0);
			if (end == text + len + 1)
				return false;
			*ret_value = v;
			return true;
		}
		text = strchr(text, '\n');
		text += text != NULL;
	}
	return false;
}
