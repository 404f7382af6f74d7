/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The command that cuts minimal BTF, for the list of the gen object. */
#ifndef BPFI_CMD_GEN_CORE_H
#define BPFI_CMD_GEN_CORE_H

extern const struct cmd cmd_min_core_btf;

#endif
