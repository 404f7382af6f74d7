/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The arrays that follow info structs. The kernel returns the counts, and fills the buffers if they are large
 * enough; counts are bounded before they are used, as a recording can contain anything.
 */
#include "kern/arrays.h"

#include <errno.h>
#include <stdalign.h>
#include <string.h>

#include "lib/mem.h"

enum {
	ARRAY_MAX_BYTES = 1 << 28, /* one array; the largest real ones (native code) are a few MiB */
	TOTAL_MAX_BYTES = 1 << 29,
	TEXT_ROOM = 4096, /* for texts whose size an old kernel does not report: paths at most */
};

#define PROG(member)      ((uint16_t)offsetof(struct uapi_prog_info, member))
#define MAP(member)       ((uint16_t)offsetof(struct uapi_map_info, member))
#define LINK(member)      ((uint16_t)offsetof(struct uapi_link_info, member))
#define BTF(member)       ((uint16_t)offsetof(struct uapi_btf_info, member))
#define ROW_PROG(p, n, s) .kind = KIND_PROG, .ptr_off = PROG(p), .count_off = PROG(n), .elem_size = (s)
#define ROW_LINK(t, p, n) .kind = KIND_LINK, .type = (t), .ptr_off = LINK(p), .count_off = LINK(n)
#define ROW_PERF(t, p, n) \
	ROW_LINK(UAPI_LINK_PERF_EVENT, p, n), .sub_type = (t), .elem_size = 1, .is_text = true

const struct info_array info_arrays[] = {
	[INFO_MAP_IDS] = {"map_ids", ROW_PROG(map_ids, nr_map_ids, 4), .preset = 64},
	[INFO_JITED] = {"jited_insns", ROW_PROG(jited_prog_insns, jited_prog_len, 1), .is_lazy = true},
	[INFO_XLATED] = {"xlated_insns", ROW_PROG(xlated_prog_insns, xlated_prog_len, 1), .is_lazy = true},
	[INFO_FUNC_INFO] = {"func_info", ROW_PROG(func_info, nr_func_info, 0),
			    .elem_off = PROG(func_info_rec_size), .is_lazy = true},
	[INFO_LINE_INFO] = {"line_info", ROW_PROG(line_info, nr_line_info, 0),
			    .elem_off = PROG(line_info_rec_size), .is_lazy = true},
	[INFO_JITED_LINE_INFO] = {"jited_line_info", ROW_PROG(jited_line_info, nr_jited_line_info, 0),
				  .elem_off = PROG(jited_line_info_rec_size), .is_lazy = true},
	[INFO_JITED_KSYMS] = {"jited_ksyms", ROW_PROG(jited_ksyms, nr_jited_ksyms, 8), .is_lazy = true},
	[INFO_JITED_FUNC_LENS] = {"jited_func_lens", ROW_PROG(jited_func_lens, nr_jited_func_lens, 4),
				  .is_lazy = true},
	[INFO_PROG_TAGS] = {"prog_tags", ROW_PROG(prog_tags, nr_prog_tags, UAPI_TAG_LEN), .is_lazy = true},
	[INFO_MAP_HASH] = {"hash", .kind = KIND_MAP, .ptr_off = MAP(hash), .count_off = MAP(hash_size),
			   .elem_size = 1, .is_lazy = true},
	[INFO_BTF_BYTES] = {"btf", .kind = KIND_BTF, .ptr_off = BTF(btf), .count_off = BTF(btf_size),
			    .elem_size = 1, .is_lazy = true},
	{"name", .kind = KIND_BTF, .ptr_off = BTF(name), .count_off = BTF(name_len), .elem_size = 1,
	 .is_text = true},
	{"tp_name", ROW_LINK(UAPI_LINK_RAW_TRACEPOINT, raw_tracepoint.tp_name, raw_tracepoint.tp_name_len),
	 .elem_size = 1, .is_text = true},
	{"target_name", ROW_LINK(UAPI_LINK_ITER, iter.target_name, iter.target_name_len), .elem_size = 1,
	 .is_text = true},
	{"addrs", ROW_LINK(UAPI_LINK_KPROBE_MULTI, kprobe_multi.addrs, kprobe_multi.count), .elem_size = 8},
	{"cookies", ROW_LINK(UAPI_LINK_KPROBE_MULTI, kprobe_multi.cookies, kprobe_multi.count),
	 .elem_size = 8},
	{"path", ROW_LINK(UAPI_LINK_UPROBE_MULTI, uprobe_multi.path, uprobe_multi.path_size), .elem_size = 1,
	 .is_text = true},
	{"offsets", ROW_LINK(UAPI_LINK_UPROBE_MULTI, uprobe_multi.offsets, uprobe_multi.count),
	 .elem_size = 8},
	{"ref_ctr_offsets",
	 ROW_LINK(UAPI_LINK_UPROBE_MULTI, uprobe_multi.ref_ctr_offsets, uprobe_multi.count), .elem_size = 8},
	{"cookies", ROW_LINK(UAPI_LINK_UPROBE_MULTI, uprobe_multi.cookies, uprobe_multi.count),
	 .elem_size = 8},
	{"ids", ROW_LINK(UAPI_LINK_TRACING_MULTI, tracing_multi.ids, tracing_multi.count), .elem_size = 4},
	{"addrs", ROW_LINK(UAPI_LINK_TRACING_MULTI, tracing_multi.addrs, tracing_multi.count),
	 .elem_size = 8},
	{"cookies", ROW_LINK(UAPI_LINK_TRACING_MULTI, tracing_multi.cookies, tracing_multi.count),
	 .elem_size = 8},
	{"file_name", ROW_PERF(UAPI_PERF_UPROBE, perf.uprobe.name, perf.uprobe.name_len)},
	{"file_name", ROW_PERF(UAPI_PERF_URETPROBE, perf.uprobe.name, perf.uprobe.name_len)},
	{"func_name", ROW_PERF(UAPI_PERF_KPROBE, perf.kprobe.name, perf.kprobe.name_len)},
	{"func_name", ROW_PERF(UAPI_PERF_KRETPROBE, perf.kprobe.name, perf.kprobe.name_len)},
	{"tp_name", ROW_PERF(UAPI_PERF_TRACEPOINT, perf.tracepoint.name, perf.tracepoint.name_len)},
};

