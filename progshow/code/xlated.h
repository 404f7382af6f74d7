/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Translated instructions being shown one by one, each with what precedes it. */
#ifndef BPFI_PROGSHOW_CODE_XLATED_H
#define BPFI_PROGSHOW_CODE_XLATED_H

#include "progshow/code/callname.h"
#include "progshow/code/dump.h"

struct xlated {
	struct out *o;
	const struct code *c;
	const struct prog_dump_options *opt;
	struct call_names names;
	bool has_targets; /* of wide loads */
	struct code_lines lines;
	uint32_t func; /* the next one to begin */
	struct buf text;
};

void xlated_open(struct xlated *x, struct out *o, struct code *c, const struct prog_dump_options *opt);
/* One record; returns how many places the instruction takes. From the first on, none left out. */
uint32_t xlated_insn(struct xlated *x, uint32_t at);
void xlated_close(struct xlated *x);
#define auto_xlated __attribute__((cleanup(xlated_close))) struct xlated

#endif
