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
        if test "$line" = :files
            printf "$before%s\n" (__fish_complete_path "$typed")
        else
            printf "$before%s\n" $line
        end
    end
end

complete -c bpfi -f -a '(__bpfi_words)'
