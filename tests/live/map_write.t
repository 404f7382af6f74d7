# Writing one element. Everything is pinned below <pins>.
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
2> bpfi: value 300: must be at most 255
? 2
$ bpfi map update pinned <pins>/w key 1 0 0 0 value hex 1ff 0 0 0 0 0 0 0
2> bpfi: value: '1ff' is not a sequence of hexadecimal bytes
? 2
$ bpfi map update pinned <pins>/w key 1 0 0 0 value -1 0 0 0 0 0 0 0
2> bpfi: value '-1': not a number
? 2
$ bpfi map update pinned <pins>/w key 1 0 0 value 1 0 0 0 0 0 0 0
2> bpfi: key: expected 4 bytes, got 3
2>       the map has no types; its key must be given as bytes
? 2
$ bpfi map update pinned <pins>/w key 1 0 0 0
2> bpfi: value is missing (8 bytes)
? 2
$ bpfi map update pinned <pins>/w value 1
2> bpfi: key is missing (4 bytes)
? 2
$ bpfi map update pinned <pins>/w key 1 0 0 0 value
2~ bpfi: 'value' must be followed by VALUE
2> ...
? 2
$ bpfi map update pinned <pins>/w key 1 0 0 0 value 1 0 0 0 0 0 0 0 key 2 0 0 0
2~ bpfi: 'key' is given twice
2> ...
? 2
$ bpfi map update pinned <pins>/w key 1 0 0 0 value 1 0 0 0 0 0 0 0 any exist
2> bpfi: 'any', 'exist' and 'noexist' are mutually exclusive
? 2
$ bpfi map lookup pinned <pins>/w key 1 0 0 0
key: 01 00 00 00  value: 09 00 00 00 00 00 00 00

# What the kernel refuses is said in words.
$ bpfi map update pinned <pins>/w key 1 0 0 0 value 1 0 0 0 0 0 0 0 noexist
2> bpfi: map <id>: this key already exists
? 1
$ bpfi map update pinned <pins>/w key 8 0 0 0 value 1 0 0 0 0 0 0 0 exist
2> bpfi: map <id>: key not found
? 1
$ bpfi map update pinned <pins>/w key 3 0 0 0 value 1 0 0 0 0 0 0 0
$ bpfi map update pinned <pins>/w key 4 0 0 0 value 1 0 0 0 0 0 0 0
2> bpfi: map <id> is full (at most 3 elements)
? 1
$ bpfi -j map update pinned <pins>/w key 4 0 0 0 value 1 0 0 0 0 0 0 0
{"error":"map <id> is full (at most 3 elements)"}
? 1
$ bpfi map delete pinned <pins>/w key 9 0 0 0
2> bpfi: map <id>: key not found
? 1
$ bpfi map delete pinned <pins>/w key 3 0 0 0
$ bpfi map update pinned <pins>/w key 1 0 0 0 value 1 0 0 0 0 0 0 0 lock
2> bpfi: map <id>: its values do not contain a bpf_spin_lock, or it does not support 'lock': Invalid argument (EINVAL)
? 1
$ bpfi map update pinned <pins>/w key 1 0 0 0 value 1 0 0 0 0 0 0 0 cpu 0
2> bpfi: map <id> is not a per-CPU map: 'cpu' and 'all-cpus' do not apply
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
2> bpfi: key.prot: no such member
2> ...
? 2
$ bpfi map update pinned <pins>/typed key 1 2 3 value '{}'
2> bpfi: key: expected 8 bytes (struct source), got 3
? 2
$ bpfi map update pinned <pins>/typed key '{"port": 53}' set packets=9 label=resolver
$ bpfi -j map update pinned <pins>/typed key '{"port": 53}' set bytes=3 --dry-run | grep -o '"formatted":.*'
"formatted":{"key":{"address":0,"port":53,"flags":0},"value":{"packets":9,"bytes":3,"label":"resolver"}}}
$ bpfi map update pinned <pins>/typed key '{"port": 53}' set label=this_is_too_long_for_it
2~ bpfi: label: .*
2> ...
? 2
$ bpfi map update pinned <pins>/typed key '{"port": 53}' set packets=9 bytes=3 packets=8
2> bpfi: set: packets is given twice
? 2
$ bpfi map update pinned <pins>/typed key '{"port": 53}' set packets=9 set bytes=8 exist set label=both && bpfi -j map lookup pinned <pins>/typed key '{"port": 53}' | grep -o '"value":{"packets.*'
"value":{"packets":9,"bytes":8,"label":"both"}}}
$ bpfi map update pinned <pins>/typed key '{"port": 53}' set packets+=11 bytes-=3 && bpfi map update pinned <pins>/typed key '{"port": 53}' set 'packets|=0x3' set 'bytes&=4' && bpfi -j map lookup pinned <pins>/typed key '{"port": 53}' | grep -o '"value":{"packets.*'
"value":{"packets":23,"bytes":4,"label":"both"}}}
$ bpfi map update pinned <pins>/typed key '{"port": 53}' set bytes-=5
2~ bpfi: bytes: -1 does not fit .*
2> ...
? 2
$ bpfi map update pinned <pins>/typed key '{"port": 53}' set label+=5
2> bpfi: label: '+=' requires an integer
2> ...
? 2
$ bpfi map update pinned <pins>/typed key '{"port": 53}' set packets+=many
2> bpfi: packets+=many: expected an integer
2> ...
? 2
$ bpfi map update pinned <pins>/typed key '{"port": 53}' set packets+=1 set packets=2
2> bpfi: set: packets is given twice
? 2
$ bpfi map update pinned <pins>/typed key '{"port": 53}' set bytes=0 any && echo unexpected
2> ...
? 2
$ bpfi map update pinned <pins>/typed key '{"port": 53}' set bytes=0; bpfi __complete -- map update pinned <pins>/typed key '{"port": 53}' set pa
packets=
$ bpfi __complete -- map update pinned <pins>/typed key '{"port": 53}' set packets=1 la
label=
$ bpfi __complete -- map dump pinned <pins>/typed --sort ''
key.address
key.port
key.flags
value.packets
value.bytes
value.label
$ bpfi __complete -- map dump pinned <pins>/typed --fields key.port,value.b
key.port,value.bytes
$ bpfi __complete -- map dump pinned <pins>/typed --where '!value.packets && key.po'
!value.packets && key.port
$ bpfi map update pinned <pins>/typed key '{"port": 54}' set packets=9
2> bpfi: map <id>: key not found, so 'set' has nothing to change
? 1
$ bpfi map update pinned <pins>/typed key '{"port": 53}' set packets=9 value '{}'
2> bpfi: 'value' and 'set' are mutually exclusive
? 2

