/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Events from a kernel that has a list of them: how each kind of record looks, what ends the pipe, and that
 * nobody's events are taken without being told to.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kern/events.h"
#include "kern/ops.h"
#include "mapdump/mapdump.h"
#include "mapdump/transfer/transfer.h"
#include "mapdump/write/write.h"

enum { MAP_PERF = 1, MAP_RING, MAPS_END };

static const struct uapi_map_info infos[MAPS_END] = {
	[MAP_PERF] = {.type = BPF_MAP_TYPE_PERF_EVENT_ARRAY,
		      .id = MAP_PERF,
		      .key_size = 4,
		      .value_size = 4,
		      .max_entries = 1},
	[MAP_RING] = {.type = BPF_MAP_TYPE_RINGBUF, .id = MAP_RING, .max_entries = 4096},
};

static const struct event perf_events[] = {
	{.type = EVENT_SAMPLE, .time = 1000000002, .data = "\x01\x02", .size = 2},
	{.type = EVENT_LOST, .lost_id = 5, .lost = 40, .size = 24},
	{.type = 77, .size = 16},
	{.type = EVENT_SAMPLE, .time = 1000000003},
};
static const struct event ring_events[] = {{.data = "abc", .size = 3}, {.data = "", .size = 0}};

static struct {
	long open_handles, open_events;
	int found; /* what looking for perf events answers */
	bool is_held;
	size_t places;
} world;

static int open_id(struct kern *k, enum kern_kind kind, uint32_t id, int *ret_handle, struct err *err)
{
	(void)k;
	(void)err;
	if (kind != KIND_MAP || !id || id >= MAPS_END)
		return KERN_NONE;
	world.open_handles++;
	*ret_handle = (int)id;
	return 0;
}

static void close_id(struct kern *k, int handle)
{
	(void)k;
	(void)handle;
	world.open_handles--;
}

static int info(struct kern *k, enum kern_kind kind, int handle, void *to, uint32_t *len, struct err *err)
{
	(void)k;
	(void)kind;
	(void)err;
	memcpy(to, &infos[handle], *len < sizeof(infos[0]) ? *len : sizeof(infos[0]));
	*len = sizeof(infos[0]);
	return 0;
}

/* Two CPUs, and the memory of process 7, which reads the ring. */
static int read_file(struct kern *k, const char *path, struct buf *ret_text, struct err *err)
{
	(void)k;
	(void)err;
	buf_reset(ret_text);
	if (strstr(path, "/cpu/"))
		buf_add_str(ret_text, "0-1\n");
	else if (!strcmp(path, "/proc/7/maps"))
		buf_add_str(ret_text, "7f00-7f10 r-xp 00000000 00:01 9 /bin/x\n10000-13000 r--s 00001000 "
				      "00:0e 9 anon_inode:bpf-map\n");
	else
		return KERN_NONE;
	return 0;
}

static int owners(struct kern *k, enum kern_kind kind, uint32_t only, struct kern_owners *ret_owners,
		  struct err *err)
{
	static const struct kern_owner reader = {.kind = KIND_MAP,
						 .id = MAP_RING,
						 .pid = 7,
						 .comm = "reader"};

	(void)only;
	(void)k;
	(void)kind;
	*ret_owners = (struct kern_owners){.is_complete = true};
	if (!world.is_held)
		return 0;
	ret_owners->list = malloc(sizeof(reader));
	if (!ret_owners->list)
		return err_no_memory(err);
	ret_owners->list[0] = reader;
	ret_owners->count = 1;
	return 0;
}

static int read_list(const struct event *list, size_t count, event_fn fn, void *arg, struct err *err)
{
	int r = 0;

	for (size_t i = 0; i < count && !r; i++)
		r = fn(arg, &list[i], err);
	return r;
}

static int read_perf(struct events *ev, event_fn fn, void *arg, struct err *err)
{
	(void)ev;
	return read_list(perf_events, sizeof(perf_events) / sizeof(perf_events[0]), fn, arg, err);
}

static int read_ring(struct events *ev, event_fn fn, void *arg, struct err *err)
{
	(void)ev;
	return read_list(ring_events, sizeof(ring_events) / sizeof(ring_events[0]), fn, arg, err);
}

static void close_events(struct events *ev)
{
	(void)ev;
	world.open_events--;
}

static int open_to_write(struct kern *k, uint32_t id, int *ret_handle, struct err *err)
{
	return open_id(k, KIND_MAP, id, ret_handle, err);
}

static int find_perf_event(struct kern *k, int handle, const struct events_attrs *attrs, uint32_t *ret_index,
			   struct err *err)
{
	(void)k;
	(void)handle;
	(void)attrs;
	*ret_index = 0;
	return world.found < 0 ? err_set(err, EPERM, "asking") : world.found;
}

