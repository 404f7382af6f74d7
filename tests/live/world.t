# The world around the objects: mounts, namespaces, statistics, objects that come and go.
host

# No bpffs mounted: listings work, and none is mounted for them.
$ unshare -m sh -c 'umount -a -t bpf; umount <bpffs> /sys/fs/bpf 2>/dev/null; bpfi -f prog show id <p_xdp> | head -n 1; bpfi -j pin show; grep -c " bpf " /proc/mounts'
~ <p_xdp>: xdp  name xdp  tag [0-9a-f]+  gpl.*
[]
0
? 1

# In another process namespace not all processes can be seen; that is said.
$ unshare -p -f --mount-proc "$BPFI" prog show id <p_xdp> | tail -n 1
~ 	(pids .*)?pids incomplete.*
$ unshare -p -f --mount-proc "$BPFI" -j prog show id <p_xdp> | grep -o '"pids_complete":[a-z]*'
"pids_complete":false

# Statistics, while they are on: for as long as somebody holds them, so that none are left on behind a test that is killed.
skip-unless object l_tp_btf
$ "$BPFI" prog show --stats interval 30 >/dev/null & pid=$!; await asleep $pid; "$BPFI" prog show id <p_tp_btf> | head -n 1; \
	"$BPFI" -j prog show id <p_tp_btf> | grep -o '"run_time_ns":[0-9]*,"run_cnt":[0-9]*'; kill $pid; wait
~ <p_tp_btf>: tracing  name tp_btf  tag [0-9a-f]+  gpl run_time_ns [0-9]+ run_cnt [0-9]+
~ "run_time_ns":[0-9]+,"run_cnt":[0-9]+

# Objects that come and go while they are listed are no error.
skip-unless native
skip-unless file $BUILD/tests/many
$ (for i in 1 2 3 4 5 6 7 8 9 10; do "$BUILD/tests/many" 300 </dev/null >/dev/null; done) & \
	for i in 1 2 3 4 5 6 7 8 9 10; do "$BPFI" -j prog show >out || echo "exit $?"; "$CHECKJSON" <out; done; wait

# A process may be called anything: shown escaped.
skip-unless file $BUILD/tests/many
$ odd=$(printf 'o\n\033[31m"\\\377'); cp "$BUILD/tests/many" "$odd"; mkfifo in; "./$odd" 1 <in >said & exec 8>in; await grep ready said; \
	bpfi prog show name many_0 | tail -n 1; bpfi -j prog show name many_0 | grep -o '"comm":"[^,]*",'; exec 8>&-; wait
~ 	pids o\\n\\x1b\[31m"\\+\\xff\([0-9]+\)
~ "comm":"o\\n\\u001b\[31m\\"\\\\.*",
