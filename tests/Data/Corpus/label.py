"""Labels the expressions of expressions.txt and writes corpus.json.

An expression is unstable on its domain when some float32 input gives a non-finite result although the exact result is representable, or a relative
error above 1e-2 against the exact value of the same expression at the same inputs. It is stable when no sample has a relative error above 1e-3.
What lies between is dropped, and so is what breaks only where two inputs were chosen to cancel, unless the expression is marked with ~.
"""

import json
import math
import multiprocessing
import random
import re
import struct
import sys
import zlib
from pathlib import Path

from mpmath import mp, mpf, nstr

from arithmetic import Evaluation, Exact, Single, Undefined, single
from language import Program

HERE = Path(__file__).parent
LARGEST, SMALLEST = 1e38, 1.1754943508222875e-38
UNSTABLE, STABLE = 1e-2, 1e-3
MAGNITUDES = [1e-38, 1e-30, 1e-20, 1e-15, 1e-12, 1e-10, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 0.3, 0.5, 0.9, 0.999, 1,
              1.001, 1.5, 2, 3, 5, 8, 10, 12, 15, 17, 18, 20, 30, 40, 50, 60, 80, 88, 89, 90, 95, 100, 103, 104, 110, 120, 150, 200, 500, 1000, 5000,
              1e4, 1e5, 1e6, 1e7, 1e8, 1e10, 1e12, 1e15, 1e18, 1e20, 1e25, 1e30, 1e38]
SPECIALS = [0.0] + [sign * value for value in MAGNITUDES for sign in (1, -1)]


def bits(x):
    return struct.unpack("<i", struct.pack("<f", x))[0]


def neighbour(x, up):
    """The next float32 on one side."""
    if x == 0:
        return 1e-38 if up else -1e-38
    return struct.unpack("<f", struct.pack("<i", bits(x) + (1 if (x > 0) == up else -1)))[0]


class Domain:
    """What the facts of a program say about single parameters, for sampling; the rest is checked on each sample."""

    def __init__(self, program):
        self.bounds = {}
        for fact in program.facts:
            self.read(fact)

    def read(self, fact):
        if fact[0] != "binary":
            return
        _, mark, left, right = fact
        if mark == "&&":
            self.read(left)
            self.read(right)
        elif mark in ("<", "<=", ">", ">="):
            if mark in (">", ">="):
                mark, left, right = mark.replace(">", "<"), right, left
            if (name := self.parameter(left)) and (bound := self.constant(right)) is not None:
                self.narrow(name, hi=bound, open_=mark == "<")
            elif (name := self.parameter(right)) and (bound := self.constant(left)) is not None:
                self.narrow(name, lo=bound, open_=mark == "<")

    @staticmethod
    def parameter(node):
        return node[1] if node[0] in ("name", "index") else None

    def constant(self, node):
        try:
            return float(Evaluation(None, Exact(), {}, {}).at(node, {}))
        except (KeyError, AttributeError, TypeError):
            return None

    def narrow(self, name, lo=None, hi=None, open_=False):
        old = self.bounds.get(name, (-LARGEST, LARGEST))
        if lo is not None:
            lo = inside(lo, True, open_)
        if hi is not None:
            hi = inside(hi, False, open_)
        self.bounds[name] = (max(old[0], lo if lo is not None else -LARGEST), min(old[1], hi if hi is not None else LARGEST))

    def of(self, name):
        return self.bounds.get(name, (-LARGEST, LARGEST))


def inside(bound, up, open_):
    """The outermost float32 that a bound admits."""
    x = single(bound)
    outside = x < bound if up else x > bound
    return neighbour(x, up) if outside or (open_ and x == bound) else x


