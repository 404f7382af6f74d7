/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The table of formats: how each prints a value, and how it reads one that a filter compares with. */
#include "mapdump/formats.h"
#include "lib/num.h"
#include "mapdump/kinds/kinds.h"
#include "mapdump/mapdump.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MAC_LEN = 6, NS = 1000000000 };

static void print_ip(struct out *o, const struct field *f, const struct value_as *as, const uint8_t *from)
{
	char text[INET6_ADDRSTRLEN] = "";

	inet_ntop(as->size == sizeof(struct in_addr) ? AF_INET : AF_INET6, from, text, sizeof(text));
	out_str(o, f, text);
}

static bool read_address(int family, const char *text, size_t size, struct buf *ret_bytes)
{
	unsigned char bytes[sizeof(struct in6_addr)];

	if (inet_pton(family, text, bytes) != 1)
		return false;
	buf_add(ret_bytes, bytes, size);
	return true;
}

static bool read_ip(const char *text, struct buf *ret_bytes)
{
	return read_address(AF_INET, text, sizeof(struct in_addr), ret_bytes);
}

static bool read_ip6(const char *text, struct buf *ret_bytes)
{
	return read_address(AF_INET6, text, sizeof(struct in6_addr), ret_bytes);
}

static void print_digits(struct out *o, const struct field *f, const uint8_t *from, uint64_t size,
			 const char *between)
{
	auto_buf text = {0};

	for (uint64_t i = 0; i < size; i++)
		buf_printf(&text, "%s%02x", i ? between : "", from[i]);
	out_strn(o, f, buf_str(&text), text.len);
}

static void print_mac(struct out *o, const struct field *f, const struct value_as *as, const uint8_t *from)
{
	print_digits(o, f, from, as->size, ":");
}

static void print_bytes(struct out *o, const struct field *f, const struct value_as *as, const uint8_t *from)
{
	print_digits(o, f, from, as->size, " ");
}

static void print_hex(struct out *o, const struct field *f, const struct value_as *as, const uint8_t *from)
{
	print_digits(o, f, from, as->size, "");
}

/* Two digits a byte, with any of these between them. */
static bool read_digits(const char *text, const char *between, struct buf *ret_bytes)
{
	while (*text) {
		const char two[3] = {text[0], text[1], '\0'};
		struct err ignored = {0};
		uint8_t byte;

		if (num_parse_hex(two, &byte, 1, "", &ignored))
			return false;
		buf_add_char(ret_bytes, (char)byte);
		text += 2;
		text += *text && strchr(between, *text) && text[1];
	}
	return true;
}

static bool read_mac(const char *text, struct buf *ret_bytes)
{
	return strlen(text) == 3 * MAC_LEN - 1 && read_digits(text, ":-", ret_bytes) &&
	       ret_bytes->len == MAC_LEN;
}

static bool read_bytes(const char *text, struct buf *ret_bytes)
{
	return read_digits(text + (strncmp(text, "0x", 2) ? 0 : 2), " ", ret_bytes);
}

static void print_str(struct out *o, const struct field *f, const struct value_as *as, const uint8_t *from)
{
	out_strn(o, f, (const char *)from, strnlen((const char *)from, as->size));
}

static bool read_str(const char *text, struct buf *ret_bytes)
{
	buf_add_str(ret_bytes, text);
	return true;
}

static void print_dec(struct out *o, const struct field *f, const struct value_as *as, const struct number *n)
{
	char text[VALUE_NUMBER_LEN];

	(void)as;
	value_number_write(n, text);
	out_number(o, f, text);
}

/* Negative numbers as the bits that they are. */
static void print_hex_number(struct out *o, const struct field *f, const struct value_as *as,
			     const struct number *n)
{
	const unsigned int bits = as->size && as->size < 8 ? (unsigned int)as->size * 8 : 64;
	const uint64_t low = n->is_negative ? -(uint64_t)n->magnitude : (uint64_t)n->magnitude;
	char text[VALUE_NUMBER_LEN];

	snprintf(text, sizeof(text), "0x%" PRIx64, n->is_negative ? low & (UINT64_MAX >> (64 - bits)) : low);
	out_str(o, f, text);
}

/* Nanoseconds since 1970. */
static void print_ns(struct out *o, const struct field *f, int64_t ns)
{
	const int64_t part = (ns % NS + NS) % NS;
	const time_t seconds = (time_t)((ns - part) / NS);
	char text[64], zone[16];
	struct tm tm;
	size_t len;

	if (!localtime_r(&seconds, &tm) || !(len = strftime(text, sizeof(text), "%FT%T", &tm))) {
		out_null(o, f);
		return;
	}
	strftime(zone, sizeof(zone), "%z", &tm);
	snprintf(text + len, sizeof(text) - len, ".%06lld%s", (long long)part / 1000, zone);
	out_str(o, f, text);
}

static void print_time(struct out *o, const struct field *f, const struct value_as *as,
		       const struct number *n)
{
	print_ns(o, f, (int64_t)n->magnitude * (as->size == sizeof(uint32_t) ? NS : 1));
}

