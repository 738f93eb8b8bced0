"""`smartshare coin`: the public page of an IoT_Coin."""

from pathlib import Path

import click
from rich.console import Console

from reference.codes import Reject
from reference.economy.coin_page import CoinPage, coin_page
from reference.parameters import PRESETS
from reference.state.coin import coin_id
from smartshare.options import CannotRun
from vectors.json_form import to_json
from vectors.json_text import FormError, members, parse
from vectors.lines import write_pretty
from vectors.state_form import read_state


@click.command()
@click.argument("state_file", metavar="STATE.json", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("symbol")
@click.option("--preset", type=click.Choice(sorted(PRESETS)), default="mainnet", show_default=True, help="The preset of the state's chain.")
@click.option("--json", "as_json", is_flag=True, help="Print the page as JSON.")
def coin(state_file: Path, symbol: str, preset: str, as_json: bool) -> None:
    """Print all that a state says of the coin called SYMBOL: STATE.json is a state as the vectors write one.

    The state is checked like every one that comes from outside.
    """
    try:
        page = coin_page(read_state(parse(state_file.read_bytes()), PRESETS[preset]), coin_id(symbol))
    except FormError as error:
        raise CannotRun(f"{state_file}: {error}") from None
    except Reject as rejection:
        raise CannotRun(f"{state_file}, {symbol}: {rejection.code.name}") from None
    console = Console()
    if as_json:
        console.out(write_pretty(members(to_json(CoinPage, page))).decode(), end="", highlight=False)
        return
    for line in lines_of(page):
        console.print(line, highlight=False, markup=False, soft_wrap=True)


def lines_of(page: CoinPage) -> list[str]:
    """The page for people: amounts in whole coins as a wallet shows them."""
    record, terms, company = page.coin, page.terms, page.company
    lines = [
        f"{record.symbol}  {page.id.hex()}",
        f"issuer    {record.issuer.hex()}",
        f"company   {'none' if company is None else f'{_said(company.metadata)}, {company.coins} freezable coins'}",
        f"supply    {_amount(record.supply, record.decimals)} of at most {_amount(record.cap, record.decimals)}",
        f"held by   {page.holders} accounts",
        f"freezable {f'yes; {page.frozen} accounts are frozen' if terms.freezable else 'no'}",
        f"described {_said(terms.metadata)}",
        f"deposit   {record.deposit} units of SSP",
    ]
    return [*lines, f"offered   {terms.successor.hex()}"] if any(terms.successor) else lines


def _amount(units: int, decimals: int) -> str:
    whole, rest = divmod(units, 10**decimals)
    return f"{whole}.{rest:0{decimals}}" if decimals else str(whole)


def _said(metadata: bytes) -> str:
    return metadata.hex() if any(metadata) else "nothing said"