const unsigned int info_array_count = sizeof(info_arrays) / sizeof(info_arrays[0]);

static uint32_t get_u32(const void *info, size_t off)
{
	return mem_u32((const char *)info + off);
}

uint64_t info_array_ptr(const struct info_array *row, const void *info)
{
	return mem_u64((const char *)info + row->ptr_off);
}

void info_array_set_ptr(const struct info_array *row, void *info, uint64_t ptr)
{
	memcpy((char *)info + row->ptr_off, &ptr, sizeof(ptr));
}

uint32_t info_array_count_of(const struct info_array *row, const void *info)
{
	return get_u32(info, row->count_off);
}

static void info_array_set_count(const struct info_array *row, void *info, uint32_t count)
{
	memcpy((char *)info + row->count_off, &count, sizeof(count));
}

uint32_t info_array_elem_size(const struct info_array *row, const void *info)
{
	return row->elem_size ? row->elem_size : get_u32(info, row->elem_off);
}

bool info_array_applies(const struct info_array *row, enum kern_kind kind, const void *info, uint32_t len)
{
	size_t perf_type = offsetof(struct uapi_link_info, perf.type);

	if (row->kind != kind || row->ptr_off + sizeof(uint64_t) > len ||
	    row->count_off + sizeof(uint32_t) > len)
		return false;
	if (!row->elem_size && row->elem_off + sizeof(uint32_t) > len)
		return false;
	if (row->type && get_u32(info, offsetof(struct uapi_link_info, type)) != row->type)
		return false;
	return !row->sub_type || get_u32(info, perf_type) == row->sub_type;
}

static bool is_wanted(unsigned int i, uint64_t rows)
{
	return !info_arrays[i].is_lazy || (i < INFO_NAMED_ROWS && (rows & INFO_ROW_BIT(i)));
}

/* What the second query needs: how many elements of each row, and where they go. */
struct plan {
	uint32_t counts[32];
	size_t offs[32];
	size_t total;
};

_Static_assert(sizeof(info_arrays) / sizeof(info_arrays[0]) <= 32, "a plan holds every row");

/* Room for what the kernel reports; texts get one more for the NUL that some counts leave out. */
static int plan_row(struct plan *plan, unsigned int i, const struct info_full *full, struct err *err)
{
	const struct info_array *row = &info_arrays[i];
	uint64_t count = info_array_count_of(row, full->bytes);
	uint32_t elem = info_array_elem_size(row, full->bytes);
	uint64_t bytes;

	if (row->is_text && !count && row->sub_type)
		count = TEXT_ROOM;
	if (!count || !elem)
		return 0;
	count += row->is_text;
	bytes = count * elem;
	if (count > ARRAY_MAX_BYTES || bytes > ARRAY_MAX_BYTES || plan->total + bytes > TOTAL_MAX_BYTES)
		return err_set(err, EFBIG, "%s info: %s: too many elements (%llu)",
			       kern_kind_names[row->kind], row->name, (unsigned long long)count);
	plan->counts[i] = (uint32_t)count;
	plan->offs[i] = plan->total;
	plan->total += (bytes + alignof(uint64_t) - 1) / alignof(uint64_t) * alignof(uint64_t);
	return 0;
}

