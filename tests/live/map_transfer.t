# All elements of a map: to a file, from one, into another map.
host

# What a dump prints is accepted, in each of its forms, byte for byte.
$ bpfi map create <pins>/typed type hash entries 8 name typed btf file "$OBJS/traffic.bpf.o" \
	key_type 'struct source' value_type 'struct traffic'
$ bpfi map update pinned <pins>/typed key '{"address": 16909060, "port": 80}' value '{"packets": 18446744073709551615, "label": "web"}'
$ bpfi map update pinned <pins>/typed key '{.port = 0x35}' value '{9, 2, "resolver"}'
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
$ bpfi map create <pins>/w type hash key 4 value 8 entries 3 name w
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
