/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the lines of a verifier's log are, of every kernel from 5.10 on. */
#ifndef BPFI_PROGSHOW_LOAD_LOG_LINES_H
#define BPFI_PROGSHOW_LOAD_LOG_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum log_line {
	LOG_MESSAGE, /* none of the others: a message of the verifier */
	LOG_SOURCE,  /* the source line of the next instructions */
	LOG_WALK,    /* an instruction, a state, a safe path or function */
	LOG_WORK,    /* how the verifier works: listings, precision, states of a loop */
	LOG_TOTAL,   /* what a program cost: the next log begins after it */
	LOG_REPORT,  /* from Linux 7.3 on: the refusal in sentences begins here */
};

enum log_line log_line_of(const char *line, size_t len);

/* The lines below a heading of a report, indentation kept; @text begins at the report. False: not found. */
bool log_section(const char *text, const char *heading, const char **ret_lines, size_t *ret_len);

/* Where the last report of a log begins; NULL: none. */
const char *log_report(const char *log);

/* The decimal number at *at, which moves after it. False: there is none. */
bool log_number(const char **at, uint64_t *ret_number);

/* The bytes of stack of one function after another, from totals that contain them. */
bool log_next_stack(const char **at, uint64_t *ret_bytes);

#endif