static int plan_make(struct plan *plan, enum kern_kind kind, const struct info_full *full, uint64_t rows,
		     struct err *err)
{
	*plan = (struct plan){0};
	for (unsigned int i = 0; i < info_array_count; i++) {
		if (!is_wanted(i, rows) || !info_array_applies(&info_arrays[i], kind, full->bytes, full->len))
			continue;
		if (plan_row(plan, i, full, err))
			return -1;
	}
	return 0;
}

static int ask(struct kern *k, enum kern_kind kind, int handle, struct info_full *full, struct err *err)
{
	full->len = sizeof(full->bytes);
	return kern_info(k, kind, handle, full->bytes, &full->len, err);
}

/* A cleared struct with the buffers for the rows of the plan. The element sizes must be passed back. */
static int plan_apply(const struct plan *plan, struct info_full *full, struct err *err)
{
	char old[INFO_SIZE], *room;

	buf_reset(&full->arrays);
	room = buf_room(&full->arrays, plan->total);
	if (!room)
		return err_no_memory(err);
	memcpy(old, full->bytes, sizeof(old));
	memset(full->bytes, 0, sizeof(full->bytes));
	memset(room, 0, plan->total);
	for (unsigned int i = 0; i < info_array_count; i++) {
		const struct info_array *row = &info_arrays[i];

		if (!plan->counts[i])
			continue;
		info_array_set_ptr(row, full->bytes, (uintptr_t)room + plan->offs[i]);
		info_array_set_count(row, full->bytes, plan->counts[i]);
		if (!row->elem_size)
			memcpy(full->bytes + row->elem_off, old + row->elem_off, sizeof(uint32_t));
	}
	return 0;
}

/*
 * Makes the pointers safe to follow: one that is not ours is cleared (the kernel clears those it was not
 * allowed to serve), and a count is never more than there was room for.
 */
static void settle_row(const struct plan *plan, unsigned int i, struct info_full *full)
{
	const struct info_array *row = &info_arrays[i];
	uintptr_t ours = (uintptr_t)full->arrays.data + plan->offs[i];
	uint32_t count = info_array_count_of(row, full->bytes);

	if (!plan->counts[i] || info_array_ptr(row, full->bytes) != ours) {
		info_array_set_ptr(row, full->bytes, 0);
		return;
	}
	if (row->is_text)
		count = (uint32_t)strnlen(full->arrays.data + plan->offs[i], plan->counts[i] - 1) + 1;
	else if (count > plan->counts[i])
		count = plan->counts[i];
	info_array_set_count(row, full->bytes, count);
}

static void settle(const struct plan *plan, enum kern_kind kind, struct info_full *full)
{
	for (unsigned int i = 0; i < info_array_count; i++)
		if (info_array_applies(&info_arrays[i], kind, full->bytes, full->len))
			settle_row(plan, i, full);
}

/* The first query, with the preset rows in place. *plan then shows what is filled already. */
static int ask_first(struct kern *k, enum kern_kind kind, int handle, struct plan *plan,
		     struct info_full *full, struct err *err)
{
	*plan = (struct plan){0};
	for (unsigned int i = 0; i < info_array_count; i++) {
		const struct info_array *row = &info_arrays[i];

		if (row->kind != kind || !row->preset)
			continue;
		plan->counts[i] = row->preset;
		plan->offs[i] = plan->total;
		plan->total += (size_t)row->preset * row->elem_size;
	}
	memset(full->bytes, 0, sizeof(full->bytes));
	if (plan_apply(plan, full, err))
		return -1;
	return ask(k, kind, handle, full, err);
}

/* True when all that the second query would return came with the first one. */
static bool is_enough(const struct plan *had, const struct plan *needed)
{
	for (unsigned int i = 0; i < info_array_count; i++)
		if (needed->counts[i] > had->counts[i])
			return false;
	return true;
}

int info_full_read_rows(struct kern *k, enum kern_kind kind, int handle, uint64_t rows,
			struct info_full *full, struct err *err)
{
	struct plan first, second;
	int r;

	r = ask_first(k, kind, handle, &first, full, err);
	if (r)
		return r;
	if (plan_make(&second, kind, full, rows, err))
		return -1;
	if (is_enough(&first, &second)) {
		settle(&first, kind, full);
		return 0;
	}
	if (plan_apply(&second, full, err))
		return -1;
	r = ask(k, kind, handle, full, err);
	if (!r)
		settle(&second, kind, full);
	return r;
}

int info_full_read(struct kern *k, enum kern_kind kind, int handle, struct info_full *full, struct err *err)
{
	return info_full_read_rows(k, kind, handle, 0, full, err);
}

void info_full_free(struct info_full *full)
{
	buf_free(&full->arrays);
}
