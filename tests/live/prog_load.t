# Object files into the kernel: all or nothing. Everything is pinned below the host's bpffs.
host

# The first program of an object, under a name of its own.
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/one
$ bpfi prog show pinned <bpffs>/one | head -n 1
<id>: xdp  name mark_packet  tag <hex>  gpl
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/one
2> bpfi: <bpffs>/one already exists
? 1
$ bpfi -j prog load "$OBJS/load.bpf.o" <bpffs>/another
null
$ rm <bpffs>/one <bpffs>/another

# All programs in a folder that is made, the maps in another one.
$ bpfi prog loadall "$OBJS/load.bpf.o" <bpffs>/all pinmaps <bpffs>/maps
$ ls <bpffs>/all <bpffs>/maps
<bpffs>/all:
dissect
drop_large
mark_packet
on_message
on_stream
on_switch

<bpffs>/maps:
load_bss
shared_counter
sockets

# The folder of the maps may be in that of the programs: both are made.
$ bpfi prog loadall "$OBJS/load.bpf.o" <bpffs>/both pinmaps <bpffs>/both/maps && ls <bpffs>/both/maps | grep -c . && rm -r <bpffs>/both
3

# What stands in the way is told before anything is loaded, and nothing is left of the rest.
$ bpfi prog loadall "$OBJS/load.bpf.o" <bpffs>/more pinmaps <bpffs>/maps
2> bpfi: <bpffs>/maps/shared_counter already exists
? 1
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/no/where
2> bpfi: <bpffs>/no: No such file or directory (ENOENT)
? 1
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/has.dot
2> bpfi: <bpffs>/has.dot: names in a BPF filesystem cannot contain a dot
? 1
$ ls <bpffs> | grep -c -e more -e where -e dot
0
? 1

# A map that is there takes the place of one of the object's.
$ bpfi map update pinned <bpffs>/maps/shared_counter key 0 0 0 0 value 9 0 0 0 0 0 0 0
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/reuse map name shared_counter pinned <bpffs>/maps/shared_counter
$ head -c 20 /dev/zero >packet; bpfi prog run pinned <bpffs>/reuse data_in packet
~ Return value: 2, duration: [0-9]+ns
$ bpfi map lookup pinned <bpffs>/maps/shared_counter key 0 0 0 0 | grep -o 'value.*'
value": 10
$ rm <bpffs>/reuse
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/reuse map idx 0 pinned <bpffs>/maps/shared_counter
$ [ "$(bpfi -j prog show pinned <bpffs>/reuse | grep -o '"map_ids":[^]]*')" != "" ] && rm <bpffs>/reuse
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/reuse map name nosuch pinned <bpffs>/maps/shared_counter
2> bpfi: <any>/load.bpf.o has no map 'nosuch'
2> <any>shared_counter, sockets<any>
? 1
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/reuse map idx 7 pinned <bpffs>/maps/shared_counter
2> bpfi: <any>/load.bpf.o has 3 maps, none with index 7
2> ...
? 1
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/reuse map idx 0 id <m_hash> map idx 0 id <m_hash>
2> bpfi: map idx 0 is given twice
2> ...
? 2
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/reuse map idx 0 id <m_queue>
2~ bpfi: .*load.bpf.o: loading: Invalid argument \(EINVAL\)|bpfi: .*load.bpf.o: program mark_packet: rejected by the verifier: .*
2> ...
? 1
$ ls <bpffs> | grep -c reuse
0
? 1
$ rm -r <bpffs>/all <bpffs>/maps

# The type of a program can be said: it is a section name.
$ bpfi prog load "$OBJS/refused.bpf.o" <bpffs>/x type nonsense
2> bpfi: 'nonsense' is not a known section name
2> ...
? 2
$ bpfi prog load "$OBJS/odd.bpf.o" <bpffs>/x
2> bpfi: <any>/odd.bpf.o: program unlicensed: cannot derive a program type from section 'somewhere'
2>       specify it: type xdp, type tc, ...
? 1

