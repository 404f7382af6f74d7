/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Argument types. */
#include "cmd/args.h"

#include "lib/complete.h"

static int parse_path(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	if (!*rest->at[0])
		return err_usage(err, "%s is empty", a->token ? a->token : a->type->token);
	*(const char **)dst = rest->at[0];
	rest->at++;
	rest->left--;
	return 0;
}

static void complete_path(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	(void)a;
	(void)given;
	complete_files(c);
}

const struct arg_type arg_path = {
	.token = "PATH",
	.help = "A path.",
	.parse = parse_path,
	.complete = complete_path,
};
