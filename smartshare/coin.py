"""`smartshare coin`: the public page of an IoT_Coin."""

from pathlib import Path

import click
from rich.console import Console

from reference.codes import Reject
from reference.economy.coin_page import CoinPage, coin_page
from reference.parameters import MAINNET, PRESETS
from reference.state.coin import coin_id, is_symbol
from reference.state.state import State
from smartshare.options import CannotRun
from smartshare.state_files import FILE, case_option, checked_state
from vectors.json_form import to_json
from vectors.json_text import members
from vectors.lines import write_pretty


@click.command()
@click.argument("file", type=FILE)
@click.argument("symbol")
@click.option("--preset", type=click.Choice(sorted(PRESETS)), show_default=MAINNET.name, help="The preset of the state's chain; a case names its own.")
@click.option("--json", "as_json", is_flag=True, help="Print the page as JSON.")
@case_option("show the coin in the state that this case ends with")
def coin(file: Path, symbol: str, preset: str | None, as_json: bool, case_id: str | None) -> None:
    """Print all that the state in FILE says of the coin SYMBOL.

    FILE is written as the vectors write a state, which is checked like every one that comes from outside.
    """
    if preset is not None and case_id is not None:
        raise click.UsageError("a case names its own preset: leave --preset out")
    try:
        state = checked_state(file, case_id, PRESETS[preset or MAINNET.name])
    except Reject as rejection:
        raise CannotRun(f"{file}: {rejection.code.name}") from None
    page = _page(state, symbol)
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
        f"company   {'none' if company is None else f'{_said(company.metadata)}, freezable coins: {company.coins}'}",
        f"supply    {_amount(record.supply, record.decimals)} of at most {_amount(record.cap, record.decimals)}",
        f"holders   {page.holders}",
        f"freezable {f'yes; frozen accounts: {page.frozen}' if terms.freezable else 'no'}",
        f"described {_said(terms.metadata)}",
        f"deposit   {record.deposit} units of SSP",
    ]
    return [*lines, f"offered   {terms.successor.hex()}"] if any(terms.successor) else lines


def _page(state: State, symbol: str) -> CoinPage:
    # What is no symbol may be no text either, and would have no identifier.
    if is_symbol(symbol):
        try:
            return coin_page(state, coin_id(symbol))
        except Reject:
            pass
    raise CannotRun(f"no coin is called {symbol}{'' if symbol == symbol.upper() else ': symbols are written in capitals'}")


def _amount(units: int, decimals: int) -> str:
    whole, rest = divmod(units, 10**decimals)
    return f"{whole}.{rest:0{decimals}}" if decimals else str(whole)


def _said(metadata: bytes) -> str:
    return metadata.hex() if any(metadata) else "nothing said"