class Sampler:
    def __init__(self, row):
        self.row, self.domain = row, Domain(row.program)
        self.random = random.Random(zlib.crc32(row.text.encode()))

    def number(self, name):
        lo, hi = self.domain.of(name)
        kind = self.random.random()
        for _ in range(40):
            if kind < 0.12:
                x = self.random.choice([lo, hi, neighbour(lo, True), neighbour(hi, False), lo + (hi - lo) * 1e-4 if hi - lo < 1e30 else 0.0])
            elif kind < 0.40:
                x = self.random.choice(SPECIALS)
            elif kind < 0.60:
                x = self.random.choice((-1, 1)) * 10 ** self.random.uniform(-8, 3)
            elif kind < 0.72:
                x = self.random.choice((-1, 1)) * 10 ** self.random.uniform(-38, 38)
            elif kind < 0.77 and lo > -LARGEST:
                x = lo + (abs(lo) or 1) * 10 ** self.random.uniform(-7, 0)
            elif kind < 0.86:
                x = self.random.uniform(max(lo, -120), min(hi, 120)) if max(lo, -120) <= min(hi, 120) else self.random.uniform(lo, hi)
            elif hi < LARGEST and lo > -LARGEST:
                x = self.random.choice((lo + (hi - lo) * 10 ** self.random.uniform(-7, 0), hi - (hi - lo) * 10 ** self.random.uniform(-7, 0)))
            else:
                x = self.random.gauss(0, 3) + (lo if lo > -LARGEST else 0)
            x = single(float(f"{x:.4g}") if self.random.random() < 0.5 else x)
            if lo <= x <= hi:
                return x + 0.0
            kind = self.random.random()
        return single(min(max(0.5, lo), hi))

    def integer(self, name):
        if name in self.row.extents:
            return self.row.extents[name]
        if name in self.row.ranges:
            return self.random.randrange(self.row.ranges[name])
        lo, hi = self.domain.of(name)
        lo = max(math.ceil(lo), -1000)
        return self.random.randint(lo, min(math.floor(hi), lo + 2000))

    def sample(self, related=False):
        arguments = {}
        for name, kind in self.row.parameters:
            draw = self.integer if kind[0] == "i" else self.number
            if kind.endswith("[]"):
                values = [draw(name) for _ in range(self.row.length(name))]
                if related and kind[0] == "f" and len(values) > 1:
                    values = [values[0] if self.random.random() < 0.5 else self.near(values[0]) for _ in values]
                arguments[name] = values
            else:
                arguments[name] = draw(name)
        if related:
            names = [name for name, kind in self.row.parameters if kind[0] == "f"]
            for name in names[1:]:
                if self.random.random() < 0.7:
                    self.relate(arguments, self.random.choice(names[:names.index(name)]), name)
        return arguments

    def near(self, x):
        return single(self.random.choice((x, neighbour(x, True), x * (1 + 10 ** self.random.uniform(-7, -2)), x + 10 ** self.random.uniform(-3, 1), -x)))

    def relate(self, arguments, source, target):
        x = arguments[source][0] if isinstance(arguments[source], list) else arguments[source]
        lo, hi = self.domain.of(target)
        y = self.near(x)
        if not lo <= y <= hi:
            return
        if isinstance(arguments[target], list):
            arguments[target] = [y if k == 0 else v for k, v in enumerate(arguments[target])]
        else:
            arguments[target] = y


class Row:
    """A line of expressions.txt: suite | test | parameters | text [| extents and shapes]."""

    def __init__(self, line):
        self.related = line.startswith("~")
        parts = [part.strip() for part in line.lstrip("~").split(" | ")]
        self.suite, self.test, parameters, self.text = parts[:4]
        self.parameters = [tuple(word.split(":")) for word in parameters.split()]
        self.program = Program(self.text, self.parameters)
        self.extents, self.ranges = {"i": 1, "shapes": {}}, {}
        for word in (parts[4].split() if len(parts) > 4 else []):
            if ":" in word:
                name, axes = word.split(":")
                self.extents["shapes"][name] = axes.split(",")
            elif "<" in word:
                name, bound = word.split("<")
                self.ranges[name] = int(bound)
            else:
                axis, extent = word.split("=")
                self.extents[axis] = int(extent)

    @property
    def key(self):
        return self.suite, self.test, self.text, tuple(self.parameters)

    @property
    def elementwise(self):
        return self.text.split(";")[-1].strip().startswith("mean(") and not self.extents["shapes"] and self.extents["i"] == 1 and any(k == "f[]" for _, k in self.parameters)

    def length(self, name):
        return math.prod(self.extents[axis] for axis in self.extents["shapes"].get(name, ["i"]))

    def naive(self, arguments):
        return Evaluation(self.program, Single(), arguments, self.extents).value()

    def exact(self, arguments, digits=120, literal=mpf):
        with mp.workdps(digits):
            value = Evaluation(self.program, Exact(literal), arguments, self.extents).value()
            if value != 0 and not SMALLEST <= abs(value) <= LARGEST:
                raise Undefined
            return mpf(value)

    def admits(self, arguments):
        with mp.workdps(60):
            evaluation = Evaluation(self.program, Exact(), arguments, self.extents)
            try:
                return all(evaluation.holds(fact) for fact in self.program.facts)
            except Undefined:
                return False


class Point:
    def __init__(self, row, arguments):
        self.arguments, self.naive, self.value = arguments, row.naive(arguments), row.exact(arguments)
        if not math.isfinite(self.naive):
            self.error = math.inf
        elif self.value != 0:
            self.error = float(abs(mpf(self.naive) - self.value) / abs(self.value))
        elif self.naive == 0:
            self.error = 0.0
        else:
            raise Undefined

    @property
    def values(self):
        return [v for part in self.arguments.values() for v in (part if isinstance(part, list) else [part])]

    @property
    def oddity(self):
        """How far the inputs are from what a test would use."""
        magnitudes = [abs(math.log10(abs(v))) for v in self.values if v]
        digits = sum(len(shortest(v)) for v in self.values if isinstance(v, float))
        subnormal = any(v and abs(v) < SMALLEST * 1.1 for v in self.values)
        return max(magnitudes, default=0) ** 1.5 + digits * 0.2 + 100 * subnormal

    @property
    def kind(self):
        form = "inf" if not math.isfinite(self.naive) else "zero" if self.naive == 0 else "error"
        return form, tuple(0 if v == 0 else math.copysign(1 + (abs(v) > 0.3) + (abs(v) > 3000), v) for v in self.values)


