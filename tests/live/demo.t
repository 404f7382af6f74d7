# The demo: what it shows, and that nothing stays.
apart
skip-unless root
skip-unless native
skip-unless tool clang

# At most 40 lines: attached, counted, tabled, refused with advice, laid out.
$ BUILD="$BUILD" BPFI="$BPFI" "$TOP/dist/demo" >shown 2>&1 && wc -l <shown | awk '{ print ($1 > 20 && $1 <= 40) }'
1
$ grep -c "tp 'sched_switch'" shown; grep -c '^ *runs/s ' shown; grep -c '^key.comm  *value.switches' shown; grep -c 'check it before use' shown; grep -c '__u64 switches' shown
1
3
1
1
1
$ ls -d "$BUILD"/demo.??????/ 2>/dev/null; grep demo /proc/self/mounts; "$BPFI" -j prog show name on_switch >found 2>&1; echo $?
1

# On a terminal nothing that was shown is drawn over.
skip-unless tool script
$ script -qec "BUILD='$BUILD' BPFI='$BPFI' '$TOP/dist/demo'" /dev/null </dev/null >shown 2>&1; grep -c 'runs/s' shown; grep -c "$(printf '\033')\[[HJ]" shown
3
0
? 1

# What it installs: what the build needs, and a compiler for BPF.
$ awk '$1 == "build" || $1 == "demo"' "$TOP/dist/packages" | wc -l | awk '{ print ($1 <= 15) }'
1

# Interrupted at any time it leaves nothing.
$ for after in 0.3 0.8 1.5 2.5; do timeout -s INT $after env --default-signal=INT BUILD="$BUILD" BPFI="$BPFI" "$TOP/dist/demo" >shown 2>&1; echo $?; done | sort -u
124
$ ls -d "$BUILD"/demo.??????/ 2>/dev/null; grep demo /proc/self/mounts; "$BPFI" -j prog show name on_switch >found 2>&1; echo $?
1

# Who is not root sees a recorded host.
skip-unless tool setpriv
$ BUILD="$BUILD" BPFI="$BPFI" setpriv --reuid 65534 --clear-groups "$TOP/dist/demo" >shown && wc -l <shown | awk '{ print ($1 > 20 && $1 <= 40) }'; head -n 1 shown
1
Only root can load the program (sudo make demo).
