/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Perf counters in maps, and the programs that read them. Closing the descriptors ends everything. */
#include "progshow/profile.h"

#include "kern/elements.h"

enum { KEY_SIZE = 4 };

/* From now on it is closed with the rest. */
static int keep(struct counting *c, int handle, struct err *err)
{
	buf_add(&c->handles, &handle, sizeof(handle));
	if (!c->handles.failed)
		return 0;
	kern_close(c->k, handle);
	return err_no_memory(err);
}

void counting_stop(struct counting *c)
{
	while (c->handles.len) {
		int handle;

		c->handles.len -= sizeof(handle);
		memcpy(&handle, c->handles.data + c->handles.len, sizeof(handle));
		kern_close(c->k, handle);
	}
	buf_free(&c->handles);
}

static int make_map(struct counting *c, uint32_t type, uint32_t value_size, uint32_t entries, int *ret_map,
		    struct err *err)
{
	const struct map_attrs attrs = {
		.type = type,
		.key_size = KEY_SIZE,
		.value_size = value_size,
		.max_entries = entries,
		.name = "bpfi_profile",
		.inner_map = -1,
		.btf = -1,
		.value_btf = -1,
	};
	int map;

	if (kern_create_map(c->k, &attrs, &map, err) || keep(c, map, err))
		return -1;
	*ret_map = map;
	return 0;
}

/* The values of one counter, of all CPUs. */
static int read_slots(const struct counting *c, uint32_t index, struct buf *ret_values, struct err *err)
{
	struct uapi_map_info info = {0};
	uint32_t len = sizeof(info);
	int r = kern_info(c->k, KIND_MAP, c->slots, &info, &len, err);

	if (!r)
		r = kern_lookup(c->k, c->slots, &info, &index, ret_values, err);
	return r == KERN_NONE ? err_set(err, 0, "the map with the counters is gone") : r;
}

static int make_slots(struct counting *c, struct err *err)
{
	auto_buf values = {0};

	if (make_map(c, BPF_MAP_TYPE_PERCPU_ARRAY, sizeof(struct profile_slot), c->count, &c->slots, err) ||
	    read_slots(c, 0, &values, err))
		return -1;
	c->cpus = (unsigned int)(values.len / sizeof(struct profile_slot));
	return 0;
}

/* A CPU that is offline has no counter: nothing runs there. */
static int open_counters(struct counting *c, enum counter counter, int events, struct err *err)
{
	struct counter_attrs attrs = {.counter = counter};

	for (attrs.cpu = 0; attrs.cpu < c->cpus; attrs.cpu++) {
		int handle, r = kern_open_counter(c->k, &attrs, &handle, err);

		if (r == KERN_NONE)
			continue;
		if (r < 0 || keep(c, handle, err) ||
		    kern_update(c->k, events, &attrs.cpu, &handle, UPDATE_ANY, err))
			return -1;
	}
	return 0;
}

static int make_events(struct counting *c, enum counter counter, int *ret_map, struct err *err)
{
	if (make_map(c, BPF_MAP_TYPE_PERF_EVENT_ARRAY, sizeof(uint32_t), c->cpus, ret_map, err))
		return -1;
	return open_counters(c, counter, *ret_map, err);
}

static int watch(struct counting *c, int prog, uint32_t func_type_id, bool is_exit, struct err *err)
{
	struct bpf_insn code[PROFILE_CODE];
	const struct tracing_attrs attrs = {
		.insns = code,
		.insn_count = profile_code(code, is_exit, c->slots, c->events, c->count),
		.is_exit = is_exit,
		.target = prog,
		.target_type_id = func_type_id,
		.name = is_exit ? "bpfi_at_exit" : "bpfi_at_entry",
	};
	int loaded, link;

	if (kern_load_tracing(c->k, &attrs, &loaded, err) || keep(c, loaded, err))
		return -1;
	return kern_link_tracing(c->k, loaded, &link, err) || keep(c, link, err) ? -1 : 0;
}

int counting_start(struct counting *c, struct kern *k, int prog, uint32_t func_type_id,
		   const enum counter *counters, unsigned int count, struct err *err)
{
	c->k = k;
	c->count = count;
	if (make_slots(c, err))
		return -1;
	for (; c->opened < count; c->opened++)
		if (make_events(c, counters[c->opened], &c->events[c->opened], err))
			return -1;
	/* The entry first: an end without one is ignored. */
	return watch(c, prog, func_type_id, false, err) || watch(c, prog, func_type_id, true, err) ? -1 : 0;
}

int counting_read(const struct counting *c, struct profile_slot *ret_slots, struct err *err)
{
	auto_buf values = {0};

	for (unsigned int i = 0; i < c->count; i++) {
		struct profile_slot total = {0}, one;

		if (read_slots(c, i, &values, err))
			return -1;
		for (size_t at = 0; at + sizeof(one) <= values.len; at += sizeof(one)) {
			memcpy(&one, values.data + at, sizeof(one));
			total.sum.value += one.sum.value;
			total.sum.enabled += one.sum.enabled;
			total.sum.running += one.sum.running;
			total.runs += one.runs;
		}
		ret_slots[i] = total;
	}
	return 0;
}
