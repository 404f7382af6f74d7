/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Names that mean something else in C or C++, and types that C cannot easily say. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

#define PACKED __attribute__((packed))

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, int);
} new SEC(".maps"), bool SEC(".maps");

int class, namespace, and, nullptr, linux, asm_, this SEC(".data.a b.c\"");
const char *message = "text";
const char *const messages[2] = {"one", "two"};
const struct {
	const int y;
	const char *p;
} constant = {1};
volatile const long matrix[2][3] = {{1}};
enum { FIRST, SECOND } unnamed_enum, *enum_pointer;
enum { WIDE = 0x123456789abcdefUL } wide_enum;
enum { NEGATIVE = -5 } PACKED byte_enum;
struct {
} empty;
int zero[0];
struct {
	int n;
	char rest[];
} flexible = {2, {'a', 'b'}};
__int128 large;
struct {
	unsigned char a : 3, : 2, b : 3;
	int c : 20;
	long d : 40;
} bits;
struct {
	char c;
	long l;
	short s;
} PACKED packed;
struct {
	char c;
	union {
		int i;
		struct {
			short x, y;
		};
	};
	struct {
		long deep;
		int after;
	} list[2];
} nested;
char one;
long unaligned __attribute__((aligned(1)));
struct {
	int a __attribute__((aligned(32)));
	int b;
} far;
float real;
double precise;
long long *const volatile pointer_to;
struct outside;
int (*table[3])(const struct outside *, ...);
extern const char CONFIG_X[8] __kconfig __weak;
extern int B __kconfig __weak;
extern long LINUX_KERNEL_VERSION __kconfig;
extern unsigned char C __kconfig __weak;
static int only_static SEC(".data.static") = 1;

SEC("xdp")
int template(void *ctx)
{
	int sum = class + namespace + and+nullptr + linux + asm_ + this + unnamed_enum + byte_enum + zero[0];

	sum += only_static++ + flexible.n + bits.a + packed.c + nested.c + one + far.b + B + C + CONFIG_X[1];
	sum += LINUX_KERNEL_VERSION + matrix[1][sum & 1] + (long)large + unaligned + (wide_enum != 0);
	sum += (message == messages[sum & 1]) + constant.y + (pointer_to != 0) + (enum_pointer != 0) +
	       (table[1] != 0);
	return sum;
}

SEC("xdp/operator")
int operator(void *ctx)
{
	return &precise == ctx || &real == ctx || &empty == ctx;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
