/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Numbers that may be absent. */
#include "lib/given.h"

#include "lib/num.h"

static int parse_given_number(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	struct given_number *n = dst;

	if (num_parse_u32(rest->at[0], a->key, &n->value, err))
		return -1;
	n->is_given = true;
	rest->at++;
	rest->left--;
	return 0;
}

const struct arg_type arg_given_number = {
	.token = "N",
	.parse = parse_given_number,
};