# Sections that are newer than the library are known all the same, also as a type.
skip-unless kernel 6.15
$ bpfi prog verify "$OBJS/newer.bpf.o" | sed 's/  insns.*//'
<any>/newer.bpf.o: in_tc  sched_cls  verified
<any>/newer.bpf.o: in_tcx  sched_cls  verified
<any>/newer.bpf.o: in_netkit  sched_cls  verified
<any>/newer.bpf.o: in_netfilter  netfilter  verified
<any>/newer.bpf.o: in_sockmap  sk_skb  verified
<any>/newer.bpf.o: in_unix  cgroup_sock_addr  verified
<any>/newer.bpf.o: in_kprobes  kprobe  verified
<any>/newer.bpf.o: in_uprobes  kprobe  verified
<any>/newer.bpf.o: in_sleepable  kprobe  verified
<any>/newer.bpf.o: in_session  kprobe  verified
$ bpfi prog load "$OBJS/newer.bpf.o" <bpffs>/x type netkit/primary && rm <bpffs>/x

# Where a device or a hook is given, programs are attached there by links; without it the note names what to give.
skip-unless kernel 6.6
$ bpfi prog loadall "$OBJS/placed.bpf.o" <bpffs>/placed autoattach 2>notes; sed -n '/in_uprobes/!p' notes
bpfi: note: program at_device: attaching it requires 'attach_dev IF'; it is only pinned
bpfi: note: program in_netfilter: attaching it requires 'attach_hook HOOK'; it is only pinned
$ rm -r <bpffs>/placed; bpfi prog loadall "$OBJS/placed.bpf.o" <bpffs>/placed autoattach attach_dev lo attach_hook ip6/output/-5 2>notes
$ bpfi -j link show pinned <bpffs>/placed/at_device | jq -c '[.type, .devname, .attach_type]'
["tcx","lo","tcx_egress"]
$ bpfi -j link show pinned <bpffs>/placed/in_netfilter | jq -c '[.type, .pf, .hook, .prio]'
["netfilter",10,3,-5]
$ rm -r <bpffs>/placed
$ bpfi -j version | grep -q '"libbpf_version":"1[.][0-2]"' && ! grep -q 'program in_uprobes: attaching it requires libbpf 1.3 (this is 1.[0-2]); it is only pinned' notes
? 1

# A place that is of no use, or that does not exist, is refused before anything stays.
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/x attach_dev lo
2> bpfi: 'attach_dev' requires 'autoattach'
2> ...
? 2
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/x autoattach attach_hook ip/input
2~ bpfi: .*load.bpf.o: 'attach_hook' requires a program of type netfilter
? 1
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/x autoattach attach_dev nosuch
2> bpfi: program mark_packet: network device 'nosuch' not found
? 1
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/x autoattach attach_hook ip/nowhere
2> bpfi: attach_hook: 'nowhere' is not a known netfilter hook
2> ...
? 2
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/x autoattach attach_hook ip/input/9999999999
2~ bpfi: attach_hook: priority .*
2> ...
? 2

# One program at the entry and the exit of all functions of a pattern, with a library that cannot attach it.
skip-unless kernel 6.10
skip-unless shell grep -qw vfs_read /sys/kernel/tracing/available_filter_functions
$ bpfi prog load "$OBJS/session.bpf.o" <bpffs>/x autoattach && bpfi -j link show pinned <bpffs>/x | jq -c '[.type, .func_cnt > 0]'; rm <bpffs>/x
["kprobe_multi",true]

# A table of operations that is registered through a link, with a library that does not know its section.
skip-unless kernel 6.4
skip-unless object p_struct_ops
$ bpfi prog loadall "$OBJS/linked.bpf.o" <bpffs>/linked pinmaps <bpffs>/linked/maps
$ bpfi map show pinned <bpffs>/linked/maps/linked | head -n 1 | tr -s ' '
<id>: struct_ops name linked flags 0x2000 link
$ rm -r <bpffs>/linked

# What the library cannot be taught is refused with the version that knows it.
skip-unless shell "$BPFI" -j version | grep -q '"libbpf_version":"1[.][01]"'
$ bpfi prog load "$OBJS/odd_arena.bpf.o" <bpffs>/x
2~ bpfi: .*/odd_arena.bpf.o: section .addr_space.1 requires libbpf 1.4 \(this is 1.[01]\)
2>       build bpfi with a newer libbpf
? 1
$ bpfi -j prog verify "$OBJS/odd_sleepable.bpf.o" | jq -r '.[].error'
~ .*: section struct_ops.s requires libbpf 1.2 \(this is 1.[01]\)

# A variable in an arena that is not declared: libbpf 1.4 to 1.6 crash on it, later ones say so.
skip-unless shell ! "$BPFI" -j version | grep -q '"libbpf_version":"1[.][0-3]"'
$ bpfi prog load "$OBJS/odd_arena.bpf.o" <bpffs>/x
2~ bpfi: .*/odd_arena.bpf.o: (variables in section '.addr_space.1', but no map of type arena|Relocation failed)
2~ .*(declare one; if another object has it, link them first: bpfi gen object OUT.o IN.o...|no arena maps defined)
? 1

