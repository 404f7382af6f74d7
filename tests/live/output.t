# Where standard output goes wrong.
host
skip-unless native

# A full disk is a failure, said on standard error.
$ "$BPFI" prog show >/dev/full
2~ bpfi: .*No space left on device.*
? 1
$ "$BPFI" -j map show >/dev/full
2~ bpfi: .*No space left on device.*
? 1

# A closed pipe ends quietly.
$ "$BPFI" -j prog show | true
$ ("$BPFI" prog show; echo $? >code) | head -n 1 | wc -l | tr -d ' '; await test -s code; cat code
1
~ (0|141)

# Standard output that is closed.
$ "$BPFI" prog show >&-
2~ bpfi: .*
? 1

# Without a terminal nothing is coloured; asked for, it is.
$ bpfi prog show id <p_xdp> | grep -c "$(printf '\033')"
0
? 1
$ bpfi --color always prog show id <p_xdp> | grep -c "$(printf '\033')" | awk '$1 < 1'

# Times are local.
$ TZ=XYZ-5:30 bpfi prog show id <p_xdp> | sed -n 2p
~ 	loaded_at 20[0-9-]+T[0-9:]+\+0530  uid 0
