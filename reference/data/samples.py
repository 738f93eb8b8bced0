"""Which samples an asset may be made of: those that one chip has signed, each in its place, none of them twice, none later than it says."""

from dataclasses import dataclass
from typing import Annotated

from reference.codes import Code, Reject
from reference.numbers import AccountId, Hash, Length
from reference.rules import kernel, procedure
from reference.state.asset import Series
from reference.wire.sample import Place, SampleBytes, SampleCounter, SeriesNumber, SignedSample, authenticate_sample
from reference.wire.storage_bodies import ChunkCount


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a sample stands."""

    index: Place
    """Its place in the series."""

    counter: SampleCounter
    """The chip's count when it was signed."""


@kernel("ASSET-8")
def extend_series(series: Series, first: Mark, last: Mark, chunks: ChunkCount) -> Series:
    """The series once so many samples are registered, of which these are the first and the last.

    Rejects with `SAMPLE_REPEATED`, `SAMPLE_MOVED`, `SAMPLE_BACKDATED`, in this order.
    """
    if first.index < series.following:
        raise Reject(Code.SAMPLE_REPEATED)
    if last.index != first.index + chunks - 1:
        raise Reject(Code.SAMPLE_MOVED)
    if first.counter <= series.counter + (first.index - series.following) or last.counter < first.counter + chunks - 1:
        raise Reject(Code.SAMPLE_BACKDATED)
    return Series(following=last.index + 1, counter=last.counter)


@kernel("ASSET-9")
def follow_sample(series: Series, mark: Mark) -> Series:
    """The series after the next sample of an asset. Rejects with `SAMPLE_REPEATED`, `SAMPLE_MOVED`, `SAMPLE_BACKDATED`, in this order."""
    if mark.index < series.following:
        raise Reject(Code.SAMPLE_REPEATED)
    if mark.index > series.following:
        raise Reject(Code.SAMPLE_MOVED)
    if mark.counter <= series.counter:
        raise Reject(Code.SAMPLE_BACKDATED)
    return Series(following=mark.index + 1, counter=mark.counter)


@procedure("ASSET-10")
def check_samples(
    chain: Hash, chip: AccountId, series: SeriesNumber, first: Place, samples: Annotated[tuple[SampleBytes, ...], Length(1, 64)]
) -> SampleCounter:
    """Check that these are the samples of a chip from a place of a series on, one after the other, and say what the chip had counted at the last.

    Rejects, sample by sample, with the codes of ASSET-7, then `SAMPLE_FOREIGN`, then with the codes of ASSET-9.
    """
    reached = Series(following=first, counter=0)
    for data in samples:
        signed = authenticate_sample(data)
        check_sample_origin(is_of(signed, chain, chip, series))
        reached = follow_sample(reached, mark_of_sample(signed))
    return reached.counter


@kernel("ASSET-13")
def check_sample_origin(genuine: bool) -> None:
    """Check that a sample is of the chain, the chip and the series that are meant. Rejects with `SAMPLE_FOREIGN`."""
    if not genuine:
        raise Reject(Code.SAMPLE_FOREIGN)


def is_of(signed: SignedSample, chain: Hash, chip: AccountId, series: SeriesNumber) -> bool:
    """Whether a sample is of this chain, this chip and this series of it."""
    return signed.sample.chain == chain and signed.chip == chip and signed.sample.series == series


def mark_of_sample(signed: SignedSample) -> Mark:
    """Where a sample stands."""
    return Mark(index=signed.sample.index, counter=signed.sample.counter)
