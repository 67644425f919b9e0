"""Definitions and points of the trigonometric and special functions."""
import math
from fractions import Fraction

from mpmath import mp, mpf

from points import EDGES, Definition, any_exponent, around, both_signs, exponents, uniform

ROOT_HALF, ROOT_TWO = 0.7071067811865476, 1.4142135623730951
DIGAMMA_ROOT = 1.4616321449683622


def log_abs_gamma(x):
    if x <= 0 and mp.isint(x):
        return None
    if x > 0:
        return mp.loggamma(x)
    return mp.log(mp.pi / abs(x * mp.sinpi(x))) - mp.loggamma(-x)


def digamma(x):
    return None if x <= 0 and mp.isint(x) else mp.digamma(x)


def trigamma(x):
    """The asymptotic series from 100 on, the recurrence below, the reflection below zero; mp.psi takes minutes at some x."""
    if x <= 0:
        return None if mp.isint(x) else (mp.pi / mp.sinpi(x)) ** 2 - trigamma(1 - x)
    total = mpf(0)
    while x < 100:
        total += 1 / x ** 2
        x += 1
    return total + 1 / x + 1 / (2 * x * x) + mp.fsum(mp.bernoulli(2 * k) / x ** (2 * k + 1) for k in range(1, 60))


def near_multiples_of_half_pi(count):
    """
    The doubles closest to a multiple of pi/2. For each exponent e the best m is the largest denominator below 2^53 of the
    convergents of 2^e / (pi/2).
    """
    with mp.workprec(2600):
        hardest = {}
        for e in range(-52, 972):
            ratio = mp.ldexp(2, e) / mp.pi
            fraction = Fraction(int(mp.floor(mp.ldexp(ratio, 1400))), 1 << 1400)
            numerator, denominator, before, m = fraction.numerator, fraction.denominator, 1, 0
            while denominator:
                quotient, rest = divmod(numerator, denominator)
                if quotient * m + before >= 1 << 53:
                    break
                before, m = m, quotient * m + before
                numerator, denominator = denominator, rest
            hardest[math.ldexp(m, e)] = abs(m * ratio - mp.nint(m * ratio))
    return sorted(hardest, key=hardest.get)[:count]


def angles(rng):
    """Every exponent, both reductions and their switch, neighbours of the multiples of pi/4, and the hardest doubles."""
    yield from both_signs(EDGES)
    yield from (0.0, -0.0)
    yield from any_exponent(rng, 300)
    yield from exponents(rng, 400, 2.0 ** -30, 2.0 ** 22)
    yield from exponents(rng, 300, 2.0 ** 20, 1.7e308)
    yield from uniform(rng, 400, -1.6, 1.6)
    yield from uniform(rng, 300, -100.0, 100.0)
    yield from both_signs(around(1647099.0, 2.0 ** -27))
    for multiple in [*range(1, 17), 1000, 1048575, 1048576, 1048577]:
        centre = float(mpf(multiple) * mp.pi / 4)
        yield from both_signs((math.nextafter(centre, 0), centre, math.nextafter(centre, 1e300), centre + 1e-9, centre - 1e-5))
    yield from both_signs(near_multiples_of_half_pi(60))


def ratios(rng):
    """[-1, 1], dense at its ends, at zero and at one half."""
    yield from both_signs(v for v in EDGES if v <= 1)
    yield from (0.0, -0.0)
    yield from exponents(rng, 300, 2.0 ** -60, 1.0)
    yield from uniform(rng, 800, -1.0, 1.0)
    yield from uniform(rng, 200, 0.49, 0.53)
    yield from uniform(rng, 200, -0.53, -0.49)
    yield from both_signs(1 - v for v in exponents(rng, 200, 2.0 ** -52, 0.5, positive=True))
    yield from both_signs(v for v in around(0.5, 1.0) if abs(v) <= 1)


def slopes(rng):
    yield from both_signs(EDGES)
    yield from (0.0, -0.0)
    yield from any_exponent(rng, 200)
    yield from exponents(rng, 500, 2.0 ** -30, 2.0 ** 60)
    yield from uniform(rng, 800, -3.0, 3.0)
    yield from both_signs(around(0.66, 1.0, 2.414213562373095))


def normal_deviates(rng):
    """Arguments of the error functions."""
    yield from both_signs(EDGES)
    yield from (0.0, -0.0)
    yield from any_exponent(rng, 100)
    yield from exponents(rng, 300, 2.0 ** -60, 1.0)
    yield from uniform(rng, 600, -1.2, 1.2)
    yield from uniform(rng, 800, -7.0, 7.0)
    yield from uniform(rng, 500, 0.5, 27.5)
    yield from both_signs(around(0.5, 1.0, 3.0, 5.921587195794507, 26.543258454250982, 27.22, 27.3))


def negative_zeros():
    """Doubles next to zeros of log|Gamma| (one on each side of each pole from -3 on) and of digamma (one between poles)."""
    with mp.workprec(100):
        yield from (-2.4570247382208006, -2.7476826467274127)
        for pole in range(3, 15):
            for gap in (1 / mp.factorial(pole), -1 / mp.factorial(pole)):
                yield float(mp.findroot(log_abs_gamma, (-pole + gap / 2, -pole + gap * 2), solver="bisect"))
        for pole in (0, 1, 2, 5, 20, 100):
            yield float(mp.findroot(mp.digamma, (-pole - mpf("0.9"), -pole - mpf("0.3")), solver="anderson", verify=False))


def gamma_arguments(*switches):
    def points(rng):
        yield from EDGES
        yield from any_exponent(rng, 150, positive=True)
        yield from exponents(rng, 400, 2.0 ** -60, 2.0 ** 60, positive=True)
        yield from uniform(rng, 1200, 0.0, 3.0)
        yield from uniform(rng, 800, 2.0, 12.0)
        yield from uniform(rng, 200, 10.0, 1000.0)
        yield from around(*switches)
        for i in range(3, 17):
            yield from around(i / 2)
        # Below zero: every exponent, between the poles and next to them.
        yield from (-v for v in exponents(rng, 200, 2.0 ** -80, 1.0, positive=True))
        yield from (-v for v in any_exponent(rng, 100, positive=True, high=0x4340000000000000))
        yield from uniform(rng, 1000, -10.0, 0.0)
        yield from uniform(rng, 300, -300.0, 0.0)
        for pole in range(1, 8):
            yield from (v for v in around(-float(pole)) if v != -pole)
        yield from around(*negative_zeros())
        yield from around(-0.5, -1.5, -2.5)
    return points


GAMMA = gamma_arguments(1.0, 2.0, ROOT_HALF, ROOT_TWO, 0.41421356237309503, 2.5, 8.0, DIGAMMA_ROOT, 2.5566e305)

FUNCTIONS = {
    "Sin": Definition(mp.sin, angles, precision=1300, odd=True),
    "Cos": Definition(mp.cos, angles, precision=1300),
    "Tan": Definition(mp.tan, angles, precision=1300, odd=True),
    "Asin": Definition(mp.asin, ratios, odd=True),
    "Acos": Definition(mp.acos, ratios),
    "Atan": Definition(mp.atan, slopes, precision=2300, odd=True),
    "Erf": Definition(mp.erf, normal_deviates, odd=True),
    "Erfc": Definition(lambda x: mpf(0) if x > 1e3 else mpf(2) if x < -1e3 else mp.erfc(x), normal_deviates, precision=1200),
    "LogGamma": Definition(log_abs_gamma, GAMMA, precision=1300),
    "Digamma": Definition(digamma, GAMMA),
    "Trigamma": Definition(trigamma, GAMMA),
}
