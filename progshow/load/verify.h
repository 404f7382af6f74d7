/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What is known about one program of an object file after verification. */
#ifndef BPFI_PROGSHOW_LOAD_VERIFY_H
#define BPFI_PROGSHOW_LOAD_VERIFY_H

#include "kern/kern.h"
#include "progshow/load/load.h"

struct verify_rec {
	const char *object, *name, *section; /* name NULL: the object cannot be opened */
	struct kern *k;
	uint32_t type;
	bool is_verified, has_numbers;
	uint64_t size, insns, states, peak_states, most_states, read_marks, time_us;
	const char *totals; /* in the log, if has_numbers */
	const struct err *err;
};

#endif
