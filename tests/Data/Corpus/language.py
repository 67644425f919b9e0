"""A reader of the loss language, written from its grammar alone, for labelling the corpus. It shares no code with the compiler.

A program becomes one expression: bindings and functions are written out. Supported is what the corpus uses.
"""

import re

REDUCTIONS = {"sum", "mean", "prod", "min", "max", "logsumexp", "norm", "count", "var", "std"}
KEEPING = {"softmax", "logsoftmax"}
TOKEN = re.compile(r"\s*(?:(\d+\.\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|\d+(?:[eE][-+]?\d+)?)|([A-Za-z_]\w*)|(\|\||&&|==|!=|<=|>=|[-+*/^()\[\],;?:<>=!|]))")


def tokens(text):
    found, at = [], 0
    text = text.rstrip()
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            raise SyntaxError(f"{text[at:at + 10]!r} in {text!r}")
        number, name, mark = match.groups()
        found.append(("number", number) if number else ("name", name) if name else ("mark", mark))
        at = match.end()
    return found + [("end", "")]


class Parser:
    LEVELS = [["||"], ["&&"], ["==", "!="], ["<", "<=", ">", ">="], ["+", "-"], ["*", "/"]]

    def __init__(self, text):
        self.tokens, self.at = tokens(text), 0

    def peek(self):
        return self.tokens[self.at][1]

    def take(self, expected=None):
        kind, text = self.tokens[self.at]
        if expected is not None and text != expected:
            raise SyntaxError(f"{expected!r} expected, not {text!r}")
        self.at += 1
        return text

    def accept(self, text):
        if self.peek() == text and self.tokens[self.at][0] == "mark":
            self.at += 1
            return True
        return False

    def expression(self):
        condition = self.binary(0)
        if not self.accept("?"):
            return condition
        yes = self.expression()
        self.take(":")
        return ("select", condition, yes, self.expression())

    def binary(self, level):
        if level == len(self.LEVELS):
            return self.unary()
        left = self.binary(level + 1)
        chain = None
        while self.tokens[self.at][0] == "mark" and self.peek() in self.LEVELS[level]:
            mark = self.take()
            right = self.binary(level + 1)
            if level == 3:  # comparisons chain
                link = ("binary", mark, left, right)
                chain = link if chain is None else ("binary", "&&", chain, link)
                left = right
            else:
                left = ("binary", mark, left, right)
        return chain or left

    def unary(self):
        if self.accept("-"):
            return ("negate", self.unary())
        if self.accept("!"):
            return ("not", self.unary())
        base = self.primary()
        return ("binary", "^", base, self.unary()) if self.accept("^") else base

    def primary(self):
        kind, text = self.tokens[self.at]
        if self.accept("("):
            inner = self.expression()
            self.take(")")
            return inner
        self.take()
        if kind == "number":
            return ("number", text)
        if kind != "name":
            raise SyntaxError(text)
        if self.accept("["):
            if text in REDUCTIONS | KEEPING:
                axes = [self.take()]
                while self.accept(","):
                    axes.append(self.take())
                guard = self.expression() if self.accept("|") else None
                self.take("]")
                return ("reduce", text, tuple(axes), guard, self.arguments()[0])
            index = self.list("]")
            return ("index", text, tuple(index))
        if self.peek() == "(":
            return ("call", text, tuple(self.arguments()))
        return ("name", text)

    def arguments(self):
        self.take("(")
        return self.list(")")

    def list(self, end):
        found = []
        while not self.accept(end):
            found.append(self.expression())
            if self.peek() != end:
                self.take(",")
        return found


class Program:
    """The value of a loss as one expression, and what it assumes of its parameters."""

    def __init__(self, text, parameters):
        self.parameters = dict(parameters)
        self.facts, self.value = [], None
        self.bindings, self.functions = {}, {}
        for statement in filter(None, (part.strip() for part in text.split(";"))):
            fact = re.match(r"(assume|require)\b(.*)", statement)
            definition = re.match(r"([A-Za-z_]\w*)\s*(\(([^)]*)\)|\[([^]]*)\])?\s*=(?!=)(.*)", statement)
            if fact:
                self.facts.append(Parser(fact.group(2)).expression())
            elif definition:
                name, bracket, parameters_, axes, body = definition.groups()
                body = self.inline(Parser(body).expression())
                if bracket and bracket[0] == "(":
                    self.functions[name] = ([p.strip() for p in parameters_.split(",")], body)
                else:
                    self.bindings[name] = ([a.strip() for a in axes.split(",")] if axes else None, body)
            else:
                self.value = self.inline(Parser(statement).expression())

    def inline(self, node):
        kind = node[0]
        if kind == "name" and node[1] in self.bindings:
            return self.bindings[node[1]][1]
        if kind == "index" and node[1] in self.bindings:
            axes, body = self.bindings[node[1]]
            return ("at", tuple(axes), tuple(self.inline(i) for i in node[2]), body)
        if kind == "call" and node[1] in self.functions:
            names, body = self.functions[node[1]]
            return substitute(body, dict(zip(names, (self.inline(a) for a in node[2]))))
        return rebuilt(node, self.inline)

    def free(self, node):
        """The axes of an expression."""
        kind = node[0]
        if kind == "name":
            return {"i"} if self.parameters.get(node[1], "").endswith("[]") else set()
        if kind == "index":
            return set().union(*(self.places(i) for i in node[2]))
        if kind == "at":
            return (self.free(node[3]) - set(node[1])).union(*(self.places(i) for i in node[2]))
        if kind == "reduce":
            inner = self.free(node[4])
            return inner if node[1] in KEEPING else inner - set(node[2])
        if kind == "call" and node[1] in REDUCTIONS and len(node[2]) == 1:
            return set()
        return set().union(*(self.free(child) for child in children(node)), set())

    def places(self, index):
        """The axes of an index."""
        return {index[1]} if index[0] == "name" and self.parameters.get(index[1], "") in ("", "i") else self.free(index)


def children(node):
    for part in node[1:]:
        if isinstance(part, tuple) and part and isinstance(part[0], str) and len(part) > 1 and not all(isinstance(p, str) for p in part):
            yield part
        elif isinstance(part, tuple) and part and part[0] in ("name", "number"):
            yield part
        elif isinstance(part, tuple):
            yield from (p for p in part if isinstance(p, tuple))


def rebuilt(node, change):
    """The node with changed operands."""
    kind = node[0]
    if kind in ("number", "name"):
        return node
    if kind == "index":
        return (kind, node[1], tuple(change(i) for i in node[2]))
    if kind == "call":
        return (kind, node[1], tuple(change(a) for a in node[2]))
    if kind == "at":
        return (kind, node[1], tuple(change(i) for i in node[2]), node[3])
    if kind == "reduce":
        return (kind, node[1], node[2], node[3] and change(node[3]), change(node[4]))
    if kind == "binary":
        return (kind, node[1], change(node[2]), change(node[3]))
    return (kind, *(change(part) for part in node[1:]))


def substitute(node, values):
    if node[0] == "name":
        return values.get(node[1], node)
    if node[0] == "reduce":
        values = {name: value for name, value in values.items() if name not in node[2]}
        return ("reduce", node[1], node[2], node[3] and substitute(node[3], values), substitute(node[4], values))
    return rebuilt(node, lambda part: substitute(part, values))
