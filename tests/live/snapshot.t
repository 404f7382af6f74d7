# Recording this machine.
host

# A recording answers as the machine did.
$ for try in 1 2 3 4 5; do bpfi snapshot save f contents >/dev/null 2>&1; same=yes; \
	for what in prog map link btf pin; do "$BPFI" -fj $what show >a; "$BPFI" --from f -fj $what show >b; \
	same a b >differ || same=; done; [ -z "$same" ] || break; done; [ "$same" = yes ] || cut -c 1-300 differ

# So do its elements, empty places among them, and the native code with the names of what it calls.
$ bpfi snapshot save f contents >/dev/null 2>&1; for id in <m_hash> <m_prog_array> <m_devmap> <m_sockmap> <m_cpumap> <m_xskmap> <m_reuseport> \
	<m_outer_array>; do for what in dump getnext 'lookup key 1 0 0 0'; do set -- $what; act=$1; shift; \
	"$BPFI" map $act id $id "$@" >a 2>ea; echo $? >>a; "$BPFI" --from f map $act id $id "$@" >b 2>eb; echo $? >>b; \
	cmp -s a b && cmp -s ea eb || { echo "$act $id"; diff a b; diff ea eb; }; done; done; true
$ bpfi snapshot save f >/dev/null; bpfi prog dump jited id <p_xdp> >a 2>&1; bpfi --from f prog dump jited id <p_xdp> 2>&1 | same - a

# Text too, with owners and names of devices.
$ bpfi snapshot save f >/dev/null; bpfi --from f link show id <l_xdp>
<l_xdp>: xdp  prog <p_xdp>  name xdp  prog_type xdp
1> 	ifindex bpfhost0(<if_veth>)
1> 	pids bpf-host(<pid_host>)
$ bpfi --from f prog show id <p_xdp> | tail -n 1
1> 	pids bpf-host(<pid_host>), bpf-second(<pid_second>)

# It is readable by its owner only, and nothing is left beside it.
$ umask 022; mkdir d; bpfi snapshot save d/f >/dev/null; ls -l d | awk 'NR > 1 { print substr($1, 1, 10), $NF }'
-rw------- f

# A full disk leaves the old file.
skip-unless native
$ mkdir small; mount -t tmpfs -o size=8k tmpfs small; echo old >small/f; bpfi snapshot save small/f; echo $?; \
	cat small/f; ls small; umount small
1
old
f
2~ bpfi: .*No space left on device.*
$ mount -t tmpfs -o size=16k tmpfs small; bpfi snapshot save small/f vmlinux; echo $?; ls small; umount small
1
2> bpfi: writing small/f: No space left on device (ENOSPC)

# The file that was there stays until the new one is whole; errors name it.
skip-unless native
$ bpfi snapshot save nowhere/rec
2> bpfi: nowhere/rec: No such file or directory (ENOENT)
? 1
$ bpfi snapshot save .
2> bpfi: .: Is a directory (EISDIR)
? 1
$ bpfi snapshot save /dev/full
2> bpfi: writing /dev/full: No space left on device (ENOSPC)
? 1
$ bpfi snapshot save /dev/stdout
2> bpfi: FILE cannot be standard output, where the summary is printed
2> ...
? 2
$ mkdir there && ln -s there/rec link && bpfi snapshot save link >out && bpfi snapshot save link >out && test -L link && ls there && bpfi --from link prog show id <p_xdp> | grep -c "^<p_xdp>:"
rec
1
