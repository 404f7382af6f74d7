/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Any bytes as BTF: every question about them ends, inside the bytes. */
#include "wire/btf.h"
#include "wire/scan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct wire_scan_want wants[] = {{.name = "s", .kind = BK_STRUCT}, {.name = "f", .kind = BK_FUNC}};
	struct wire_scan scan;
	struct err err;
	uint32_t off;

	if (wire_scan_open(&scan, data, size, &err))
		return 0;
	if (wire_scan_find(&scan, wants, 2) && wants[0].ret_type.id)
		wire_scan_member(&scan, &wants[0].ret_type, "m", &off);
	wire_scan_enumerator(&scan, "e", 1);
	wire_scan_map_var(&scan, "m");
	for (uint32_t id = 0; id < 8; id++) {
		wire_scan_type_name(&scan, id);
		wire_scan_section_name(&scan, id);
	}
	return 0;
}
