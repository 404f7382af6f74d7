# The listing of BTF objects.
host

# Who uses it.
$ bpfi btf show id <b_traffic>
~ <b_traffic>: name <anon>  size [0-9]+B  prog_ids [0-9,]+  map_ids [0-9,]+
1> 	pids bpf-host(<pid_host>)
$ bpfi -j btf show id <b_scalar>
{"id":<b_scalar>,"size":<n>,"prog_ids":[],"map_ids":[<any>],<any>
$ bpfi -j btf show id <b_scalar> | grep -c '"kernel":true'
0
? 1

# The kernel's own, which is an object.
skip-unless kernel 5.11
$ bpfi btf show id 1
~ 1: name \[vmlinux\]  size [0-9]+B.*
...
$ bpfi -j btf show id 1
{"id":1,"size":<n>,"prog_ids":[<any>],"map_ids":[],<any>"kernel":true,"name":"vmlinux"}

# What the incumbent says of it.
skip-unless tool bpftool
skip-unless tool jq
$ bpftool -j btf show | jq -S 'map(select(.id == <b_traffic> or .id == <b_scalar>) | .prog_ids |= sort | .map_ids |= sort)' >theirs; \
	bpfi -j btf show | jq -S 'map(select(.id == <b_traffic> or .id == <b_scalar>) | {id, kernel, map_ids, prog_ids, size} | .prog_ids |= sort | .map_ids |= sort)' >ours; \
	same theirs ours

# The kernel's types by id and from sysfs are the same.
skip-unless kernel 5.11
skip-unless file /sys/kernel/btf/vmlinux
$ bpfi btf dump id 1 format c >a; bpfi btf dump file /sys/kernel/btf/vmlinux format c >b; same a b; grep -c 'struct task_struct {' a
1
$ head -n 2 a
~ ^/\*
~  \* Types of Linux [0-9][^ ]*: BTF of [0-9]+ bytes, hash [0-9a-f]+\.
$ bpfi btf dump id 1 >a; bpfi btf dump file /sys/kernel/btf/vmlinux >b; same a b

# A program compiles to the same code against the header that is cut for its source as against the whole one.
skip-unless kernel 5.11
skip-unless file /sys/kernel/btf/vmlinux
skip-unless tool clang
skip-unless tool readelf
$ mkdir whole cut && bpfi btf dump file /sys/kernel/btf/vmlinux format c >whole/vmlinux.h && \
	bpfi btf dump file /sys/kernel/btf/vmlinux format c from "$TOP"/tests/gen/cut/*.bpf.c >cut/vmlinux.h && \
	find cut -size -100k -name vmlinux.h
cut/vmlinux.h
$ for header in whole cut; do for name in chain packet; do \
	clang -target bpf -g -O2 -Wall -Werror -D__TARGET_ARCH_x86 -I$header -c "$TOP/tests/gen/cut/$name.bpf.c" -o $name.o && \
	readelf -x tp_btf/sched_switch -x xdp -x kprobe/tcp_connect -x .maps $name.o 2>&- >$header/$name.code; done; done; \
	same whole/chain.code cut/chain.code && same whole/packet.code cut/packet.code && grep -c '^  0x' cut/packet.code
~ [1-9][0-9]+
$ bpfi btf dump file /sys/kernel/btf/vmlinux format c type task_struct >cut/vmlinux.h && \
	printf '#include "vmlinux.h"\n#include <bpf/bpf_helpers.h>\n#include <bpf/bpf_core_read.h>\n#include <bpf/bpf_tracing.h>\n#include <bpf/bpf_endian.h>\nint pid(struct task_struct *t, __be32 a) { return t->pid + BPF_ANY + true + bpf_ntohl(a); }\n' >a.c && \
	clang -target bpf -g -O2 -Wall -Werror -D__TARGET_ARCH_x86 -Icut -c a.c

# A map's types: key and value, one of them, or all of its BTF.
$ bpfi btf dump map name connections_by_source_address | sed 's/ .*//' >kv; bpfi btf dump map name connections_by_source_address kv | sed 's/ .*//' | same - kv; grep -c '^\[' kv
2
$ bpfi btf dump map name connections_by_source_address key >a; bpfi btf dump map name connections_by_source_address value >>a; bpfi btf dump map name connections_by_source_address | same - a
$ bpfi btf dump map name connections_by_source_address all >a; bpfi btf dump id <b_traffic> | same - a
$ bpfi btf dump map id <m_with_btf>
[1] INT 'unsigned int' size=4 bits_offset=0 nr_bits=32 encoding=(none)
[1] INT 'unsigned int' size=4 bits_offset=0 nr_bits=32 encoding=(none)
$ bpfi -j btf dump map id <m_with_btf> kv | jq -c '[.types[].id]'
[1,1]
$ bpfi btf dump map id <m_with_btf> format c | grep -c '^#endif /'
1
$ bpfi btf dump map name connections_by_source_address root_id 1
2> bpfi: 'root_id' requires all types of the map: use 'map MAP all'
? 2

# A key or value without a type is type 0, as in bpftool; a table of operations has its value's type in the kernel.
skip-unless object m_struct_ops
$ bpfi btf dump map id <m_bss> key
[0] UNKNOWN '(anon)'
$ bpfi btf dump map id <m_bss> | sed 's/^.[1-9][0-9]*. /[n] /' | head -n 2
[0] UNKNOWN '(anon)'
~ \[n\] DATASEC '\.bss' .*
$ bpfi btf dump map id <m_struct_ops> key
[0] UNKNOWN '(anon)'
$ bpfi btf dump map id <m_struct_ops> value | sed -n '1 s/^[^ ]* //p'
STRUCT 'bpf_struct_ops_tcp_congestion_ops' size=<n> vlen=<n>
$ bpfi btf dump map id <m_struct_ops> all >a; bpfi btf dump id $(bpfi -j map show id <m_struct_ops> | jq .btf_id) | same - a
$ bpfi btf dump map id <m_struct_ops> value format c | grep -c '^struct tcp_congestion_ops {'
1

# A program's types are those of its BTF object.
$ bpfi btf dump prog name count_packets_per_source_address >a; bpfi btf dump id <b_traffic> | same - a

# What has no types, and what is not there.
$ bpfi btf dump map id <m_hash>
2> bpfi: map <m_hash> has no BTF
? 1
$ bpfi btf dump prog id <p_xdp> format c
2> bpfi: prog <p_xdp> has no BTF
? 1
$ bpfi btf dump id 4294967295
2> bpfi: btf 4294967295: no such BTF object
? 1
$ bpfi -j btf dump prog id 4294967295
{"error":"<any>"}
? 1

# The kernel's types are recorded whole, also where they are not an object that can be asked for (before 5.11).
skip-unless file /sys/kernel/btf/vmlinux
$ bpfi snapshot save f vmlinux >/dev/null; bpfi btf dump file /sys/kernel/btf/vmlinux format c type sock >a; \
	bpfi --from f btf dump file /sys/kernel/btf/vmlinux format c type sock >b; same a b; grep -c '^struct sock {' b
1

# The running kernel is the source where none is named.
skip-unless kernel 5.11
$ bpfi btf layout list_head | head -n 1 | cut -d ' ' -f 1,2
struct list_head
$ bpfi btf layout struct list_head >a; bpfi btf layout vmlinux list_head >b; bpfi btf layout file /sys/kernel/btf/vmlinux list_head >c; same a b && same b c
$ bpfi btf find 'BPF_MAP_TYPE_HASH' | sed 's/^[0-9]*: //'
ENUM bpf_map_type  size 4B  enumerator BPF_MAP_TYPE_HASH = 1
$ bpfi btf users bpf_prog_aux | grep -c STRUCT | awk '$1 < 2'
$ bpfi btf dump format c type list_head | sed -n '/^struct list_head {/,/^}/p'
struct list_head {
	struct list_head *next;
	struct list_head *prev;
};
$ bpfi btf stats >a; bpfi btf stats vmlinux >b; same a b
$ bpfi btf diff vmlinux /sys/kernel/btf/vmlinux type 'list_*'
$ bpfi btf diff vmlinux type 'list_*'
$ bpfi btf layout file | head -n 1 | cut -d ' ' -f 1,2
struct file
$ bpfi btf layout task_strct
2> bpfi: type 'task_strct' not found
2>       did you mean 'task_struct'?
? 1
$ bpfi __complete -- btf layout task_str
task_struct
...

# Packed files, by static builds too, which have the libraries inside.
$ for packed in /Td6WFoAAAFpIt42AgAhARYAAAB0L+Wj4AAsAB1dAE+6vCAAzlEGpoDx+hTIslTxBgeVQ6djvDlwwAAAAAAAAL3EbSoAATUt6Ctox5BCmQ0BAAAAAAFZWg== KLUv/QRYLQEA2J/rAQAYABAFAAAAAQABBAAAACAAAAEAaW50AAMANYXuMhsAHGqLucg=; do echo $packed | base64 -d >packed; bpfi btf dump file packed; done
[1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
[1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
