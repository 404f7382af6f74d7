/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Updating one element: the value is built completely before it is passed to the kernel. */
#include "mapdump/write/write.h"

#include <errno.h>
#include <string.h>

#include "mapdump/held.h"
#include "mapdump/target.h"
#include "mapdump/write/set.h"

/* An element to be written. */
struct update {
	const struct map_update *u;
	struct write_target t;
	struct buf key, value; /* of one CPU */
	struct buf whole;      /* as the kernel takes it, with all CPUs */
	struct buf old;        /* the existing value, with all CPUs */
	bool has_old;
};

static void update_free(struct update *up)
{
	buf_free(&up->key);
	buf_free(&up->value);
	buf_free(&up->whole);
	buf_free(&up->old);
	write_target_close(&up->t);
}

static int check_words(const struct map_update *u, struct err *err)
{
	if (u->is_any + u->is_exist + u->is_noexist > 1)
		return err_usage(err, "'any', 'exist' and 'noexist' are mutually exclusive");
	if (u->has_cpu && u->is_all_cpus)
		return err_usage(err, "'cpu' and 'all-cpus' are mutually exclusive");
	if (u->value.words && u->sets.count)
		return err_usage(err, "'value' and 'set' are mutually exclusive");
	if (u->sets.count && (u->is_any || u->is_noexist))
		return err_usage(
			err,
			"'set' changes an existing element and cannot be combined with 'any' or 'noexist'");
	return set_check(&u->sets, err);
}

static int check_map(const struct update *up, struct err *err)
{
	const struct uapi_map_info *info = write_info(&up->t);
	const struct map_update *u = up->u;

	if (up->t.v.type->no_update)
		return err_set(err, 0, "map %u cannot be written to: %s", up->t.id, up->t.v.type->no_update);
	if ((u->has_cpu || u->is_all_cpus) && !up->t.v.type->is_percpu)
		return err_usage(err, "map %u is not a per-CPU map: 'cpu' and 'all-cpus' do not apply",
				 up->t.id);
	if (!info->key_size && u->sets.count)
		return err_usage(err, "map %u has no keys: 'set' does not apply", up->t.id);
	return 0;
}

/* Would members that were not named be lost if the element exists? */
static bool may_lose(const struct update *up)
{
	return up->t.is_partial && !up->u->is_zeroing && !up->u->is_noexist && write_info(&up->t)->key_size;
}

static bool is_zero(const struct buf *b)
{
	for (size_t i = 0; i < b->len; i++)
		if (b->data[i])
			return false;
	return true;
}

static int check_lost(const struct update *up, struct err *err)
{
	if (!up->has_old || !may_lose(up) || is_zero(&up->old))
		return 0;
	err_set(err, 0, "map %u: the element exists, and the value does not name all of its members",
		up->t.id);
	err_hint(err, "'set' changes single members; --zero clears those that are not named");
	return -1;
}

/* The existing value: per-CPU maps and 'set' start from it. */
static int read_old(struct update *up, struct err *err)
{
	int r;

	if (!up->u->sets.count && !up->t.v.type->is_percpu && !may_lose(up))
		return 0;
	r = kern_lookup(up->t.k, up->t.v.h.handle, write_info(&up->t), up->key.data, &up->old, err);
	up->has_old = r == 0;
	if (r < 0)
		return err_wrap(err, "map %u: reading the existing element", up->t.id);
	if (r && up->u->sets.count)
		return err_set(err, 0, "map %u: key not found, so 'set' has nothing to change", up->t.id);
	return check_lost(up, err);
}

/* Index of the CPU's value among those of all; a usage error if the machine has no such CPU. */
static int find_cpu(const struct update *up, size_t count, size_t *ret_at, struct err *err)
{
	for (size_t i = 0; i < count; i++)
		if (cpus_at(&up->t.v.cpus, i).id == up->u->cpu) {
			*ret_at = i;
			return 0;
		}
	return err_usage(err, "cpu %u: no such CPU on this machine (the last one is %u)", up->u->cpu,
			 count ? cpus_at(&up->t.v.cpus, count - 1).id : 0);
}

/* If no CPU is given, only a value that is the same on all of them may be overwritten. */
static int check_same(const struct update *up, size_t stride, size_t count, struct err *err)
{
	const char *old = up->old.data;

	if (!up->has_old || up->u->is_all_cpus)
		return 0;
	for (size_t i = 1; i < count; i++) {
		if (!memcmp(old, old + i * stride, write_info(&up->t)->value_size))
			continue;
		err_set(err, 0, "map %u: the values of this element differ between CPUs", up->t.id);
		err_hint(err, "use 'cpu N' to write one of them, or 'all-cpus' to overwrite all");
		return -1;
	}
	return 0;
}

