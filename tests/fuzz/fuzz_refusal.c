/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Any text as a log of the verifier: what is found lies in it, ends where it says, and gets a hint or none.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "progshow/load/refusal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *log = malloc(size + 1);
	struct refusal r;
	struct err err = {0};

	if (!log)
		return 0;
	memcpy(log, data, size);
	log[size] = '\0';
	if (refusal_find(log, &r)) {
		if (r.lines < log || r.lines + r.len > log + strlen(log) || !r.reason_len ||
		    r.reason + r.reason_len != r.lines + r.len || r.messages < r.lines ||
		    r.messages > r.reason || (r.source && r.source + r.source_len >= r.lines) ||
		    (r.why && (r.why < r.reason || r.why + r.why_len > log + strlen(log))) ||
		    (r.advice && r.advice + r.advice_len > log + strlen(log)))
			abort();
		refusal_tell(&r, &err);
	}
	free(log);
	return 0;
}
