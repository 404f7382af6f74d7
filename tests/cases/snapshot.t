# Recorded hosts: made, read, hostile.

# A recording of a recording is the same recording.
use everything-6.12
$ bpfi snapshot save again contents >/dev/null; bpfi -jf link show >a; BPFI_FROM='' bpfi --from again -jf link show >b; same a b
$ bpfi -jf prog show >a; BPFI_FROM='' bpfi --from again -jf prog show >b; same a b

# It is one JSON document, compressed.
use everything-6.12
$ gzip -dc "$BPFI_FROM" | cut -c 1-19
{"bpfi_recording":1
$ gzip -dc "$BPFI_FROM" | "$CHECKJSON"

# Saving says what is in it.
use everything-6.18
$ bpfi -j snapshot save f
~ \{"file":"f","progs":[0-9]+,"maps":[0-9]+,"links":[0-9]+,"btfs":[0-9]+,.*\}
$ bpfi snapshot save /nowhere/f
2~ bpfi: .*/nowhere/.*No such file or directory \(ENOENT\)
? 1

# A failed save leaves the old file, and nothing beside it.
use everything-6.12
$ mkdir d; echo old >d/f; (trap '' XFSZ; ulimit -f 1; bpfi snapshot save d/f); echo $?; cat d/f; ls d
1
old
f
2~ bpfi: .*File too large.*

# What is no recording.
$ bpfi --from nowhere prog show
2> bpfi: nowhere: No such file or directory (ENOENT)
? 1
$ echo '{"a":1}' >f; bpfi --from f prog show
2~ bpfi: f: .*
? 1
$ : >f; bpfi -j --from f prog show
~ \{"error":"f: .*"\}
? 1
$ mkdir d; bpfi --from d prog show
2~ bpfi: d: .*
? 1

# A recording cut short, at any place, is refused with a message.
use everything-6.1
$ for at in 1 10 11 100 1000 5000 15000; do head -c $at "$BPFI_FROM" >cut; \
	"$BPFI" --from cut prog show >out 2>err; code=$?; [ $code = 1 ] && grep -q '^bpfi: cut: ' err || echo "$at: exit $code"; done

# The document cut short, or with a value of another type in each place, never crashes.
use everything-6.1
$ gzip -dc "$BPFI_FROM" >all; for at in 2 30 500 5000 20000; do head -c $at all >cut; "$BPFI" --from cut -j link show >out 2>err; \
	code=$?; [ $code -le 3 ] || echo "$at: exit $code"; "$CHECKJSON" <out; done
$ for key in progs maps links btfs pins owners processes files ifnames cgroup_paths symbols vmlinux boot_time_ns release; do \
	sed "s/\"$key\":/\"$key\":[[1],{\"a\":[]},\"x\"],\"x$key\":/" all >bad; \
	for what in prog map link btf pin; do "$BPFI" --from bad -jf $what show >out 2>err; code=$?; \
	[ $code -le 3 ] || echo "$key, $what: exit $code"; "$CHECKJSON" <out || echo "$key, $what"; done; done

# A file never gets the number of a standard descriptor that is closed, and with it what is written there.
use everything-6.12
$ "$BPFI" -d --from "$TOP/tests/recordings/everything-6.12.bpfi" snapshot save s <&- >&- 2>&-; gzip -t s && bpfi --from s link show | head -n 1
3: struct_ops  map <id>  map_name steady_link
