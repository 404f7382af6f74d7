# Writing to maps: one element, all of them, from files; making maps. Everything is pinned below <pins>.
host

# Bytes, in any order of the parts, shortened as fingers do.
$ bpfi map create <pins>/w type hash key 4 value 8 entries 3 name w
$ bpfi map update pinned <pins>/w key 1 0 0 0 value 1 2 3 4 5 6 7 8
$ bpfi map update pinned <pins>/w v hex deadbeef 1 02 03 ff n k 2 0 0 0
$ bpfi map update pinned <pins>/w value 0x1 0377 0 0 0 0 0 0 exist key hex 1 0 0 0
$ bpfi map lookup pinned <pins>/w key 1 0 0 0
key: 01 00 00 00  value: 01 ff 00 00 00 00 00 00
$ bpfi map lookup pinned <pins>/w key 2 0 0 0
key: 02 00 00 00  value: de ad be ef 01 02 03 ff
$ bpfi -j map update pinned <pins>/w key 1 0 0 0 value 9 0 0 0 0 0 0 0
null

# What does not fit is refused, never cut; the map stays as it is.
$ bpfi map update pinned <pins>/w key 1 0 0 0 value 300 0 0 0 0 0 0 0
2> bpfi: value 300: at most 255
? 2
$ bpfi map update pinned <pins>/w key 1 0 0 0 value hex 1ff 0 0 0 0 0 0 0
2> bpfi: value: '1ff' is not one byte of hex digits, nor several
? 2
$ bpfi map update pinned <pins>/w key 1 0 0 0 value -1 0 0 0 0 0 0 0
2> bpfi: value '-1': not a number
? 2
$ bpfi map update pinned <pins>/w key 1 0 0 value 1 0 0 0 0 0 0 0
2> bpfi: key: 4 bytes are needed, 3 given
2>       the map has no types: its key is written byte by byte
? 2
$ bpfi map update pinned <pins>/w key 1
2> bpfi: value is missing: 8 bytes
? 2
$ bpfi map update pinned <pins>/w value 1
2> bpfi: key is missing: 4 bytes
? 2
$ bpfi map update pinned <pins>/w key 1 0 0 0 value
2~ bpfi: 'value' needs VALUE behind it
2> ...
? 2
$ bpfi map update pinned <pins>/w key 1 0 0 0 value 1 0 0 0 0 0 0 0 key 2 0 0 0
2~ bpfi: 'key' is given twice
2> ...
? 2
$ bpfi map update pinned <pins>/w key 1 0 0 0 value 1 0 0 0 0 0 0 0 any exist
2> bpfi: 'any', 'exist' and 'noexist' exclude each other
? 2
$ bpfi map lookup pinned <pins>/w key 1 0 0 0
key: 01 00 00 00  value: 09 00 00 00 00 00 00 00

# What the kernel refuses is said in words.
$ bpfi map update pinned <pins>/w key 1 0 0 0 value 1 0 0 0 0 0 0 0 noexist
2> bpfi: map <id>: this key is there already
? 1
$ bpfi map update pinned <pins>/w key 8 0 0 0 value 1 0 0 0 0 0 0 0 exist
2> bpfi: map <id>: there is no element with this key
? 1
$ bpfi map update pinned <pins>/w key 3 0 0 0 value 1 0 0 0 0 0 0 0
$ bpfi map update pinned <pins>/w key 4 0 0 0 value 1 0 0 0 0 0 0 0
2> bpfi: map <id> is full: it holds at most 3 elements
? 1
$ bpfi -j map update pinned <pins>/w key 4 0 0 0 value 1 0 0 0 0 0 0 0
{"error":"map <id> is full: it holds at most 3 elements"}
2> bpfi: map <id> is full: it holds at most 3 elements
? 1
$ bpfi map delete pinned <pins>/w key 9 0 0 0
2> bpfi: map <id>: there is no element with this key
? 1
$ bpfi map delete pinned <pins>/w key 3 0 0 0
$ bpfi map update pinned <pins>/w key 1 0 0 0 value 1 0 0 0 0 0 0 0 lock
2> bpfi: map <id>: its values have no bpf_spin_lock, or it does not know 'lock': Invalid argument (EINVAL)
? 1
$ bpfi map update pinned <pins>/w key 1 0 0 0 value 1 0 0 0 0 0 0 0 cpu 0
2> bpfi: map <id> has one value for all CPUs: 'cpu' and 'all-cpus' are not for it
? 2

