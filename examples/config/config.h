/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the two sides say to each other. */
#ifndef CONFIG_H
#define CONFIG_H

enum { MESSAGE_LEN = 24, COMM_LEN = 16 };

struct message {
	unsigned int times; /* it was sent */
	char text[MESSAGE_LEN];
};

struct event {
	int pid;
	unsigned int uid;
	char comm[COMM_LEN];
	char text[MESSAGE_LEN];
};

#endif