# Programs that attach themselves are links with a name; the others are pinned, which is said.
skip-unless kernel 5.15
$ bpfi prog loadall "$OBJS/load.bpf.o" <bpffs>/auto autoattach 2>notes
$ grep -c 'cannot attach it automatically' notes
<id>
$ bpfi link show pinned <bpffs>/auto/on_switch | head -n 1
~ <id>: perf_event  prog <id>.*
$ rm -r <bpffs>/auto

# One that cannot be attached takes the others' links with it; libbpf's reason is told.
$ bpfi prog loadall "$OBJS/odd_attach.bpf.o" <bpffs>/auto autoattach
2> bpfi: attaching program nowhere: No such file or directory (ENOENT)
2~       \| .*nobody/traces_this.*
2> ...
? 1
$ ls <bpffs> | grep -c auto
0
? 1

# Without tracefs it says what to mount.
skip-unless kernel 5.15
$ unshare -m sh -c 'umount -l /sys/kernel/tracing /sys/kernel/debug 2>/dev/null; "$BPFI" prog loadall "$OBJS/load.bpf.o" <bpffs>/auto autoattach' 2>&1 | tail -n 1
      tracefs is not mounted: mount -t tracefs tracefs /sys/kernel/tracing

# Called as bpftool: the whole log of a refusal, raw, before the error; in a document it is the error's.
$ ln -s "$BPFI" bpftool; ./bpftool prog load "$OBJS/refused.bpf.o" <bpffs>/x 2>all; echo $?; grep -oE 'BEGIN PROG LOAD LOG|^6: .85. call|^processed [0-9]+|END PROG LOAD LOG|^Error:' all
255
BEGIN PROG LOAD LOG
6: (85) call
~ processed [0-9]+
END PROG LOAD LOG
Error:
$ ./bpftool -j prog load "$OBJS/refused.bpf.o" <bpffs>/x 2>&1 | jq -r '.said | last'
~ (R0 invalid mem access|path, so the verifier cannot prove this access) .*
$ ./bpftool -d prog load "$OBJS/load.bpf.o" <bpffs>/x 2>&1 | grep -c '^processed [0-9]* insns'; rm <bpffs>/x
<id>
$ ./bpftool prog load "$OBJS/load.bpf.o" <bpffs>/x; rm <bpffs>/x

# What kernel tests ask of bpftool about a program's own constants, in their words.
$ ln -s "$BPFI" bpftool; ./bpftool prog load "$OBJS/metadata.bpf.o" <bpffs>/told && ./bpftool prog >plain && grep -c -e 'author = "whoever tells it"' -e 'release = 3' plain
2
$ ./bpftool prog --json | grep -o '"metadata":{"author":"whoever tells it","release":3}'
"metadata":{"author":"whoever tells it","release":3}
$ ./bpftool map | grep -c 'name metadata.rodata'
1
$ rm <bpffs>/told

# libbpf's own variable asks for its log; without it there is none.
$ LIBBPF_LOG_LEVEL=DEBUG bpfi prog load "$OBJS/load.bpf.o" <bpffs>/x 2>&1 | grep -c '^debug: libbpf: sec '; rm <bpffs>/x
<id>
$ LIBBPF_LOG_LEVEL=warn bpfi prog load "$OBJS/load.bpf.o" <bpffs>/x; rm <bpffs>/x

