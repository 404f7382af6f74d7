# Programs as they run: what they write, what they cost. A signal ends it, and nothing is left behind.
host

# A program that does not run, for the cases below.
$ bpfi prog load "$OBJS/load.bpf.o" <bpffs>/first

# A program that runs all the time, for the cases below.
skip-unless kernel 5.15
$ bpfi prog loadall "$OBJS/load.bpf.o" <bpffs>/watch autoattach 2>/dev/null

# Lines of the trace pipe, until a signal comes.
skip-unless kernel 5.14
$ bpfi prog load "$OBJS/ask.bpf.o" <pins>/ask
$ printf '\051\000\000\000' >number; "$BPFI" prog tracelog >lines & pid=$!; await asleep $pid; \
	bpfi prog run pinned <pins>/ask ctx_in number >/dev/null; await grep 'asked 42' lines; kill -INT $pid; wait $pid && grep -c 'asked 42' lines
1
$ "$BPFI" -j prog tracelog >lines & pid=$!; await asleep $pid; \
	bpfi prog run pinned <pins>/ask ctx_in number >/dev/null; await grep 'asked 42' lines; kill -TERM $pid; wait $pid; \
	grep -c '^\[.*".* asked 42\\n".*\]$' lines
1
$ "$BPFI" -J prog tracelog >lines & pid=$!; await asleep $pid; \
	bpfi prog run pinned <pins>/ask ctx_in number >/dev/null; await grep 'asked 42' lines; kill -HUP $pid; wait $pid; \
	grep -c '^".* asked 42\\n"$' lines
1

# It ends when nobody reads it any more, lines or not.
$ ("$BPFI" prog tracelog; echo "ended $?" >end) | true; cat end
~ ended (0|141)

# Without tracefs: opened without a place, or not at all.
skip-unless kernel 5.14
$ umount /sys/kernel/debug/tracing 2>/dev/null; umount /sys/kernel/debug 2>/dev/null; umount /sys/kernel/tracing; bpfi -n prog tracelog
2> bpfi: tracefs is not mounted, and --nomount forbids mounting it
2>       mount it: mount -t tracefs tracefs /sys/kernel/tracing
? 1
$ printf '\051\000\000\000' >number; "$BPFI" prog tracelog >lines & pid=$!; await asleep $pid; \
	bpfi prog run pinned <pins>/ask ctx_in number >/dev/null; await grep 'asked 42' lines; kill -INT $pid; wait $pid && grep -c 'asked 42' lines
1
$ grep -c tracefs /proc/mounts
0
? 1
$ mount -t tracefs tracefs /sys/kernel/tracing

# Streams of a program, where the kernel has them.
skip-unless kernel 6.17
$ bpfi prog tracelog stdout pinned <bpffs>/first
$ bpfi -j prog tracelog stderr pinned <bpffs>/first
[]
$ bpfi prog tracelog stderr pinned <bpffs>/first stdout pinned <bpffs>/first
2> bpfi: 'stdout' and 'stderr' are mutually exclusive
2> ...
? 2

# Statistics of one program, everywhere; off again after it.
skip-unless kernel 5.15
$ bpfi prog profile name on_switch duration 1
~ run_cnt           [1-9][0-9]*
~ run_time_ns       [1-9][0-9]*
~ average_ns        [1-9][0-9]*
$ bpfi -j prog profile name on_switch duration 1 run_cnt average
~ \[\{"metric":"run_cnt","run_cnt":[1-9][0-9]*,"value":[1-9][0-9]*\},\{"metric":"average_ns","run_cnt":[1-9][0-9]*,"value":[1-9][0-9]*\}\]
$ cat /proc/sys/kernel/bpf_stats_enabled
0
$ "$BPFI" -J prog profile name on_switch run_cnt >counted & pid=$!; await asleep $pid; kill -INT $pid; wait $pid && cat counted
~ \{"metric":"run_cnt","run_cnt":[0-9]+,"value":[0-9]+\}
$ head -c 20 /dev/zero >packet; { "$BPFI" prog profile name on_switch run_cnt >/dev/null & pid=$!; await asleep $pid; kill -KILL $pid; wait $pid; } 2>/dev/null; \
	bpfi prog run pinned <bpffs>/first data_in packet >/dev/null; bpfi -j prog show pinned <bpffs>/first | grep -c run_cnt
0
? 1

# A program that nobody runs.
$ bpfi -j prog profile pinned <bpffs>/first duration 0
[{"metric":"run_cnt","run_cnt":0,"value":0},{"metric":"run_time_ns","run_cnt":0,"value":0},{"metric":"average_ns","run_cnt":0,"value":0}]

# Counters that two programs read at its entry and its end, where the kernel attaches such; nothing is left of them.
skip-unless object p_fentry
skip-unless kernel 5.15
$ bpfi prog profile name on_switch duration 1 cpu_clock
~ cpu_clock         [1-9][0-9]*
$ bpfi -j prog profile name on_switch duration 1 cpu_clock run_cnt
~ \[\{"metric":"cpu_clock","run_cnt":[1-9][0-9]*,"value":[1-9][0-9]*,"enabled":[1-9][0-9]*,"running":[1-9][0-9]*\},\{"metric":"run_cnt","run_cnt":[1-9][0-9]*,"value":[1-9][0-9]*\}\]
$ await sh -c "! $BPFI prog show name 'bpfi_at_*'"; "$BPFI" prog profile name on_switch cpu_clock >counted & pid=$!; await asleep $pid; bpfi prog show name 'bpfi_at_*' | grep -c '^[0-9]*: tracing'; kill -INT $pid; \
	wait $pid; bpfi prog show name 'bpfi_at_*'
2
2> bpfi: no program is named 'bpfi_at_*'
2> ...
? 1

# Where they cannot be had that is said, with what can.
skip-unless shell ! "$BPFI" -j prog show | grep -q '"name":"fentry"'
$ bpfi prog profile name on_switch duration 1 cpu_clock
2> bpfi: prog <id>: loading the fentry program: <any>
2>       run_cnt, run_time_ns and average_ns do not require counters or tracing
? 1

# A machine without such counters, or one that has them.
skip-unless kernel 5.15
$ bpfi prog profile name on_switch duration 1 llc_misses 2>&1 | grep -c -e 'llc_misses: not supported by this machine' -e 'llc_misses  ' -e 'fentry program'
1
$ bpfi prog profile name on_switch duration 1 bogus
2> bpfi: unknown METRIC 'bogus'
2> ...
? 2
$ bpfi prog profile name on_switch run_cnt run_cnt
2> bpfi: run_cnt is given twice
2> ...
? 2
$ bpfi prog profile name on_switch duration 1 duration 2
2> bpfi: 'duration' is given twice
2> ...
? 2

# Without rights.
skip-unless tool capsh
$ capsh --drop=all -- -c '"$BPFI" prog profile id <p_xdp> duration 1'
2~ bpfi: .*(EPERM|EACCES|not permitted).*
2> ...
? 1
$ rm -r <bpffs>/watch <bpffs>/first