# Addresses, in network order; prefixes with their length.
$ bpfi map create <pins>/lpm type lpm_trie key 8 value 6 entries 4 name lpm flags no_prealloc
$ bpfi map update pinned <pins>/lpm key ip 192.0.2.0/24 value mac 02:00:5e:10:00:ff
$ bpfi map dump pinned <pins>/lpm
~ key: 18 00 00 00 c0 00 02 00  value: 02 00 5e 10 00 ff.*
Found 1 element
$ bpfi map update pinned <pins>/lpm key 10.0.0.0/8 value 1 2 3 4 5 6 && bpfi map delete pinned <pins>/lpm key ip 10.0.0.0/8
$ bpfi map update pinned <pins>/lpm key ip 192.0.2.0/33 value 0 0 0 0 0 0
2> bpfi: prefix length 33: must be at most 32
? 2
$ bpfi map update pinned <pins>/lpm key 33 0 0 0 1 2 3 4 value 0 0 0 0 0 0
2> bpfi: map <id>: key: prefix length must be at most 32 bits, not 33
? 1
$ bpfi map update pinned <pins>/lpm key ip 2001:db8:: value 0 0 0 0 0 0
2> bpfi: key: 2001:db8:: has 20 bytes, expected 8
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
2>       use 'cpu N' to write one of them, or 'all-cpus' to overwrite all
? 1
$ bpfi map update pinned <pins>/cpus key 1 0 0 0 value 8 0 0 0 cpu 9999
2> bpfi: cpu 9999: no such CPU on this machine (the last one is <n>)
? 2
$ bpfi map export pinned <pins>/cpus file && bpfi map update pinned <pins>/cpus key 1 0 0 0 value 8 0 0 0 all-cpus
written 1
$ bpfi map import pinned <pins>/cpus file && bpfi map export pinned <pins>/cpus file2 && same file file2
written 1
written 1

