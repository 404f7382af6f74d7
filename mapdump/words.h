/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Keys and values that refer to something else: a device, a process, a cgroup, a socket. A word says what
 * follows it: "dev eth0", "pid 1".
 */
#ifndef BPFI_MAPDUMP_WORDS_H
#define BPFI_MAPDUMP_WORDS_H

#include "mapdump/target.h"

struct write_word {
	const char *word;
	const char *tokens;  /* what follows it */
	const char *objects; /* "sockets": what keys or values with it are */
	uint8_t count;       /* words after it */
	bool is_handle;      /* the number is meaningless outside this process */
	/* The first number of the key or value. */
	int (*read)(struct write_target *t, char **words, uint32_t *ret_number, struct err *err);
};

/* NULL: only bytes and types. */
const struct write_word *write_word(enum map_word word);

#endif
