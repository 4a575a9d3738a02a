"""`wirecopy completion`: a script for bash, zsh or fish, made from the parsers, so that it knows every option."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from wirecopy.cli import COMMANDS, OK
from wirecopy.cli.options import make_parser

if TYPE_CHECKING:
    import argparse

_BASH = r"""# wirecopy completion bash > ~/.local/share/bash-completion/completions/wirecopy
_wirecopy() {{
    local cur=${{COMP_WORDS[COMP_CWORD]}} command=${{COMP_WORDS[1]}} words=
    if [ "$COMP_CWORD" = 1 ]; then words="{commands} --help --version"
    elif [[ $cur == -* ]]; then
        case $command in
{cases}
        esac
    elif [ "$command" = rules ]; then words="list show test $(wirecopy rules list 2>/dev/null | cut -d' ' -f1)"
    fi
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
}}
complete -o default -F _wirecopy wirecopy
"""
_ZSH = """#compdef wirecopy
# wirecopy completion zsh > "${{fpath[1]}}/_wirecopy"
local -a commands
commands=({commands})
if (( CURRENT == 2 )); then _describe command commands; return; fi
case $words[2] in
{cases}
esac
_files
"""
_FISH = """# wirecopy completion fish > ~/.config/fish/completions/wirecopy.fish
{commands}
{cases}
"""


def parser() -> argparse.ArgumentParser:
    """Return the options of `completion`."""
    made = make_parser("completion", "Print a script that completes commands; its first line says where it goes.")
    made.add_argument("shell", choices=["bash", "zsh", "fish"])
    return made


def run(args: argparse.Namespace) -> int:
    """Print the script of a shell."""
    options = {name: _options(name) for name in COMMANDS}
    print({"bash": _bash, "zsh": _zsh, "fish": _fish}[args.shell](options), end="")
    return OK


def _options(name: str) -> list[tuple[str, str]]:
    """Return the long options of a command with their help, as its own usage text has them."""
    made: argparse.ArgumentParser = import_module(f"wirecopy.cli.{name}").parser()
    found: dict[str, str] = {}
    for action in made._actions:  # noqa: SLF001 - argparse has no public list of its options
        for option in action.option_strings:
            if option.startswith("--"):
                found[option] = (action.help or "").partition(" (")[0]
    return sorted(found.items())


def _bash(options: dict[str, list[tuple[str, str]]]) -> str:
    cases = "\n".join(
        f'            {name}) words="{" ".join(option for option, _ in found)}" ;;' for name, found in options.items()
    )
    return _BASH.format(commands=" ".join(COMMANDS), cases=cases)


def _zsh(options: dict[str, list[tuple[str, str]]]) -> str:
    def quoted(name: str, text: str) -> str:
        return "'" + f"{name}:{text}".replace("'", "’") + "'"

    commands = " ".join(quoted(name, what) for name, what in COMMANDS.items())
    cases = "\n".join(
        f"{name}) local -a options; options=({' '.join(quoted(*pair) for pair in found)}); "
        "[[ $PREFIX == -* ]] && _describe option options && return ;;"
        for name, found in options.items()
    )
    return _ZSH.format(commands=commands, cases=cases)


def _fish(options: dict[str, list[tuple[str, str]]]) -> str:
    def quoted(text: str) -> str:
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

    commands = "\n".join(
        f"complete -c wirecopy -n __fish_use_subcommand -a {name} -d {quoted(what)}" for name, what in COMMANDS.items()
    )
    cases = "\n".join(
        f"complete -c wirecopy -n '__fish_seen_subcommand_from {name}' -l {option[2:]} -d {quoted(text)}"
        for name, found in options.items()
        for option, text in found
    )
    return _FISH.format(commands=commands, cases=cases)