# A refused program: the lines that matter, the source line, what to do. Nothing stays.
$ bpfi prog loadall "$OBJS/refused.bpf.o" <bpffs>/refused
2> bpfi: <any>/refused.bpf.o: program forgets_null: rejected by the verifier: R0 invalid mem access 'map_value_or_null'
2~       \| ; \*value = 1;.*
2~       \| [0-9]+: \(7b\) \*\(u64 \*\)\(r0 \+0\) = r1.*
2>       | R0 invalid mem access 'map_value_or_null'
2> ...
2~       (this pointer may be NULL: check it before use|Add a NULL check before the access .*)
? 1
$ bpfi -j prog load "$OBJS/refused.bpf.o" <bpffs>/refused 2>/dev/null
~ \{"error":".*refused.bpf.o: program forgets_null: rejected by the verifier: .*","said":\["; \*value = 1;.*\],"hint":"(this pointer may be NULL: |Add a NULL check before ).*"\}
? 1
$ bpfi prog show name taken; ls <bpffs> | grep refused
2> bpfi: no program is named 'taken'
2> ...
? 1

# With --debug libbpf tells all of it, and the verifier its log; without it not a word.
$ bpfi -d prog load "$OBJS/load.bpf.o" <bpffs>/told 2>story && grep -q 'debug: libbpf: map .shared_counter.: created' story && grep -q 'debug: processed .* insns' story && rm <bpffs>/told
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/quiet 2>&1 && rm <bpffs>/quiet

# Files that are no objects for BPF (tests/cases has them all).
$ head -c 700 "$OBJS/load.bpf.o" >cut; bpfi prog load cut <bpffs>/x
2> bpfi: cut: section header table lies outside the file
2> ...
? 1
$ echo text >text; bpfi -j prog load text <bpffs>/x
{"error":"text: not an ELF object","hint":"compile it for BPF: clang -target bpf -O2 -g -c FILE.bpf.c"}
? 1

# What is read is the object, whatever it comes through; a pipe that nobody writes to is not waited for.
$ cat "$OBJS/load.bpf.o" | bpfi prog loadall /dev/stdin <bpffs>/piped pinmaps <bpffs>/piped && ls <bpffs>/piped | grep bss; rm -r <bpffs>/piped
stdin_bss
$ cp "$OBJS/load.bpf.o" short.name.o; bpfi prog loadall short.name.o <bpffs>/short pinmaps <bpffs>/short && ls <bpffs>/short | grep bss; rm -r <bpffs>/short
short_bss
$ mkfifo pipe; bpfi prog load pipe <bpffs>/x
2> bpfi: pipe: pipe without a writer
? 1

# A signal while it loads and pins: all is there and the command answers, or nothing is.
skip-unless native
$ for at in 00 05 10 14 18 22 26 30 35 40 50 60 80; do "$BPFI" -j prog loadall "$OBJS/load.bpf.o" <pins>/cut pinmaps <pins>/cutmaps >out 2>why & \
	sleep 0.$at; kill -TERM $! 2>/dev/null; wait $! 2>/dev/null; echo "$? $(find <pins>/cut <pins>/cutmaps 2>/dev/null | grep -c .) $(cat out)"; \
	rm -rf <pins>/cut <pins>/cutmaps; done >all 2>/dev/null; grep -vE '^143 0 $|^0 [1-9][0-9]* .' all || grep -c '^0' all
<n>

# A kernel that lacks what is asked for: which one has it. Nothing stays.
skip-unless shell case $(uname -r) in 5.10.*) ;; *) exit 1 ;; esac
$ bpfi prog load "$OBJS/ask.bpf.o" <bpffs>/ask 2>&1 | tail -n 1 | sed 's/^ *//'
programs of type syscall require Linux 5.14 or newer; this is 5.10
$ bpfi prog loadall "$OBJS/load.bpf.o" <bpffs>/auto autoattach 2>&1 | tail -n 1 | sed 's/^ *//'
links of kprobes, uprobes, tracepoints and perf events require Linux 5.15 or newer; this is 5.10
$ bpfi -L prog load "$OBJS/load.bpf.o" 2>&1 | tail -n 1 | sed 's/^ *//'
loader programs (--use-loader) require Linux 5.14 or newer; this is 5.10
$ ls <bpffs> | grep -c -e ask -e auto
0
? 1

# A damaged object is refused before libbpf sees it.
skip-unless shell printf x | grep -obUaP x
$ at=$(LC_ALL=C grep -obUaP '\x9f\xeb\x01\x00\x18' "$OBJS/load.bpf.o" | head -n 1 | cut -d : -f 1); cp "$OBJS/load.bpf.o" bad.o; \
	printf '\377\377\377\177' | dd of=bad.o bs=1 seek=$((at + 36)) conv=notrunc 2>/dev/null; bpfi prog verify bad.o
bad.o:  refused
~ 	bad.o: corrupt: .BTF: .*
	the object is corrupt: compile it again
? 1

