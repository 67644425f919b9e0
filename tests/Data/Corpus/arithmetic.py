"""Two ways to evaluate a loss: every operation rounded to float32, and exactly (mpmath at any number of digits)."""

import ctypes
import math

import mpmath
from mpmath import mp, mpf

from language import KEEPING, REDUCTIONS


class Undefined(Exception):
    """No value in real arithmetic, or none that can be computed."""


def single(x):
    """The nearest float32."""
    return ctypes.c_float(x).value


def guarded(function):
    def call(*arguments):
        try:
            return single(function(*arguments))
        except OverflowError:
            return math.inf
        except (ValueError, ZeroDivisionError):
            return math.nan
    return call


def divide(a, b):
    if b == 0:
        return math.nan if a == 0 or math.isnan(a) else math.copysign(math.inf, a) * math.copysign(1.0, b)
    return a / b


def log(x):
    return -math.inf if x == 0 else math.nan if x < 0 else math.log(x)


def power(x, y):
    if x == 0 and y < 0:
        return math.inf
    result = math.pow(x, y)
    return result


class Single:
    """Naive evaluation: operands are float32, each operation is rounded to float32; functions of the language are correctly rounded."""

    def number(self, text):
        return single(float(text))

    def parameter(self, value):
        return value

    add = staticmethod(lambda a, b: single(a + b))
    subtract = staticmethod(lambda a, b: single(a - b))
    multiply = staticmethod(lambda a, b: single(a * b))
    divide = staticmethod(guarded(divide))

    def power(self, a, b):
        if b == 2:
            return single(a * a)
        try:
            return single(power(a, b))
        except OverflowError:
            return -math.inf if a < 0 and b % 2 == 1 else math.inf
        except ValueError:
            return math.nan

    FUNCTIONS = {
        "exp": guarded(math.exp), "expm1": guarded(math.expm1), "log": guarded(log),
        "log1p": guarded(lambda x: -math.inf if x == -1 else math.log1p(x)),
        "sin": guarded(math.sin), "cos": guarded(math.cos), "tan": guarded(math.tan), "asin": guarded(math.asin), "acos": guarded(math.acos),
        "atan": guarded(math.atan), "cosh": guarded(math.cosh), "tanh": guarded(math.tanh), "asinh": guarded(math.asinh),
        "acosh": guarded(math.acosh), "atanh": guarded(math.atanh), "sqrt": guarded(math.sqrt), "erf": guarded(math.erf),
        "erfc": guarded(math.erfc), "hypot": guarded(math.hypot), "lgamma": guarded(math.lgamma),
        "sinh": lambda x: math.copysign(math.inf, x) if abs(x) > 700 else single(math.sinh(x)),
        "abs": abs, "floor": guarded(math.floor), "ceil": guarded(math.ceil), "round": guarded(round),
        "sign": lambda x: math.nan if math.isnan(x) else float((x > 0) - (x < 0)),
    }

    def call(self, name, arguments):
        if name in self.FUNCTIONS:
            return self.FUNCTIONS[name](*arguments)
        if any(not math.isfinite(a) for a in arguments):
            return self.beyond(name, arguments)
        try:
            with mp.workdps(50):
                return single(float(Exact().call(name, [mpf(a) for a in arguments])))
        except (Undefined, OverflowError):
            return math.nan

    @staticmethod
    def beyond(name, arguments):
        """Functions of infinities."""
        x = arguments[0]
        if any(math.isnan(a) for a in arguments) or len(arguments) > 1:
            return math.nan
        limits = {"sigmoid": (0.0, 1.0), "softplus": (0.0, math.inf), "log1pexp": (0.0, math.inf), "logsigmoid": (-math.inf, 0.0), "logcosh": (math.inf, math.inf)}
        return limits[name][x > 0] if name in limits else math.nan

    def total(self, values):
        result = 0.0
        for value in values:
            result = single(result + value)
        return result

    def minimum(self, values):
        return math.nan if any(math.isnan(v) for v in values) else min(values)

    def maximum(self, values):
        return math.nan if any(math.isnan(v) for v in values) else max(values)


LARGEST_ERF, LARGEST_EXP = 1e4, mpf(10) ** 45


