"""`smartshare vectors export` and `compare`: the suite in other forms, and whether they are the same suite."""

import sys
from pathlib import Path

import click

from conformance.c_headers import DEFAULT_SHARD_BYTES, MIN_SHARD_BYTES, c_files, sharded
from conformance.files import write_bytes_atomically
from conformance.selection import Selection, load_suite, select
from conformance.verdicts import ConformanceError
from smartshare.options import CannotRun, selection_options, vectors_option
from vectors.bundle import bundle_of, differing
from vectors.suite import Suite, SuiteError, manifest_hash

SHOWN = 20
"""How many differences are shown; the rest are counted."""


@click.command()
@vectors_option
@click.option("--cbor", "bundle", type=click.Path(path_type=Path), metavar="FILE", help="Write the whole suite to this file, as one item of CBOR.")
@click.option("--c-headers", "folder", type=click.Path(path_type=Path), metavar="DIRECTORY", help="Write the cases as C headers to this folder, with a runner.")
@click.option(
    "--shard-bytes", type=click.IntRange(min=MIN_SHARD_BYTES), default=DEFAULT_SHARD_BYTES, show_default=True, help="How much the constants of a header take."
)
@selection_options
def export(directory: Path | None, bundle: Path | None, folder: Path | None, shard_bytes: int, selection: Selection) -> None:
    """Write the vectors as one file of CBOR, or as C headers.

    The file is a bundle of the whole suite; the headers have the selected cases, for a small device.
    """
    if bundle is None and folder is None:
        raise CannotRun("nothing is to be written; name a file with --cbor or a folder with --c-headers")
    if bundle is not None and folder is None and selection != Selection():
        raise CannotRun("--cbor writes the whole suite; leave out --profile, --rule, --case and --preset, or ask for --c-headers")
    try:
        suite = load_suite(directory)
        if bundle is not None:
            _write_bundle(bundle, suite)
        if folder is not None:
            _write_headers(folder, suite, selection, shard_bytes)
    except ConformanceError as error:
        raise CannotRun(str(error)) from None


@click.command()
@click.argument("place", type=click.Path(path_type=Path))
@vectors_option
def compare(place: Path, directory: Path | None) -> None:
    """Compare the suite in PLACE with another, case by case.

    PLACE is a bundle or a folder.

    Exit status: 0 they are the same; 1 they are not, and what differs is shown; 2 one of them is no suite.
    """
    try:
        problems = differing(load_suite(place), suite := load_suite(directory))
    except ConformanceError as error:
        raise CannotRun(str(error)) from None
    for problem in problems[:SHOWN]:
        click.echo(problem)
    if problems:
        click.echo(f"{len(problems)} differences", err=True)
        sys.exit(1)
    click.echo(f"The same {len(suite)} cases, of the manifest {manifest_hash(suite.manifest)}.")


def _write_bundle(path: Path, suite: Suite) -> None:
    if path.is_dir():
        raise ConformanceError(f"the bundle {path} cannot be written: it is a folder; name a file with --cbor")
    try:
        data = bundle_of(suite)
        write_bytes_atomically(path, data)
    except SuiteError as error:
        raise ConformanceError(f"the suite cannot be bundled: {error.problems[0]}") from None
    except OSError as error:
        raise ConformanceError(f"the bundle {path} cannot be written: {error.strerror}; name another file with --cbor") from None
    click.echo(f"{path}: {len(suite)} cases, {len(data):,} bytes")


def _write_headers(folder: Path, suite: Suite, selection: Selection, shard_bytes: int) -> None:
    found = sharded(select(suite, selection), shard_bytes)
    if not found.shards:
        raise ConformanceError(f"each of the {len(found.left_out)} cases is larger than a shard of {shard_bytes} bytes; ask for larger ones with --shard-bytes")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for stale in folder.glob("smartshare_shard_*.h"):
            stale.unlink()
        for name, text in c_files(suite, found):
            write_bytes_atomically(folder / name, text.encode())
    except OSError as error:
        raise ConformanceError(f"the headers cannot be written to {folder}: {error.strerror}; name another folder with --c-headers") from None
    cases = sum(len(shard.cases) for shard in found.shards)
    largest = max(shard.size for shard in found.shards)
    click.echo(f"{folder}: {_counted(cases, 'case')} in {_counted(len(found.shards), 'header')}, the largest of {largest:,} bytes")
    if found.left_out:
        names = ", ".join(case.id for case in found.left_out[:SHOWN]) + (", ..." if len(found.left_out) > SHOWN else "")
        click.echo(f"left out, each larger than a header may be: {len(found.left_out)} cases: {names}")


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
