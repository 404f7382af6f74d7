# Iterators out of object files: run at once, or pinned below the host's bpffs.
host

# All tasks.
$ bpfi iter run "$OBJS/iterate.bpf.o" | grep -c "^<pid_host>	<pid_host>	"
1

# Kernels that would show all tasks instead of one are named.
skip-unless shell case $(uname -r) in 5.*|6.0.*) ;; *) exit 1 ;; esac
$ bpfi iter run "$OBJS/iterate.bpf.o" tid <pid_host>
2> bpfi: the kernel cannot iterate over the tasks of process <pid_host> alone
2~  +iterators over one process require Linux 6.1 or newer; this is [0-9.]+
? 1

# Those of one process, one task; tabs stay, other control characters are escaped.
skip-unless kernel 6.1
$ bpfi iter run "$OBJS/iterate.bpf.o" prog tasks pid <pid_host> | cut -f 1,2 | head -n 1
<pid_host>	<pid_host>
$ bpfi iter run "$OBJS/iterate.bpf.o" tid <pid_host>
~ <pid_host>	<pid_host>	\\x1b.*

# A control group and its descendants; the root without a word. Nothing stays.
skip-unless kernel 6.1
$ bpfi -j iter run "$OBJS/iterate.bpf.o" prog cgroups | grep -o '^\["cgroup 0"'
["cgroup 0"
$ bpfi iter run "$OBJS/iterate.bpf.o" prog cgroups cgroup /proc
2> bpfi: /proc is not a control group
? 1
$ bpfi prog show name tasks
2> bpfi: no program is named 'tasks'
2> ...
? 1

# An iterator that never ends: ends with a signal; with the reader, too.
skip-unless native
$ timeout -s INT 1 "$BPFI" -j iter run "$OBJS/iterate.bpf.o" prog endless
[]
? 124
$ bpfi iter run "$OBJS/iterate.bpf.o" | head -n 1 | wc -l
1

# Pinned: the file prints what the iterator prints.
$ bpfi iter pin "$OBJS/iterate.bpf.o" <bpffs>/tasks && grep -c "^<pid_host>	<pid_host>	" <bpffs>/tasks
1
$ bpfi link show pinned <bpffs>/tasks | head -n 1
<id>: iter  prog <id>  name tasks  prog_type tracing  target_name task
$ bpfi iter pin "$OBJS/iterate.bpf.o" <bpffs>/tasks
2> bpfi: <bpffs>/tasks already exists
? 1
$ rm <bpffs>/tasks && bpfi -j iter pin "$OBJS/iterate.bpf.o" <bpffs>/tasks && rm <bpffs>/tasks
null

# What the target does not take, and what does not exist, is refused with the reason.
$ bpfi iter run "$OBJS/iterate.bpf.o" map id <m_hash>
2> bpfi: program tasks iterates over task, which takes no map
? 1
$ bpfi iter run "$OBJS/iterate.bpf.o" prog endless pid 1
2> bpfi: program endless iterates over bpf_map, which takes no pid
? 1
$ bpfi iter run "$OBJS/iterate.bpf.o" pid 1 tid 1
2> bpfi: 'pid' and 'tid' are mutually exclusive
? 2
$ bpfi iter run "$OBJS/iterate.bpf.o" pid 4194304
2> bpfi: process 4194304 not found
? 1
$ bpfi iter run "$OBJS/iterate.bpf.o" prog nosuch
2> bpfi: <any>/iterate.bpf.o has no iterator 'nosuch'
2>       its iterators: tasks, cgroups, endless
? 1
$ bpfi iter pin "$OBJS/load.bpf.o" <bpffs>/none
2> bpfi: <any>/load.bpf.o has no iterator
2>       iterators are in sections like iter/task
? 1
$ bpfi -j iter run /nonexistent
~ \{"error":"/nonexistent.*
? 1
