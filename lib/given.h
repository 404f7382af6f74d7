/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A number on the command line that may be absent, which is another thing than 0. */
#ifndef BPFI_LIB_GIVEN_H
#define BPFI_LIB_GIVEN_H

#include "lib/cmd.h"

struct given_number {
	bool is_given;
	uint32_t value;
};
extern const struct arg_type arg_given_number;

#endif
