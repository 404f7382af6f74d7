# The programs in examples/, each built by its own Makefile, looked at from outside while they run.
apart
skip-unless root
skip-unless tool clang
skip-unless tool make
skip-unless native

# The README's way from an empty folder to the running program, command by command.
$ [ -e /sys/kernel/tracing/events ] || mount -t tracefs tracefs /sys/kernel/tracing
$ sed -n '/^<!-- tutorial/,/^```$/p' "$TOP/README.md" | grep -v '^[<`]' >steps; grep -c . steps
10
$ { echo 'set -e'; sed "s|~/bpfi|\"$TOP\"|; s|^bpfi prog show|await bpfi prog show name on_exit; &|" steps; echo "await sh -c '/bin/true; grep \"exec  true\" events'; kill \$!"; } >all; \
	sh -e all | grep -oE '(on_ex[a-z]+  tracepoint  verified|tracepoint  name on_ex[a-z]+|pids bootstrap)'
on_exec  tracepoint  verified
on_exit  tracepoint  verified
tracepoint  name on_exec
pids bootstrap
tracepoint  name on_exit
pids bootstrap

# minimal: counts the system calls of one process; which one is constant.
$ [ -e /sys/kernel/tracing/events ] || mount -t tracefs tracefs /sys/kernel/tracing
$ mkdir skelgen && cp -r "$TOP/skelgen/templates" skelgen && cp -r "$TOP/examples" . && make -s -C examples/minimal BPFI="$BPFI" CFLAGS='-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror'
$ examples/minimal/build/minimal >out & program=$!; await grep ' [1-9][0-9]* system calls' out; \
	bpfi -j prog show name count_calls | jq -c '[.type, .pids[0].comm]'; \
	bpfi -j map dump name minimal*rodata | jq -c '.. | .watched_pid? // empty' | grep -cx $program; \
	kill $program; wait $program && sed "s/$program/mine/" out | head -n 1
["tracepoint","minimal"]
1
process mine: <n> system calls

# bootstrap: programs that start and end; of those that end, those that lived long enough.
$ [ -e /sys/kernel/tracing/events ] || mount -t tracefs tracefs /sys/kernel/tracing
$ mkdir skelgen && cp -r "$TOP/skelgen/templates" skelgen && cp -r "$TOP/examples" . && make -s -C examples/bootstrap BPFI="$BPFI" CFLAGS='-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror'
$ examples/bootstrap/build/bootstrap >out & program=$!; await sh -c '/bin/true; grep "exit  true .* after 0 ms" out'; bpfi -j prog show name 'on_ex*' | jq -c '.[] | [.name, .type, .pids[0].comm]'; \
	bpfi -j map show name started_at | jq -c '[.type, .bytes_key, .bytes_value]'; \
	kill $program; wait $program && grep -c '^exec  true .*/bin/true$' out | grep -v '^0$'
["on_exec","tracepoint","bootstrap"]
["on_exit","tracepoint","bootstrap"]
["hash",4,8]
~ [0-9]+
$ examples/bootstrap/build/bootstrap 200 >out & program=$!; await bpfi prog show name on_exit; await sh -c 'sleep 0.25; grep "exit  sleep .* after [0-9]* ms" out'; \
	bpfi map dump name bootstra*rodata | grep -o "least_ns.: [0-9]*"; kill $program; wait $program; grep -cE '^exec|after 1?[0-9]?[0-9] ms' out
least_ns": 200000000
0
? 1

# config: messages are shown and changed from outside while it runs.
$ [ -e /sys/kernel/tracing/events ] || mount -t tracefs tracefs /sys/kernel/tracing
$ mkdir skelgen && cp -r "$TOP/skelgen/templates" skelgen && cp -r "$TOP/examples" . && make -s -C examples/config BPFI="$BPFI" CFLAGS='-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror'
$ examples/config/build/config >out & program=$!; await sh -c '/bin/true; grep "uid 0  true .* hello root" out'; bpfi map lookup name config key 0 | grep text; \
	bpfi map update name config key 0 set text=changed; await sh -c '/bin/true; grep "true .* changed" out'; \
	bpfi map update name config key 65534 value '{"times": 0, "text": "welcome"}'; await sh -c 'setpriv --reuid 65534 /bin/true; grep "uid 65534 .* welcome" out'; \
	bpfi map dump name config --where 'value.times > 0' --sort key | grep text; bpfi map update name config key 0 value '{"times": -1, "text": ""}'; kill $program; wait $program
        "text": "hello root"
            "text": "changed"
            "text": "welcome"
2> bpfi: value.times: -1 does not fit an unsigned 32-bit integer (at least 0)

# xdp-count: packets of a device, by protocol, counted on each CPU.
skip-unless tool ip
$ ip link add counted type veth peer name other && ip link set counted up && ip link set other up && ip address add 10.255.0.1/24 dev other
$ mkdir skelgen && cp -r "$TOP/skelgen/templates" skelgen && cp -r "$TOP/examples" . && make -s -C examples/xdp-count BPFI="$BPFI" CFLAGS='-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror'
$ examples/xdp-count/build/xdp_count counted >out & program=$!; await bpfi prog show name count_packets; await sh -c 'bash -c "echo >/dev/udp/10.255.0.2/9"; grep " ARP [1-9]" out'; \
	bpfi -j net show dev counted | jq -c '.[].xdp[] | [.devname, .prog_name? // .name]'; \
	bpfi -j map dump name counts | jq -c 'length'; kill $program; wait $program; bpfi -j net show dev counted | jq -c '.[].xdp'
["counted","count_packets"]
4
[]
$ examples/xdp-count/build/xdp_count nonexistent
2> xdp_count: nonexistent: No such device
? 1

# struct-ops: a congestion control that is registered while it runs.
skip-unless tool ip
$ ip link set lo up && mkdir skelgen && cp -r "$TOP/skelgen/templates" skelgen && cp -r "$TOP/examples" . && make -s -C examples/struct-ops BPFI="$BPFI" CFLAGS='-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror'
$ examples/struct-ops/build/struct_ops 8 >out & program=$!; await grep 'window 8: [1-9]' out; bpfi -j map show name constant | jq -c '[.type, .pids[0].comm]'; \
	grep -cw constant /proc/sys/net/ipv4/tcp_available_congestion_control; bpfi map update name 'struct*data' key 0 set window=12; await grep 'window 12: ' out; \
	kill $program; wait $program; grep -cw constant /proc/sys/net/ipv4/tcp_available_congestion_control
["struct_ops","struct_ops"]
1
0
? 1
