# What each bpffs delegates: mounts in a namespace of the file.
skip-unless root
skip-unless shell unshare -m sh -c 'mount -t bpf -o delegate_cmds=any t /mnt'
apart

# In words, four on a line; a bpffs that delegates nothing is not listed.
$ mkdir granted none && mount -t bpf none none && \
	mount -t bpf -o delegate_cmds=map_create:prog_load:btf_load:map_freeze:link_create,delegate_progs=kprobe,delegate_attachs=any t granted
$ bpfi token show | sed 's,/.*/granted,PATH,; s/ *$//'
token_info  PATH
	allowed_cmds:
	  map_create          prog_load           btf_load            map_freeze
	  link_create
	allowed_maps:
	allowed_progs:
	  kprobe
	allowed_attachs:
	  any
$ bpfi -j token list
~ \[\{"token_info":"/.*/granted","allowed_cmds":\["map_create","prog_load","btf_load","map_freeze","link_create"\],"allowed_maps":\[\],"allowed_progs":\["kprobe"\],"allowed_attachs":\["any"\]\}\]
$ umount granted none; bpfi token; bpfi -j token show
[]

# Bits that the kernel has no words for: bpfi's words, and the rest as a number.
$ mkdir granted && mount -t bpf -o delegate_cmds=map_create:prog_load,delegate_progs=kprobe t granted && bpfi snapshot save host.bpfi >saved; umount granted
$ zcat host.bpfi | sed 's/delegate_progs=kprobe/delegate_progs=0x8000000000000044/; s/map_create:prog_load/map_create:0x30/' >edited.bpfi
$ bpfi --from edited.bpfi -j token show | grep -o '"allowed_[cp][^]]*]'
"allowed_cmds":["map_create","0x30"]
"allowed_progs":["kprobe","xdp","0x8000000000000000"]

# Those of other mount namespaces: each once, with a process that sees it; one that is seen from here is not repeated.
$ mkdir here there && mount -t bpf -o delegate_progs=kprobe here here; mkfifo in out; \
	unshare -m --propagation private sh -c "mount -t bpf -o delegate_maps=hash there there; echo ready; read line" <in >out & exec 8>in 7<out; read -r w <&7; \
	bpfi token show --all-mntns | grep token_info | sed 's,/.*/,,; s/pid [0-9]*$/pid/' | sort -u; bpfi token show | grep -c token_info; umount here
token_info  here
token_info  there  pid
1
2> ...
$ bpfi snapshot save host.bpfi >saved; bpfi --from host.bpfi -j token show --all-mntns
~ .*"error":"a recording has the mounts of one namespace only".*
? 1

# A recording without mounts; one word too many.
$ bpfi snapshot save host.bpfi >saved; zcat host.bpfi | sed 's,"/proc/self/mountinfo","/proc/none",' >edited.bpfi; bpfi --from edited.bpfi -j token show
~ .*"error":"/proc/self/mountinfo not found".*
? 1
$ bpfi token show 7
2> bpfi: unexpected word '7'
2> ...
? 2
