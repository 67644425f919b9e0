#!/usr/bin/env python3
"""Writes the reference tables of the accuracy tests: make_reference.py [function ...]

A table, `<function>.ref.gz`, is a gzipped sequence of little-endian records: the arguments (one or two float64), the
correctly rounded value (float64) and what the rounding left over, in units in the last place of the rounded value
(float32). An error can therefore be measured to far less than a hundredth of an ulp. A value beyond the range of a double
is stored as infinity, a value below it as a signed zero whose remainder counts in smallest subnormals.

The functions are defined in the modules named in MODULES. Tables hold finite arguments inside the domain only; what happens
at poles, infinities and NaN is asserted in C#, where it can be read.
"""
import gzip
import importlib
import math
import pathlib
import struct
import sys

from mpmath import mp, mpf

from points import generator

MODULES = ["elementary", "special"]
HERE = pathlib.Path(__file__).parent


def rounded(value, negative_zero=False):
    """The nearest double (ties to even, gradual underflow) and the remainder in its ulps."""
    sign, man, exp, bits = value._mpf_
    if man == 0:
        return (-0.0 if negative_zero else 0.0), 0.0
    top = exp + bits
    if top > 1025:
        return (-math.inf if sign else math.inf), 0.0
    quantum = max(top - 53, -1074)
    shift = quantum - exp
    if shift <= 0:
        quotient, remainder = man << -shift, 0.0
    elif shift > bits + 60:
        quotient, remainder = 0, 0.0
    else:
        quotient, rest = man >> shift, man & ((1 << shift) - 1)
        half = 1 << (shift - 1)
        up = rest > half or (rest == half and quotient & 1)
        remainder = rest / (1 << shift) - (1.0 if up else 0.0)
        quotient += 1 if up else 0
    try:
        high = math.ldexp(quotient, quantum)
    except OverflowError:
        high, remainder = math.inf, 0.0
    return (-high, -remainder) if sign else (high, remainder)


def write(name, definition):
    mp.prec = definition.precision
    records = []
    for point in definition.points(generator(name)):
        point = point if isinstance(point, tuple) else (point,)
        value = definition.function(*[mpf(p) for p in point])
        if value is None:
            continue
        high, remainder = rounded(value, definition.odd and math.copysign(1.0, point[0]) < 0)
        records.append(struct.pack(f"<{len(point)}ddf", *point, high, remainder))
    data = gzip.compress(b"".join(records), mtime=0)
    (HERE / f"{name}.ref.gz").write_bytes(data)
    print(f"{name}: {len(records)} points, {len(data)} bytes")


def main(wanted):
    for module in MODULES:
        if not (HERE / f"{module}.py").exists():
            continue
        for name, definition in importlib.import_module(module).FUNCTIONS.items():
            if not wanted or name in wanted:
                write(name, definition)


if __name__ == "__main__":
    main(sys.argv[1:])