# Every object goes through --use-loader, or says why not.
$ bpfi -L prog load "$OBJS/congestion.bpf.o"
2> bpfi: <any>/congestion.bpf.o: map steady: struct_ops cannot be loaded by a loader program
? 1
$ mount -t bpf bpf /sys/fs/bpf; for o in "$OBJS"/*.bpf.o; do bpfi -L prog load "$o" >told 2>&1; [ $? -le 1 ] || echo "$o"; grep -H -e crashed -e Sanitizer told; done; umount /sys/fs/bpf

# A CO-RE relocation that finds nothing, types that are none, members of maps that are not known.
$ bpfi prog load "$OBJS/odd_core.bpf.o" <bpffs>/x
2~ bpfi: .*odd_core.bpf.o: program read_future: rejected by the verifier: .*
2> ...
2>       this kernel has no such type or field: guard the access with bpf_core_field_exists()
? 1
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/x kernel_btf nosuch
2> bpfi: kernel_btf: nosuch: No such file or directory (ENOENT)
? 1
$ echo text >text; bpfi prog load "$OBJS/load.bpf.o" <bpffs>/x kernel_btf text
2> bpfi: kernel_btf: text: not BTF, an ELF file or a kernel image
2> ...
? 1
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/x kernel_btf "$OBJS/odd.bpf.o" 2>/dev/null && rm <bpffs>/x
$ bpfi prog load "$OBJS/odd_map.bpf.o" <bpffs>/x
2> bpfi: <any>odd_map.bpf.o: libbpf rejected it
2> ...
2>       use -m (--mapcompat) to ignore unknown members of map definitions
? 1
$ bpfi -m prog load "$OBJS/odd_map.bpf.o" <bpffs>/x && rm <bpffs>/x

# A map that names its own pin: made with it, shared from then on, and away again with a failure.
$ mount -t bpf bpf /sys/fs/bpf; bpfi prog load "$OBJS/odd_pin.bpf.o" <bpffs>/x && ls /sys/fs/bpf | grep shared_by_name
shared_by_name
$ bpfi prog load "$OBJS/odd_pin.bpf.o" <bpffs>/y; bpfi -j prog show pinned <bpffs>/x | grep -o '"map_ids":[^]]*' >x; \
	bpfi -j prog show pinned <bpffs>/y | grep -o '"map_ids":[^]]*' >y; same x y
$ bpfi prog load "$OBJS/odd_pin.bpf.o" <bpffs>/y
2> bpfi: <bpffs>/y already exists
? 1
$ rm /sys/fs/bpf/shared_by_name <bpffs>/x <bpffs>/y; \
	bpfi prog loadall "$OBJS/odd_pin.bpf.o" <bpffs>/z pinmaps <bpffs>/no/such; ls /sys/fs/bpf | grep shared_by_name
2~ bpfi: <bpffs>/no.*: No such file or directory .ENOENT.
? 1
$ umount /sys/fs/bpf

# A license is asked for by the verifier, not by bpfi.
$ bpfi prog load "$OBJS/odd.bpf.o" <bpffs>/x type raw_tp
2~ bpfi: .*odd.bpf.o: program unlicensed: rejected by the verifier: cannot call GPL.*
2> ...
2~       (this requires a GPL-compatible license: .*|Use a GPL-compatible license.*)
? 1

# Through a loader that libbpf makes.
skip-unless kernel 5.14
$ bpfi -L prog load "$OBJS/load.bpf.o"
$ bpfi -L prog loadall "$OBJS/load.bpf.o" <bpffs>/loaded && ls <bpffs>/loaded | wc -l | tr -d ' '
6
$ rm -r <bpffs>/loaded
$ bpfi -L prog load "$OBJS/walk.bpf.o"
$ bpfi -L prog load "$OBJS/refused.bpf.o"
2> bpfi: <any>/refused.bpf.o: loader program: <any>
2> ...
2>       | R0 invalid mem access 'map_value_or_null'
2> ...
? 1
$ bpfi -L prog load "$OBJS/load.bpf.o" autoattach
2> bpfi: --use-loader cannot be combined with 'map', 'autoattach', 'offload_dev' or 'xdpmeta_dev'
2> ...
? 2

# A bpffs is mounted where it is needed, and taken away again when nothing comes into it.
$ mkdir bare; bpfi -n prog load "$OBJS/load.bpf.o" bare/x
2> bpfi: bare is not a BPF filesystem, and --nomount forbids mounting one
? 1
$ bpfi -n prog loadall "$OBJS/load.bpf.o" bare/x
2> bpfi: bare/x is not a BPF filesystem, and --nomount forbids mounting one
? 1
$ bpfi prog loadall "$OBJS/refused.bpf.o" bare/x 2>/dev/null || ls bare
$ bpfi prog loadall "$OBJS/load.bpf.o" bare/x pinmaps bare/y && ls bare/x bare/y | grep -c -e dissect -e sockets
2
$ grep -c "$PWD/bare/[xy] " /proc/mounts
2
$ umount bare/x bare/y

# Devices.
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/x offload_dev nosuch0
2> bpfi: network device 'nosuch0' not found
? 1
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/x offload_dev lo xdpmeta_dev lo
2> bpfi: 'offload_dev' and 'xdpmeta_dev' are mutually exclusive
2> ...
? 2
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/x offload_dev lo 2>/dev/null
? 1

# An XDP program for one device, whose metadata it reads.
skip-unless kernel 6.6
skip-unless shell ip link add bpfi_v0 type veth peer name bpfi_v1
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/bound xdpmeta_dev lo
2> bpfi: <any>load.bpf.o: loading: Operation not supported (EOPNOTSUPP)
2> ...
? 1
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/bound xdpmeta_dev bpfi_v0
$ bpfi prog show pinned <bpffs>/bound | head -n 1
<id>: xdp  name mark_packet  tag <hex>  gpl
$ rm <bpffs>/bound; ip link del bpfi_v0

# Every program of objects, whether the verifier takes it, and what it costs. Nothing is left.
$ bpfi prog verify "$OBJS/load.bpf.o"
~ .*/load.bpf.o: mark_packet  xdp  verified  insns [0-9]+  walked [0-9]+  states [0-9]+  peak_states [0-9]+  .*time [0-9]+us  stack [48]
~ .*/load.bpf.o: drop_large  sched_cls  verified  .*
...
~ .*/load.bpf.o: dissect  flow_dissector  verified  .*
$ bpfi prog verify "$OBJS/refused.bpf.o"
~ .*/refused.bpf.o: taken  xdp  verified  .*
~ .*/refused.bpf.o: forgets_null  xdp  refused  .*
1> 	program forgets_null: rejected by the verifier: R0 invalid mem access 'map_value_or_null'
~ 	\| ; \*value = 1;.*
...
~ 	(this pointer may be NULL: check it before use|Add a NULL check before the access .*)
? 1
$ bpfi -j prog verify "$OBJS/refused.bpf.o" nosuch
~ \[\{.*"name":"taken",.*"verified":true,.*"insns":[0-9]+,.*\},\{.*"name":"forgets_null",.*"verified":false,.*"error":".*","said":\[.*\],"hint":".*"\},\{"object":"nosuch","verified":false,"error":"nosuch: No such file.*"\}\]
? 1
$ bpfi prog show name mark_packet
2> bpfi: no program is named 'mark_packet'
2> ...
? 1