static int put_one(const struct update *up, char *to, struct err *err)
{
	if (up->u->sets.count)
		return set_members(&up->t, &up->u->sets, to, err);
	memcpy(to, up->value.data, write_info(&up->t)->value_size);
	return 0;
}

static int put_cpus(struct update *up, char *whole, size_t room, struct err *err)
{
	const size_t stride = elements_stride(write_info(&up->t)->value_size), count = room / stride;
	size_t first = 0, end = count;

	if (up->has_old && up->old.len != room)
		return err_set(err, 0, "map %u: the number of CPUs changed", up->t.id);
	if (up->has_old)
		memcpy(whole, up->old.data, room);
	if (up->u->has_cpu && find_cpu(up, count, &first, err))
		return -1;
	if (up->u->has_cpu)
		end = first + 1;
	else if (check_same(up, stride, count, err))
		return -1;
	for (size_t i = first; i < end; i++)
		if (put_one(up, whole + i * stride, err))
			return -1;
	return 0;
}

/* All bytes that the kernel will read. */
static int put_together(struct update *up, struct err *err)
{
	const size_t room = write_value_room(&up->t);
	char *whole = buf_room(&up->whole, room ? room : 1);

	if (!whole)
		return err_no_memory(err);
	memset(whole, 0, room ? room : 1);
	up->whole.len = room;
	if (up->t.v.type->is_percpu)
		return put_cpus(up, whole, room, err);
	if (up->has_old)
		memcpy(whole, up->old.data, up->old.len < room ? up->old.len : room);
	return room ? put_one(up, whole, err) : 0;
}

static uint64_t flags_of(const struct map_update *u)
{
	uint64_t flags = u->is_exist ? UPDATE_EXIST : u->is_noexist ? UPDATE_NOEXIST : UPDATE_ANY;

	/* It must not come back if it is deleted meanwhile. */
	if (u->sets.count)
		flags = UPDATE_EXIST;
	return flags | (u->is_locked ? UPDATE_LOCK : 0);
}

/* Newer kernels write one CPU's value and leave the others to the programs that write them meanwhile. */
static int write_one_cpu(struct update *up, uint64_t flags, struct err *err)
{
	const size_t stride = elements_stride(write_info(&up->t)->value_size);
	auto_buf alone = {0};
	size_t at = 0;
	char *to;

	if (find_cpu(up, up->whole.len / stride, &at, err))
		return -1;
	/* As long as the values of all CPUs: older kernels read that much before they refuse the flag. */
	to = buf_room(&alone, up->whole.len);
	if (!to)
		return err_no_memory(err);
	memset(to, 0, up->whole.len);
	memcpy(to, up->whole.data + at * stride, stride);
	return kern_update(up->t.k, up->t.h.handle, up->key.data, to,
			   flags | UPDATE_ONE_CPU | (uint64_t)up->u->cpu << 32, err);
}

static int write_it(struct update *up, struct err *err)
{
	const uint64_t flags = flags_of(up->u);
	struct err ignored = {0};

	if (up->u->has_cpu && !write_one_cpu(up, flags, &ignored))
		return 0;
	return write_element(&up->t, up->key.data, up->whole.data, flags, err);
}

static int update_with(struct update *up, struct out *o, struct err *err)
{
	if (check_map(up, err) || write_read_key(&up->t, &up->u->key, &up->key, err) ||
	    (!up->u->sets.count && write_read_value(&up->t, &up->u->value, &up->value, err)) ||
	    read_old(up, err) || put_together(up, err))
		return -1;
	if (up->u->is_dry_run) {
		write_print(o, &up->t, &up->key, &up->whole);
		return 0;
	}
	if (write_check_held(&up->t, err))
		return -1;
	return write_it(up, err);
}

int map_update(struct kern *k, struct out *o, const struct ref *ref, const struct map_update *u,
	       struct err *err)
{
	struct update up = {.u = u};
	int r;

	if (check_words(u, err))
		return -1;
	r = write_target_open(&up.t, k, ref, !u->is_dry_run, err);
	if (!r)
		r = update_with(&up, o, err);
	update_free(&up);
	return r;
}