static int open_events(struct kern *k, int handle, const struct events_attrs *attrs,
		       struct events **ret_events, struct err *err)
{
	static const struct events_ops perf_ops = {read_perf, close_events},
				       ring_ops = {read_ring, close_events};
	static struct events perf = {&perf_ops, -1}, ring = {&ring_ops, -1};

	(void)k;
	(void)err;
	world.open_events++;
	world.places = attrs->place_count;
	*ret_events = handle == MAP_PERF ? &perf : &ring;
	return 0;
}

static const struct change_ops changes = {
	.open_to_write = open_to_write,
	.find_perf_event = find_perf_event,
	.open_events = open_events,
};

static int no_fdinfo(struct kern *k, enum kern_kind kind, int handle, struct buf *ret_text, struct err *err)
{
	(void)k;
	(void)kind;
	(void)handle;
	(void)ret_text;
	return err_set(err, ENOENT, "fdinfo");
}

static const struct kern_ops ops = {
	.name = "small",
	.open = open_id,
	.close = close_id,
	.info = info,
	.fdinfo = no_fdinfo,
	.read_file = read_file,
	.owners = owners,
	.changes = &changes,
};

static struct kern kern = {.ops = &ops};
static int failures;

static int keep(void *arg, const void *data, size_t len)
{
	buf_add(arg, data, len);
	return 0;
}

/* What is printed, then the error. */
static void check(uint32_t id, enum out_format format, struct map_event_pipe opt, const char *should)
{
	const struct ref ref = {.by = REF_ID, .id = id};
	struct err err = {0};
	auto_buf is = {0};
	struct out *o = out_new_writer(keep, &is, format);

	opt.seconds.is_given = true;
	if (!map_event_pipe(&kern, o, &ref, &opt, &err) || err.kind == ERR_PARTIAL)
		out_finish(o, &(struct err){0});
	buf_add_str(&is, err.text);
	out_free(o);
	if (!strcmp(buf_str(&is), should) && !world.open_handles && !world.open_events)
		return;
	failures++;
	printf("not ok event_pipe: %ld handles, %ld events open\n# is:     %s\n# should: %s\n",
	       world.open_handles, world.open_events, buf_str(&is), should);
	world.open_handles = world.open_events = 0;
}

int main(void)
{
	static const struct map_event_pipe plain, over = {.takes_over = true}, one = {.count = {true, 1}};

	world.found = KERN_NONE;
	check(MAP_PERF, OUT_TEXT, plain,
	      "== @1.000000002 CPU: 0 index: 0 =====\n01 02\nlost 40 events\nunknown event type=77 size=16\n"
	      "== @1.000000003 CPU: 0 index: 0 =====\nmap 1: 40 events were lost because they arrived too fast");
	check(MAP_PERF, OUT_JSON, plain,
	      "[{\"type\":9,\"cpu\":0,\"index\":0,\"timestamp\":1000000002,\"data\":[1,2]},"
	      "{\"type\":2,\"cpu\":0,\"index\":0,\"lost\":{\"id\":5,\"count\":40}},"
	      "{\"type\":77,\"cpu\":0,\"index\":0,\"size\":16},"
	      "{\"type\":9,\"cpu\":0,\"index\":0,\"timestamp\":1000000003,\"data\":[]}]\n"
	      "map 1: 40 events were lost because they arrived too fast");
	check(MAP_PERF, OUT_JSONL, one,
	      "{\"type\":9,\"cpu\":0,\"index\":0,\"timestamp\":1000000002,\"data\":[1,2]}\n");
	if (world.places != 1 && ++failures)
		printf("not ok event_pipe: %zu places in a map with room for one\n", world.places);
	check(MAP_RING, OUT_JSON, plain, "[{\"size\":3,\"data\":[97,98,99]},{\"size\":0,\"data\":[]}]\n");
	check(MAP_RING, OUT_TEXT, one, "== size: 3 =====\n61 62 63\n");
	world.found = 0;
	check(MAP_PERF, OUT_TEXT, plain, "map 1: element 0 holds the perf event of a running program");
	world.found = -1;
	check(MAP_PERF, OUT_TEXT, plain,
	      "map 1: cannot determine which process reads its events (--take-over skips this check): asking");
	check(MAP_PERF, OUT_JSONL, (struct map_event_pipe){.count = {true, 1}, .takes_over = true},
	      "{\"type\":9,\"cpu\":0,\"index\":0,\"timestamp\":1000000002,\"data\":[1,2]}\n");
	world.is_held = true;
	check(MAP_RING, OUT_TEXT, plain, "map 2: process 7 (reader) reads its events");
	check(MAP_RING, OUT_JSON, over, "[{\"size\":3,\"data\":[97,98,99]},{\"size\":0,\"data\":[]}]\n");
	if (!failures)
		printf("ok event_pipe\n");
	return failures != 0;
}
