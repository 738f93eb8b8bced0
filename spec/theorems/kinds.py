"""Which rule a transaction's kind has by its name: a second telling of the tables from kinds to rules."""

import re
from collections.abc import Callable
from types import ModuleType

from reference.state.state import State


def rule_named(module: ModuleType, body: object) -> Callable[..., State]:
    """The rule of a module that is called by the name of a body's kind: `apply_access_buy` for `AccessBuy`."""
    return getattr(module, "apply" + re.sub("(?=[A-Z])", "_", type(body).__name__).lower())  # type: ignore[no-any-return]
