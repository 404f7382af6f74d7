# Walks over maps that are large, or written to meanwhile.
host
skip-unless native

# A map that others write to all the time: what stays is there once, in hashes, in tries, and in maps without batches.
skip-unless tool jq
$ for type in 1 5 9 10 11 25; do mkfifo in; "$BUILD/tests/churn" $type <pins>/churn <in >out & exec 8>in; \
	await grep ready out; \
	for try in 1 2 3 4; do "$BPFI" -j map dump pinned <pins>/churn >all 2>note; code=$?; \
	jq -r '.[].key | select(.[-1] == "0x01") | join(" ")' all | sort | uniq -c | \
	awk -v code=$code -v type=$type '{ n++; twice += $1 > 1 } END { if (twice || (n != 2000 && code != 3)) print type, code, n, twice }'; \
	[ $code = 0 ] || [ $code = 3 ] || echo "exit $code"; [ $code = 0 ] || grep -q 'changed while it was read' note || cat note; \
	done; exec 8>&-; wait; rm -f in out <pins>/churn; done

# Elements that are so large that no bucket fits what is asked for at first.
skip-unless tool jq
$ "$BUILD/tests/fill_map" fat 64 <pins>/fat
$ bpfi -j map dump pinned <pins>/fat --fields key | jq -c '[.[].fields.key] | [length, (unique | length)]'
[64,64]
$ rm <pins>/fat

# Memory does not grow with the map.
skip-unless shell [ -x "$BUILD/bench/peak" ] && [ -x "$BUILD/bpfi" ]
$ "$BUILD/tests/fill_map" hash 300000 <pins>/large
$ for opt in '' -j '--table' '--sort=-value.packets --limit 5' '--where key==5'; do \
	"$BUILD/bench/peak" "$BUILD/bpfi" map dump pinned <pins>/large $opt | awk -v opt="$opt" '$1 > 16384 { print opt, $1 }'; done; rm <pins>/large

# A dump that takes its time says so on a terminal, and nowhere else.
skip-unless tool script
skip-unless tool jq
$ "$BUILD/tests/fill_map" array 100000 <pins>/slow
$ script -qec "'$BPFI' map dump pinned <pins>/slow | (sleep 1.1; cat >all)" /dev/null </dev/null >screen; tr '\r' '\n' <screen | grep -o '[0-9]* of 100000 elements' | tail -n 1
~ [0-9]+ of 100000 elements
$ jq -c length all
100000
$ { "$BPFI" map dump pinned <pins>/slow | (sleep 1.5; cat >all); } 2>note; cat note; rm <pins>/slow

# A closed pipe and a full disk end it.
skip-unless file /dev/full
$ "$BUILD/tests/fill_map" array 100000 <pins>/pipe; "$BPFI" map dump pinned <pins>/pipe | head -n 1
[{
$ "$BPFI" map dump pinned <pins>/pipe >/dev/full
2~ bpfi: writing standard output: No space left on device.*
? 1
$ rm <pins>/pipe

# Without the right to read it.
skip-unless shell setpriv --clear-groups true
$ setpriv --clear-groups --reuid 65534 --regid 65534 --inh-caps=-all --bounding-set=-all "$BPFI" -j map dump id <m_hash>
~ \{"error":".*Operation not permitted.*"\}
? 1

# Recordings have the elements that were recorded, or say that they were not.
$ bpfi snapshot save with.bpfi contents >out && bpfi snapshot save without.bpfi >out
$ bpfi --from with.bpfi map dump id <m_array> --where 'value > 7' --table
key  value
  1      8
  2      9
$ bpfi --from without.bpfi map dump id <m_array>
2> bpfi: map <m_array>: the recording does not contain the elements of this map
2> ...
? 1
$ bpfi -j --from with.bpfi map dump id <m_task_storage>
~ \{"error":".*"\}
? 1

# What is there no more.
skip-unless tool jq
$ bpfi map create <pins>/gone type hash key 4 value 4 entries 1 name gone; id=$("$BPFI" -j map show pinned <pins>/gone | jq .id); \
	rm <pins>/gone; bpfi map dump id $id
2~ bpfi: map [0-9]+: no such map
? 1
