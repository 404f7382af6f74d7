/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Programs attached by a link of our own, where libbpf cannot: to devices, in netfilter, to many functions.
 */
#ifndef BPFI_PROGSHOW_OWN_LINK_H
#define BPFI_PROGSHOW_OWN_LINK_H

#include "objfile/objfile.h"
#include "progshow/load/load.h"

/* Whether places that were given are of use to a program of the object. */
int own_link_check(const struct objfile *o, const struct prog_load *p, struct err *err);

/* KERN_NONE: it is not attached in such a place, or the place was not given. */
int own_link_create(struct kern *k, const struct objfile_prog *prog, const struct prog_load *p, int *ret_fd,
		    struct err *err);

/* What must be given for a program to be attached: "attach_dev IF"; NULL: nothing helps. */
const char *own_link_wants(const struct objfile_prog *prog);

#endif
