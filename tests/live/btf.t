# The listing of BTF objects.
host

# Who uses it.
$ bpfi btf show id <b_traffic>
~ <b_traffic>: name <anon>  size [0-9]+B  prog_ids [0-9,]+  map_ids [0-9,]+
1> 	pids bpf-host(<pid_host>)
$ bpfi -j btf show id <b_scalar>
{"id":<b_scalar>,"size":<n>,"prog_ids":[],"map_ids":[<any>],<any>"kernel":false,<any>

# The kernel's own.
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
	diff theirs ours
