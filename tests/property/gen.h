/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Inside of the generator: types as it knows them, and what is written of each. */
#ifndef BPFI_TESTS_PROPERTY_GEN_H
#define BPFI_TESTS_PROPERTY_GEN_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MEMBERS = 8 };

enum kind { INT, BOOL, WIDE, ENUM, FLOAT, DOUBLE, POINTER, TEXT, ARRAY, STRUCT, UNION };

struct type;

struct member {
	char name[16]; /* "": anonymous */
	struct type *type;
	unsigned int bits;
};

struct type {
	enum kind kind;
	char spelling[40];
	unsigned int bits;
	bool is_signed;
	struct type *element;
	unsigned int count; /* of elements, members, enumerators */
	struct member members[MEMBERS];
	bool is_packed, is_flags, has_64;
	unsigned int number;
	long long values[MEMBERS];
	unsigned int align;
};

extern FILE *host; /* the program */

unsigned int pick(unsigned int below);

/* Statements that print the members of *p, and that set all the bits they cover. */
void show_members(const struct type *t);
void mask_members(const struct type *t);
/* An initialiser, for the compiler and for bpfi; to be freed. */
char *init_text(const struct type *t);

#endif