class Exact:
    """Evaluation in real arithmetic. A product of 0 and log(0) is its limit, 0."""

    def __init__(self, literal=mpf):
        self.literal = literal
        self.used_limit = False

    def number(self, text):
        return self.literal(text)

    def parameter(self, value):
        return mpf(value) if isinstance(value, float) else value

    def add(self, a, b):
        return self.defined(a + b)

    def subtract(self, a, b):
        return self.defined(a - b)

    def multiply(self, a, b):
        if (a == 0 and mpmath.isinf(b)) or (b == 0 and mpmath.isinf(a)):
            self.used_limit = True
            return mpf(0)
        return self.defined(a * b)

    def divide(self, a, b):
        if b == 0:
            raise Undefined
        return self.defined(mpf(a) / b)

    def power(self, a, b):
        if mpmath.isinf(a) or mpmath.isinf(b):
            raise Undefined
        if b == int(b) and abs(b) <= 64:
            if a == 0 and b < 0:
                raise Undefined
            return mpf(a) ** int(b)
        if a == 0:
            if b > 0:
                return mpf(0)
            raise Undefined
        if a < 0:
            if b != int(b):
                raise Undefined
            return self.exp(b * mp.log(-a)) * (-1 if int(b) % 2 else 1)
        return self.exp(b * mp.log(a))

    @staticmethod
    def defined(x):
        if mpmath.isnan(x):
            raise Undefined
        return x

    @staticmethod
    def exp(x):
        if mpmath.isinf(x):
            if x < 0:
                return mpf(0)
            raise Undefined
        if abs(x) > LARGEST_EXP:
            raise Undefined
        return mp.exp(x)

    def log(self, x):
        if x < 0 or mpmath.isinf(x):
            raise Undefined
        return mpf("-inf") if x == 0 else mp.log(x)

    def call(self, name, arguments):
        if name == "log":
            return self.log(arguments[0])
        if name == "abs":
            return abs(arguments[0])
        if name == "sign":
            return mpmath.sign(arguments[0])
        if any(mpmath.isinf(a) for a in arguments) and name != "exp":
            raise Undefined
        x = mpf(arguments[0])
        y = mpf(arguments[1]) if len(arguments) > 1 else None
        if name in ("erf", "erfc") and abs(x) > LARGEST_ERF:
            raise Undefined
        if name in ("cosh", "sinh", "tanh", "sigmoid", "softplus", "log1pexp", "logsigmoid", "logcosh", "log1mexp") and abs(x) > LARGEST_EXP:
            raise Undefined
        if name in ("sqrt", "lgamma", "digamma") and x < 0 or name in ("lgamma", "digamma") and x == 0:
            raise Undefined
        if name in ("asin", "acos") and abs(x) > 1 or name == "atanh" and abs(x) >= 1 or name == "acosh" and x < 1 or name == "log1p" and x < -1:
            raise Undefined
        functions = {
            "exp": self.exp, "expm1": lambda x: self.exp(x) - 1, "log1p": lambda x: self.log(1 + x),
            "sin": mp.sin, "cos": mp.cos, "tan": mp.tan, "asin": mp.asin, "acos": mp.acos, "atan": mp.atan, "sinh": mp.sinh, "cosh": mp.cosh,
            "tanh": mp.tanh, "asinh": mp.asinh, "acosh": mp.acosh, "atanh": mp.atanh, "sqrt": mp.sqrt, "erf": mp.erf, "erfc": mp.erfc,
            "hypot": mp.hypot, "lgamma": mp.loggamma, "digamma": mp.digamma, "floor": mp.floor, "ceil": mp.ceil, "round": mp.nint,
            "sigmoid": lambda x: 1 / (1 + self.exp(-x)), "softplus": lambda x: self.log(1 + self.exp(x)), "log1pexp": lambda x: self.log(1 + self.exp(x)),
            "logsigmoid": lambda x: -self.log(1 + self.exp(-x)), "logcosh": lambda x: self.log((self.exp(x) + self.exp(-x)) / 2),
            "log1mexp": lambda x: self.log(1 - self.exp(x)), "relu": lambda x: max(x, mpf(0)),
            "xlogy": lambda x, y: mpf(0) if x == 0 else x * self.log(y), "xlog1py": lambda x, y: mpf(0) if x == 0 else x * self.log(1 + y),
            "entr": lambda x: mpf(0) if x == 0 else -x * self.log(x), "rel_entr": lambda x, y: mpf(0) if x == 0 else x * self.log(self.divide(x, y)),
            "kl_div": lambda x, y: y if x == 0 else x * self.log(self.divide(x, y)) - x + y,
            "logaddexp": lambda *v: self.log(sum(self.exp(t) for t in v)),
        }
        return functions[name](*([x] if y is None else [mpf(a) for a in arguments]))

    def total(self, values):
        result = mpf(0)
        for value in values:
            result = self.defined(result + value)
        return result

    def minimum(self, values):
        return min(values)

    def maximum(self, values):
        return max(values)


