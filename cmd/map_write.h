/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The rows of commands that write to maps, for the list in map.c. */
#ifndef BPFI_CMD_MAP_WRITE_H
#define BPFI_CMD_MAP_WRITE_H

#include "cmd/cmd.h"
#include "mapdump/mapdump.h"

/* Of commands whose arguments begin with the reference to the map. */
#define OPT_AS(type_name, member)                                                                                                                        \
	{                                                                                                                                                \
		.name = "as", .token = "PATH=FORMAT[,...]",                                                                                              \
		.help = "Show a part of elements as FORMAT, such as 'key.saddr=ip': ip, ip6, mac, port, time, ktime, hex, dec, str, bytes, ksym, stack", \
		.type = OPT_LIST, .complete = map_complete_as, .off = offsetof(type_name, member)                                                        \
	}

extern const struct cmd cmd_map_create, cmd_map_update, cmd_map_push, cmd_map_delete, cmd_map_pop,
	cmd_map_clear, cmd_map_freeze, cmd_map_pin, cmd_map_export, cmd_map_import, cmd_map_copy,
	cmd_map_event_pipe;

#endif
