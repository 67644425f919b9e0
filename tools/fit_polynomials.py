"""Fits the polynomials of the trigonometric and special functions in src/LossGen.Runtime/Mathematics.

Each row names a function, the interval of the polynomial's variable and the number of coefficients. The fit interpolates
the function at the Chebyshev nodes in 60-digit arithmetic, which is within a small factor of the minimax polynomial; the
coefficients are then rounded to the working precision, lowest power first. The last column is the largest absolute error
of the rounded polynomial on a fine grid. Usage: python3 tools/fit_polynomials.py [name ...]
"""
import struct
import sys

import mpmath as mp

mp.mp.dps = 60
DIGAMMA_ROOT = mp.findroot(mp.digamma, mp.mpf("1.4616321449683623"))


def as_float(value):
    return struct.unpack("f", struct.pack("f", float(value)))[0]


def fit(function, low, high, count):
    """Coefficients (lowest power first) of the interpolant at `count` Chebyshev nodes of [low, high]."""
    middle, half = (mp.mpf(low) + high) / 2, (mp.mpf(high) - low) / 2
    nodes = [middle + half * mp.cos(mp.pi * (2 * i + 1) / (2 * count)) for i in range(count)]
    # Newton's divided differences, expanded to powers.
    table = [function(x) for x in nodes]
    for order in range(1, count):
        for i in range(count - 1, order - 1, -1):
            table[i] = (table[i] - table[i - 1]) / (nodes[i] - nodes[i - order])
    powers = [mp.mpf(0)] * count
    for i in range(count - 1, -1, -1):
        powers = [mp.mpf(0)] + powers[:-1]
        shifted = powers[1:] + [mp.mpf(0)]
        powers = [p - nodes[i] * s for p, s in zip(powers, shifted)]
        powers[0] += table[i]
    return powers


def even(function):
    """The function of z = x*x whose value at z is function(x)."""
    return lambda z: function(mp.sqrt(z))


def inverse_even(function):
    """The function of z = 1/(x*x) whose value at z is function(x)."""
    return lambda z: function(1 / mp.sqrt(z))


ERFC_CENTRE = mp.mpf(3)


def scaled_erfc(t):
    if t >= 1:
        return 2 / mp.sqrt(mp.pi)
    x = ERFC_CENTRE * (1 + t) / (1 - t)
    if x > 1e6:
        return 2 / mp.sqrt(mp.pi) + (1 / mp.sqrt(mp.pi)) / x
    return (1 + 2 * x) * mp.exp(x * x) * mp.erfc(x)


def log_gamma_at_two(s):
    return (mp.loggamma(2 + s) / s - (1 - mp.euler)) / s


def stirling(x):
    return x * (mp.loggamma(x) - ((x - 0.5) * mp.log(x) - x + mp.log(2 * mp.pi) / 2))


def digamma_over_root(t):
    x = t + mp.mpf(3) / 2
    return mp.digamma(x) / (x - DIGAMMA_ROOT)


def digamma_tail(x):
    return (mp.log(x) - 1 / (2 * x) - mp.digamma(x)) * x * x


def trigamma_tail(x):
    return (mp.psi(1, x) - 1 / x - 1 / (2 * x * x)) * x ** 3


Q = (mp.pi / 4) ** 2 * mp.mpf("1.001")
E = mp.mpf("1e-30")

# name: (function, low, high, coefficients, coefficients are float)
ROWS = {
    "Sin": (even(lambda x: (mp.sin(x) / x - 1) / x**2), E, Q, 6, False),
    "Cos": (even(lambda x: (mp.cos(x) - 1 + x * x / 2) / x**4), E, Q, 6, False),
    "SinShort": (even(lambda x: (mp.sin(x) / x - 1) / x**2), E, Q, 4, False),
    "CosShort": (even(lambda x: (mp.cos(x) - 1 + x * x / 2) / x**4), E, Q, 4, False),
    "SinHalfTurn": (even(lambda x: (mp.sin(x) / x - 1) / x**2), E, 4 * Q, 5, False),
    "Atan": (even(lambda x: (mp.atan(x) / x - 1) / x**2), E, mp.mpf("0.4357"), 17, False),
    "AtanFloat": (even(lambda x: (mp.atan(x) / x - 1) / x**2), E, mp.mpf("0.4357"), 8, True),
    "Asin": (even(lambda x: (mp.asin(x) / x - 1) / x**2), E, mp.mpf("0.25"), 14, False),
    "AsinFloat": (even(lambda x: (mp.asin(x) / x - 1) / x**2), E, mp.mpf("0.25"), 6, True),
    "Erf": (even(lambda x: mp.erf(x) / x - 1), E, 1, 13, False),
    "ErfFloat": (even(lambda x: mp.erf(x) / x - 1), E, 1, 7, True),
    "ErfTailFloat": (lambda t: mp.erf(t + mp.mpf("2.5")), mp.mpf("-1.5"), mp.mpf("1.45"), 15, True),
    "Erfc": (scaled_erfc, (mp.mpf("0.5") - ERFC_CENTRE) / (mp.mpf("0.5") + ERFC_CENTRE), mp.mpf("0.803"), 22, False),
    "LogGamma": (log_gamma_at_two, mp.mpf("-0.586"), mp.mpf("0.5"), 20, False),
    "Stirling": (inverse_even(stirling), mp.mpf("1e-8"), mp.mpf(1) / 64, 7, False),
    "Digamma": (digamma_over_root, mp.mpf("-0.5"), mp.mpf("0.5"), 22, False),
    "DigammaTail": (inverse_even(digamma_tail), mp.mpf("1e-8"), mp.mpf("0.25"), 18, False),
    "TrigammaTail": (inverse_even(trigamma_tail), mp.mpf("1e-8"), mp.mpf("0.25"), 21, False),
    "SinPi": (even(lambda x: (mp.sin(mp.pi * x) / x - mp.pi) / x**2), E, mp.mpf("0.25"), 8, False),
    "CosPi": (even(lambda x: mp.pi * (mp.cos(mp.pi * x) - 1) / x**2), E, mp.mpf("0.25"), 9, False),
}


def main():
    for name in sys.argv[1:] or ROWS:
        function, low, high, count, single = ROWS[name]
        exact = fit(function, low, high, count)
        rounded = [mp.mpf(as_float(c) if single else float(c)) for c in exact]
        grid = [mp.mpf(low) + (mp.mpf(high) - low) * (i + mp.mpf("0.5")) / 200 for i in range(200)]
        errors = [max(abs(mp.polyval(c[::-1], x) - function(x)) for x in grid) for c in (exact, rounded)]
        print(f"// {name}: {count} coefficients on [{mp.nstr(low, 6)}, {mp.nstr(high, 6)}], "
              f"error {mp.nstr(errors[0], 3)} exact, {mp.nstr(errors[1], 3)} rounded")
        for c in exact:
            print(f"        {as_float(c):.9g}f," if single else f"        {float(c)!r},")


if __name__ == "__main__":
    main()
