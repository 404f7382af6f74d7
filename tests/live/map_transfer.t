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
	bpfi map export pinned <pins>/again got >out && sort got | same want -; done
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
2> bpfi: bad: line 4: expected one JSON object
? 1
$ bpfi map create <pins>/w type hash key 4 value 8 entries 3 name w
$ for text in '[] x' '[{"key":1' '{"key_hex":"0000000g"}' '{"key_hex":"00"}' '{"key":{"port":1}}' '{"bpfi_map":2}' '{"bpfi_map":1}' \
	'{"bpfi_map":1,"key_size":8,"value_size":32,"cpus":0,"byte_order":"none"}' '{"bpfi_map":1,"key_size":8,"value_size":32,"cpus":0,"type":"hash_of_maps"}'; do \
	echo "$text" | bpfi map import pinned <pins>/again -; echo $?; done
1
1
1
1
1
1
1
1
1
2> bpfi: -: unexpected text after the list
2> bpfi: -: line 1: expected one JSON object
2> bpfi: -: line 1: key: expected 16 hexadecimal digits
2> bpfi: -: line 1: key: expected 16 hexadecimal digits
2> bpfi: -: line 1: missing value
2> bpfi: -: unsupported format (this version of bpfi reads format 1)
2> bpfi: -: the description has no key_size
2> bpfi: -: exported on a machine with another byte order
2> bpfi: -: type of the map is hash, but the exported map has hash_of_maps
$ for text in '{"key_hex":"0000000000000000","value_hex":"00",}' '{"key":{},"value":{},"key":{}}' '[3]' '[{"key":{},"value":{}},[]]' '"x"' '{"formatted":{"key":{},"value":{},"value":{}}}' \
	'{"formatted":3}' '{"key":{} "value":{}}' '{}' 'x' '{"key":{},"values":[{}]}'; do echo "$text" | bpfi map import pinned <pins>/again -; done
2> bpfi: -: line 1: expected one JSON object
2> bpfi: -: line 1: 'key' is given twice
2> bpfi: -: element 1: expected one JSON object
2> bpfi: -: element 2: expected one JSON object
2> bpfi: -: line 1: expected one JSON object
2> bpfi: -: line 1: 'value' is given twice
2> bpfi: -: line 1: expected one JSON object
2> bpfi: -: line 1: expected one JSON object
2> bpfi: -: line 1: key is missing (8 bytes, struct source)
2> bpfi: -: line 1: expected one JSON object
2> bpfi: -: line 1: missing value
? 1
$ head -c -5 all.jsonl | bpfi map import pinned <pins>/again -
2> bpfi: -: line 3: expected one JSON object
? 1
$ bpfi -j map dump pinned <pins>/typed | head -c -5 | bpfi map import pinned <pins>/again -
2> bpfi: -: line 1: expected one JSON object
? 1
$ bpfi map import pinned <pins>/again "$BPFI"
2~ bpfi: .*: line 1: expected one JSON object
? 1
$ bpfi map import pinned <pins>/again .
2> bpfi: .: Is a directory (EISDIR)
? 1
$ printf '' | bpfi map import pinned <pins>/again -
written 0
$ bpfi map import pinned <pins>/w all.jsonl
2> bpfi: all.jsonl: key size of the map is 4, but the exported map has 8
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
2> bpfi: stopped after 1 element: line 3: map <id> is full (at most 1 element)
? 3
$ bpfi -j map import pinned <pins>/small all.jsonl --keep-going
{"written":1,"failed":1}
2> bpfi: 1 of 2 elements could not be written: line <n>: map <id> is full (at most 1 element)
? 3
$ bpfi map copy pinned <pins>/typed pinned <pins>/again
written 2
$ bpfi map copy pinned <pins>/typed pinned <pins>/w
2> bpfi: map <id> has keys of 8 and values of 32 bytes, but map <id> has 4 and 8
? 1

# A map that is already there keeps what a failed export would have replaced; links and devices stay what they are.
$ echo old >kept && bpfi map export id <m_ringbuf> kept
2> bpfi: map <m_ringbuf> is a ring buffer: it has records, not elements
? 1
$ for map in <m_bloom> <m_perf_events> <m_queue> <m_task_storage>; do bpfi -j map export id $map -; bpfi map copy id $map id <m_hash>; done
{"error":"map <m_bloom>: its elements cannot be shown: <any>"}
{"error":"map <m_perf_events>: its elements cannot be shown: <any>"}
{"error":"map <m_queue>: its elements can only be read by removing them"}
{"error":"map <m_task_storage>: its elements cannot be shown: its values belong to tasks"}
2> bpfi: map <m_bloom>: its elements cannot be shown: <any>
2> bpfi: map <m_perf_events>: its elements cannot be shown: <any>
2> bpfi: map <m_queue>: its elements can only be read by removing them
2> bpfi: map <m_task_storage>: its elements cannot be shown: its values belong to tasks
? 1
$ cat kept && ls
old
kept
$ ln -s /dev/null link && bpfi map export id <m_hash> link && ls -l link | grep -c -e '-> /dev/null'
written 3
1

