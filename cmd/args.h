/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Argument types that know nothing of BPF: paths and numbers. References to objects are in kern/ref.h. */
#ifndef BPFI_CMD_ARGS_H
#define BPFI_CMD_ARGS_H

#include "lib/cmd.h"

/* const char *: a file's path, as it is. */
extern const struct arg_type arg_path;

#endif
