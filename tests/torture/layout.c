/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Layouts that take more than listing the members: every one has once gone wrong in some header generator. */
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef __int128 s128;
typedef _Bool bool;

#define PACKED     __attribute__((packed))
#define ALIGNED(n) __attribute__((aligned(n)))

struct plain {
	u8 a;
	u32 b;
	u16 c;
	u64 d;
	u8 e;
};

struct packed_plain {
	u8 a;
	u32 b;
	u64 c;
} PACKED;

struct packed_aligned {
	u8 a;
	u32 b;
	u64 c;
} PACKED ALIGNED(4);

struct packed_member {
	u8 a;
	u32 b PACKED;
	u64 c;
};

struct over_aligned {
	u8 a;
	u32 b ALIGNED(64);
	u8 c ALIGNED(16);
} ALIGNED(128);

struct holds_over_aligned {
	u8 a;
	struct over_aligned b;
	u8 c;
};

struct packed_holds_over_aligned {
	u8 a;
	struct over_aligned b;
	u8 c;
} PACKED;

struct packed_in_array {
	u16 a;
	struct packed_plain b[3];
	u8 c;
};

struct aligned_array_elements {
	u8 a;
	struct over_aligned b[2];
};

struct holes {
	u8 a;
	u8 b ALIGNED(2);
	u8 c ALIGNED(8);
	u8 d[3];
	u16 e ALIGNED(32);
};

struct bits {
	u32 a : 3;
	u32 b : 30;
	u8 c : 5;
	u64 d : 33;
	u32 : 7;
	u32 e : 1;
	bool f : 1;
	u16 : 0;
	u16 g : 9;
	int h;
	signed char i : 2;
	long j : 60;
};

struct packed_bits {
	u8 a : 3;
	u32 b : 30;
	u64 c : 47;
	u16 d;
	u32 e : 31;
	u8 f;
} PACKED;

struct bits_at_end {
	u64 a;
	u8 b : 1;
	u8 : 3;
	u8 c : 2;
};

struct bits_behind_bytes {
	u8 a;
	u32 b : 8;
	u32 c : 8;
	u32 d : 12;
	u8 e;
};

struct wide_bits {
	unsigned __int128 a : 70;
	unsigned __int128 b : 9;
} PACKED;

union bit_union {
	u32 a : 3;
	u8 b : 7;
	u64 c;
};

union packed_union {
	u64 a;
	u8 b[9];
} PACKED;

union aligned_union {
	u8 a[3];
	u16 b;
} ALIGNED(16);

struct int128_members {
	u8 a;
	s128 b;
	u8 c;
	unsigned __int128 d[2];
};

struct int128_packed {
	u64 a;
	s128 b;
} PACKED ALIGNED(8);

struct int128_inside {
	u8 a;
	struct int128_members b;
	struct int128_packed c;
};

struct floats {
	u8 a;
	float b;
	u8 c;
	double d;
};

struct empty {
};

struct empty_aligned {
} ALIGNED(8);

struct holds_empty {
	struct empty a;
	u8 b;
	struct empty c[3];
	struct empty_aligned d;
	u32 e;
	struct empty f;
};

struct zero_arrays {
	u32 a;
	u64 b[0];
	u8 c;
	u16 d[0];
	u8 e;
	struct over_aligned f[0];
	u8 g[];
};

union zero_in_union {
	u8 a[0];
	struct {
		u32 b[0];
		u16 c;
	};
	u8 d;
};

struct flexible_tail {
	u16 count;
	u64 tail[];
};

struct flexible_in_middle {
	struct flexible_tail a;
	u32 b;
};

struct anonymous_inside {
	u8 a;
	struct {
		u8 b;
		union {
			u32 c;
			struct {
				u8 d;
				u64 e;
			} PACKED;
			u8 f[13];
		};
		struct {
			u16 g;
		} h[2][3];
	};
	union {
		u8 i;
		u64 j;
	} ALIGNED(32);
	struct {
		u8 k;
		u32 l;
	} PACKED m;
};

enum small { SMALL_A = 1, SMALL_B = 255 } PACKED;
enum small_negative { SMALL_NEGATIVE_A = -1, SMALL_NEGATIVE_B = 127 } PACKED;
enum medium { MEDIUM_A = 1, MEDIUM_B = 65535 } PACKED;
enum normal { NORMAL_A = -2147483647 - 1, NORMAL_B = 2147483647 };
enum few { FEW_A, FEW_B = 3 };
enum flags { FLAGS_A = 1, FLAGS_B = 0x80000000u };
#ifdef HAS_ENUM64
enum large { LARGE_A = -1, LARGE_B = 0x100000000 };
enum largest { LARGEST_A = 0xffffffffffffffff, LARGEST_B = 1 };
enum lowest { LOWEST_A = -0x7fffffffffffffff - 1 };
#endif

struct enums {
	enum small a;
	enum medium b;
	enum small_negative c;
	enum normal d;
	u8 e;
	enum few f : 2;
	enum small g : 8;
#ifdef HAS_ENUM64
	u8 h;
	enum large i;
	enum largest j;
	enum lowest k;
#endif
};

/* One of each, so that all of it is recorded. */
#define KEEP(type)           type keep_##type __attribute__((used))
#define KEEP_TAG(kind, name) kind name keep_##name __attribute__((used))
KEEP_TAG(struct, plain);
KEEP_TAG(struct, packed_plain);
KEEP_TAG(struct, packed_aligned);
KEEP_TAG(struct, packed_member);
KEEP_TAG(struct, over_aligned);
KEEP_TAG(struct, holds_over_aligned);
KEEP_TAG(struct, packed_holds_over_aligned);
KEEP_TAG(struct, packed_in_array);
KEEP_TAG(struct, aligned_array_elements);
KEEP_TAG(struct, holes);
KEEP_TAG(struct, bits);
KEEP_TAG(struct, packed_bits);
KEEP_TAG(struct, bits_at_end);
KEEP_TAG(struct, bits_behind_bytes);
KEEP_TAG(struct, wide_bits);
KEEP_TAG(union, bit_union);
KEEP_TAG(union, packed_union);
KEEP_TAG(union, aligned_union);
KEEP_TAG(struct, int128_members);
KEEP_TAG(struct, int128_packed);
KEEP_TAG(struct, int128_inside);
KEEP_TAG(struct, floats);
KEEP_TAG(struct, empty);
KEEP_TAG(struct, empty_aligned);
KEEP_TAG(struct, holds_empty);
KEEP_TAG(struct, zero_arrays);
KEEP_TAG(union, zero_in_union);
KEEP_TAG(struct, flexible_tail);
KEEP_TAG(struct, flexible_in_middle);
KEEP_TAG(struct, anonymous_inside);
KEEP_TAG(struct, enums);
#ifdef HAS_MS_EXTENSIONS
/* Compiled with -fms-extensions: the members of these belong to the outer struct. */
struct tagged {
	u8 tagged_a;
	u64 tagged_b;
} PACKED;

union tagged_union {
	u32 union_a;
	u8 union_b[6];
};

struct holds_tagged {
	u8 a;
	struct tagged;
	union tagged_union;
	u16 b;
};
KEEP_TAG(struct, holds_tagged);
#endif