# Queues and stacks.
$ bpfi map create <pins>/queue2 type queue value 4 entries 2 name queue2
$ bpfi map push pinned <pins>/queue2 value 1 2 3 4 && bpfi map enqueue pinned <pins>/queue2 value 5 6 7 8
$ bpfi map push pinned <pins>/queue2 value 9 9 9 9
2> bpfi: map <id> is full (at most 2 elements)
? 1
$ bpfi map pop pinned <pins>/queue2
value: 01 02 03 04
$ bpfi -j map dequeue pinned <pins>/queue2
{"key":[],"value":["0x05","0x06","0x07","0x08"]}
$ bpfi -j map dequeue pinned <pins>/queue2
{"error":"map <id> is empty"}
? 1
$ bpfi map push pinned <pins>/queue2 value 10 0 0 1 && bpfi -j map pop pinned <pins>/queue2 --as value=mac
{"error":"map <id>: --as value=mac: the format mac applies to 6 bytes, and this part has 4","hint":"formats that apply to it: ip, time, hex, dec, str, bytes, stack"}
? 2
$ bpfi -j map pop pinned <pins>/queue2 --as value=ip
{"key":[],"value":["0x0a","0x00","0x00","0x01"],"formatted":{"value":"10.0.0.1"}}
$ bpfi map delete pinned <pins>/queue2 key 1
2> bpfi: map <id>: elements cannot be deleted: use 'map pop' to remove elements of a queue
? 1

# Arrays: indexes in range, nothing to delete.
$ bpfi map update id <m_array> key 4 0 0 0 value 1 0 0 0 0 0 0 0
2> bpfi: map <m_array>: index 4 is out of range (the last one is 3)
? 1
$ bpfi map update id <m_array> key 4 value 1 0 0 0 0 0 0 0
2> bpfi: map <m_array>: index 4 is out of range (the last one is 3)
? 1
$ bpfi map update id <m_array> key 3 value 0 0 0 0 0 0 0 0 && bpfi map lookup id <m_array> key 3 0 0 0
key: 03 00 00 00  value: 00 00 00 00 00 00 00 00
$ bpfi map delete id <m_array> key 1 0 0 0
2> bpfi: map <m_array>: elements cannot be deleted: elements of an array always exist
? 1
$ bpfi map clear id <m_array>
2> bpfi: map <m_array> cannot be cleared: elements of an array always exist
? 1

# A frozen map.
$ bpfi map create <pins>/ice type hash key 4 value 4 entries 4 name ice
$ bpfi -j map freeze pinned <pins>/ice
null
$ bpfi map freeze pinned <pins>/ice
2> bpfi: map <id> is already frozen
? 1
$ bpfi map update pinned <pins>/ice key 1 0 0 0 value 1 0 0 0
2> bpfi: map <id> is frozen: user space can no longer write to it
? 1
$ bpfi map delete pinned <pins>/ice key 1 0 0 0
2> bpfi: map <id> is frozen: user space can no longer write to it
? 1
$ bpfi map update id <m_frozen> key 1 value 7
2> bpfi: map <m_frozen> is frozen: user space can no longer write to it
? 1

# Without rights: a pinned map is written as far as its file allows.
skip-unless tool capsh
$ bpfi map create <pins>/mine type array key 4 value 4 entries 2 name mine
$ capsh --drop=all -- -c '"$BPFI" map update pinned <pins>/mine key 1 0 0 0 value 7 0 0 0'
$ bpfi map lookup pinned <pins>/mine key 1 0 0 0
key: 01 00 00 00  value: 07 00 00 00
$ chmod 444 <pins>/mine && capsh --drop=all -- -c '"$BPFI" map update pinned <pins>/mine key 1 0 0 0 value 7 0 0 0'
2> bpfi: <pins>/mine: Permission denied (EACCES)
2>       CAP_DAC_OVERRIDE is missing; run as root
? 1
$ capsh --drop=all -- -c '"$BPFI" map create <pins>/theirs type array key 4 value 4 entries 2 name x'
2> bpfi: array: creating the map: Operation not permitted (EPERM)
2~ .*CAP_BPF.*
? 1

