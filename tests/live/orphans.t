# What is loaded and used by nobody: programs and maps that hide makes, told apart by their names. What is used
# (used_*) never shows, and what has a hidden use (hid_*) is never an orphan.
skip-unless root
apart

# Orphans of each kind, what a process holds, and uses that cannot be seen: a socket, one of a group, a descriptor on its
# way, a route, an event, a pin of another mount namespace, memory that is mapped.
$ mkdir p; mount -t bpf bpf p; mkfifo in out; "$BUILD/tests/hide" "$PWD/p" <in >out & exec 8>in 7<out; while read -r w <&7 && [ "$w" != ready ]; do echo "$w"; done; \
	bpfi orphans >all; bpfi -j orphans >json; "$BPFI" snapshot save bare.bpfi >saved; "$BPFI" snapshot save full.bpfi contents >saved; umount p
2~ bpfi: note: [0-9]+ orphaned programs, [0-9]+ orphaned maps(, [0-9]+ orphaned links?)?: [0-9]+ bytes
$ awk '/^[a-z]/ { on = / (lone|held|hid|used)_/ } on' all | sed 's,pinned /.*/,pinned ,; s/  memlock [0-9]*B//; s/hide([0-9]*)/hide/g'
prog <id>: xdp  name lone_prog  orphan  refs 1
	pinned lone_prog
prog <id>: xdp  name lone_tail  orphan  refs 1
	in map <id>
prog <id>: xdp  name lone_linked  orphan  refs 1
	kept by link <id>
prog <id>: socket_filter  name hid_socket  in use, place unknown  refs 1  unexplained 1
prog <id>: socket_filter  name hid_pinned  in use, place unknown  refs 2  unexplained 1
	pinned hid_pinned
prog <id>: socket_filter  name hid_reuse  in use, place unknown  refs 1  unexplained 1
prog <id>: xdp  name hid_message  in use, place unknown  refs 1  unexplained 1
prog <id>: lwt_xmit  name hid_route  in use, place unknown  refs 1  unexplained 1
prog <id>: perf_event  name hid_event  in use, place unknown  refs 1  unexplained 1
prog <id>: xdp  name held_prog  held  refs 1
	pids hide, hide, hide
prog <id>: xdp  name hid_pin  in use, place unknown  refs 1  unexplained 1
map <id>: array  name lone_map  orphan  refs 1
	used by prog <id>
map <id>: array  name lone_twice  orphan  refs 1
	pinned lone_again
	pinned lone_twice
map <id>: array  name lone_inner  orphan  refs 1
	in map <id>
map <id>: array_of_maps  name lone_outer  orphan  refs 1
	pinned lone_outer
map <id>: prog_array  name lone_jumps  orphan  refs 1
	pinned lone_jumps
map <id>: array  name hid_memory  in use, place unknown  refs 2  unexplained 1
	pinned hid_memory
map <id>: array  name held_map  held  refs 2
	used by prog <id>
	pids hide, hide, hide
$ grep -B 1 'pinned .*/lone_link' all | sed 's,pinned /.*/,pinned ,'
link <id>: xdp  orphan
	pinned lone_link
$ bpfi --from full.bpfi orphans >again; for f in all again; do awk '/^[a-z]/ { on = / (lone|held|hid|used)_/ } on' $f >$f.ours; done; same all.ours again.ours
2> ...
$ bpfi --from bare.bpfi orphans | grep lone_inner
map <id>: array  name lone_inner  in use, place unknown  memlock <n>B  refs 1  unexplained 1
2> ...

# Without the kernel's counts, a type whose uses cannot all be seen is unknown where nothing else is found; what has no
# holder at all is in use anyhow.
$ mkdir p; mount -t bpf bpf p; mkfifo in out; "$BUILD/tests/hide" "$PWD/p" <in >out & exec 8>in 7<out; while read -r w <&7 && [ "$w" != ready ]; do echo "$w"; done; \
	"$BPFI" snapshot save full.bpfi contents >saved; umount p; zcat full.bpfi | sed 's/"counts":/"other":/' >old.bpfi
$ bpfi --from old.bpfi orphans >all
2~ bpfi: note: [0-9]+ orphaned programs, [0-9]+ orphaned maps(, [0-9]+ orphaned links?)?: [0-9]+ bytes
2~ bpfi: it is not known whether [0-9]+ objects are used: a recording has no counts of references
? 3
$ grep -E '^(prog|map).* (lone|held|hid|used)_' all | grep -v hid_route | sed 's/^[a-z]* [0-9]*: //; s/  memlock [0-9]*B//'
xdp  name lone_prog  orphan
xdp  name lone_tail  orphan
xdp  name lone_linked  orphan
socket_filter  name hid_socket  in use, place unknown
socket_filter  name hid_pinned  unknown
socket_filter  name hid_reuse  in use, place unknown
xdp  name hid_message  in use, place unknown
perf_event  name hid_event  in use, place unknown
xdp  name held_prog  held
xdp  name hid_pin  in use, place unknown
array  name lone_map  orphan
array  name lone_twice  orphan
array  name lone_inner  orphan
array_of_maps  name lone_outer  orphan
prog_array  name lone_jumps  orphan
array  name hid_memory  unknown
array  name held_map  held
$ bpfi --from old.bpfi -j orphans | grep -c '"references"'
0
2> ...
? 1

# Without rights, nothing; one word too many.
skip-unless shell setpriv --reuid=65534 --clear-groups --inh-caps=-all true
$ setpriv --reuid=65534 --clear-groups --inh-caps=-all "$BPFI" -j orphans
~ \{"error":"listing programs: Operation not permitted \(EPERM\)".*
? 1
$ bpfi orphans 7
2> bpfi: unexpected word '7'
2> ...
? 2
