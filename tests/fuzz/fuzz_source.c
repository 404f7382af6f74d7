/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Any bytes as a C source: reading its identifiers ends, inside the bytes, and each is found again. */
#include <stdlib.h>
#include <string.h>

#include "btfdump/roots/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int include(void *data, const char *path, size_t len, struct err *err)
{
	struct names *n = data;

	(void)err;
	names_add(n, path, strnlen(path, len), NAME_MEMBER);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size ? size : 1); /* exactly as long: a byte too far is seen */
	struct names n = {0};
	struct err err;

	if (!text)
		return 0;
	memcpy(text, data, size);
	text_is_kernel_header(text, size);
	if (!names_of_text(text, size, &n, include, &n, &err))
		for (size_t at = 0; at < n.text.len; at += strlen(n.text.data + at) + 1)
			if (!names_find(&n, n.text.data + at))
				abort();
	names_free(&n);
	free(text);
	return 0;
}
