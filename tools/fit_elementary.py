#!/usr/bin/env python3
"""Prints the polynomials of the elementary functions, highest coefficient first, with the error that the fit leaves.

A fit interpolates at Chebyshev nodes, computed with 1200 bits (the tails cancel next to zero): within a small factor of the minimax polynomial, and simple
enough to check. Coefficients are rounded to the format one by one; none of the fits is tight enough for that to matter.
"""
import struct

from mpmath import mp, mpf

mp.prec = 1200


def chebyshev(function, low, high, terms):
    """Coefficients, lowest first, of the polynomial through the function at the Chebyshev nodes of [low, high]."""
    low, high = mpf(low), mpf(high)
    nodes = [(low + high) / 2 + mpf(2) ** -200 + (high - low) / 2 * mp.cos(mp.pi * (2 * i + 1) / (2 * terms)) for i in range(terms)]
    rows = mp.matrix([[node ** j for j in range(terms)] for node in nodes])
    return list(mp.lu_solve(rows, mp.matrix([function(node) for node in nodes])))


def show(name, function, low, high, terms, weight, single):
    """weight(x) is the polynomial's share of the result: its error times weight is the result's relative error."""
    coefficients = chebyshev(function, low, high, terms)
    if single:
        coefficients = [mpf(struct.unpack("<f", struct.pack("<f", float(c)))[0]) for c in coefficients]
    else:
        coefficients = [mpf(float(c)) for c in coefficients]
    grid = [mpf(low) + (mpf(high) - mpf(low)) * i / 999 for i in range(1000)]
    worst = max(abs((mp.polyval(coefficients[::-1], x) - function(x)) * weight(x)) for x in grid if x != 0)
    print(f"{name} on [{float(low):.6g}, {float(high):.6g}]: relative error 2^{float(mp.log(worst, 2)):.1f}")
    for c in reversed(coefficients):
        print("   ", f"{float(c):.9g}f" if single else repr(float(c)))


def exp_tail(r):
    return (mp.expm1(r) - r) / r ** 2


def log_tail(f):
    return (mp.log1p(f) - f + f * f / 2) / f ** 3


def atanh_tail(z):
    s = mp.sqrt(z)
    return (2 * mp.atanh(s) - 2 * s) / (s * z)


def tanh_tail(t):
    x = mp.sqrt(t)
    return (mp.tanh(x) - x) / (x * t)


def sinh_tail(t):
    x = mp.sqrt(t)
    return (mp.sinh(x) - x) / (x * t)


def log_cosh_tail(t):
    return mp.log1p(2 * mp.sinh(mp.sqrt(t) / 2) ** 2) / t


def kl_tail(d):
    return ((1 + d) * mp.log1p(d) - d) / d ** 2


if __name__ == "__main__":
    HALF_LN2 = mp.log(2) / 2 * mpf("1.001")
    F = (mp.sqrt(mpf(1) / 2) - 1, mp.sqrt(2) - 1)
    Z = (mpf(0), ((mp.sqrt(2) - 1) / (mp.sqrt(2) + 1)) ** 2)
    for single in (True, False):
        print("float" if single else "double")
        show("(exp(r) - 1 - r) / r^2", exp_tail, -HALF_LN2, HALF_LN2, 5 if single else 11, lambda r: r * r, single)
        if single:
            show("(log(1 + f) - f + f^2/2) / f^3", log_tail, *F, 9, lambda f: f ** 3 / mp.log1p(f), single)
        show("(tanh(x) - x) / x^3 in x^2", tanh_tail, 0, mpf("0.625") ** 2, 6 if single else 12, lambda t: t, single)
        show("(2 atanh(s) - 2s) / s^3 in s^2", atanh_tail, *Z, 3 if single else 7, lambda z: z / 2, single)
        show("(sinh(x) - x) / x^3 in x^2", sinh_tail, 0, 1, 4 if single else 7, lambda t: t, single)
        show("log(cosh(x)) / x^2 in x^2", log_cosh_tail, 0, 1, 8 if single else 17, lambda t: 2, single)
        if not single:
            show("(exp(x) - 1 - x) / x^2, scalar", exp_tail, mpf("-0.29"), mpf("0.41"), 12, lambda r: r, single)
            show("((1 + d) log(1 + d) - d) / d^2", kl_tail, -0.25, 0.25, 18, lambda d: 2, single)
