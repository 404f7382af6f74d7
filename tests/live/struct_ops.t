# Tables of operations: listed, registered for good or through a link, taken back.
host

# For good: the state says so, the names are the kernel's.
$ "$BPFI" struct_ops unregister name 'plain*' >left 2>&1; bpfi struct_ops register "$OBJS/plain.bpf.o"
2> bpfi: note: Registered tcp_congestion_ops plain id <id>
2> bpfi: note: Registered tcp_congestion_ops plain_too id <id>
$ bpfi struct_ops show name plain
~ [0-9]+: plain           tcp_congestion_ops               in use
$ bpfi -j struct_ops list name plain
[{"id":<id>,"name":"plain","kernel_struct_ops":"tcp_congestion_ops","state":"in use","pinned":[]}]
$ bpfi struct_ops dump name plain | grep -E '"(name|state|ssthresh|pkts_acked)"' | tr -s '\t '
~  *"name": "plain",?
~  *"state": "BPF_STRUCT_OPS_STATE_INUSE",?
~  *"ssthresh": "u32 \(struct sock \*\) plain_ssthresh/prog_id:[0-9]+",
~  *"pkts_acked": "void \(struct sock \*, const struct ack_sample \*\) 0",
~  *"name": "bpf_plain",?
$ bpfi -j struct_ops dump name plain | grep -o '"cong_avoid":"[^:]*:'
"cong_avoid":"void (struct sock *, u32, u32) plain_cong_avoid/prog_id:
$ bpfi struct_ops register "$OBJS/plain.bpf.o"
2~ bpfi: cannot register struct_ops plain: .*\(EEXIST\)
2> ...
? 1
$ bpfi struct_ops unregister name 'plain*'
2> bpfi: note: Unregistered tcp_congestion_ops plain id <id>
2> bpfi: note: Unregistered tcp_congestion_ops plain_too id <id>
$ bpfi struct_ops show name plain
2> bpfi: no map is named 'plain'
2> ...
? 1

# A kernel without such links is named.
skip-unless shell case $(uname -r) in 5.*|6.[0-3].*) ;; *) exit 1 ;; esac
$ bpfi struct_ops register "$OBJS/linked.bpf.o" <pins>/links 2>&1 | tail -n 1 | sed 's/; .*//; s/^ *//'
links of struct_ops require Linux 6.4 or newer
$ ls -A <pins>

# Through a link, which needs a name to stay.
skip-unless kernel 6.4
$ bpfi struct_ops register "$OBJS/linked.bpf.o"
2> bpfi: struct_ops linked is registered by a link, which would end with this command
2>       specify a directory in which to pin the link: struct_ops register OBJ LINK_DIR
? 1
$ bpfi -j struct_ops register "$OBJS/linked.bpf.o" <bpffs>/links
null
2> bpfi: note: Registered tcp_congestion_ops linked map id <id> link id <id>
$ bpfi struct_ops show name linked
~ [0-9]+: linked          tcp_congestion_ops               ready  link [0-9]+
	link <id>
	pinned <bpffs>/links/linked
$ bpfi -j struct_ops show name linked | jq -c '.[0] | [.links[0].id == .link_ids[0], .links[0].pinned, .links[0].pids, .pinned, .pids]'
[true,["<bpffs>/links/linked"],null,[],null]
$ bpfi struct_ops unregister name linked
2~ bpfi: unregistering tcp_congestion_ops linked id [0-9]+: .*EOPNOTSUPP.*
2~  +it is registered by link [0-9]+: bpfi link detach id [0-9]+
? 1
$ ls <bpffs>/links && rm -r <bpffs>/links
linked

# Each of many is told of.
$ bpfi struct_ops register "$OBJS/nine_ops.bpf.o" 2>&1 | grep -c Registered; bpfi struct_ops unregister name 'nine_*' 2>&1 | grep -c Unregistered
9
9

# Held by a process, and used by nothing once its link is detached.
skip-unless kernel 6.4
$ bpfi struct_ops show id <m_struct_ops> | grep -A 2 '^<m_struct_ops>:' | grep pids
	pids bpf-host(<n>)
$ bpfi struct_ops register "$OBJS/linked.bpf.o" <bpffs>/links
2> ...
$ bpfi orphans | grep -c 'name \(linked\|plain\)' || true
0
2> ...
$ bpfi link detach pinned <bpffs>/links/linked && bpfi orphans | grep -E 'struct_ops.*orphan' | sed 's/  memlock.*//'
link <id>: struct_ops  orphan
2> ...
$ rm -r <bpffs>/links

# What is not there, and what is something else.
$ bpfi struct_ops show id <m_hash>
2> bpfi: map <m_hash> is not a struct_ops map
? 1
$ bpfi -j struct_ops dump id <m_hash>
{"error":"map <m_hash> is not a struct_ops map"}
? 1
$ bpfi -j struct_ops unregister id <m_hash>
{"error":"map <m_hash> is not a struct_ops map"}
? 1
$ bpfi struct_ops register "$OBJS/load.bpf.o"
2> bpfi: no struct_ops found in <any>/load.bpf.o
? 1
$ bpfi struct_ops register "$OBJS/odd_ops.bpf.o" 2>said; echo "exit $?"; grep -v "| failed to load object 'odd_ops'" said
~ exit 1
~ bpfi: .*odd_ops.bpf.o: loading: .*(ENOENT|ESRCH)\)
~  *\| struct_ops init_kern: struct (bpf_struct_ops_)?nowhere_ops is not found in kernel BTF
~  *the kernel does not have these operations, or the module that has them is not loaded: load it, then check with bpfi btf find
$ bpfi struct_ops register /nonexistent <bpffs>/none
2~ bpfi: /nonexistent.*
2> ...
? 1
$ bpfi struct_ops unregister
2> bpfi: MAP is missing
2> ...
? 2
