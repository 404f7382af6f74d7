/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The rows of commands that load, attach, run and watch programs, for the list in prog.c. */
#ifndef BPFI_CMD_PROG_LOAD_H
#define BPFI_CMD_PROG_LOAD_H

#include "cmd/cmd.h"

extern const struct cmd cmd_prog_load, cmd_prog_loadall, cmd_prog_verify, cmd_prog_pin, cmd_prog_attach,
	cmd_prog_detach, cmd_prog_run, cmd_prog_tracelog, cmd_prog_profile;

#endif