# Programs that only load with the others (a table of programs).
$ bpfi prog verify "$OBJS/traffic.bpf.o" | grep -c verified
4

# One that is refused does not take the others with it, though the table of programs cannot be filled then.
$ bpfi prog verify "$OBJS/odd_table.bpf.o" | grep 'bpf.o:' | cut -d: -f2 | awk '{print $1, $3}' | sort
behind verified
jumps verified
reads_wrong refused
$ bpfi -d prog verify "$OBJS/odd_table.bpf.o" 2>story | grep 'bpf.o:' | grep -c verified
2

# What fails before the verifier sees it is not told as the verifier's refusal of another program.
$ bpfi -d prog load "$OBJS/odd_late.bpf.o" <bpffs>/x 2>story; grep '^bpfi' story; grep -q '(95) exit' story
~ bpfi: .*/odd_late.bpf.o: loading: .*
$ bpfi prog verify "$OBJS/odd_late.bpf.o"
~ .*odd_late.bpf.o: taken  xdp  verified  .*
~ .*odd_late.bpf.o: nowhere  tracing  refused  .*
...
1> 	the kernel has no such function, or its BTF does not describe it: check with bpfi btf find
? 1

# Loading is a change.
$ bpfi --read-only prog load "$OBJS/load.bpf.o" <bpffs>/x
2> bpfi: prog load would change the system, which --read-only forbids
? 1
$ bpfi prog load "$OBJS/load.bpf.o"
2> bpfi: FILE is missing: it is optional only with --use-loader
2> ...
? 2

# Without rights nothing is loaded, and the missing right is named.
skip-unless tool capsh
$ capsh --drop=all -- -c '"$BPFI" prog load "$OBJS/load.bpf.o" <bpffs>/x'
2~ bpfi: .*(EPERM|EACCES).*
2> ...
? 1
$ capsh --drop=all -- -c '"$BPFI" prog verify "$OBJS/refused.bpf.o"' | grep -c '  refused'
2
