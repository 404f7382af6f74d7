# What this kernel can do.

# Each list of names has every enumerator of the running kernel.
skip-unless file /sys/kernel/btf/vmlinux
$ bpfi btf dump file /sys/kernel/btf/vmlinux format c type bpf_prog_type type bpf_map_type type bpf_link_type type bpf_attach_type type bpf_func_id >types.h
$ check() { sed -n "/^enum $2 {/,/}/s/^[[:space:]]*$3\([A-Za-z0-9_]*\) = .*/$4\1/p" types.h | sed 's/_DEPRECATED$//' | tr A-Z a-z >kernel; \
	bpfi feature list_builtins $1 | sort >ours; grep -c . kernel | sed 's/^[0-9]*$/some/'; sort -u kernel | comm -23 - ours; }; \
	check prog_types bpf_prog_type BPF_PROG_TYPE_; check map_types bpf_map_type BPF_MAP_TYPE_; check link_types bpf_link_type BPF_LINK_TYPE_; \
	check attach_types bpf_attach_type BPF_; check helpers bpf_func_id BPF_FUNC_ bpf_
some
some
some
some
some
