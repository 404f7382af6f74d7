/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the two sides have in common: the counters and their places in the map. */
#ifndef XDP_COUNT_H
#define XDP_COUNT_H

enum { COUNT_IPV4, COUNT_IPV6, COUNT_ARP, COUNT_OTHER, COUNTS };

struct count {
	unsigned long long packets, bytes;
};

#endif
