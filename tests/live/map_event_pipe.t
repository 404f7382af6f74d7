# Events of perf event arrays and ring buffers, sent by a program of another process.
host

# Perf events, each with its time and its CPU.
$ mkfifo in out; "$BUILD/tests/sender" perf <pins>/p <in >out & exec 8>in 7<out; read -r w <&7; \
	bpfi map event_pipe pinned <pins>/p count 2 >text & await asleep $!; echo 2 >&8; read -r w <&7; echo $w; wait $!; cat text; \
	"$BPFI" -j map event_pipe pinned <pins>/p count 1 >json & await asleep $!; echo 1 >&8; read -r w <&7; wait $!; grep -o '^.*timestamp' json
ok
~ == @[0-9]+[.][0-9]+ CPU: 0 index: 0 =====
~ 01 00 00 00 00 00 00 00  .. .. .. ..
~ == @[0-9]+[.][0-9]+ CPU: 0 index: 0 =====
~ 02 00 00 00 00 00 00 00  .. .. .. ..
[{"type":9,"cpu":0,"index":0,"timestamp
$ rm <pins>/p

# One CPU and one place; both must be there.
$ "$BUILD/tests/sender" perf <pins>/p </dev/null
ok
$ bpfi -j map event_pipe pinned <pins>/p cpu 0 index 63 duration 0
[]
$ bpfi map event_pipe pinned <pins>/p cpu 0
2> bpfi: 'cpu' and 'index' must be given together
? 2
$ bpfi map event_pipe pinned <pins>/p cpu 9999 index 0
2> bpfi: cpu 9999: no such CPU on this machine
? 1
$ bpfi map event_pipe pinned <pins>/p cpu 0 index 64
2> bpfi: map <id>: index 64 is out of range (the last one is 63)
? 1
$ rm <pins>/p

# What another program reads is left to it, unless told otherwise.
$ for kind in perf ring; do mkfifo in out; "$BUILD/tests/sender" $kind <pins>/$kind <in >out & exec 8>in 7<out; read -r w <&7; \
	bpfi map event_pipe pinned <pins>/$kind duration 0; echo $?; echo read >&8; read -r w <&7; echo $w; \
	bpfi -j map event_pipe pinned <pins>/$kind duration 0; echo $?; bpfi map event_pipe pinned <pins>/$kind duration 0 --take-over; echo $?; \
	exec 8>&- 7<&-; wait; rm in out <pins>/$kind; done
0
ok
{"error":"map <id>: element 0 holds the perf event of a running program","hint":"<any>"}
1
0
0
ok
~ \{"error":"map <id>: process [0-9]+ .sender. reads its events","hint":".*"\}
1
0

# Losses are counted, in the output and at the end.
$ mkfifo in out; "$BUILD/tests/sender" perf <pins>/p <in >out & exec 8>in 7<out; read -r w <&7; \
	"$BPFI" -J map event_pipe pinned <pins>/p >lines 2>why & pipe=$!; await asleep $pipe; kill -STOP $pipe; echo 9000 >&8; read -r w <&7; kill -CONT $pipe; \
	until grep -q lost lines; do echo 1 >&8; read -r w <&7; await asleep $pipe; done; kill -TERM $pipe; wait $pipe; echo $?; cat why; grep -c '"type":2,.*"lost":{"id":[0-9]*,"count":[0-9]' lines
3
~ bpfi: map [0-9]+: [0-9]+ events? w.* lost because they arrived too fast
~ [1-9][0-9]*
$ rm <pins>/p

# Signals, a closed pipe and a time end it, with the document whole.
$ "$BUILD/tests/sender" ring <pins>/r </dev/null
ok
$ for signal in TERM HUP; do "$BPFI" -j map event_pipe pinned <pins>/r >json & pipe=$!; await asleep $pipe; kill -$signal $pipe; wait $pipe; \
	echo $?; cat json; done
0
[]
0
[]
$ "$BPFI" map event_pipe pinned <pins>/r | true
$ bpfi -p map event_pipe pinned <pins>/r duration 1
[]

# Ring buffers: a record is taken out by who reads it.
$ mkfifo in out; "$BUILD/tests/sender" ring <pins>/ring <in >out & exec 8>in 7<out; read -r w <&7; echo 3 >&8; read -r w <&7; \
	bpfi map event_pipe pinned <pins>/ring count 2; bpfi -j map event_pipe pinned <pins>/ring duration 0; \
	bpfi -j map event_pipe pinned <pins>/ring duration 0
== size: 8 =====
01 00 00 00 00 00 00 00
== size: 8 =====
02 00 00 00 00 00 00 00
[{"size":8,"data":[3,0,0,0,0,0,0,0]}]
[]

# No other map has events, and reading them is a change.
$ bpfi map event_pipe id <m_hash>
2> bpfi: map <m_hash> is neither a perf event array nor a ring buffer
? 1
$ bpfi map event_pipe id <m_user_ringbuf>
2> bpfi: map <m_user_ringbuf> is a user ring buffer: its records are sent by processes to programs
? 1
$ bpfi map event_pipe id <m_ringbuf> cpu 0 index 0
2> bpfi: map <m_ringbuf> is a ring buffer shared by all CPUs: 'cpu' and 'index' do not apply
? 2
$ bpfi map event_pipe id <m_ringbuf> count 0 duration x
2~ bpfi: duration 'x'.*
2> ...
? 2
$ bpfi --read-only map event_pipe id <m_ringbuf>
2> bpfi: map event_pipe would change the system, which --read-only forbids
? 1
