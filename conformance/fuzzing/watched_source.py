"""The source of a function with what reports in the place of what compares: the text of a copy that `watched` makes."""

import ast
from collections.abc import Callable


class Watching(ast.NodeTransformer):
    """Puts what reports in the place of what compares."""

    def __init__(self, place: Callable[[], int]) -> None:
        """With what numbers the places."""
        self._place = place

    def _call(self, name: str, *arguments: ast.expr) -> ast.Call:
        return ast.Call(ast.Name(f"_watched_{name}", ast.Load()), [ast.Constant(self._place()), *arguments], [])

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """Each comparison of a chain by itself; all sides are computed, which changes nothing where they are values."""
        self.generic_visit(node)
        signs = ast.Tuple([ast.Constant(type(sign).__name__) for sign in node.ops], ast.Load())
        return self._call("compared", signs, node.left, *node.comparators)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        """Each part when it is its turn; the parts that are not come to are looked at besides."""
        self.generic_visit(node)
        if any(isinstance(each, ast.NamedExpr | ast.Yield | ast.YieldFrom) for value in node.values for each in ast.walk(value)):
            return node
        nothing = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
        return self._call("joined", ast.Constant(isinstance(node.op, ast.And)), *(ast.Lambda(nothing, value) for value in node.values))

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """Remainders, and what becomes too large or negative."""
        self.generic_visit(node)
        if isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.FloorDiv | ast.Mod):
            return self._call("computed", ast.Constant(type(node.op).__name__), node.left, node.right)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """The least and the greatest are comparisons too."""
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id in ("min", "max") and len(node.args) > 1 and not node.keywords:
            return self._call("extreme", node.func, *node.args) if not any(isinstance(each, ast.Starred) for each in node.args) else node
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        """Which way it goes."""
        self.generic_visit(node)
        node.test = self._call("tested", node.test)
        return node

    def visit_While(self, node: ast.While) -> ast.AST:
        """Each turn."""
        self.generic_visit(node)
        node.test = self._call("tested", node.test)
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        """Which way it goes."""
        self.generic_visit(node)
        node.test = self._call("tested", node.test)
        return node

    def visit_For(self, node: ast.For) -> ast.AST:
        """How many turns it takes."""
        self.generic_visit(node)
        node.iter = self._call("each", node.iter)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        """How many turns it takes, and what it leaves out."""
        self.generic_visit(node)
        node.iter = self._call("each", node.iter)
        node.ifs = [self._call("tested", each) for each in node.ifs]
        return node

    def visit_match_case(self, node: ast.match_case) -> ast.AST:
        """That it comes to this case."""
        self.generic_visit(node)
        node.body = [ast.Expr(self._call("tested", ast.Constant(True))), *node.body]
        return node

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        """That it rejects here, unless that is passed over."""
        self.generic_visit(node)
        return ast.If(self._call("rejects"), [node], [])
