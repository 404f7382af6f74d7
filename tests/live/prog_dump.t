# The code of programs: translated, native, as a graph, as source.
host

# Every program reads as the incumbent writes it; each that is another one also in JSON, with opcodes and line
# numbers. It does not know the newer instructions.
skip-unless tool bpftool
skip-unless tool jq
$ bpfi -j prog show | jq '[.[] | select([.pids[]?.pid] | index(<pid_host>)) | select(.name | IN("newer", "ordered", "cast") | not)]' >progs
$ jq -e 'length > 30' progs
true
$ for id in $(jq '.[].id' progs); do \
	bpftool prog dump xlated id $id >theirs; "$BPFI" prog dump xlated id $id | same theirs - || echo "$id"; done
$ for id in $(jq 'unique_by(.tag) | .[].id' progs); do \
	bpftool prog dump xlated id $id linum >theirs; "$BPFI" prog dump xlated id $id linum | same theirs - || echo "$id"; \
	bpftool -j prog dump xlated id $id opcodes >theirs; "$BPFI" -j prog dump xlated id $id opcodes | jq -c 'map(del(.target))' | same theirs - || echo "$id"; done

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

# Functions with their prototypes, calls of the program's own by symbol, helpers by name, maps by id and place.
skip-unless object p_code
$ bpfi prog dump xlated id <p_code> | grep -e '^[a-z]' -e call -e map -e subprog
int walk_rounds(struct xdp_md * ctx):
; __u64 *count = bpf_map_lookup_elem(&counters, &key);
~  +[0-9]+: \(18\) r1 = map\[id:[0-9]+\]
...
~  +[0-9]+: \(85\) call pc\+[0-9]+#bpf_prog_[0-9a-f]+_length_of
...
~  +[0-9]+: \(85\) call bpf_ktime_get_ns#-?[0-9]+
...
~  +[0-9]+: \(18\) r1 = map\[id:[0-9]+\]\[0\]\+[0-9]+
...
~  +[0-9]+: \(85\) call bpf_trace_printk#-?[0-9]+
int length_of(struct xdp_md * ctx):
int add_rounds(__u32 count):
~  +[0-9]+: \(18\) r2 = subprog\[\+[0-9]+\]
...
long add_round(__u32 index, void * ctx):

# The names of what is loaded: maps, functions of the program.
skip-unless object p_code
$ bpfi prog dump xlated id <p_code> names | grep '>$'
~  +[0-9]+: \(18\) r1 = map\[id:[0-9]+\] <counters>
~  +[0-9]+: \(18\) r1 = map\[id:[0-9]+\]\[0\]\+[0-9]+ <code.bss>
~  +[0-9]+: \(18\) r1 = map\[id:[0-9]+\]\[0\]\+0 <code.rodata>
~  +[0-9]+: \(18\) r2 = subprog\[\+[0-9]+\] <add_round>
~  +[0-9]+: \(18\) r1 = map\[id:[0-9]+\]\[0\]\+[0-9]+ <code.bss>
$ bpfi -J prog dump xlated id <p_code> | jq -r '.target // empty'
counters
code.bss
code.rodata
add_round
code.bss

# Functions of the kernel that are no helpers, and an address of one.
skip-unless object p_kfunc
$ bpfi prog dump xlated id <p_kfunc> names | grep -e call -e schedule
~  +[0-9]+: \(85\) call bpf_task_acquire#-?[0-9]+
1> ; where = (__u64)&schedule;
~  +[0-9]+: \(18\) r2 = 0x[0-9a-f]+ <schedule>
~  +[0-9]+: \(85\) call bpf_task_release#-?[0-9]+

# File, line and column of source lines; in JSON each its own, and none that is not known.
$ bpfi prog dump xlated id <p_tail> linum | head -n 2
int drop_or_pass(struct xdp_md * ctx):
~ ; return tunable < 0 \? XDP_PASS : XDP_DROP; \[file:.*traffic.bpf.c line_num:[0-9]+ line_col:[0-9]+\]
$ bpfi -J prog dump xlated id <p_tail> linum | head -n 1
{"proto":"int drop_or_pass(struct xdp_md * ctx)","src":"return tunable < 0 ? XDP_PASS : XDP_DROP;","file":"<any>traffic.bpf.c","line_num":<n>,"line_col":<n>,"disasm":"<any>","target":".data.tunables"}

