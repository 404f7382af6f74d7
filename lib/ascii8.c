/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Parts too large to be inline: the table of digits, and numbers of more than eight digits. */
#include "lib/ascii8.h"

#define LIMIT(count, limit) ((uint64_t)(count) << 32) - (limit)
const uint64_t ascii8_digit_limits[] = {
	LIMIT(2, 10),        LIMIT(2, 10),        LIMIT(2, 10),       LIMIT(2, 10),       LIMIT(3, 100),
	LIMIT(3, 100),       LIMIT(3, 100),       LIMIT(4, 1000),     LIMIT(4, 1000),     LIMIT(4, 1000),
	LIMIT(5, 10000),     LIMIT(5, 10000),     LIMIT(5, 10000),    LIMIT(5, 10000),    LIMIT(6, 100000),
	LIMIT(6, 100000),    LIMIT(6, 100000),    LIMIT(7, 1000000),  LIMIT(7, 1000000),  LIMIT(7, 1000000),
	LIMIT(8, 10000000),  LIMIT(8, 10000000),  LIMIT(8, 10000000), LIMIT(8, 10000000), LIMIT(9, 100000000),
	LIMIT(9, 100000000), LIMIT(9, 100000000),
};
#undef LIMIT

char *ascii8_put_long(char *to, uint64_t v)
{
	to = ascii8_put_uint(to, v / 100000000);
	return ascii8_store(to, ascii8_digits((uint32_t)(v % 100000000)));
}
