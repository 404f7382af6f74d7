/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What printers of types write, caught as a string. */
#ifndef BPFI_TESTS_UNIT_TEST_BTF_PRINT_H
#define BPFI_TESTS_UNIT_TEST_BTF_PRINT_H

#include <sys/mman.h>
#include <unistd.h>

#include "lib/out.h"
#include "tests/unit/test_btf_make.h"

typedef int make_print_fn(struct out *o, const struct types *t, const void *arg, struct err *err);

/* What a printer writes, as a string to be freed. */
static inline char *written_by(make_print_fn *print, enum out_format format, const struct types *t,
			       const void *arg)
{
	int fd = memfd_create("out", MFD_CLOEXEC);
	struct out *o = out_new(fd, format, false);
	struct err err = {0};
	char *text;
	off_t len;

	if (print(o, t, arg, &err))
		out_fail(o, 0, &err);
	out_finish(o, &err);
	out_free(o);
	len = lseek(fd, 0, SEEK_END);
	text = calloc(1, (size_t)len + 1);
	if (!text || pread(fd, text, (size_t)len, 0) != len)
		abort();
	close(fd);
	return text;
}

/* Frees @is. */
static inline void check_text(char *is, const char *should, const char *what)
{
	check(!strcmp(is, should), what);
	if (strcmp(is, should))
		printf("# is:     %s\n# should: %s\n", is, should);
	free(is);
}

#endif
