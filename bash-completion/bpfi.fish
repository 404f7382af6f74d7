# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Completion for fish. The binary knows what can stand where and what it is; this only hands it the words.

function __bpfi_words
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l before

    # --option=value goes to the binary as two words.
    if string match -q -- '--*=*' $typed
        set before (string split -m 1 = -- $typed)[1]=
        set -a words (string split -m 1 = -- $typed)[1]
        set typed (string split -m 1 = -- $typed)[2]
    end
    for line in (command $words[1] __complete -- $words[2..-1] "$typed" 2>/dev/null)
        set -l parts (string split \t -- $line)
        if test "$parts[1]" = :files
            # Those that end in what follows, and directories.
            for path in (__fish_complete_path "$typed")
                set -l name (string split -m 1 \t -- $path)[1]
                if string match -q -- "*$parts[2]" $name; or string match -q -- '*/' $name
                    printf "$before%s\n" $path
                end
            end
        else
            printf "$before%s\n" $line
        end
    end
end

complete -c bpfi -f -a '(__bpfi_words)'