# Only shown.
$ bpfi map update pinned <pins>/w key 7 0 0 0 value 1 0 0 0 0 0 0 0 --dry-run
key: 07 00 00 00  value: 01 00 00 00 00 00 00 00
$ bpfi -j map update pinned <pins>/w key 7 0 0 0 value 1 0 0 0 0 0 0 0 --dry-run
{"key":["0x07","0x00","0x00","0x00"],"value":["0x01","0x00","0x00","0x00","0x00","0x00","0x00","0x00"]}
$ bpfi map clear pinned <pins>/w --dry-run
would delete 2
$ bpfi -j map clear pinned <pins>/w
{"deleted":2}
$ bpfi map clear pinned <pins>/w
deleted 0

# Typed values; every part that does not fit is named.
$ bpfi map create <pins>/typed type hash entries 8 name typed btf file "$OBJS/traffic.bpf.o" \
	key_type 'struct source' value_type 'struct traffic'
$ bpfi map update pinned <pins>/typed key '{"address": 16909060, "port": 80}' value '{"packets": 18446744073709551615, "label": "web"}'
$ bpfi map update pinned <pins>/typed key '{.port = 0x35}' value '{1, 2, "dns"}'
$ bpfi -j map dump pinned <pins>/typed | grep -c '"packets":18446744073709551615,"bytes":0,"label":"web"'
1
$ bpfi map update pinned <pins>/typed key '{"port": 65536}' value '{}'
2> bpfi: key.port: 65536 does not fit an unsigned 16-bit integer (at most 65535)
? 2
$ bpfi map update pinned <pins>/typed key '{"prot": 6}' value '{}'
2> bpfi: key.prot: there is no such member
2> ...
? 2
$ bpfi map update pinned <pins>/typed key 1 2 3 value '{}'
2> bpfi: key: 8 bytes are needed (struct source), 3 given
? 2
$ bpfi map update pinned <pins>/typed key '{"port": 53}' set packets=9 label=resolver
$ bpfi -j map update pinned <pins>/typed key '{"port": 53}' set bytes=3 --dry-run | grep -o '"formatted":.*'
"formatted":{"key":{"address":0,"port":53,"flags":0},"value":{"packets":9,"bytes":3,"label":"resolver"}}}
$ bpfi map update pinned <pins>/typed key '{"port": 53}' set label=this_is_too_long_for_it
2~ bpfi: label: .*
2> ...
? 2
$ bpfi map update pinned <pins>/typed key '{"port": 54}' set packets=9
2> bpfi: map <id>: there is no element with this key: 'set' has nothing to change
? 1
$ bpfi map update pinned <pins>/typed key '{"port": 53}' set packets=9 value '{}'
2> bpfi: 'value' and 'set' exclude each other
? 2

# What a dump prints is accepted, in each of its forms, byte for byte.
$ bpfi map create <pins>/again type hash entries 8 name again btf map pinned <pins>/typed all \
	key_type 'struct source' value_type 'struct traffic'
$ bpfi map export pinned <pins>/typed all.jsonl
written 2
$ sort all.jsonl | sed 's/"name":"typed"/"name":"again"/' >want
$ bpfi map dump pinned <pins>/typed >text && bpfi -j map dump pinned <pins>/typed >json
$ bpfi -J map dump pinned <pins>/typed >lines && bpfi -j map dump pinned <pins>/typed --formatted-only >short
$ for form in all.jsonl text json lines short; do \
	bpfi map clear pinned <pins>/again >out && bpfi map import pinned <pins>/again $form && \
	bpfi map export pinned <pins>/again got >out && sort got | diff want -; done
written 2
written 2
written 2
written 2
written 2

# Every line is checked before the first one is written.
$ bpfi map export pinned <pins>/typed all.jsonl && bpfi map clear pinned <pins>/again
written 2
deleted 2
$ (cat all.jsonl; echo '{"key": {"port": 70000}, "value": {}}') >bad && bpfi map import pinned <pins>/again bad
2> bpfi: bad: line 4: key.port: 70000 does not fit an unsigned 16-bit integer (at most 65535)
? 1
$ (cat all.jsonl; echo '{"key_hex": "00') >bad && bpfi map import pinned <pins>/again bad
2> bpfi: bad: line 4: not one JSON object
? 1
$ bpfi map import pinned <pins>/w all.jsonl
2> bpfi: all.jsonl: the map's key size is 4, of the map that was exported 8
? 1
$ bpfi map import pinned <pins>/again nowhere
2> bpfi: nowhere: No such file or directory (ENOENT)
? 1
$ bpfi map import pinned <pins>/again all.jsonl --dry-run
written 2
$ bpfi map clear pinned <pins>/again --dry-run
would delete 0

