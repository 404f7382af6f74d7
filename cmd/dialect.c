/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The two dialects. */
#include "cmd/dialect.h"

#include <string.h>

#include "cmd/list.h"

const struct dialect dialect_bpfi = {
	.surface = {.program = "bpfi",
		    .summary = "see what BPF is doing on this machine",
		    .objects = objects,
		    .opts = global_opts,
		    .listing_opts = listing_opts},
	.version = BPFI_VERSION,
	.error_lead = "bpfi: ",
	.quoted_lead = "      | ",
	.hint_lead = "      ",
	.note_lead = "bpfi: note: ",
	.debug_lead = "debug: ",
	.traces_kernel = true,
};

/* The version of the bpftool whose words, keys and shapes are used. */
const struct dialect dialect_bpftool = {
	.surface = {.program = "bpftool",
		    .summary = "bpfi under the name of bpftool",
		    .objects = objects,
		    .opts = global_opts,
		    .listing_opts = listing_opts},
	.version = "7.8.0",
	.error_lead = "Error: ",
	.hint_lead = "       ",
	.note_lead = "Note: ",
	.debug_lead = "",
	.detail = TELL_INFO,
	.failure_exit = 255,
	.has_usage_text = true,
};

const struct dialect *dialect_called(const char *name)
{
	const char *slash = name ? strrchr(name, '/') : NULL;

	if (slash)
		name = slash + 1;
	return name && !strcmp(name, dialect_bpftool.surface.program) ? &dialect_bpftool : &dialect_bpfi;
}
