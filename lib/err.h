/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Errors as values: fixed size, so that reporting one cannot fail.
 *
 * The code that finds an error sets it, a caller that knows more puts words in front of it (err_wrap), and
 * cmd/main.c prints it once. Every function that fills one returns -1 from the same line.
 */
#ifndef BPFI_LIB_ERR_H
#define BPFI_LIB_ERR_H

#include <stdbool.h>

enum err_kind {
	ERR_OK,
	ERR_FAILED,  /* exit 1: it did not work, or nothing matched */
	ERR_USAGE,   /* exit 2: the command line is wrong */
	ERR_PARTIAL, /* exit 3: some records are missing, the rest was shown */
	ERR_NO,      /* exit 1: it worked and the answer is negative (two things differ); no message */
};

/* The kernel's own number for "no such operation here", for which libc has no name. */
enum { ERR_ENOTSUPP = 524 };

struct err {
	enum err_kind kind;
	int no;          /* errno, 0 if the text is enough */
	bool is_refused; /* the kernel refused the change itself, not what had to be found for it */
	char text[512];
	char hint[320];
	char quoted[1024]; /* lines of the verifier or of libbpf; shown below the text */
};

#define ERR_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))

/* Sets kind ERR_FAILED with errno @no (0: none). Always -1. */
int err_set(struct err *err, int no, const char *fmt, ...) ERR_PRINTF(3, 4);
int err_usage(struct err *err, const char *fmt, ...) ERR_PRINTF(2, 3);
/* The missing records, with the reason and the hint of the first failure, if any. Always -1. */
int err_partial(struct err *err, const struct err *first, const char *fmt, ...) ERR_PRINTF(3, 4);
int err_no_memory(struct err *err);
int err_answer_no(struct err *err);

/* Puts "fmt: " in front of the text. Always -1. */
int err_wrap(struct err *err, const char *fmt, ...) ERR_PRINTF(2, 3);
void err_hint(struct err *err, const char *fmt, ...) ERR_PRINTF(2, 3);
/* The last whole lines of @lines, as many as fit. */
void err_quote(struct err *err, const char *lines, unsigned long len);

void err_clear(struct err *err);
int err_exit_code(const struct err *err);

/* "EPERM"; NULL for numbers that have no name. */
const char *err_name(int no);
/* The text with the reason after it: "map 25: Operation not permitted (EPERM)". */
void err_describe(const struct err *err, char *buf, unsigned long size);

#endif
