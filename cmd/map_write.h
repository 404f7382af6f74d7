/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The rows of commands that write to maps, for the list in map.c. */
#ifndef BPFI_CMD_MAP_WRITE_H
#define BPFI_CMD_MAP_WRITE_H

#include "cmd/cmd.h"

extern const struct cmd cmd_map_create, cmd_map_update, cmd_map_push, cmd_map_delete, cmd_map_pop,
	cmd_map_clear, cmd_map_freeze, cmd_map_pin, cmd_map_export, cmd_map_import, cmd_map_copy,
	cmd_map_event_pipe;

#endif
