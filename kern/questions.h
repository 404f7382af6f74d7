/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The questions that bpfi asks a kernel, one row each: from it come kern_NAME() for callers, the member of
 * struct kern_ops, the line of --debug, the injection of faults and what each implementation has to define.
 *
 * QUESTION(name, gives, parameters, arguments, trace)
 *   gives       HANDLE: an answer must be passed to kern_close(); ANSWER: it must not
 *   parameters  those between `struct kern *k` and `struct err *err`; results last, untouched on failure
 *   arguments   their names
 *   trace       format and values that show the question
 * RECORDED(name, gives, key, parameters, arguments, trace)
 *   a question with its own section in a recording
 *   key         the member with the section. They are written in the order of the rows, after the objects
 *
 * Included with QUESTION, RECORDED or both defined, as often as needed.
 */
#ifdef QUESTION
#ifndef RECORDED
#define RECORDED(name, gives, key, parameters, arguments, trace) \
	QUESTION(name, gives, parameters, arguments, trace)
#endif
#else
#define QUESTION(name, gives, parameters, arguments, trace)
#ifndef RECORDED
#define RECORDED(name, gives, key, parameters, arguments, trace)
#endif
#endif

/* The lowest id above @id; KERN_NONE at the end. */
QUESTION(next_id, ANSWER, (enum kern_kind kind, uint32_t id, uint32_t *ret_id), (kind, id, ret_id),
	 ("%s after %u", kern_kind_names[kind], id))

/* Read access is enough. */
QUESTION(open, HANDLE, (enum kern_kind kind, uint32_t id, int *ret_handle), (kind, id, ret_handle),
	 ("open %s %u", kern_kind_names[kind], id))

/* What is pinned at @path; KERN_NONE if not found. */
QUESTION(open_pin, HANDLE, (const char *path, enum kern_kind *ret_kind, int *ret_handle),
	 (path, ret_kind, ret_handle), ("open %s", path))

/*
 * The info struct as the kernel gives it: at most *len bytes are filled, *len is then how many. The caller
 * clears the struct and sets pointer and count members for the arrays it wants, as for the system call. Names
 * end with a NUL.
 */
QUESTION(info, ANSWER, (enum kern_kind kind, int handle, void *info, uint32_t *len),
	 (kind, handle, info, len), ("info of %s", kern_kind_names[kind]))

/* The text of /proc/self/fdinfo/N of the object. */
QUESTION(fdinfo, ANSWER, (enum kern_kind kind, int handle, struct buf *ret_text), (kind, handle, ret_text),
	 ("fdinfo of %s", kern_kind_names[kind]))

/* A whole file of /proc or /sys. */
RECORDED(read_file, ANSWER, "files", (const char *path, struct buf *ret_text), (path, ret_text),
	 ("read %s", path))

/* Of one object, or with @only 0 of all of the kind. Freed by kern_owners_free(). */
RECORDED(owners, ANSWER, "owners", (enum kern_kind kind, uint32_t only, struct kern_owners *ret_owners),
	 (kind, only, ret_owners), ("owners of %s%s", only ? "one of the " : "", kern_kind_plurals[kind]))

/* References to programs or maps, freed by kern_counts_free(). KERN_NONE: they were not recorded. */
RECORDED(counts, ANSWER, "counts", (enum kern_kind kind, struct kern_counts *ret_counts), (kind, ret_counts),
	 ("references to %s", kern_kind_plurals[kind]))

/*
 * The kernel's names of all programs or maps at once. KERN_NONE: it does not tell them like that; the info of
 * each object does.
 */
QUESTION(names, ANSWER, (enum kern_kind kind, kern_name_fn fn, void *arg), (kind, fn, arg),
	 ("names of %s", kern_kind_plurals[kind]))

RECORDED(process, ANSWER, "processes", (uint32_t pid, struct kern_process *ret_process), (pid, ret_process),
	 ("process %u", pid))

/* Every file below @root, or of every mounted bpffs when @root is NULL. */
RECORDED(pins, ANSWER, "pins", (const char *root, kern_pin_fn fn, void *arg), (root, fn, arg),
	 ("pins below %s", root ? root : "every bpffs"))

/*
 * Every other mount namespace that a process is in, once. ERR_PARTIAL: some processes could not be asked.
 * KERN_NONE: a recording has only its own.
 */
