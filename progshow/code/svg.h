/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Pictures of graphs, drawn by dot of Graphviz, which must be installed. */
#ifndef BPFI_PROGSHOW_CODE_SVG_H
#define BPFI_PROGSHOW_CODE_SVG_H

#include "lib/buf.h"
#include "lib/err.h"

int svg_draw(const struct buf *dot, struct buf *ret_svg, struct err *err);

#endif