# Standard output in place of a file: what would stand there, or under -j the same as one document.
$ bpfi map export id <m_array> - >plain && bpfi map export id <m_array> file && same plain file
written 4
$ bpfi -J map export id <m_array> - | same - file && bpfi map export id <m_array> /dev/stdout | same - file
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
$ ln -s there/new loose && bpfi map export id <m_array> loose && same there/new there/file
written 4
$ mkfifo pipe; cat pipe >got & bpfi map export id <m_array> pipe; wait; same got there/file && test -p pipe
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

# Every type of map whose elements user space can write: each form that a dump has makes the same elements in a new map.
skip-unless native
skip-unless tool jq
$ twin() { bpfi -j map show id $1 | jq -r --arg extra "$2" '"type \(.type) key \(.bytes_key) value \(.bytes_value) entries \(.max_entries) flags \(.flags % 128) \($extra)"' | \
	xargs "$BPFI" map create <pins>/twin name twin; }; \
	for map in <m_hash> <m_array> <m_prog_array> <m_percpu_hash> <m_percpu_array> <m_lru_hash> <m_lru_percpu> <m_lpm_trie> <m_devmap> <m_devmap_hash> \
	<m_cpumap> '<m_outer_array> inner_map id <m_array>' '<m_outer_hash> inner_map id <m_hash>'; do \
	id=${map%% *}; extra=${map#"$id"}; twin $id "$extra" || echo "no twin of $id"; bpfi map export id $id file >out; tail -n +2 file | sort >want; [ -s want ] || [ $id = <m_lru_percpu> ] || echo $id is empty; \
	bpfi map dump id $id >text; for form in -j -p -J; do "$BPFI" $form map dump id $id >json$form; done; \
	for form in file text json-j json-p json-J; do "$BPFI" map import pinned <pins>/twin $form >out || echo "$form of $map"; \
	bpfi map export pinned <pins>/twin got >out; tail -n +2 got | sort | diff - want; \
	rm <pins>/twin; twin $id "$extra"; done; rm <pins>/twin; done

# Text of a map without types is checked as strictly.
$ bpfi map create <pins>/bytes type hash key 4 value 20 entries 4 name bytes && bpfi map dump pinned <pins>/bytes | bpfi map import pinned <pins>/bytes -
written 0
$ printf 'key:\n01 00 00 00\nvalue:\n01 02 03 04 05 06 07 08  09 0a 0b 0c 0d 0e 0f 10\n11 12 13 14\nFound 1 element\n' >text && bpfi map import pinned <pins>/bytes text
written 1
$ bpfi map dump pinned <pins>/bytes | same - text
$ sed 's/ 14$//' text | bpfi map import pinned <pins>/bytes -
2> bpfi: -: line 6: value: expected 20 bytes, got 19
? 1
$ sed 's/01 00 00 00/01 00 00/' text | bpfi map import pinned <pins>/bytes -
2> bpfi: -: line 3: key: expected 4 bytes, got 3
? 1
$ sed 's/^value:/valu:/' text | bpfi map import pinned <pins>/bytes -
2> bpfi: -: line <n>: value: expected 20 bytes, got 0
? 1
$ (cat text; echo more) | bpfi map import pinned <pins>/bytes -
2> bpfi: -: line 7: unexpected text after the end of the dump
? 1
$ bpfi map show id <m_hash> | bpfi map import pinned <pins>/bytes -
2> bpfi: -: line 1: expected one JSON object
? 1

# Bytes between members are in the file and in JSON; text says that it does not have them.
$ bpfi map create <pins>/padded type hash entries 8 name padded btf file "$OBJS/locked.bpf.o" key_type int value_type 'struct locked'
$ zeros() { printf '00 %.0s' $(seq $1); }; bpfi map update pinned <pins>/padded key 1 value hex $(zeros 8) $(zeros 15) ff $(zeros 24)
$ bpfi map dump pinned <pins>/padded >text
2> bpfi: note: map <id>: some bytes not covered by its types (padding, or after the end of a string) are not zero; --json and 'map export' include them
$ bpfi map lookup pinned <pins>/padded key 1 >out
2> bpfi: note: map <id>: some bytes not covered by its types <any>
$ bpfi -j map dump pinned <pins>/padded >json && bpfi map export pinned <pins>/padded file && bpfi map clear pinned <pins>/padded && bpfi map import pinned <pins>/padded json && bpfi map export pinned <pins>/padded - | same - file
written 1
deleted 1
written 1
$ bpfi map import pinned <pins>/padded text && bpfi map dump pinned <pins>/padded | same - text
written 1

# Values of CPUs that a file has in another order are not swapped.
skip-unless shell test $(nproc --all) -gt 1
skip-unless tool jq
$ bpfi map create <pins>/percpu type percpu_array key 4 value 8 entries 1 name percpu && bpfi map update pinned <pins>/percpu key 0 value 7 0 0 0 0 0 0 0 cpu 1
$ bpfi map dump pinned <pins>/percpu >text && bpfi -j map dump pinned <pins>/percpu >json && bpfi map import pinned <pins>/percpu text && bpfi map import pinned <pins>/percpu json
written 1
written 1
$ jq -c '.[0].values |= reverse' json | bpfi map import pinned <pins>/percpu -
2> bpfi: -: element 1: values: expected CPU 0 at position 1
? 1
$ sed 's/CPU 00/CPU 01/' text | bpfi map import pinned <pins>/percpu -
2> bpfi: -: line <n>: expected the value of CPU 0
? 1
$ bpfi map dump pinned <pins>/percpu --agg sum | bpfi map import pinned <pins>/percpu -
2> bpfi: -: line <n>: expected the value of CPU 0
? 1
$ bpfi -j map dump pinned <pins>/percpu --agg sum | bpfi map import pinned <pins>/percpu -
2> bpfi: -: element 1: missing values (one per CPU)
? 1

# A copy that does not fit is found out before, too.
$ bpfi map create <pins>/less type array key 4 value 8 entries 2 name less && bpfi map copy id <m_array> pinned <pins>/less --dry-run
written 2  failed 1
2> bpfi: stopped after 2 elements: map <id>: index 2 is out of range (the last one is 1)
? 3
$ bpfi map copy id <m_array> pinned <pins>/less --keep-going
written 2  failed 2
2> bpfi: 2 of 4 elements could not be written: map <id>: index 2 is out of range (the last one is 1)
? 3
$ bpfi map copy pinned <pins>/less id <m_array>
written 2

# A signal ends it between two elements: what was done is said, in one document.
skip-unless native
$ bpfi map create <pins>/many type hash key 8 value 8 entries 300000 name many
$ seq 10000000 10299999 | sed 's/.*/{"key_hex":"&00000000","value_hex":"&00000000"}/' >many.jsonl
$ "$BPFI" -j map import pinned <pins>/many many.jsonl >out & p=$!; await "$BPFI" map getnext pinned <pins>/many; kill -TERM $p; wait $p; \
	echo $?; jq '.written > 0' out
3
true
2~ bpfi: stopped by a signal after [0-9]+ elements
$ bpfi map import pinned <pins>/many many.jsonl
written 300000
$ "$BPFI" -j map clear pinned <pins>/many >out & p=$!; \
	key=$("$BPFI" -j map getnext pinned <pins>/many | jq -r '.next_key | join(" ")'); await sh -c "! $BPFI map lookup pinned <pins>/many key $key"; \
	kill -QUIT $p; wait $p; echo $?; jq -c 'keys' out
3
["deleted"]
2~ bpfi: stopped by a signal after [0-9]+ elements

# On a terminal an import says how far it is, in both of its phases; so do a copy and an export.
skip-unless native
skip-unless tool script
$ rm -f <pins>/many; bpfi map create <pins>/many type hash key 8 value 8 entries 300000 name many && bpfi map create <pins>/other type hash key 8 value 8 entries 300000 name other
$ seq 10000000 10299999 | sed 's/.*/{"key_hex":"&00000000","value_hex":"&00000000"}/' >many.jsonl
$ script -qec "'$BPFI' map import pinned <pins>/many many.jsonl & p=\$!; sleep 0.1; kill -STOP \$p; sleep 1.1; kill -CONT \$p; \
	await '$BPFI' map getnext pinned <pins>/many; kill -STOP \$p; sleep 1.1; kill -CONT \$p; wait \$p" /dev/null </dev/null | tr '\r' '\n' >seen; \
	for what in 'elements checked' 'of 300000 elements written' 'written 300000'; do grep -o "$what" seen | tail -n 1; done
elements checked
of 300000 elements written
written 300000
$ script -qec "'$BPFI' map copy pinned <pins>/many pinned <pins>/other & p=\$!; \
	await '$BPFI' map getnext pinned <pins>/other; kill -STOP \$p; sleep 1.1; kill -CONT \$p; wait \$p" /dev/null </dev/null | tr '\r' '\n' >seen; \
	for what in 'of at most 300000 elements copied' 'written 300000'; do grep -o "$what" seen | tail -n 1; done
of at most 300000 elements copied
written 300000
$ script -qec "'$BPFI' map export pinned <pins>/many - | (sleep 1.1; cat >all)" /dev/null </dev/null >screen; tr '\r' '\n' <screen | grep -o 'of at most 300000 elements' | tail -n 1; rm <pins>/many <pins>/other
of at most 300000 elements

# Elements are counted once, however often their key comes; the last line counts.
$ bpfi map create <pins>/twice type array key 4 value 4 entries 2 name twice
$ for v in 01 02 03; do echo '{"key_hex":"00000000","value_hex":"'$v'000000"}'; done >twice.jsonl && bpfi -j map import pinned <pins>/twice twice.jsonl
{"written":1,"repeated":2}
$ bpfi map import pinned <pins>/twice twice.jsonl --dry-run; bpfi map lookup pinned <pins>/twice key 0
written 1  repeated 2
key: 00 00 00 00  value: 03 00 00 00
