# What lies in a bpffs.
host

# Every file below a folder, with what it is.
$ bpfi pin show <bpffs> | grep -v '[.]debug: file'
<bpffs>/-dash: map <m_devmap>  devmap  name devmap
<bpffs>/folder/again: prog <p_xdp>  xdp  name xdp
<bpffs>/link: link <l_raw_tp>  raw_tracepoint
<bpffs>/map: map <m_hash>  hash  name hash
<bpffs>/new\nline: map <m_queue>  queue  name queue
<bpffs>/program: prog <p_xdp>  xdp  name xdp
<bpffs>/quote"back\: map <m_stack>  stack  name stack
<bpffs>/raw-\xff: map <m_lru_hash>  lru_hash  name lru_hash
<bpffs>/tab\there: map <m_array>  array  name array
<bpffs>/with space: map <m_hash>  hash  name hash
<bpffs>/ü-utf8: map <m_ringbuf>  ringbuf  name ringbuf

# One file.
$ bpfi pin show <bpffs>/link
<bpffs>/link: link <l_raw_tp>  raw_tracepoint

# JSON: any bytes in a name come out as valid UTF-8.
$ bpfi -j pin show <bpffs>/folder
[{"path":"<bpffs>/folder/again","kind":"prog","id":<p_xdp>,"type":"xdp","name":"xdp"}]
$ bpfi -p pin show | grep -c '"kind": "map"' | awk '$1 < 8'

# All mounted bpffs are walked when none is named.
$ bpfi pin show | grep -c '^<bpffs>/folder/again: '
1

# A folder is named as one likes: from where one is, or by a symbolic link to it.
$ cd <bpffs>/.. && bpfi pin show . | grep '^<bpffs>/link:'; cd <bpffs> && bpfi pin show folder; bpfi pin show .. | grep -c '^<bpffs>/link:'
<bpffs>/link: link <l_raw_tp>  raw_tracepoint
folder/again: prog <p_xdp>  xdp  name xdp
1
$ ln -s <bpffs> there && bpfi pin show there | grep link; bpfi pin show there/folder
there/link: link <l_raw_tp>  raw_tracepoint
there/folder/again: prog <p_xdp>  xdp  name xdp

# No such place.
$ bpfi pin show <bpffs>/nowhere
2~ bpfi: .*<bpffs>/nowhere.*
2> ...
? 1

# A pin or a folder that may not be opened is called so, and the listing incomplete.
skip-unless shell setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-all true
$ bpfi map create <pins>/closed type array key 4 value 4 entries 1 name closed; chmod 0 <pins>/closed; mkdir <pins>/dark; chmod 0 <pins>/dark
$ setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-all "$BPFI" pin show <pins>
<any>/closed: unreadable
<any>/dark: unreadable
...
2~ bpfi: 2 of [0-9]+ pins could not be read: .*/closed: Permission denied \(EACCES\)
2> ...
? 3
$ rm <pins>/closed; rmdir <pins>/dark

# A pin is removed whatever its kind is, by any of the objects' commands.
$ bpfi map pin m_none <pins>/x
2> bpfi: no map is named 'm_none'
2> ...
? 1
$ bpfi map pin <m_hash> <pins>/x; bpfi prog unpin <pins>/x; bpfi link pin <l_xdp> <pins>/x; bpfi map unpin <pins>/x; bpfi prog pin <p_xdp> <pins>/x; bpfi pin unpin <pins>/x; ls <pins> | grep x
? 1
$ bpfi pin unpin <pins>/maps.debug
2> bpfi: <pins>/maps.debug: no such pin
? 1
$ bpfi map pin <m_hash> <pins>/x; bpfi -j map <pins>/x | jq .id; bpfi map dump <pins>/x >a; bpfi map dump <m_hash> >b; same a b && bpfi pin <pins>/x; bpfi pin unpin <pins>/x
<m_hash>
<pins>/x: map <m_hash>  hash  name hash
