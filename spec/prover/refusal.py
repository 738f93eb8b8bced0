"""How an exploration stops early.

All of these derive from `BaseException`, so that no `except Exception` of a rule can swallow them; an execution
remembers besides that it was stopped, so that even a bare `except` cannot turn a stop into a result.
"""


class Unsupported(BaseException):
    """An operation outside the fragment that the prover understands. The verdict is `unknown`, never `proved`."""


class Infeasible(BaseException):
    """No input takes this path; it is dropped."""


class Concluded(BaseException):
    """The path has served: it was there to show something of a fold, which the execution remembers as its obligation."""
