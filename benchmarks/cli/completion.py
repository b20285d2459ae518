"""completion: the short name duibiao for a shell, in every folder, with its commands, options and codes by Tab."""

import shlex
import sys
from pathlib import Path
from string import Template

import click

from benchmarks.cli.context import say

# A shell sets it to ask for completions instead of running a command; click answers by its own protocol.
VARIABLE = "_DUIBIAO_COMPLETE"
_ROOT = Path(__file__).resolve().parents[2]
# duibiao is a function, so that no file has to be put on the PATH: the completion asks the program behind it.
_SCRIPTS = {
    "bash": Template("""\
duibiao() { $program "$$@"; }
_duibiao() {
    local IFS=$$'\\n' line
    COMPREPLY=()
    for line in $$(COMP_WORDS="$${COMP_WORDS[*]}" COMP_CWORD=$$COMP_CWORD $variable=bash_complete $program); do
        case $$line in
            dir,*) compopt -o dirnames ;;
            file,*) compopt -o default ;;
            plain,*) COMPREPLY+=("$${line#plain,}") ;;
        esac
    done
}
complete -o nosort -F _duibiao duibiao
"""),
    "zsh": Template("""\
duibiao() { $program "$$@"; }
_duibiao() {
    local kind value help
    local -a plain
    for kind value help in "$${(@f)$$(COMP_WORDS="$${words[*]}" COMP_CWORD=$$((CURRENT-1)) \\
            $variable=zsh_complete $program)}"; do
        case $$kind in
            dir) _path_files -/ ;;
            file) _path_files -f ;;
            plain) plain+=("$${value//:/\\\\:}$${$${help:#_}:+:$$help}") ;;
        esac
    done
    (( $$#plain )) && _describe -V duibiao plain
}
(( $$+functions[compdef] )) || { autoload -Uz compinit && compinit; }
compdef _duibiao duibiao
"""),
}


@click.command("completion")
@click.argument("shell", type=click.Choice(list(_SCRIPTS)))
def completion(shell: str) -> None:
    """Print what gives a shell the short name duibiao and its completion with Tab.

    In bash: eval "$(python -m benchmarks completion bash)", here once or in ~/.bashrc; zsh likewise, in ~/.zshrc.
    """
    program = f"env PYTHONPATH={shlex.quote(str(_ROOT))} {shlex.quote(sys.executable)} -m benchmarks"
    say(_SCRIPTS[shell].substitute(program=program, variable=VARIABLE))
