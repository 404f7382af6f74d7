# Without rights: what is missing is named.
skip-unless root
skip-unless tool capsh
host

# No capability at all.
$ capsh --drop=all -- -c '"$BPFI" prog show'
2~ bpfi: .*(EPERM|not permitted).*
2~ .*(CAP_SYS_ADMIN|CAP_BPF).*
2> ...
? 1
$ capsh --drop=all -- -c '"$BPFI" -j map show' 2>/dev/null
~ \{"error":".*"\}
? 1

# The version needs none.
$ capsh --drop=all -- -c '"$BPFI" version' | head -n 1
~ bpfi v[0-9.]+
