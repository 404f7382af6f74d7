# The code of programs: translated, native, as a graph, as source.
host

# Every program reads as the incumbent writes it, in text and in JSON, with and without opcodes and line numbers. It
# does not know the newer instructions.
skip-unless tool bpftool
skip-unless tool jq
$ bpfi -j prog show | jq '.[] | select([.pids[]?.pid] | index(<pid_host>)) | select(.name | IN("newer", "ordered", "cast") | not) | .id' >ids
$ [ "$(wc -l <ids)" -gt 30 ] || cat ids
$ for id in $(cat ids); do for option in '' opcodes linum; do for format in '' -j; do \
	bpftool $format prog dump xlated id $id $option >theirs; \
	"$BPFI" $format prog dump xlated id $id $option | \
		if [ -z "$format" ]; then cat; else jq -c 'map(del(.target))'; fi >ours; \
	cmp theirs ours || echo "$id $option"; done; done; done

# The newer instructions.
skip-unless object p_newer
$ bpfi prog dump xlated id <p_newer>
1>    0: (b7) r0 = 0
1>    1: (b7) r2 = 7
1>    2: (bf) r3 = (s8)r2
1>    3: (bc) w4 = (s16)w2
1>    4: (d7) r3 = bswap64 r3
1>    5: (37) r3 s/= 3
1>    6: (94) w4 s%= -3
1>    7: (7b) *(u64 *)(r10 -8) = r3
1>    8: (81) r4 = *(s32 *)(r10 -8)
1>    9: (91) r5 = *(s8 *)(r10 -1)
1>   10: (65) if r5 s> 0x64 goto pc+2
1>   11: (b7) r0 = 1
1>   12: (06) gotol pc+1
1>   13: (04) w0 += 16
1>   14: (95) exit

# Loads and stores with an order, and the other atomic ones.
skip-unless object p_ordered
$ bpfi prog dump xlated id <p_ordered> | grep '([d]'
1>    3: (db) r1 = load_acquire((u64 *)(r2 +0))
1>    4: (db) store_release((u64 *)(r2 +0), r1)
1>    5: (d3) r3 = load_acquire((u8 *)(r2 +1))
1>    8: (db) lock *(u64 *)(r10 -8) += r1
1>   10: (db) r1 = atomic64_xchg((u64 *)(r10 -8), r1)
1>   11: (db) r0 = atomic64_cmpxchg((u64 *)(r10 -8), r0, r1)

# A pointer cast from one address space to another.
skip-unless object p_cast
$ bpfi prog dump xlated id <p_cast> | grep cast
1>    4: (bf) r4 = addr_space_cast(r2, 1, 0)
