/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Any bytes as BTF: every question about them ends, inside the bytes. */
#include "wire/btf.h"
#include "wire/scan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct btfscan_want wants[] = {{.name = "s", .kind = BK_STRUCT}, {.name = "f", .kind = BK_FUNC}};
	struct btfscan scan;
	struct err err;
	uint32_t off;

	if (btfscan_open(&scan, data, size, &err))
		return 0;
	if (btfscan_find(&scan, wants, 2) && wants[0].ret_type.id)
		btfscan_member(&scan, &wants[0].ret_type, "m", &off);
	btfscan_enumerator(&scan, "e", 1);
	btfscan_map_var(&scan, "m");
	for (uint32_t id = 0; id < 8; id++) {
		btfscan_type_name(&scan, id);
		btfscan_section_name(&scan, id);
	}
	return 0;
}
