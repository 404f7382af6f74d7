/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The types of maps, a row each: all facts about a type are here and nowhere else. Only output specific to
 * a type is in mapdump/kinds/.
 */
#ifndef BPFI_KERN_MAP_TYPES_H
#define BPFI_KERN_MAP_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How its elements are read. */
enum elements_way {
	ELEMENTS_BATCH, /* many per call; one by one on older kernels */
	ELEMENTS_KEYS,  /* the next key, then a look-up */
	ELEMENTS_PEEK,  /* no keys: the element that would come next */
	ELEMENTS_RING,  /* positions and data in memory that is mapped: kern_ring() */
	/* No keys, values are stored with objects of the kernel: kern_storage() */
	ELEMENTS_TASKS,
	ELEMENTS_CGROUPS,
	ELEMENTS_SOCKETS,
	ELEMENTS_FILES, /* as these, but only one can be asked for, by an open file */
	ELEMENTS_NONE,  /* user space cannot read them: the row has the reason */
};

/* What the kernel answers to "the key after this one" when this one was deleted meanwhile. */
enum elements_order {
	ORDER_LOOSE,  /* the first key, and the order is meaningless */
	ORDER_SORTED, /* the first key, but .compare detects repeated keys */
	ORDER_FIXED,  /* keys are indexes: never deleted */
};

/* Keys and values that represent something else: their keyword on the command line. */
enum map_word {
	MAP_WORD_NONE,
	MAP_WORD_CGROUP,
	MAP_WORD_DEV,
	MAP_WORD_FILE,
	MAP_WORD_PID,
	MAP_WORD_QUEUE,
	MAP_WORD_SOCKET,
	MAP_WORD_COUNT,
};

/* What programs send through it. */
enum map_events { MAP_EVENTS_NONE, MAP_EVENTS_PERF, MAP_EVENTS_RING, MAP_EVENTS_FROM_USER };

/* Bytes that keys and values must have. */
enum map_size {
	SIZE_SOME,   /* above 0 */
	SIZE_NONE,   /* 0 */
	SIZE_4,      /* exactly */
	SIZE_4_OR_8, /* also with what follows the first number */
	SIZE_8_OR_16,
	SIZE_16,
	SIZE_WORDS,  /* a multiple of 8 */
	SIZE_PREFIX, /* a length and at most 256 bytes */
	SIZE_ANY,
	SIZE_COUNT,
};

enum map_entries { ENTRIES_SOME, ENTRIES_NONE, ENTRIES_PAGES, ENTRIES_ONE, ENTRIES_COUNT };

struct map_type {
	const char *name; /* first: see kern/names.h; NULL: not known */

	uint8_t way;   /* enum elements_way */
	uint8_t order; /* enum elements_order */
	/* Negative when @a comes first. */
	int (*compare)(const unsigned char *a, const unsigned char *b, size_t key_size);
	const char *why;    /* NONE, and the stored ones: why kern_elements() has no elements */
	bool is_percpu;     /* a value is one value for each possible CPU, each at a multiple of 8 bytes */
	bool is_array;      /* the values lie one after the other: may be mapped where a flag says so */
	bool has_holes;     /* keys without a value are empty slots */
	bool has_prefix;    /* a key begins with the length of a prefix */
	bool has_addresses; /* its values are addresses of the kernel */
	bool has_functions; /* pointers in its values are to functions */
	uint8_t events;     /* enum map_events */

	const char *no_update, *no_delete; /* why user space cannot; NULL: it can */
	uint8_t key_word, value_word;      /* enum map_word */
	bool has_object;                   /* a number in the value is a map or a program */
	uint8_t object;                    /* enum kern_kind */
	uint8_t object_at;                 /* where in the value */
	bool is_popped;                    /* no keys: elements are only removed */
	bool may_lack_key;                 /* where there is only one element */
	bool is_emptied;                   /* by the kernel, when the last process closes it */

	uint8_t key_size, value_size; /* enum map_size */
	uint8_t entries;              /* enum map_entries */
	uint32_t flags;               /* that it must be created with */
	bool has_inner, has_types, has_extra;
};

/* The row of any type; an unknown one is treated like most types. */
const struct map_type *map_type(uint32_t type);

/* Their contents have the same meaning. */
bool map_types_match(const struct map_type *a, const struct map_type *b);

bool map_size_fits(enum map_size rule, uint32_t size);
bool map_entries_fit(enum map_entries rule, uint32_t entries);
/* "above 0": in errors. */
extern const char *const map_size_words[SIZE_COUNT], *const map_entries_words[ENTRIES_COUNT];

#endif
