/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What a transfer tells when it is done. */
#ifndef BPFI_MAPDUMP_TRANSFER_RECORD_H
#define BPFI_MAPDUMP_TRANSFER_RECORD_H

#include <stdbool.h>
#include <stdint.h>

/* Printed by map_transfer_record. */
struct transferred {
	uint32_t len;
	uint64_t written; /* elements, each once however often its key came */
	uint64_t repeated, failed;
	bool is_stopped; /* by a signal */
};

#endif
