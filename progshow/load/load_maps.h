/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the command line changes in an object before it is loaded. */
#ifndef BPFI_PROGSHOW_LOAD_LOAD_MAPS_H
#define BPFI_PROGSHOW_LOAD_LOAD_MAPS_H

#include "objfile/objfile.h"
#include "progshow/load/load.h"

int load_reuse_maps(struct objfile *o, const struct prog_load *p, struct err *err);
int load_find_device(struct kern *k, const char *name, uint32_t *ret_index, struct err *err);
int load_set_devices(struct objfile *o, const struct prog_load *p, struct err *err);

#endif