# The bytes of each instruction; of a wide load both places.
$ bpfi prog dump xlated id <p_xdp> opcodes
1>    0: (b7) r0 = 2
1>        b7 00 00 00 02 00 00 00
1>    1: (95) exit
1>        95 00 00 00 00 00 00 00
$ bpfi -J prog dump xlated id <p_xdp> opcodes | head -n 1
{"disasm":"(b7) r0 = 2","opcodes":{"code":"0xb7","src_reg":"0x0","dst_reg":"0x0","off":["0x00","0x00"],"imm":["0x02","0x00","0x00","0x00"]}}

# Several programs: each with its headline.
skip-unless native
$ bpfi prog dump xlated name 'count_*' | grep -A 1 'tag'
<p_long_name>: xdp  name count_packets_per_source_address  tag <hex>  gpl
int count_packets_per_source_address(struct xdp_md * ctx):
--
<p_switches>: tracepoint  name count_context_switches  tag <hex>  gpl
int count_context_switches(void * ctx):
$ bpfi -j prog dump xlated name 'count_*' | jq -c '.[] | [.id, .name, (.insns | length > 5)]'
[<p_long_name>,"count_packets_per_source_address",true]
[<p_switches>,"count_context_switches",true]
$ bpfi -j prog dump jited name 'count_*' | jq -c '.[] | [.id, (.insns | map(.name | sub("bpf_prog_[0-9a-f]*_"; "")))]'
[<p_long_name>,["count_packets_per_source_address","is_admitted"]]
[<p_switches>,["count_context_switches"]]

# By tag; one match is the list itself.
$ tag=$(bpfi -j prog show id <p_tail> | jq -r .tag); bpfi -j prog dump xlated tag $tag | jq -c '.[-1].disasm'
"(95) exit"

# The bytes as they are, into a file that only its owner can read; nothing else is said.
$ bpfi prog dump xlated id <p_xdp> file code && od -An -tx1 -v code && stat -c %a code
1>  b7 00 00 00 02 00 00 00 95 00 00 00 00 00 00 00
600
$ bpfi -j prog dump jited id <p_xdp> file code
null
$ [ "$(stat -c %s code)" = "$(bpfi -j prog show id <p_xdp> | jq .bytes_jited)" ]
$ bpfi prog dump xlated id <p_xdp> file /nonexistent/code
2> bpfi: /nonexistent/code: No such file or directory (ENOENT)
? 1
$ bpfi prog dump xlated name 'count_*' file code
2> bpfi: 2 programs match 'count_*'
2>       specify one by its id: <p_long_name>, <p_switches>
? 1

# Words that exclude each other.
$ bpfi prog dump xlated id <p_xdp> file code opcodes
2> bpfi: 'file' cannot be combined with 'opcodes', 'linum', 'names' or 'visual'
2> ...
? 2
$ bpfi prog dump jited id <p_xdp> visual
2> bpfi: 'visual' and 'names' require 'xlated'
2> ...
? 2
$ bpfi prog dump xlated id <p_xdp> --svg
2> bpfi: --svg requires 'visual'
2> ...
? 2
$ bpfi -j prog dump xlated id <p_xdp> visual --svg
{"error":"--svg cannot be combined with JSON output"}
? 2
$ bpfi prog dump bytecode id <p_xdp>
2~ bpfi: .*bytecode.*
2> ...
? 2

# A program that is not there.
$ bpfi -j prog dump jited id 4294967295
{"error":"prog 4294967295: no such program"}
? 1

