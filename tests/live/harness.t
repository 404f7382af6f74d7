# The tests themselves.
skip-unless root
skip-unless native

# A host of the tests that is killed leaves nothing: no device, no cgroup, no object, nothing registered.
skip-unless file "$HOST"
skip-unless tool ip
skip-unless shell unshare -m -n --propagation private true
$ mkdir fs; mkfifo in out; unshare -m -n --propagation private sh -c 'mount -t bpf bpf fs; "$HOST" "$OBJS" fs table <in >out & \
	exec 9>in; read -r word <out; echo "$word $!" >said; kill -KILL $!; wait $! 2>/dev/null; await sh -c "! ip link | grep -E bpf\(host\|lost\|kit\)"'; cat said
ready <id>
$ awk '$2 == "prog" || $2 == "map" || $2 == "link" { print $2, $3 }' table >made; wc -l <made; grep -c m_struct_ops table
<n>
1
$ while read -r kind id; do await sh -c "! $BPFI $kind show id $id" </dev/null; done <made
$ read -r word pid <said; find /sys/fs/cgroup -name "$pid.bpf-host"
