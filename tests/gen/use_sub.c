/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A library that reads its variables in an object that the program has opened. */
#include <stdio.h>

#include <bpf/libbpf.h>

#include "tests/gen/plain.h"

#include "plain.subskel.h"

int main(int argc, char **argv)
{
	struct bpf_object *obj = argc > 1 ? bpf_object__open_file(argv[1], NULL) : NULL;
	struct plain *p;

	if (!obj || bpf_object__load(obj))
		return 1;
	p = plain__open(obj);
	if (!p)
		return 1;
	printf("least %d, words %s, custom %d\n", p->data.limits->least, (*p->rodata.words)[1],
	       *p->data_my_sec.custom);
	plain__destroy(p);
	bpf_object__close(obj);
	return 0;
}