QUESTION(mounts, ANSWER, (kern_mounts_fn fn, void *arg), (fn, arg), ("mounts of other namespaces"))

RECORDED(ifname, ANSWER, "ifnames", (uint32_t ifindex, char *ret_name, size_t size),
	 (ifindex, ret_name, size), ("device %u", ifindex))

RECORDED(cgroup_path, ANSWER, "cgroup_paths", (uint64_t cgroup_id, char *ret_path, size_t size),
	 (cgroup_id, ret_path, size), ("cgroup %llu", (unsigned long long)cgroup_id))

/* The function at an address, and its module ("" for the kernel); offset from its start. */
RECORDED(symbol, ANSWER, "symbols",
	 (uint64_t addr, char *ret_name, size_t size, char *ret_module, size_t module_size,
	  uint64_t *ret_offset),
	 (addr, ret_name, size, ret_module, module_size, ret_offset),
	 ("symbol at 0x%llx", (unsigned long long)addr))

/* Where a function of the kernel lies; KERN_NONE if unknown. */
QUESTION(address, ANSWER, (const char *name, uint64_t *ret_addr), (name, ret_addr), ("address of %s", name))

/* The running kernel's own BTF; valid until the kern is freed. */
RECORDED(vmlinux, ANSWER, "vmlinux", (const void **ret_data, size_t *ret_size), (ret_data, ret_size),
	 ("BTF of the kernel"))

/* Nanoseconds between the epoch and the boot: load times count from the boot. */
RECORDED(boot_time, ANSWER, "boot_time_ns", (int64_t * ret_ns), (ret_ns), ("boot time"))

/*
 * All elements of a map whose type has them: callers use kern_elements(). ERR_PARTIAL: the map changed too
 * fast to be sure that all were there, once.
 */
QUESTION(walk, ANSWER, (int handle, const struct uapi_map_info *info, elements_fn fn, void *arg),
	 (handle, info, fn, arg), ("elements of map %u", info->id))

/* The value of @key (NULL for types without keys), with those of all CPUs; KERN_NONE if not found. */
QUESTION(lookup, ANSWER,
	 (int handle, const struct uapi_map_info *info, const void *key, struct buf *ret_value),
	 (handle, info, key, ret_value), ("element of map %u", info->id))

/* The key after @key, the first one if @key is NULL; KERN_NONE at the end. */
QUESTION(next_key, ANSWER,
	 (int handle, const struct uapi_map_info *info, const void *key, struct buf *ret_next),
	 (handle, info, key, ret_next), ("next key of map %u", info->id))

/* The elements of task, cgroup and socket storage; @only NULL: all of them. */
QUESTION(storage, ANSWER,
	 (int handle, const struct uapi_map_info *info, const uint64_t *only, elements_fn fn, void *arg),
	 (handle, info, only, fn, arg), ("storage of map %u", info->id))

/* The id that a task, cgroup or socket has as a key there. */
QUESTION(storage_id, ANSWER, (const struct uapi_map_info *info, int object, uint64_t *ret_id),
	 (info, object, ret_id), ("id of what map %u has storage for", info->id))

/* The records of a ring buffer not consumed yet; nothing is consumed. */
QUESTION(ring, ANSWER, (int handle, const struct uapi_map_info *info, const struct ring_reader *reader),
	 (handle, info, reader), ("records of map %u", info->id))

/*
 * Where programs are attached, all of a group of places. What could not be queried is ERR_PARTIAL at the end;
 * texts are invalid after @fn returns. KERN_NONE: this group does not exist (no cgroup2 is mounted, nothing
 * is recorded).
 */
RECORDED(attachments, ANSWER, "attachments", (const struct attach_query *q, kern_attach_fn fn, void *arg),
	 (q, fn, arg), ("attachments in %s", attach_group_names[q->group]))

/*
 * Whether the kernel has something: the answer is always there, and says where it could not be found out. A
 * recording has those that were recorded (see RECORDING_FEATURES): KERN_NONE for all others.
 */
RECORDED(probe, ANSWER, "features", (const struct probe *p, struct probe_answer *ret_answer), (p, ret_answer),
	 ("probe %s %u", probe_kind_names[p->kind], p->number))

/* The text of the kernel's build options; KERN_NONE: they are not published. */
RECORDED(config, ANSWER, "config", (struct buf * ret_text), (ret_text), ("build options of the kernel"))

#undef QUESTION
#undef RECORDED
