"""`smartshare serve`: the reference as a target, on standard input and output, a socket or a serial port."""

import os
import sys
from functools import partial
from importlib.metadata import PackageNotFoundError, version

import click

from conformance.address import host_and_port, port_and_baud
from conformance.codec import CBOR, CODECS
from conformance.limits import DEFAULT_BAUD
from conformance.listen import listen_pty, listen_serial, listen_tcp, listen_unix
from conformance.serve import Evaluate, answering, introduction, serve_link
from conformance.serve import serve as serve_stream
from conformance.verdicts import ConformanceError
from reference.parameters import PRESETS
from smartshare.options import CannotRun, encoding_option
from vectors.case import Kind, Profile, make_case, profile_of
from vectors.json_text import Json

PTY = "pty"
"""What `--serial` takes for a terminal that is opened for the purpose."""


@click.command()
@encoding_option
@click.option(
    "--profile", "profiles", multiple=True, type=click.Choice([profile.value for profile in Profile]), help="Claim, and answer, only this; repeatable."
)
@click.option("--tcp", metavar="HOST:PORT", help="Listen there instead; port 0 is any that is free.")
@click.option("--unix", metavar="PATH", help="Listen on a socket of this name instead.")
@click.option("--serial", metavar="PORT", help=f"Be the device at a serial port instead, as in /dev/ttyUSB0?baud={DEFAULT_BAUD}; {PTY} opens a terminal.")
@click.option("--engine", is_flag=True, help="Run the programs of contracts that blocks call as a node does, by the engine.")
def serve(encoding: str, profiles: tuple[str, ...], tcp: str | None, unix: str | None, serial: str | None, engine: bool) -> None:
    """Answer the requests of the target protocol.

    The answers are what the reference computes; the protocol is in spec/conformance.md. It is the target that every other is compared with, and an example
    of what an adapter does. Where it listens, it prints what to write after --target. Try it: smartshare conform --target "cmd:smartshare serve"
    """
    from engine.engine import Engine
    from smartshare.chip import TestChip
    from vectors.evaluate import evaluate

    if sum(place is not None for place in (tcp, unix, serial)) > 1:
        raise CannotRun("--tcp, --unix and --serial are three places; name one")
    replies = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints goes to standard error, where it spoils no reply.
    os.dup2(2, 1)
    try:
        release = version("smartshare-spec")
    except PackageNotFoundError:
        release = "unreleased"

    def announce(address: str) -> None:
        replies.write(f"{address}\n".encode())
        replies.flush()

    codec = CODECS[encoding] if serial is None else CBOR
    claimed = profiles or tuple(profile.value for profile in Profile)
    says = introduction("smartshare reference", release, claimed, sorted(PRESETS))
    computing: Evaluate = partial(evaluate, run=Engine().run) if engine else evaluate
    answer = answering(answering_only(claimed, computing), says, codec, TestChip().attest if Profile.AGENT.value in claimed else None)
    stream, link = partial(serve_stream, answer, codec=codec), partial(serve_link, answer)
    try:
        if tcp is not None:
            listen_tcp(*host_and_port(tcp), stream, announce)
        elif unix is not None:
            listen_unix(unix, stream, announce)
        elif serial == PTY:
            listen_pty(link, announce)
        elif serial is not None:
            listen_serial(*port_and_baud(serial), link, announce)
        else:
            stream(sys.stdin.buffer, replies)
    except ConformanceError as error:
        raise CannotRun(str(error)) from None


def answering_only(profiles: tuple[str, ...], evaluate: Evaluate) -> Evaluate:
    """What answers the cases of these profiles, and has not heard of the others."""

    def evaluate_claimed(kind: str, preset: str, given: Json) -> Json:
        profile = profile_of(make_case(("NONE-0",), Kind(kind), preset, "", given, {})).value
        if profile not in profiles:
            raise NotImplementedError(f"the profile {profile} is not claimed")
        return evaluate(kind, preset, given)

    return evaluate_claimed
