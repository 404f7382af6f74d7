# The tests themselves: a part that ran nothing, or two commands that printed nothing, is not a success.

# A part without a total has failed, whatever its exit code is.
$ mkdir -p copy/tests build && cp "$TOP/tests/check" copy/tests/ && printf '#!/bin/sh\n' >copy/tests/run && chmod +x copy/tests/run
$ BUILD="$PWD/build" copy/tests/check cases | grep -v -e '^processor time' -e ' s$'
== cases
FAILED: cases counted nothing
== all
0 passed, 1 failed, 0 skipped
$ BUILD="$PWD/build" copy/tests/check cases >/dev/null
? 1

# So has one that counts to 0; unit tests that are not built are one.
$ mkdir -p copy/tests build && cp "$TOP/tests/check" copy/tests/ && printf '#!/bin/sh\necho 0 passed, 0 failed, 0 skipped\n' >copy/tests/run && chmod +x copy/tests/run
$ BUILD="$PWD/build" copy/tests/check cases unit | tail -n 1
0 passed, 2 failed, 0 skipped

# One that passes is counted, and what it took is said.
$ mkdir -p copy/tests build && cp "$TOP/tests/check" copy/tests/ && printf '#!/bin/sh\necho 3 passed, 0 failed, 1 skipped\n' >copy/tests/run && chmod +x copy/tests/run
$ BUILD="$PWD/build" copy/tests/check cases
== cases
3 passed, 0 failed, 1 skipped
== all
~ cases: 3 passed, 0 failed, 1 skipped, [0-9]+ s
~ processor time: [0-9]+ min [0-9][0-9] s
3 passed, 0 failed, 1 skipped

# Two outputs are the same only if there is one.
$ : >a; : >b; same a b
a, b: both are empty
? 1
$ printf x | same - b >/dev/null
? 1
$ same a none 2>/dev/null
a, none: both are empty
? 1
$ echo x >a; echo x | same - a