# An import that the kernel stops says how far it came.
$ bpfi map create <pins>/small type hash key 8 value 32 entries 1 name small
$ bpfi map export pinned <pins>/typed all.jsonl
written 2
$ bpfi map import pinned <pins>/small all.jsonl
written 1  failed 1
2> bpfi: stopped behind 1 elements: line 3: map <id> is full: it holds at most 1 elements
? 3
$ bpfi -j map import pinned <pins>/small all.jsonl --keep-going
{"written":1,"failed":1}
2> bpfi: 1 of 2 elements could not be written: line <n>: map <id> is full: it holds at most 1 elements
? 3
$ bpfi map copy pinned <pins>/typed pinned <pins>/again
written 2
$ bpfi map copy pinned <pins>/typed pinned <pins>/w
2> bpfi: map <id> has keys of 8 and values of 32 bytes, map <id> of 4 and 8
? 1

# A map that is already there keeps what a failed export would have replaced; links and devices stay what they are.
$ echo old >kept && bpfi map export id <m_ringbuf> kept
2~ bpfi: map <m_ringbuf> has no keys: .*
? 1
$ cat kept && ls
old
kept
$ ln -s /dev/null link && bpfi map export id <m_hash> link && ls -l link | grep -c -e '-> /dev/null'
written 3
1

# Addresses, in network order; prefixes with their length.
$ bpfi map create <pins>/lpm type lpm_trie key 8 value 6 entries 4 name lpm flags no_prealloc
$ bpfi map update pinned <pins>/lpm key ip 192.0.2.0/24 value mac 02:00:5e:10:00:ff
$ bpfi map dump pinned <pins>/lpm
~ key: 18 00 00 00 c0 00 02 00  value: 02 00 5e 10 00 ff.*
Found 1 element
$ bpfi map update pinned <pins>/lpm key ip 192.0.2.0/33 value 0 0 0 0 0 0
2> bpfi: prefix length 33: at most 32
? 2
$ bpfi map update pinned <pins>/lpm key 33 0 0 0 1 2 3 4 value 0 0 0 0 0 0
2> bpfi: map <id>: key: a prefix has at most 32 bits, not 33
? 1
$ bpfi map update pinned <pins>/lpm key ip 2001:db8:: value 0 0 0 0 0 0
2> bpfi: key: 2001:db8:: takes 20 bytes, 8 are needed
? 2

