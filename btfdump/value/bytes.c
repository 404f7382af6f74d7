/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A plan without types: what bytes are that nobody has described. */
#include <endian.h>
#include <stdlib.h>

#include "btfdump/value/plan.h"

static struct value_step number_step(uint32_t size)
{
	return (struct value_step){.op = VALUE_INT,
				   .at = bit_place_of(0, size * 8, BYTE_ORDER == BIG_ENDIAN)};
}

int value_plan_make_bytes(uint32_t size, bool is_number, struct value_plan **ret_plan, struct err *err)
{
	struct value_plan *p = calloc(1, sizeof(*p));

	if (p)
		p->steps = calloc(3, sizeof(*p->steps));
	if (!p || !p->steps) {
		free(p);
		return err_no_memory(err);
	}
	is_number = is_number && (size == 1 || size == 2 || size == 4 || size == 8);
	p->size = size;
	p->count = p->room = is_number ? 1 : 3;
	if (is_number) {
		p->steps[0] = number_step(size);
	} else {
		p->steps[0] = (struct value_step){.op = VALUE_LIST, .end = 3, .count = size, .stride = 1};
		p->steps[1] = number_step(1);
		p->steps[2] = (struct value_step){.op = VALUE_END};
	}
	*ret_plan = p;
	return 0;
}
