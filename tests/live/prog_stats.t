# What programs cost while they run. The holder's tp_btf sees every context switch.
host

# A table, the busiest first.
skip-unless object l_tp_btf
$ bpfi prog show --stats id <p_tp_btf> interval 0.2 count 1
~ +runs/s +avg_ns +cpu% +id  type +name +owner
~  *[0-9.]+ +[0-9]+ +[0-9.]+ +<p_tp_btf>  tracing  tp_btf  bpf-host.*
$ bpfi prog show --stats interval 0.2 count 2 | grep -c -e '^$' -e runs/s
3
$ bpfi -j prog show --stats interval 0.2 count 1 | jq -c '[.[].run_time_ns] | . == (sort | reverse)'
true

# Once, after one second, unless told otherwise.
$ bpfi -j prog show --stats id <p_lwt_in> | jq -c 'map(del(.seconds) | [.interval, .id, .type, .name, .run_cnt, .run_time_ns, .runs_per_second + 0, .average_ns + 0, .cpu_percent + 0])'
[[1,<p_lwt_in>,"lwt_in","lwt_in",0,0,0,0,0]]

# The numbers fit each other, and the time that passed.
skip-unless object l_tp_btf
$ bpfi -j prog show --stats id <p_tp_btf> interval 0.5 count 2 >out; jq -c 'map(.interval, (.seconds | . > 0.4 and . < 5), .run_cnt > 0, (.run_cnt / .seconds - .runs_per_second | fabs < 1), (.run_time_ns / .run_cnt - .average_ns | fabs < 1), (.run_time_ns / .seconds / 1e7 - .cpu_percent | fabs < 0.01))' out
[1,true,true,true,true,true,2,true,true,true,true,true]

# On a terminal: one picture after the other in its place, without what is idle, as wide as it is.
skip-unless object l_tp_btf
skip-unless tool script
$ script -qec 'stty cols 80 rows 24; "$BPFI" prog show --stats interval 0.2 count 2' /dev/null >seen; esc=$(printf '\033'); grep -c "$esc\[H$esc\[J" seen
2
$ tr -d '\r' <seen | sed 's/\x1b\[[0-9;]*[a-zA-Z]//g' >plain; grep -c 'tp_btf.*bpf-host' plain; grep -c 'lwt_in' plain; awk 'length($0) > 80' plain
2
0

# Conditions go for every interval; other options of listings have no meaning here.
$ bpfi -j prog show --stats interval 0.2 count 1 --where 'name == lwt_in' | jq -c 'map([.name, .interval, (.pids | length > 0)])'
[["lwt_in",1,true]]
$ bpfi prog show --stats interval 0.2 count 1 --where 'name == lwt_in' | grep -c lwt_in
1
$ bpfi prog show --stats interval 0.2 --limit 5
2> bpfi: --limit cannot be combined with --stats
? 2

# JSON lines come while it runs.
$ bpfi -J prog show --stats id <p_xdp> interval 0.1 count 3 | jq -c '[.interval, .id]'
[1,<p_xdp>]
[2,<p_xdp>]
[3,<p_xdp>]

# A signal ends it: the document is whole, all went well, and statistics are off again.
skip-unless object l_tp_btf
$ "$BPFI" -j prog show --stats id <p_tp_btf> interval 0.2 >out & pid=$!; await grep '"interval":2' out; kill -INT $pid; wait $pid; echo $?; jq -e 'length >= 2' out
0
true
$ "$BPFI" prog show --stats interval 600 id <p_tp_btf> >out & pid=$!; await asleep $pid; kill -TERM $pid; wait $pid; echo $?; grep -c tp_btf out
0
1
$ count() { "$BPFI" -j prog show id <p_tp_btf> | jq .run_cnt; }; before=$(count); [ "$before" = "$(count)" ] || [ "$(cat /proc/sys/kernel/bpf_stats_enabled)" = 1 ] || echo "statistics are on"

# A reader that goes away ends it.
$ "$BPFI" -J prog show --stats id <p_xdp> interval 0.1 | head -n 1 | wc -l | tr -d ' '
1

# Programs that are not there, numbers that are none, words without their option.
$ bpfi -j prog show --stats id 4294967295 interval 0.1
{"error":"prog 4294967295: no such program"}
? 1
$ bpfi prog show --stats interval soon
2> bpfi: interval 'soon': expected a number of seconds, such as 2 or 0.5
2> ...
? 2
$ bpfi prog show --stats interval 0.0
2> bpfi: interval 0.0: must be more than 0 seconds
2> ...
? 2
$ bpfi prog show --stats interval 0.0001
2> bpfi: interval '0.0001': expected a number of seconds, such as 2 or 0.5
2> ...
? 2
$ bpfi prog show --stats count 0
2> bpfi: count 0: must be at least 1
2> ...
? 2
$ bpfi prog show interval 1
2> bpfi: 'interval' and 'count' require --stats
2> ...
? 2

# It changes the system for a while.
$ bpfi --read-only prog show --stats
2> bpfi: --stats temporarily enables kernel statistics, which --read-only forbids
? 1

# Without the right, it says what is missing.
skip-unless shell setpriv --bounding-set -sys_admin true
$ setpriv --bounding-set -sys_admin "$BPFI" prog show --stats
2~ bpfi: .*\(EPERM\)
2> ...
? 1