class Evaluation:
    """A program at arguments: arrays are flat lists with their extents by axis name."""

    def __init__(self, program, arithmetic, arguments, extents):
        self.program, self.arithmetic, self.arguments, self.extents = program, arithmetic, arguments, extents

    def value(self):
        return self.at(self.program.value, {})

    def holds(self, fact):
        """Whether a fact holds at all positions of its axes."""
        return all(self.at(fact, position) for position in self.positions(sorted(self.program.free(fact))))

    def positions(self, axes, position=None):
        found = [dict(position or {})]
        for axis in axes:
            found = [dict(p, **{axis: k}) for p in found for k in range(self.extents[axis])]
        return found

    def at(self, node, position):
        kind, do = node[0], self.arithmetic
        if kind == "number":
            return int(node[1]) if node[1].isdigit() and len(node[1]) < 9 else do.number(node[1])
        if kind == "name":
            return self.name(node[1], position)
        if kind == "index":
            return self.element(node, position)
        if kind == "at":
            moved = {axis: int(self.at(index, position)) for axis, index in zip(node[1], node[2])}
            return self.at(node[3], {**position, **moved})
        if kind == "negate":
            return -self.at(node[1], position)
        if kind == "not":
            return not self.at(node[1], position)
        if kind == "select":
            return self.at(node[2] if self.at(node[1], position) else node[3], position)
        if kind == "binary":
            return self.binary(node, position)
        if kind == "reduce":
            return self.reduce(node[1], node[2], node[3], node[4], position)
        name, operands = node[1], node[2]
        if name == "size":
            return self.extents[operands[0][1]]
        if name in REDUCTIONS | KEEPING and len(operands) == 1:
            return self.reduce(name, tuple(sorted(self.program.free(operands[0]))), None, operands[0], position)
        values = [self.at(operand, position) for operand in operands]
        if name in ("min", "max"):
            return (do.minimum if name == "min" else do.maximum)([self.real(v) for v in values])
        if name == "clamp":
            return do.minimum([do.maximum([self.real(values[0]), self.real(values[1])]), self.real(values[2])])
        if name == "relu":
            return do.maximum([self.real(values[0]), self.real(0)])
        return do.call(name, [self.real(value) for value in values])

    def real(self, value):
        if isinstance(value, (bool, int)):
            return mpf(int(value)) if isinstance(self.arithmetic, Exact) else single(float(int(value)))
        return value

    def name(self, name, position):
        if name in position:
            return position[name]
        if name == "pi":
            return mp.pi + 0 if isinstance(self.arithmetic, Exact) else single(math.pi)
        if name == "e" and name not in self.arguments:
            return mp.e + 0 if isinstance(self.arithmetic, Exact) else single(math.e)
        if name == "inf":
            return mpf("inf") if isinstance(self.arithmetic, Exact) else math.inf
        value = self.arguments[name]
        return self.arithmetic.parameter(value[position["i"]] if isinstance(value, list) else value)

    def element(self, node, position):
        offset = 0
        for dimension, index in enumerate(node[2]):
            extent = self.extents[self.shape(node[1])[dimension]]
            offset = offset * extent + int(self.at(index, position))
        return self.arithmetic.parameter(self.arguments[node[1]][offset])

    def shape(self, name):
        return self.extents["shapes"].get(name, ["i"])

    def binary(self, node, position):
        mark, do = node[1], self.arithmetic
        left = self.at(node[2], position)
        if mark in ("&&", "||"):
            return left and self.at(node[3], position) if mark == "&&" else left or self.at(node[3], position)
        right = self.at(node[3], position)
        if mark in ("<", "<=", ">", ">=", "==", "!="):
            return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right, "==": left == right, "!=": left != right}[mark]
        if isinstance(left, int) and isinstance(right, int) and mark in "+-*":
            return {"+": left + right, "-": left - right, "*": left * right}[mark]
        operation = {"+": do.add, "-": do.subtract, "*": do.multiply, "/": do.divide, "^": do.power}[mark]
        return operation(self.real(left), self.real(right))

    def reduce(self, name, axes, guard, body, position):
        do = self.arithmetic
        if name in KEEPING:
            others = [self.real(self.at(body, dict(position, **{axes[0]: k}))) for k in range(self.extents[axes[0]])]
            own = self.real(self.at(body, position))
            return self.stable(name, others, own)
        places = [p for p in self.positions(axes, position) if guard is None or self.at(guard, p)]
        values = [self.at(body, p) for p in places]
        if name == "count":
            return sum(map(bool, values))
        values = [self.real(v) for v in values]
        if name in ("min", "max"):
            return (do.minimum if name == "min" else do.maximum)(values)
        if name == "prod":
            result = self.real(1)
            for value in values:
                result = do.multiply(result, value)
            return result
        if name in ("sum", "mean"):
            total = do.total(values)
            return total if name == "sum" else do.divide(total, self.real(len(values)))
        return self.stable(name, values, None)

    def stable(self, name, values, own):
        """Functions of the language over a row, which are right to the last digit."""
        exact = isinstance(self.arithmetic, Exact)
        if not exact and any(not math.isfinite(v) for v in values):
            return math.nan
        with mp.workdps(mp.dps if exact else 60):
            row = [mpf(v) for v in values]
            if any(mpmath.isinf(v) for v in row):
                raise Undefined
            if name in ("logsumexp", "softmax", "logsoftmax"):
                if any(abs(v) > 1e39 for v in row):
                    raise Undefined
                total = sum(mp.exp(v) for v in row)
                result = mp.log(total) if name == "logsumexp" else mp.exp(mpf(own)) / total if name == "softmax" else mpf(own) - mp.log(total)
            elif name == "norm":
                result = mp.sqrt(sum(v * v for v in row))
            else:
                mean = sum(row) / len(row)
                result = sum((v - mean) ** 2 for v in row) / len(row)
                result = result if name == "var" else mp.sqrt(result)
            if exact:
                return +result
            try:
                return single(float(result))
            except OverflowError:
                return math.inf
