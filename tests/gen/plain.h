/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the BPF program and the program that uses its skeleton share, as projects do. */
#ifndef BPFI_TESTS_GEN_PLAIN_H
#define BPFI_TESTS_GEN_PLAIN_H

#include <linux/types.h>

typedef __u64 stamp_t;

enum mode { MODE_OFF, MODE_ON };

struct limits {
	int least;
	char name[16];
	enum mode mode;
};

struct flags {
	unsigned int a : 3, b : 5;
};

struct tight {
	char c;
	__u64 l;
} __attribute__((packed));

#endif