# Values with a lock are written under it; what is out of range is named with its path, in each form.
$ bpfi map create <pins>/locked type hash entries 8 name locked btf file "$OBJS/locked.bpf.o" key_type int value_type 'struct locked'
$ bpfi map update pinned <pins>/locked key 1 value '{.count = 7, .ranges = {.small = 255, .sign = -128, .bits = 7, .mood = BAD, .is_set = true}}' lock
$ bpfi map update pinned <pins>/locked key 1 set ranges.in.list[1]=9 count=8 ranges.mood=GOOD ranges.mac=[2,0,0,0,0,1] lock exist
$ bpfi map update pinned <pins>/locked key 1 set count=8 --dry-run | tr -d ' \n'; echo
{"key":1,"value":{"lock":{"val":0},"count":8,"ranges":{"small":255,"sign":-128,"bits":7,"mood":"GOOD","is_set":true,"mac":[2,0,0,0,0,1],"address":0,"in":{"list":[0,9]}}}}
$ for value in '{"ranges": {"small": 300}}' '{.ranges = {.small = 300}}' '{"ranges": {"small": -1}}' '{"ranges": {"sign": 128}}' '{"ranges": {"bits": 8}}' '{"ranges": {"mood": "UGLY"}}' \
	'{"ranges": {"mac": [0,0,0,0,0,256]}}' '{"ranges": {"mac": [0,0,0,0,0,0,0]}}' '{"ranges": {"in": {"list": [18446744073709551616]}}}' '{"count": "x"}' \
	'{"count": 1, "count": 2}' '{"count": 1.5}' '{"count": 1} 2' '{"count": 1'; do bpfi map update pinned <pins>/locked key 1 value "$value" 2>&1 | head -n 1; done
bpfi: value.ranges.small: 300 does not fit an unsigned 8-bit integer (at most 255)
bpfi: value.ranges.small: 300 does not fit an unsigned 8-bit integer (at most 255)
bpfi: value.ranges.small: -1 does not fit an unsigned 8-bit integer (at least 0)
bpfi: value.ranges.sign: 128 does not fit a signed 8-bit integer (-128 to 127)
bpfi: value.ranges.bits: 8 does not fit an unsigned 3-bit integer (at most 7)
bpfi: value.ranges.mood: 'UGLY' is not a number or a name of this enum
bpfi: value.ranges.mac[5]: 256 does not fit an unsigned 8-bit integer (at most 255)
bpfi: value.ranges.mac[6]: index is out of range (6 elements)
bpfi: value.ranges.in.list[0]: 18446744073709551616 does not fit an unsigned 64-bit integer (at most 18446744073709551615)
bpfi: value.count: 'x' is not a number
bpfi: value.count: given twice
bpfi: value.count: 1.5 is not a whole number
bpfi: value: unexpected text at '2'
bpfi: value: expected ',' or '}' at the end of the text
$ for sets in ranges.small=300 ranges.in.list[2]=1 ranges.nosuch=1 nosuch.small=1 count=; do bpfi map update pinned <pins>/locked key 1 set $sets 2>&1 | head -n 1; done
~ bpfi: ranges.small: 300 does not fit .*
~ bpfi: ranges.in.list.2.: .*
~ bpfi: ranges.nosuch: .*
~ bpfi: nosuch.*
~ bpfi: count: .*
$ bpfi map delete pinned <pins>/locked key 1

# Per-CPU values through types: one CPU's member, and all of them.
skip-unless shell test $(nproc --all) -gt 1
$ bpfi map create <pins>/percpu type percpu_array entries 2 name percpu btf file "$OBJS/traffic.bpf.o" key_type int value_type 'struct traffic'
$ bpfi map update pinned <pins>/percpu key 1 value '{.packets = 5, .label = "a"}' && bpfi map update pinned <pins>/percpu key 1 set packets=6 cpu 1
$ bpfi map update pinned <pins>/percpu key 1 set label=b
2> bpfi: map <id>: the values of this element differ between CPUs
2>       use 'cpu N' to write one of them, or 'all-cpus' to overwrite all
? 1
$ bpfi map update pinned <pins>/percpu key 1 set label=b all-cpus
$ bpfi map lookup pinned <pins>/percpu key 1 | tr -d ' \n' | grep -o '"value":[^}]*}' | sort -u
"value":{"packets":5,"bytes":0,"label":"b"}
"value":{"packets":6,"bytes":0,"label":"b"}
$ bpfi map dump pinned <pins>/percpu >dump && bpfi map export pinned <pins>/percpu before && bpfi map update pinned <pins>/percpu key 1 value '{}' all-cpus --zero && \
	bpfi map import pinned <pins>/percpu dump && bpfi map export pinned <pins>/percpu after && same before after
written 2
written 2
written 2
