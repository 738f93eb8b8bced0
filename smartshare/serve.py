"""`smartshare serve`: the reference as a target, on standard input and output."""

import os
import sys
from importlib.metadata import PackageNotFoundError, version

import click

from conformance.serve import introduction
from conformance.serve import serve as serve_requests
from reference.parameters import PRESETS
from vectors.case import Profile


@click.command()
def serve() -> None:
    """Answer the requests of the target protocol (spec/conformance.md) with what the reference computes.

    A JSON line in, a JSON line out, until the input ends. It is the target that every other is compared with, and an
    example of what an adapter does. Try it: smartshare conform --target "cmd:smartshare serve"
    """
    from vectors.evaluate import evaluate

    replies = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints goes to standard error, where it spoils no reply.
    os.dup2(2, 1)
    try:
        release = version("smartshare-spec")
    except PackageNotFoundError:
        release = "unreleased"
    serve_requests(evaluate, introduction("smartshare reference", release, [profile.value for profile in Profile], sorted(PRESETS)), sys.stdin.buffer, replies)
