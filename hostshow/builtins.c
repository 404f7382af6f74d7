/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Names of types and helpers, one a line. The rows of kern/ come first, then what only the kernel's own types
 * have: the list is complete on a kernel that is newer than bpfi.
 */
#include <string.h>

#include "hostshow/hostshow.h"
#include "kern/names.h"

/* In the order of the words. */
static const struct names *const groups[] = {
	&names_prog_types, &names_map_types, &names_attach_types, &names_link_types, &names_helpers,
};

const char *const builtin_groups[] = {
	"prog_types", "map_types", "attach_types", "link_types", "helpers", NULL,
};

_Static_assert(sizeof(builtin_groups) / sizeof(builtin_groups[0]) == sizeof(groups) / sizeof(groups[0]) + 1,
	       "each group has a word");

static const struct names *find_group(const char *word)
{
	for (unsigned int i = 0; builtin_groups[i]; i++)
		if (!strcmp(builtin_groups[i], word))
			return groups[i];
	return NULL;
}

int builtins_list(struct kern *k, struct out *o, const char *group, struct err *err)
{
	const struct names *n = find_group(group);
	char text[NAMES_TEXT_SIZE];
	uint32_t end;

	if (!n)
		return err_usage(err, "'%s' is not a group of names", group);
	end = names_end(k, n);
	out_list(o, NULL);
	for (uint32_t i = 0; i < end; i++)
		if (names_text(k, n, i, text, sizeof(text)))
			out_str(o, NULL, text);
	out_end(o);
	return 0;
}
