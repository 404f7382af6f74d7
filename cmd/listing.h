/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands that list: options that all of them have. */
#ifndef BPFI_CMD_LISTING_H
#define BPFI_CMD_LISTING_H

#include "cmd/cmd.h"
#include "lib/query/query.h"

/* Runs the command, and shows of its records what @query wants. */
int listing_run(struct ctx *c, const struct cmd *cmd, void *args, struct query_options *query,
		struct err *err);

/* Does the option name parts of records, and how much of the word is before the one that is being typed? */
bool listing_has_paths(const struct opt *opt, const char *begun, size_t *ret_before);
/* Candidates for the value of one of these options: the fields of the command. */
void listing_complete(struct complete *c, const struct cmd *cmd, const struct opt *opt);

#endif