def shortest(x):
    """The shortest decimal number that is this float32."""
    return next(text for digits in range(1, 10) if single(float(text := f"{x:.{digits}g}")) == x)


def points(row, count, related=False):
    sampler = Sampler(row)
    found, tries = [], 0
    while len(found) < count and tries < count * 6:
        tries += 1
        arguments = sampler.sample(related)
        try:
            if row.admits(arguments):
                found.append(Point(row, arguments))
        except (Undefined, ZeroDivisionError, OverflowError):
            continue
    return found


def reliable(row, point):
    """Whether the exact value is, and does not hang on how a literal is rounded."""
    try:
        again = row.exact(point.arguments, 700)
        literal = row.exact(point.arguments, 300, lambda text: mpf(single(float(text))))
        wide = row.exact(point.arguments, 300, lambda text: mpf(float(text)))
    except (Undefined, OverflowError):
        return False
    return abs(again - point.value) <= abs(again) * mpf(10) ** -30 and max(abs(literal - again), abs(wide - again)) <= abs(again) * mpf("1e-5")


def chosen(row, candidates, count):
    """The least odd points of several kinds."""
    best = {}
    for point in sorted(candidates, key=lambda point: point.oddity):
        best.setdefault(point.kind, point)
    return [point for point in best.values() if reliable(row, point)][:count]


def entry(row, unstable, breaking, benign):
    def written(point):
        inputs = {name: [number(v) for v in value] if isinstance(value, list) else number(value) for name, value in point.arguments.items()}
        return {"inputs": inputs, "exact": nstr(point.value, 25), "naive": str(point.naive) if not math.isfinite(point.naive) else shortest(point.naive)}

    return {
        "suite": row.suite, "test": row.test, "text": row.text, "signature": [list(p) for p in row.parameters], "unstable": unstable,
        "elementwise": row.elementwise, "breaking": [written(p) for p in breaking], "benign": [written(p) for p in benign],
    }


def number(value):
    return value if isinstance(value, int) else float(shortest(value))


def label(row):
    """The row for the corpus, or a reason why there is none."""
    plain = points(row, 500)
    if len(plain) < 30:
        return None, f"only {len(plain)} samples"
    worst = max(p.error for p in plain)
    related = points(row, 300, related=True) if len(row.parameters) > 1 or row.length(row.parameters[0][0]) > 1 else []
    everything = plain + related
    broken = [p for p in everything if p.error > UNSTABLE]
    good = [p for p in everything if p.error < 1e-6]
    if not any(p.error > UNSTABLE for p in plain):
        if not broken and max(p.error for p in everything) <= STABLE:
            return entry(row, False, [], chosen(row, good, 3)), None
        if not (broken and row.related):
            return None, f"between: worst {worst:.1e}, with related inputs {max(p.error for p in everything):.1e}"
    breaking = chosen(row, broken, 6)
    return (entry(row, True, breaking, chosen(row, good, 2)), None) if breaking else (None, "no reliable point")


def main():
    """With an argument, shows the labels of the lines that match it; else writes the corpus. Labels that are there are kept, --all makes them anew."""
    lines = [line for line in (HERE / "expressions.txt").read_text().splitlines() if line.strip() and not line.startswith("#")]
    argument = sys.argv[1] if len(sys.argv) > 1 else None
    writes = argument in (None, "--all")
    if not writes:
        lines = [line for line in lines if re.search(argument, line)]
    target = HERE / "corpus.json"
    known = {key(item): item for item in json.loads(target.read_text())} if argument is None and target.exists() else {}
    with multiprocessing.Pool(2) as pool:
        fresh = dict(pool.map(labelled, [line for line in lines if Row(line).key not in known]))
    corpus = []
    for line in lines:
        item, reason = (known[Row(line).key], None) if line not in fresh else fresh[line]
        if item is None:
            print(f"dropped: {line}: {reason}")
        else:
            corpus.append(item)
            if not writes:
                print(item["unstable"], line, json.dumps(item["breaking"][:3]))
    print(len(corpus), "expressions,", sum(item["unstable"] for item in corpus), "unstable")
    if writes:
        rows = ",\n".join(json.dumps(item) for item in corpus)
        target.write_text(f"[\n{rows}\n]\n")


def labelled(line):
    try:
        return line, label(Row(line))
    except Exception as problem:
        raise ValueError(line) from problem


def key(item):
    return item["suite"], item["test"], item["text"], tuple(map(tuple, item["signature"]))


if __name__ == "__main__":
    main()
