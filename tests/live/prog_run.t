# Loaded programs: names, attachment, test runs.
host

# A second name, and away with it; names of other objects are not touched.
$ bpfi prog loadall "$OBJS/load.bpf.o" <bpffs>/run
$ bpfi prog pin pinned <bpffs>/run/dissect <bpffs>/again
$ bpfi prog show pinned <bpffs>/again | head -n 1
<id>: flow_dissector  name dissect  tag <hex>  gpl
$ bpfi prog pin pinned <bpffs>/run/dissect <bpffs>/again
2> bpfi: prog <id>: <bpffs>/again already exists
? 1
$ bpfi prog unpin <bpffs>/again
$ bpfi prog unpin <bpffs>/again
2> bpfi: <bpffs>/again: no such pin
? 1

# A packet in, a packet out: the bytes the program changed, as rows and as numbers.
$ printf 'abcdefghijklmnopqrst' >packet
$ bpfi prog run pinned <bpffs>/run/mark_packet data_in packet data_out -
~ 0000000	ab62 6364 6566 6768 696a 6b6c 6d6e 6f70 \| \.bcdefgh ijklmnop
~ 0000010	7172 7374                               \| qrst
~ Return value: 2, duration: [0-9]+ns
$ bpfi -j prog run pinned <bpffs>/run/mark_packet data_in packet data_out -
{"data_out":[171,98,99,100,101,102,103,104,105,106,107,108,109,110,111,112,113,114,115,116],"retval":2,"duration":<any>}
$ bpfi prog run pinned <bpffs>/run/mark_packet data_in - data_out changed <packet
~ Return value: 2, duration: [0-9]+ns
$ tail -c 19 changed
bcdefghijklmnopqrst
$ bpfi prog run pinned <bpffs>/run/mark_packet data_in packet repeat 10
~ Return value: 2, duration \(average\): [0-9]+ns

# The context, what became of it, and its size.
$ printf 'abcdefghijklmnopqrst' >packet; head -c 192 /dev/zero >skb; bpfi prog run pinned <bpffs>/run/drop_large data_in packet ctx_in skb ctx_out skb_out
~ Return value: 0, duration: [0-9]+ns
$ head -c 12 skb_out | tail -c 4 | od -An -tu4 | tr -d ' '
7

# A program that only user space runs.
skip-unless kernel 5.14
$ printf '\004\000\000\000' >number; bpfi prog load "$OBJS/ask.bpf.o" <bpffs>/ask && bpfi -j prog run pinned <bpffs>/ask ctx_in number
{"retval":5,"duration":<n>}
$ bpfi prog run pinned <bpffs>/ask data_in number
2> bpfi: prog <id>: running: Invalid argument (EINVAL)
2~       programs of type syscall take no data, no repeat; .*
? 1

# What the incumbent prints of the same run.
skip-unless tool bpftool
$ printf 'abcdefghijklmnopqrstuvwxyz' >p2
$ bpftool prog run pinned <bpffs>/run/mark_packet data_in p2 data_out - | sed 's/[0-9]*ns/Nns/' >theirs
$ bpfi prog run pinned <bpffs>/run/mark_packet data_in p2 data_out - | sed 's/[0-9]*ns/Nns/' >ours; same theirs ours

# A packet without a header; before 5.18 it was taken.
skip-unless kernel 5.18
$ printf abc >small; bpfi -j prog run pinned <bpffs>/run/mark_packet data_in small
~ \{"error":"prog [0-9]+: running: Invalid argument \(EINVAL\)","hint":"programs of type xdp take .*"\}
? 1

# What does not fit is refused, with what would.
$ printf 'abcdefghijklmnopqrst' >packet; head -c 200000 /dev/zero >large; bpfi prog run pinned <bpffs>/run/mark_packet data_in large
2~ bpfi: prog [0-9]+: running: .*
2~       programs of type xdp take data_in: an Ethernet frame of at least 14 bytes.*
? 1
$ bpfi prog run pinned <bpffs>/run/mark_packet data_in packet data_out - data_size_out 4
2> bpfi: prog <id>: running: No space left on device (ENOSPC)
2>       the program produced 20 bytes of data; specify data_size_out 20
? 1
$ bpfi prog run pinned <bpffs>/run/on_message data_in packet
2> bpfi: prog <id>: running: <any>
2>       this kernel does not support test runs of programs of type sk_msg
? 1
$ bpfi prog run pinned <bpffs>/run/mark_packet data_in /dev/zero
2> bpfi: data_in: /dev/zero is larger than 16777216 bytes
? 1
$ bpfi prog run pinned <bpffs>/run/mark_packet data_in nosuch
2> bpfi: data_in: nosuch: No such file or directory (ENOENT)
? 1
$ bpfi prog run pinned <bpffs>/run/mark_packet data_in /dev/null
2> bpfi: data_in: /dev/null is empty
? 1
$ bpfi prog run pinned <bpffs>/run/mark_packet data_in packet data_out /dev/full
~ Return value: 2, .*
2> bpfi: /dev/full: No space left on device (ENOSPC)
? 1
$ bpfi -j prog run pinned <bpffs>/run/mark_packet data_in packet data_out /no/where
~ \{"retval":2,"duration":[0-9]+\}
2> bpfi: /no/where: No such file or directory (ENOENT)
? 1

