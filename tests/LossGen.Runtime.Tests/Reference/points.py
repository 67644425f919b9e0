"""Where a function is tried: deterministic sets of finite doubles, and the record that describes a function."""
import math
import random
import struct
from dataclasses import dataclass
from typing import Callable


@dataclass
class Definition:
    """function maps mpf to mpf, or to None outside its domain; points maps a random generator to arguments."""
    function: Callable
    points: Callable
    precision: int = 300
    odd: bool = False


def generator(name):
    return random.Random(name)


def from_bits(bits):
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


def any_exponent(rng, count, positive=False, low=0, high=0x7fefffffffffffff):
    """Doubles whose bit patterns are uniform: every exponent, subnormal to largest, is as likely as any other."""
    for _ in range(count):
        value = from_bits(rng.randint(low, high))
        yield value if positive or rng.random() < 0.5 else -value


def exponents(rng, count, low, high, positive=False):
    """As any_exponent, for magnitudes from low to high."""
    bits = [struct.unpack("<Q", struct.pack("<d", v))[0] for v in (low, high)]
    return any_exponent(rng, count, positive, *bits)


def uniform(rng, count, low, high):
    return (rng.uniform(low, high) for _ in range(count))


def around(*centres):
    """A centre, its neighbours of 1, 2 and 3 ulp, and points that leave it by halving relative distances."""
    for centre in centres:
        yield centre
        up = down = centre
        for _ in range(3):
            up, down = math.nextafter(up, math.inf), math.nextafter(down, -math.inf)
            yield from (up, down)
        if centre != 0.0:
            for k in range(2, 50, 3):
                yield from (centre * (1 + 2.0 ** -k), centre * (1 - 2.0 ** -k))


def both_signs(values):
    for value in values:
        yield from (value, -value)


# The edges of the format: least and largest subnormal, least normal, largest; and the powers of two next to one.
EDGES = [5e-324, 1e-323, 2.225073858507201e-308, 2.2250738585072014e-308, 1.7976931348623157e308,
         1.0, math.nextafter(1.0, 2.0), math.nextafter(1.0, 0.0), 0.5, 2.0]
