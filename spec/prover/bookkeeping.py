"""What a record carries beside its value: fields that take no part in equality, such as a state's journal.

A theorem sees them at their default. Two functions that are said to be alike have to pass them on alike whatever
they are, so there each such field is an opaque object: it can be handed on, and nothing can be asked of it.
"""

from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any, NoReturn

from spec.prover.execution import Execution
from spec.prover.refusing import Refusing, calling_frame


class Opaque(Refusing):
    """Bookkeeping of unknown content. It is equal to itself alone, and only the prover may ask."""

    __slots__ = ()

    def _refuse(self, *arguments: object) -> NoReturn:
        raise self.path.refuse(f"{calling_frame().f_code.co_name} looks into bookkeeping")

    __class__ = property(_refuse)  # `isinstance` and patterns ask for it
    __hash__ = __bool__ = __len__ = __iter__ = __contains__ = __getitem__ = __reversed__ = __call__ = _refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _refuse
    __truediv__ = __rtruediv__ = __pow__ = __rpow__ = __divmod__ = __rdivmod__ = __lshift__ = __rlshift__ = __rshift__ = __rrshift__ = _refuse
    __and__ = __rand__ = __or__ = __ror__ = __xor__ = __rxor__ = __neg__ = __pos__ = __abs__ = __invert__ = _refuse
    __str__ = __repr__ = __format__ = __reduce_ex__ = __bytes__ = __copy__ = __deepcopy__ = _refuse
    __index__ = __int__ = __float__ = __round__ = __trunc__ = __floor__ = __ceil__ = _refuse


def is_bookkeeping(field: "Field[Any]") -> bool:
    """Whether a field takes no part in its record's equality, and has a default."""
    return not field.compare and field.default is not MISSING


def with_opaque_bookkeeping(path: Execution, value: Any) -> Any:
    """The same argument with opaque bookkeeping in every record."""
    kind = type(value)
    if kind is tuple:
        return tuple(with_opaque_bookkeeping(path, entry) for entry in value)
    if not is_dataclass(kind):
        return value
    parts = {
        each.name: Opaque(path, None) if is_bookkeeping(each) else with_opaque_bookkeeping(path, getattr(value, each.name))
        for each in fields(kind)
        if each.init
    }
    return kind(**parts)
