"""The `smartshare` command."""

import click

from smartshare.audit import audit, outflows
from smartshare.coin import coin
from smartshare.conform import conform
from smartshare.fuzz import fuzz
from smartshare.mutate import mutate
from smartshare.prove import prove
from smartshare.rejudge import rejudge_command
from smartshare.replay import replay
from smartshare.second_opinion import second_opinion
from smartshare.serve import serve
from smartshare.vectors import vectors


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="smartshare-spec")
def main() -> None:
    """The Smartshare protocol: prove its rules, generate its vectors, judge an implementation by them."""


for command in (coin, audit, conform, fuzz, mutate, outflows, prove, rejudge_command, replay, second_opinion, serve, vectors):
    main.add_command(command)

if __name__ == "__main__":
    main()
