/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Rows that several views of attachments have. */
#ifndef BPFI_LINKSHOW_PLACE_H
#define BPFI_LINKSHOW_PLACE_H

#include "attach/attach.h"
#include "kern/names.h"
#include "lib/record.h"

/* A value at the end of an incumbent's line: labelled, and only in JSON if it is null. */
#define ROW_PLACE_NAME(key)                                                                      \
	{                                                                                        \
		.name = (key), .help = "Full name of the program; null if unknown", .lead = " ", \
		.style = STYLE_NAME, .type = FIELD_STR, .flags = FIELD_TEXT_NONZERO,             \
		.emit = place_emit_prog_name                                                     \
	}
#define ROW_PLACE_LINK(at_lead)                                                                       \
	{                                                                                             \
		.name = "link_id", .help = "ID of the link; null if attached without one",            \
		.lead = (at_lead), .style = STYLE_ID, .type = FIELD_U32, .flags = FIELD_TEXT_NONZERO, \
		.emit = place_emit_known, PLACE_OFF(link_id)                                          \
	}

#endif