# The graph: blocks as the incumbent finds them, with numbers and source lines of the whole program.
skip-unless object p_code
$ bpfi prog dump xlated id <p_code> visual >graph && grep -c subgraph graph
4
$ grep -A 4 'cluster_1' graph
subgraph "cluster_1" {
1> 	style="dashed";
1> 	color="black";
1> 	label="length_of ()";
1> 	fn_1_bb_0 [shape=Mdiamond,style=filled,label="ENTRY"];
$ grep -A 3 '; int length_of' graph
; int length_of(struct xdp_md * ctx):\l\
; return\ ctx-\>data_end\ -\ ctx-\>data;\l\
~ [0-9]+: \(79\) r2 = \*\(u64 \*\)\(r1 \+0\)\\l\\
...
$ ! command -v bpftool >/dev/null || bpftool prog dump xlated id <p_code> visual | grep -e '->' -e '^}' >theirs
$ ! command -v bpftool >/dev/null || grep -e ' -> ' -e '^}' graph | same - theirs

# What dot draws of it, by hand and with --svg.
skip-unless tool dot
skip-unless object p_code
$ bpfi prog dump xlated id <p_code> visual linum opcodes names | dot -Tsvg | grep -c '<g id="clust'
4
$ bpfi prog dump xlated id <p_code> visual --svg | grep -c -e '<title>fn_.*_bb_0</title>' -e '^</svg>'
5

# Without dot there is no picture, and it says what to do.
skip-unless tool dot
$ unshare -m sh -c 'mount --bind /dev/null "$(realpath /usr/bin/dot)" && "$BPFI" prog dump xlated id <p_xdp> visual --svg'
2> bpfi: --svg requires 'dot' of Graphviz, which is not installed
2>       install it (Debian, Fedora: graphviz), or draw the graph elsewhere: bpfi prog dump xlated PROG visual >graph.dot
? 1

# It is not looked for in PATH, learns nothing of the environment, and its failure is told.
skip-unless tool dot
$ mkdir bad; printf '#!/bin/sh\necho "no memory" $SECRET >&2\nexit 7\n' >bad/dot; chmod +x bad/dot
$ PATH=$PWD/bad:$PATH "$BPFI" prog dump xlated id <p_xdp> visual --svg | tail -n 1
</svg>
$ SECRET=told unshare -m sh -c 'mount --bind bad/dot "$(realpath /usr/bin/dot)" && "$BPFI" prog dump xlated id <p_xdp> visual --svg'
2> bpfi: dot failed to draw the graph: no memory
? 1

# The graph as JSON: blocks with their instructions and where each goes on.
$ bpfi -j prog dump xlated id <p_tail> visual | jq -c '.[] | [.name, .first, (.blocks | map([.block, .next]) | last | .[1])]'
["drop_or_pass",0,[1]]
$ bpfi -j prog dump xlated id <p_tail> visual | jq -c '[.[].blocks[].insns[] | .disasm]' >one
$ bpfi -j prog dump xlated id <p_tail> | jq -c '[.[].disasm]' | same - one

# Native code by function, with the calls by name.
skip-unless shell ldconfig -p | grep -q libcapstone && "$BPFI" -j version | grep -q '"static":false'
skip-unless object p_code
$ bpfi prog dump jited id <p_code> linum >native; grep -e '^[a-z]' -e '<bpf_prog.*length_of' native
int walk_rounds(struct xdp_md * ctx):
~ bpf_prog_[0-9a-f]+_walk_rounds:
~  +[0-9a-f]+:	call.*<bpf_prog_[0-9a-f]+_length_of>
int length_of(struct xdp_md * ctx):
~ bpf_prog_[0-9a-f]+_length_of:
int add_rounds(__u32 count):
~ bpf_prog_[0-9a-f]+_add_rounds:
long add_round(__u32 index, void * ctx):
~ bpf_prog_[0-9a-f]+_add_round:
$ grep -o '^bpf_prog_[^:]*' native | while read -r name; do grep -qw "$name" /proc/kallsyms || echo "$name"; done
$ grep -c '^; .*line_num:' native
<n>
$ bpfi -j prog dump jited id <p_code> opcodes | jq -e 'map(.insns | map(.opcodes | length) | add) | add' >bytes
$ bpfi -j prog show id <p_code> | jq .bytes_jited | same - bytes

# Source lines by function in the order of the file, with their instructions.
$ bpfi prog source id <p_tail>
int drop_or_pass(struct xdp_md * ctx):
~ ; .*traffic.bpf.c
~  +[0-9]+  0-[0-9]+ +return tunable < 0 \? XDP_PASS : XDP_DROP;
$ bpfi -j prog source id <p_tail> | jq -c '.[] | [.name, .proto, .first, (.lines[] | [.src, .insns[0].first])]'
["drop_or_pass","int drop_or_pass(struct xdp_md * ctx)",0,["return tunable < 0 ? XDP_PASS : XDP_DROP;",0]]

# A program without source lines.
$ bpfi prog source id <p_xdp>
2> bpfi: prog <p_xdp> has no source lines
2>       it was loaded without BTF (compile with -g)
? 1

# Several programs of which one has none: the others are shown.
$ bpfi -j prog source name '*d*' 2>/dev/null | jq -e 'map(has("error")) | any and (all | not)'
true

# Without the right to see addresses calls have no names: that is said once, and not on standard output.
skip-unless shell setpriv --bounding-set -syslog true
skip-unless object p_kfunc
$ setpriv --bounding-set -syslog "$BPFI" prog dump xlated id <p_kfunc> | grep call
~  +[0-9]+: \(85\) call unknown#0
~  +[0-9]+: \(85\) call unknown#0
2> bpfi: note: calls are shown without names: kernel symbols are hidden (kernel.kptr_restrict, CAP_SYSLOG)
$ setpriv --bounding-set -syslog "$BPFI" prog dump xlated name 'hold*' visual >/dev/null
2> bpfi: note: calls are shown without names: kernel symbols are hidden (kernel.kptr_restrict, CAP_SYSLOG)

# Nor is there native code, and it says what is missing.
skip-unless shell setpriv --bounding-set -syslog true
$ setpriv --bounding-set -syslog "$BPFI" -j prog dump jited id <p_xdp>
{"error":"prog <p_xdp>: the kernel does not show its native code: Operation not permitted (EPERM)","hint":"CAP_SYSLOG is missing; run as root"}
? 1

# Types that are there and cannot be read are not told as missing: what is missing is a right.
skip-unless object p_code
skip-unless shell setpriv --bounding-set -sys_admin true
$ bpfi prog pin id <p_code> <pins>/typed; setpriv --bounding-set -sys_admin "$BPFI" prog source pinned <pins>/typed
2> bpfi: prog <p_code>: reading its BTF: opening btf <id>: Operation not permitted (EPERM)
2>       CAP_SYS_ADMIN is missing; run as root
? 1
$ setpriv --bounding-set -sys_admin "$BPFI" prog dump xlated pinned <pins>/typed | grep -c '^;'
0
2> bpfi: note: function prototypes and source lines are not available: opening btf <id>: Operation not permitted (EPERM)
? 1
$ rm <pins>/typed

# A recording has the address of a function that is loaded.
skip-unless object p_kfunc
$ bpfi snapshot save rec >/dev/null; bpfi prog dump xlated id <p_kfunc> names >live; bpfi --from rec prog dump xlated id <p_kfunc> names | same live -

# A recording has the code, and the names of what it calls.
skip-unless object p_code
$ bpfi snapshot save rec >/dev/null; for what in 'xlated id <p_code>' 'xlated id <p_code> visual names' 'xlated id <p_tail> linum opcodes'; do \
	bpfi prog dump $what >live; bpfi --from rec prog dump $what | same live - ; done
$ bpfi prog source id <p_code> >live; bpfi --from rec prog source id <p_code> | same live -
$ bpfi --from rec prog dump jited id <p_code> file code && bpfi prog dump jited id <p_code> file live && same code live

# Without Capstone native code is bytes, and a note says how to get it.
skip-unless tool ldconfig
skip-unless shell "$BPFI" -j version | grep -q '"static":false'
$ unshare -m sh -c 'for lib in $(ldconfig -p | sed -n "s/.*libcapstone.*=> //p"); do mount --bind /dev/null $lib; done; "$BPFI" prog dump jited id <p_xdp>'
~ bpf_prog_[0-9a-f]+_xdp:
~  +0:	([0-9a-f][0-9a-f] ?)+
...
2> bpfi: note: no disassembler: install Capstone (Debian: libcapstone4, Fedora: capstone)
$ unshare -m sh -c 'for lib in $(ldconfig -p | sed -n "s/.*libcapstone.*=> //p"); do mount --bind /dev/null $lib; done; "$BPFI" -j prog dump jited id <p_xdp> 2>/dev/null' | jq -c '.[0].insns[0] | keys'
["opcodes","pc"]