# Words that do not fit each other.
$ printf 'abcdefghijklmnopqrst' >packet
$ bpfi prog run pinned <bpffs>/run/mark_packet data_in - ctx_in -
2> bpfi: standard input cannot be both data_in and ctx_in
2> ...
? 2
$ bpfi prog run pinned <bpffs>/run/mark_packet data_in packet data_size_out 4
2> bpfi: 'data_size_out' requires 'data_out'
2> ...
? 2
$ bpfi prog run pinned <bpffs>/run/mark_packet data_in packet data_out - data_size_out 0
2> bpfi: output size 0: must be between 1 and 16777216
2> ...
? 2
$ bpfi prog run pinned <bpffs>/run/mark_packet data
2~ bpfi: word 'data'.*
2> ...
? 2

# Attached to maps of sockets, shown there, and detached; short names of old scripts as well.
$ bpfi map create <bpffs>/sockets type sockhash key 4 value 4 entries 2 name sockets
$ bpfi prog attach pinned <bpffs>/run/on_message sk_msg_verdict pinned <bpffs>/sockets
$ bpfi prog attach pinned <bpffs>/run/on_stream stream_verdict pinned <bpffs>/sockets
$ bpfi prog detach pinned <bpffs>/run/on_stream sk_skb_stream_verdict pinned <bpffs>/sockets
$ bpfi -j prog detach pinned <bpffs>/run/on_message msg_verdict pinned <bpffs>/sockets
null
$ bpfi prog detach pinned <bpffs>/run/on_message sk_msg_verdict pinned <bpffs>/sockets
2> bpfi: prog <id>, map <id>: detaching: No such file or directory (ENOENT)
2>       this program is not attached there
? 1
$ bpfi prog attach pinned <bpffs>/run/dissect sk_msg_verdict pinned <bpffs>/sockets
2> bpfi: prog <id>, map <id>: attaching: Invalid argument (EINVAL)
2>       the program has type flow_dissector, but sk_msg_verdict requires sk_msg
? 1
$ bpfi prog attach pinned <bpffs>/run/on_message sk_msg_verdict id <m_hash>
2> bpfi: prog <id>, map <m_hash>: attaching: <any>
2>       the map must be a sockmap or a sockhash
? 1
$ bpfi prog attach pinned <bpffs>/run/on_message sk_msg_verdict
2> bpfi: sk_msg_verdict requires a MAP
2> ...
? 2
$ bpfi prog attach pinned <bpffs>/run/on_message sk_msg
2~ bpfi: .*sk_msg.*|bpfi: sk_msg_verdict requires a MAP
2> ...
? 2

# What is replaced is reported, and so is a link that is in the way; places of other commands are named.
$ bpfi prog attach pinned <bpffs>/run/on_message sk_msg_verdict pinned <bpffs>/sockets; bpfi prog attach id <p_sk_msg> sk_msg_verdict pinned <bpffs>/sockets; \
	bpfi prog detach id <p_sk_msg> sk_msg_verdict pinned <bpffs>/sockets
2~ bpfi: note: program [0-9]+ \(on_message\), pinned at <bpffs>/run/on_message: replaced
$ bpfi prog attach id <p_xdp> xdp dev lo
2> bpfi: unknown ATTACH_TYPE 'xdp'
2>       to attach to a network device: bpfi net attach
? 2
$ bpfi prog attach id <p_cg_skb> egress / 2>&1 | tail -n 1
~ .*to attach to a control group: bpfi cgroup attach
$ bpfi prog attach pinned <bpffs>/run/on_message sk_msg_verdict id <m_sockmap>
2> bpfi: prog <id>, map <m_sockmap>: attaching: <any>
2~       link <l_sockmap_msg> is attached there, held by bpf-host\(<pid_host>\); to detach it: bpfi link detach id <l_sockmap_msg>
? 1

# The flow dissector of a network namespace.
$ unshare -n sh -c 'bpfi prog attach pinned <bpffs>/run/dissect flow_dissector && \
	bpfi prog detach pinned <bpffs>/run/dissect flow_dissector'
$ unshare -n sh -c 'bpfi prog attach pinned <bpffs>/run/dissect flow_dissector; \
	bpfi prog attach pinned <bpffs>/run/dissect flow_dissector'
2> bpfi: prog <id>: attaching: Invalid argument (EINVAL)
2>       this program is already attached there
? 1
$ bpfi prog attach pinned <bpffs>/run/dissect flow_dissector pinned <bpffs>/sockets
2> bpfi: flow_dissector does not take a MAP
2> ...
? 2
$ rm -r <bpffs>/run <bpffs>/sockets
