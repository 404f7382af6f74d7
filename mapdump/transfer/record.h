/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What a transfer tells when it is done. */
#ifndef BPFI_MAPDUMP_TRANSFER_RECORD_H
#define BPFI_MAPDUMP_TRANSFER_RECORD_H

#include <stdint.h>

/* Printed by map_transfer_record. */
struct transferred {
	uint32_t len;
	uint64_t written, failed;
};

#endif
