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

# Standard output in place of a file: what would stand there, or under -j the same as one document.
$ bpfi map export id <m_array> - >plain && bpfi map export id <m_array> file && cmp plain file
written 4
$ bpfi -J map export id <m_array> - | cmp - file && bpfi map export id <m_array> /dev/stdout | cmp - file
$ bpfi map export id <m_array> /dev/stdout >>plain && head -n 1 plain | cut -c 1-30
{"bpfi_map":1,"type":"array","
$ bpfi -j map export id <m_array> - | tee list | grep -o ',."key_hex":"03000000".*'
,{"key_hex":"03000000","value_hex":"0000000000000000"}]
$ bpfi map export id <m_array> - | bpfi map import id <m_array> - && bpfi map import id <m_array> list
written 4
written 4
$ bpfi map export id <m_array> - >/dev/full
2> bpfi: writing standard output: No space left on device (ENOSPC)
? 1

# Links stay links, their files get what was written; what cannot be replaced is written to.
$ mkdir there && echo old >there/file && ln -s there/file link && chmod 600 there/file && bpfi map export id <m_array> link && ls -l link there/file
written 4
~ l.* link -> there/file
~ -rw------- .* there/file
$ grep -c key_hex there/file; ls there
4
file
$ ln -s there/new loose && bpfi map export id <m_array> loose && cmp there/new there/file
written 4
$ mkfifo pipe; cat pipe >got & bpfi map export id <m_array> pipe; wait; cmp got there/file && test -p pipe
written 4
$ bpfi map export id <m_array> /dev/full
2> bpfi: writing /dev/full: No space left on device (ENOSPC)
? 1

# Whatever fails, the file that was there stays, and the error names it.
$ echo old >file && chmod 444 file && bpfi map export id <m_array> nowhere/file
2> bpfi: nowhere/file: No such file or directory (ENOENT)
? 1
$ bpfi map export id <m_array> .
2> bpfi: .: Is a directory (EISDIR)
? 1
$ bpfi map create <pins>/wide type array key 4 value 4096 entries 4 name wide && mkdir small && mount -t tmpfs -o size=8k none small && echo old >small/file
$ bpfi map export pinned <pins>/wide small/file
2> bpfi: writing small/file: No space left on device (ENOSPC)
? 1
$ cat small/file && ls small && umount small
old
file
