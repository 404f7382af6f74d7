# What the rows say beside help: completion, manual pages, the surface as JSON, and what --debug tells.
use everything-6.12

# Completion: objects, commands with their other names, options of the command and of all.
$ bpfi __complete -- pr
1> prog	Programs
$ bpfi __complete -- prog s | cut -f 1
...
show
...
$ bpfi __complete -- map show --jsonl
1> --jsonl	Print JSON lines, one record per line
$ bpfi __complete -- --color ''
auto
always
never
$ bpfi __complete -- prog show --color a
auto
always

# Completion of arguments: their keywords, then what is there.
$ bpfi __complete -- prog show '' | grep -v '[0-9]$'
id
name
tag
pinned
interval	With --stats, repeat every N seconds (default: once, after one second)
count	With --stats, stop after N intervals
$ bpfi __complete -- link show id 2 | cut -f 1 | head -n 2
20
21
$ bpfi __complete -- prog show name count_packets
~ count_packets_per_source_address	[0-9]+
$ bpfi __complete -- btf dump file ''
:files
$ bpfi __complete -- map show connections
~ connections_by_source_address	[0-9]+
$ bpfi __complete -- prog load ''
1> :files	.o
$ bpfi __complete -- --from ''
1> :files	.bpfi
$ bpfi __complete -- feature has helper bpf_map_lookup_elem ''
prog
$ bpfi __complete -- btf dump map array k | cut -f 1
key
kv
kfunc

# Behind what is wrong already there is nothing to complete.
$ bpfi __complete -- btf dump id 1 | cut -f 1 | head -n 1
1
$ bpfi __complete -- nonsense ''
$ bpfi __complete -- prog nonsense ''

# Completion of the values of a command's options, and of what stands behind them.
$ bpfi __complete -- map dump --agg m
min
max
$ bpfi __complete -- map dump --where 'x == 1' --numbers na | cut -f 1
name
$ bpfi __complete -- map dump --sort --from na | cut -f 1
name
$ bpfi __complete -- -jB ''
:files

# Completion knows the names of the recording that stands on the line; of one that is none it knows nothing.
$ env -u BPFI_FROM bpfi __complete -- --from="$TOP/tests/recordings/everything-6.12.bpfi" map show name connections | cut -f 1
connections_by_source_address
$ env -u BPFI_FROM bpfi __complete -- map show --from "$TOP/tests/recordings/everything-6.12.bpfi" name connections | cut -f 1
connections_by_source_address
$ bpfi __complete -- --from /dev/null map show name ''

# Every generated part of every manual page can be made.
$ grep -h '^@.*@$' "$TOP"/man/*.8.in | tr -d @ | while read -r part object; do \
	"$BPFI" __doc man "${object:--}" "$part" | grep -q . || echo "$part $object"; done

# A part that does not exist.
$ bpfi __doc man prog nonsense
2~ bpfi: .*nonsense.*
2> ...
? 2
$ bpfi __doc man nonsense synopsis
2> bpfi: unknown object 'nonsense'
2> ...
? 2
$ bpfi __doc prog
2> bpfi: usage of __doc: no words, or man OBJECT PART
2> ...
? 2

# With --debug each question is told on standard error, and standard output is what it is without.
$ "$BPFI" --from "$TOP"/tests/recordings/everything-6.12.bpfi -d map show id 5 2>told >with; "$BPFI" --from "$TOP"/tests/recordings/everything-6.12.bpfi map show id 5 >without; same with without && cat told
debug: owners of one of the maps: done
debug: open map 5: done
debug: info of map: done
debug: fdinfo of map: done
$ "$BPFI" --from "$TOP"/tests/recordings/everything-6.12.bpfi -d prog show id 4294967290 2>&1 | grep -c 'debug:.*prog 4294967290: none'
1
$ for each in 'map show' 'link show' 'btf show' 'pin show' 'prog dump xlated id 5' 'map dump id 2'; do \
	"$BPFI" --from "$TOP"/tests/recordings/everything-6.12.bpfi -dj $each 2>&1 >/dev/null | \
	grep -c '^debug: .*done$' >told; [ "$(cat told)" -gt 2 ] || echo "$each: $(cat told)"; done

$ "$BPFI" --from "$TOP"/tests/recordings/everything-6.12.bpfi -d map lookup id 1 key 1 0 0 0 2>&1 >/dev/null | tail -n 1
debug: element of map 1: done
$ "$BPFI" --from "$TOP"/tests/recordings/everything-6.12.bpfi -d map getnext id 1 2>&1 >/dev/null | tail -n 1
debug: next key of map 1: done
$ "$BPFI" --from "$TOP"/tests/recordings/everything-6.12.bpfi -d link show pinned /sys/fs/bpf/link 2>&1 >/dev/null | grep pin\\\|open
debug: open /sys/fs/bpf/link: done
debug: open link 4: done
debug: open prog 26: done

# A recording stays one under --debug: what it cannot do is refused in the same words.
$ bpfi -d prog show --stats
2> ...
2> bpfi: programs in a recording do not run; --stats requires a running kernel
? 1

# Completion of words that commands know themselves.
$ bpfi __complete -- prog profile id 5 instr
instructions	Hardware counter
$ bpfi __complete -- prog attach id 5 sk_msg
sk_msg_verdict	requires a MAP
$ bpfi __complete -- prog verify ''
1> :files	.o
$ bpfi __complete -- prog load x.o f type raw_tracepoint
raw_tracepoint
$ bpfi __complete -- prog load x.o f map i
idx	the Nth map of the object, from 0
$ bpfi __complete -- prog load x.o f map idx 0 p | grep -v '[0-9]$'
pinned
$ bpfi __complete -- map create f btf p
prog
$ bpfi __complete -- snapshot save ''
:files

# Types and flags of maps to be made, the flags one behind the other.
$ bpfi __complete -- map create f type perc
percpu_hash
percpu_array
percpu_cgroup_storage
$ bpfi __complete -- map create f type hash flags no_prealloc,nu
no_prealloc,numa_node

# What help can be had of: objects, then their commands, and nothing behind.
$ bpfi __complete -- help sna
snapshot	Recordings of a host, for --from
$ bpfi __complete -- help snapshot '' | cut -f 1
save
$ bpfi __complete -- help snapshot save ''

# Help fits a terminal of 80 columns.
$ for words in '' prog map link btf pin snapshot batch $(for o in prog map link btf pin snapshot; do bpfi __complete -- $o '' | \
	cut -f 1 | sed "s/^/$o:/"; done); do bpfi $(echo $words | tr : ' ') --help | awk 'length($0) > 80'; done
