# A security module (BPF LSM) that lets nobody write to one map.
skip-unless root
host

# What only reads goes on: listing, dump, look-up, pin, and as template of another map. What writes is refused.
skip-unless object l_lsm
skip-unless kernel 5.12
$ bpfi -j map create <pins>/made type hash key 4 value 4 entries 4 name guarded; bpfi map update pinned <pins>/made key 1 0 0 0 value 2 0 0 0; \
	bpfi prog load "$OBJS/protect.bpf.o" <pins>/protect autoattach
null
$ bpfi map show name guarded | head -n 1
<id>: hash  name guarded  flags 0x0
$ bpfi -j map list | jq -c '.[] | select(.name == "guarded") | .type'
"hash"
$ bpfi map dump name guarded | grep -c '^key:\|Found 1 element'
2
$ bpfi map lookup name guarded key 1 0 0 0
key: 01 00 00 00  value: 02 00 00 00
$ bpfi map getnext name guarded | tail -n 1 | tr -s ' '
01 00 00 00
$ bpfi map pin name guarded <pins>/again; bpfi map show pinned <pins>/again | head -n 1; bpfi map dump pinned <pins>/again | tail -n 1
<id>: hash  name guarded  flags 0x0
Found 1 element
$ for change in 'update name guarded key 1 0 0 0 value 3 0 0 0' 'update pinned <pins>/again key 1 0 0 0 value 3 0 0 0' \
	'delete name guarded key 1 0 0 0' 'freeze name guarded'; do bpfi map $change >out 2>&1 && echo "$change: done"; grep -cE '\((EACCES|EPERM)\)' out; done
1
1
1
1
? 0
$ bpfi map lookup name guarded key 1 0 0 0
key: 01 00 00 00  value: 02 00 00 00
$ rm <pins>/protect; await sh -c '"$BPFI" map update pinned <pins>/made key 1 0 0 0 value 3 0 0 0 2>out'; bpfi map lookup name guarded key 1 0 0 0
key: 01 00 00 00  value: 03 00 00 00