# Per-CPU values: what differs is only overwritten when told so.
skip-unless shell test $(nproc --all) -gt 1
$ bpfi map create <pins>/cpus type percpu_hash key 4 value 4 entries 4 name cpus
$ bpfi map update pinned <pins>/cpus key 1 0 0 0 value 5 0 0 0
$ bpfi map update pinned <pins>/cpus key 1 0 0 0 value 6 0 0 0
$ bpfi map update pinned <pins>/cpus key 1 0 0 0 value 7 0 0 0 cpu 1
$ bpfi -j map lookup pinned <pins>/cpus key 1 0 0 0 | grep -o '"cpu":[01],"value":."0x0[0-9]'
"cpu":0,"value":["0x06
"cpu":1,"value":["0x07
$ bpfi map update pinned <pins>/cpus key 1 0 0 0 value 8 0 0 0
2> bpfi: map <id>: the values of this element differ between CPUs
2>       say 'cpu N' for one of them, or 'all-cpus' to overwrite them all
? 1
$ bpfi map update pinned <pins>/cpus key 1 0 0 0 value 8 0 0 0 cpu 9999
2> bpfi: cpu 9999: this machine has no such CPU, the last one is <n>
? 2
$ bpfi map export pinned <pins>/cpus file && bpfi map update pinned <pins>/cpus key 1 0 0 0 value 8 0 0 0 all-cpus
written 1
$ bpfi map import pinned <pins>/cpus file && bpfi map export pinned <pins>/cpus file2 && cmp file file2
written 1
written 1

# Queues and stacks.
$ bpfi map create <pins>/queue2 type queue value 4 entries 2 name queue2
$ bpfi map push pinned <pins>/queue2 value 1 2 3 4 && bpfi map enqueue pinned <pins>/queue2 value 5 6 7 8
$ bpfi map push pinned <pins>/queue2 value 9 9 9 9
2> bpfi: map <id> is full: it holds at most 2 elements
? 1
$ bpfi map pop pinned <pins>/queue2
value: 01 02 03 04
$ bpfi -j map dequeue pinned <pins>/queue2
{"key":[],"value":["0x05","0x06","0x07","0x08"]}
$ bpfi -j map dequeue pinned <pins>/queue2
{"error":"map <id> is empty"}
2> bpfi: map <id> is empty
? 1
$ bpfi map delete pinned <pins>/queue2 key 1
2> bpfi: map <id>: nothing can be deleted: elements of a queue are taken out: pop
? 1

# Arrays: indexes in range, nothing to delete.
$ bpfi map update id <m_array> key 4 0 0 0 value 1 0 0 0 0 0 0 0
2> bpfi: map <m_array>: there is no element 4: the last one is 3
? 1
$ bpfi map delete id <m_array> key 1 0 0 0
2> bpfi: map <m_array>: nothing can be deleted: the elements of an array are always there
? 1
$ bpfi map clear id <m_array>
2> bpfi: map <m_array> cannot be cleared: the elements of an array are always there
? 1

# A frozen map.
$ bpfi map create <pins>/ice type hash key 4 value 4 entries 4 name ice
$ bpfi -j map freeze pinned <pins>/ice
null
$ bpfi map freeze pinned <pins>/ice
2> bpfi: map <id> is frozen already
? 1
$ bpfi map update pinned <pins>/ice key 1 0 0 0 value 1 0 0 0
2> bpfi: map <id> is frozen: user space cannot write to it any more
? 1
$ bpfi map delete pinned <pins>/ice key 1 0 0 0
2> bpfi: map <id> is frozen: user space cannot write to it any more
? 1
$ bpfi map update id <m_frozen> key 1 value 7
2> bpfi: map <m_frozen> is frozen: user space cannot write to it any more
? 1

# Maps and programs as values.
$ bpfi map create <pins>/outer type hash_of_maps key 4 value 4 entries 4 name outer inner_map id <m_hash>
$ bpfi map update pinned <pins>/outer key 1 0 0 0 value id <m_array>
2> bpfi: map <id>: map <id> does not fit into it: its type or its sizes are not those of the inner maps
? 1
$ bpfi map update pinned <pins>/outer key 2 0 0 0 value id <m_hash>
$ bpfi -j map dump pinned <pins>/outer | grep -o '"inner_map_id":[0-9]*'
"inner_map_id":<m_hash>
$ bpfi map export pinned <pins>/outer inner && bpfi map clear pinned <pins>/outer && bpfi map import pinned <pins>/outer inner
written 1
deleted 1
written 1
$ bpfi map update id <m_prog_array> key 2 0 0 0 value id <p_xdp> && bpfi map delete id <m_prog_array> key 2 0 0 0
$ bpfi map update id <m_prog_array> key 2 0 0 0 value id <p_xdp> 4
2> bpfi: value: '4' is too much behind a prog
? 2

# Types that user space cannot write to.
$ bpfi map update id <m_ringbuf> value 1
2> bpfi: map <m_ringbuf> cannot be written to: programs write records to it, elements it has none
? 1
$ bpfi map update id <m_sockmap> key 1 0 0 0 value 1 0 0 0 0 0 0 0
2> bpfi: map <m_sockmap> cannot be written to: its values are sockets, which only the process that has them can give
? 1
$ bpfi map update id <m_task_storage> key 1 value 1
2> bpfi: map <m_task_storage> cannot be written to: its keys are handles of a process, which cannot be given here
? 1
$ bpfi map update id 4294967295 key 1 value 1
2> bpfi: map 4294967295: there is none with this id
? 1

# Making maps: all or nothing.
$ bpfi -j map create <pins>/made type array key 4 value 4 entries 2 name made flags mmapable,0x80 numa_node 0
null
$ bpfi map show pinned <pins>/made | head -n 1
<id>: array  name made  flags 0x484  numa_node,rdonly_prog,mmapable
$ bpfi map create <pins>/made type array key 4 value 4 entries 2 name made2
2> bpfi: <pins>/made is there already
? 1
$ bpfi map show name made2
2> bpfi: no map is named 'made2'
? 1
$ bpfi map create <pins>/a.b type array key 4 value 4 entries 2 name dotted
2> bpfi: <pins>/a.b: a name in a bpffs holds no dot
? 1
$ bpfi map create <pins>/no/where type array key 4 value 4 entries 2 name x
2> bpfi: <pins>/no: No such file or directory (ENOENT)
? 1
$ bpfi map create <pins>/x type array key 8 value 4 entries 2 name x
2> bpfi: array: creating the map: Invalid argument (EINVAL)
2>       a map of type array takes: key 4, value above 0, entries above 0
? 1
$ bpfi map create <pins>/x type array key 4 value 4 entries 4294967297 name x
2~ bpfi: entries 4294967297: at most 4294967295
2> ...
? 2
$ bpfi map create <pins>/x type array key 4 key 4 value 4 entries 1 name x
2~ bpfi: 'key' is given twice
2> ...
? 2
$ bpfi map create <pins>/x type array key 4 value 4 entries 1 name x flags 0 flags 1
2~ bpfi: 'flags' is given twice
2> ...
? 2
$ bpfi map create <pins>/x key 4 value 4 entries 1 name x
2> bpfi: 'type TYPE' is missing
2> ...
? 2
$ bpfi map create <pins>/x type array key 4 value 4 entries 1 name sixteen_letters_
2> bpfi: name 'sixteen_letters_': at most 15 characters
? 2
$ bpfi map create <pins>/x type array key 4 value 4 entries 1 name x flags frozen
2> bpfi: 'frozen' is no flag of maps
2> ...
? 2
$ bpfi map create <pins>/x type array key 4 value 4 entries 1 name x dev nosuchdevice
2> bpfi: there is no network device 'nosuchdevice'
? 1
$ bpfi --read-only map create <pins>/x type array key 4 value 4 entries 1 name x
2> bpfi: map create would change the system, --read-only forbids it
? 1
$ test -e <pins>/x
? 1

# A bpffs is mounted only on an empty folder, and only when that is allowed.
$ mkdir bare && bpfi -n map create bare/m type array key 4 value 4 entries 1 name m
2> bpfi: bare is no bpffs, and mounting one is forbidden by --nomount
? 1
$ bpfi map create bare/a.b type array key 4 value 4 entries 1 name m
2> bpfi: bare/a.b: a name in a bpffs holds no dot
? 1
$ stat -f -c %T bare | grep -c bpf
0
? 1
$ bpfi map create bare/m type array key 4 value 4 entries 1 name m && bpfi map pin pinned bare/m bare/n && ls bare | grep -v debug
m
n
$ bpfi map unpin bare/n && ls bare | grep -v debug; umount bare
m
$ touch bare/file && bpfi map pin id <m_hash> bare/m
2> bpfi: bare is no bpffs, and not empty: one mounted there would hide what is in it
2> ...
? 1
$ bpfi map pin id <m_hash> <pins>/w extra
2> bpfi: unexpected word 'extra'
2> ...
? 2
$ bpfi map unpin <bpffs>/program
2> bpfi: <bpffs>/program is a pinned prog, not a map
? 1
$ bpfi map unpin bare/file
2~ bpfi: bare/file: no pinned object: it does not lie in a bpffs
? 1

# Without rights: a pinned map is written as far as its file allows.
skip-unless tool capsh
$ bpfi map create <pins>/mine type array key 4 value 4 entries 2 name mine
$ capsh --drop=all -- -c '"$BPFI" map update pinned <pins>/mine key 1 0 0 0 value 7 0 0 0'
$ bpfi map lookup pinned <pins>/mine key 1 0 0 0
key: 01 00 00 00  value: 07 00 00 00
$ chmod 444 <pins>/mine && capsh --drop=all -- -c '"$BPFI" map update pinned <pins>/mine key 1 0 0 0 value 7 0 0 0'
2> bpfi: <pins>/mine: Permission denied (EACCES)
2>       CAP_DAC_OVERRIDE is missing: run as root
? 1
$ capsh --drop=all -- -c '"$BPFI" map create <pins>/theirs type array key 4 value 4 entries 2 name x'
2> bpfi: array: creating the map: Operation not permitted (EPERM)
2~ .*CAP_BPF.*
? 1
