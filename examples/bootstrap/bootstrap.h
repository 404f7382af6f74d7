/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the two sides say to each other. */
#ifndef BOOTSTRAP_H
#define BOOTSTRAP_H

enum { COMM_LEN = 16, FILE_LEN = 128 };

struct event {
	int pid, parent;
	unsigned int exit_code;
	unsigned long long lived_ns;
	unsigned char is_exit;
	char comm[COMM_LEN];
	char file[FILE_LEN]; /* of a start */
};

#endif