static void print_ktime(struct out *o, const struct field *f, const struct value_as *as,
			const struct number *n)
{
	const struct format_use *use = as->arg;

	print_ns(o, f, use->boot_ns + (int64_t)n->magnitude);
}

/* A date, a time after 'T' or a blank, a fraction, an offset from UTC; without one it is local time. */
static bool read_ns(const char *text, int64_t *ret_ns)
{
	struct tm tm = {.tm_isdst = -1};
	const char *at = strptime(text, "%Y-%m-%d", &tm);
	int64_t part = 0;
	char *end;

	if (at && *at)
		at = strptime(at + (*at == 'T' || *at == ' '), "%H:%M:%S", &tm);
	if (at && *at == '.') {
		part = (int64_t)(strtod(at, &end) * NS);
		at = end;
	}
	if (at && *at) {
		struct tm zone = {0};

		at = strptime(at, "%z", &zone);
		tm.tm_gmtoff = zone.tm_gmtoff;
		*ret_ns = (int64_t)(timegm(&tm) - zone.tm_gmtoff) * NS + part;
	} else {
		*ret_ns = (int64_t)mktime(&tm) * NS + part;
	}
	return at && !*at;
}

static bool to_number(int64_t v, struct number *ret_number)
{
	*ret_number = (struct number){.is_negative = v < 0, .magnitude = v < 0 ? -(uint64_t)v : (uint64_t)v};
	return true;
}

static bool read_time(const struct value_as *as, const char *text, struct number *ret_number)
{
	int64_t ns;

	return read_ns(text, &ns) && to_number(as->size == sizeof(uint32_t) ? ns / NS : ns, ret_number);
}

static bool read_ktime(const struct value_as *as, const char *text, struct number *ret_number)
{
	const struct format_use *use = as->arg;
	int64_t ns;

	return read_ns(text, &ns) && to_number(ns - use->boot_ns, ret_number);
}

static void print_ksym(struct out *o, const struct field *f, const struct value_as *as,
		       const struct number *n)
{
	const struct format_use *use = as->arg;
	char text[KIND_SYMBOL_LEN];

	kind_symbol_write(use->v->k, (uint64_t)n->magnitude, text);
	out_str(o, f, text);
}

static void print_stack(struct out *o, const struct field *f, const struct value_as *as,
			const struct number *n)
{
	const struct format_use *use = as->arg;

	int64_t id = n->is_negative ? -(int64_t)n->magnitude : (int64_t)n->magnitude;

	/* Ids are signed, whatever the type of the part is. */
	if (as->size == sizeof(int32_t))
		id = (int32_t)id;
	kind_stack_print(o, f, use->stacks, id);
}

#define SIZES(text) .sizes = (text)

const struct value_format formats[] = {
	{.name = "ip", SIZES("\4"), .help = "IPv4 address", .print = print_ip, .read = read_ip},
	{.name = "ip6", SIZES("\20"), .help = "IPv6 address", .print = print_ip, .read = read_ip6},
	{.name = "mac", SIZES("\6"), .help = "MAC address", .print = print_mac, .read = read_mac},
	{.name = "port",
	 SIZES("\2"),
	 .help = "Port number, stored in network byte order",
	 .is_swapped = true,
	 .print_number = print_dec},
	{.name = "time",
	 SIZES("\4\10"),
	 .help = "Time: nanoseconds since 1970, or seconds in 4 bytes",
	 .print_number = print_time,
	 .read_number = read_time},
	{.name = "ktime",
	 SIZES("\10"),
	 .help = "Time: nanoseconds since the boot, as bpf_ktime_get_boot_ns() returns them",
	 .print_number = print_ktime,
	 .read_number = read_ktime},
	{.name = "hex",
	 .help = "Hexadecimal number; of bytes, their digits",
	 .print_number = print_hex_number,
	 .print = print_hex,
	 .read = read_bytes},
	{.name = "dec", .help = "Decimal number", .print_number = print_dec},
	{.name = "str",
	 .help = "Text up to its first NUL",
	 .print = print_str,
	 .read = read_str,
	 .ends_at_nul = true},
	{.name = "bytes", .help = "Bytes in memory order", .print = print_bytes, .read = read_bytes},
	{.name = "ksym", SIZES("\10"), .help = "Kernel function at an address", .print_number = print_ksym},
	{.name = "stack",
	 SIZES("\4\10"),
	 .help = "Stack with this ID; stack:MAP names the map of stack traces, if programs use several",
	 .print_number = print_stack},
	{0},
};

const char *map_format_name(unsigned int i, const char **ret_help)
{
	*ret_help = formats[i].help;
	return formats[i].name;
}

const struct value_format *format_of_address(const char *text)
{
	for (const struct value_format *f = formats; f->name; f++) {
		auto_buf bytes = {0};

		if (f->sizes && f->read && f->read(text, &bytes))
			return f;
	}
	return NULL;
}
