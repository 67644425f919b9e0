"""Definitions and points of the elementary functions. Each is written so that no digit cancels at the working precision."""
from itertools import chain

from mpmath import mp, mpf

from points import EDGES, Definition, any_exponent, around, both_signs, exponents, uniform

LN2 = 0.6931471805599453
EXP_EDGES = [709.782712893384, 709.0895657128241, -708.3964185322641, -745.1332191019411, -744.4400719213812]


def sigmoid(x):
    return 1 / (1 + mp.exp(-x))


def softplus(x):
    return mp.log1p(mp.exp(x)) if x < 0 else x + mp.log1p(mp.exp(-x))


def log_cosh(x):
    return mp.log1p(2 * mp.sinh(x / 2) ** 2) if abs(x) < 1 else abs(x) + mp.log1p(mp.exp(-2 * abs(x))) - mp.log(2)


def log1m_exp(x):
    return mp.log1p(-mp.exp(x)) if x < -1 else mp.log(-mp.expm1(x))


def log_add_exp(a, b):
    return max(a, b) + softplus(-abs(a - b))


def log_ratio(x, y):
    """log(x / y), exact where the two agree to the last bits."""
    difference = mp.fsub(x, y, exact=True)
    return mp.log1p(difference / y) if abs(difference) < y / 4 else mp.log(x) - mp.log(y)


def kl_divergence(x, y):
    return mp.fsub(y, x, exact=True) + (x * log_ratio(x, y) if x else 0)


def power(x, y):
    exponent = y * mp.log(abs(x))
    if abs(exponent) > 800:
        return None
    return mp.exp(exponent) * (-1 if x < 0 and int(y) % 2 else 1)


def real_line(*switches, wide=1.0):
    """The whole axis: every exponent, the scale of one, the exponential's range, and both sides of each switch."""
    def points(rng):
        yield from both_signs(EDGES)
        yield from (0.0, -0.0)
        yield from any_exponent(rng, 150)
        yield from exponents(rng, 300, 2.0 ** -60, 2.0 ** 12)
        yield from uniform(rng, 250, -1.0, 1.0)
        yield from uniform(rng, 250, -40.0, 40.0)
        yield from uniform(rng, 200, -750.0 * wide, 750.0 * wide)
        yield from both_signs(around(LN2 / 2, LN2, *switches))
    return points


def exp_points(*switches):
    def points(rng):
        yield from chain(real_line(*switches)(rng), around(*EXP_EDGES), uniform(rng, 150, -745.2, -708.0),
                         uniform(rng, 50, 700, 709.78))
    return points


def positive(*switches):
    def points(rng):
        yield from EDGES
        yield from any_exponent(rng, 400, positive=True)
        yield from exponents(rng, 400, 2.0 ** -40, 2.0 ** 40, positive=True)
        yield from uniform(rng, 400, 0.5, 2.0)
        yield from around(1.0, 0.7071067811865476, 1.4142135623730951, 0.36787944117144233, *switches)
    return points


def log1p_points(rng):
    yield from real_line(0.25, 0.2928932188134524, 0.41421356237309503)(rng)
    yield from uniform(rng, 150, -1.0, -0.5)
    yield from around(-0.9999999999999999, -0.5)


def negative(rng):
    for x in real_line(37.0, 745.0)(rng):
        if x != 0:
            yield -abs(x)


def near_pairs(rng, count, low=1e-5, high=1e5):
    for x in exponents(rng, count, low, high, positive=True):
        y = x * (1 + rng.choice([-1, 1]) * 2.0 ** -rng.uniform(0.5, 54))
        yield from ((x, y), (y, x))


def positive_pairs(rng):
    yield from near_pairs(rng, 500)
    for x, y in zip(exponents(rng, 300, 2.0 ** -20, 2.0 ** 20, True), exponents(rng, 300, 2.0 ** -20, 2.0 ** 20, True)):
        yield (x, y)
    for x, y in zip(any_exponent(rng, 200, True), any_exponent(rng, 200, True)):
        yield (x, y)
    for ratio in around(0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 0.7071067811865476, 1.4142135623730951):
        yield (ratio, 1.0)
        yield (3 * ratio, 3.0)


def signed_pairs(rng):
    for x, y in positive_pairs(rng):
        yield (x * rng.choice([-1, 1]), y * rng.choice([-1, 1]))


def log_add_pairs(rng):
    for _ in range(500):
        yield (rng.uniform(-50, 50), rng.uniform(-50, 50))
    for _ in range(300):
        yield (rng.uniform(-800, 800), rng.uniform(-800, 800))
    for x in exponents(rng, 300, 1e-5, 1e5):
        yield (x, x * (1 + 2.0 ** -rng.uniform(0, 54)))
    for x, y in zip(any_exponent(rng, 200), any_exponent(rng, 200)):
        yield (x, y)


def x_log_y_pairs(rng):
    for x, y in zip(any_exponent(rng, 200), any_exponent(rng, 200, True)):
        yield (x, y)
    for x, y in zip(exponents(rng, 800, 1e-5, 1e5), exponents(rng, 800, 1e-5, 1e5, True)):
        yield (x, y)
    for y in around(1.0, 0.7071067811865476, 1.4142135623730951):
        yield (0.3, y)


def x_log1p_y_pairs(rng):
    yield from x_log_y_pairs(rng)
    for x, y in zip(exponents(rng, 300, 1e-5, 1e5), uniform(rng, 300, -1.0, 1.0)):
        yield (x, y)
    for y in exponents(rng, 200, 2.0 ** -60, 1.0):
        yield (rng.uniform(0.5, 2.0), y)


def power_pairs(rng):
    for x in any_exponent(rng, 500, True):
        yield (x, rng.uniform(-1, 1))
    for x in exponents(rng, 500, 1e-3, 1e3, True):
        yield (x, rng.uniform(-30, 30))
    for x in around(1.0):
        if x != 1:
            yield (x, rng.uniform(-600, 600) / abs(float(mp.log(x))))
    for x in uniform(rng, 300, 0.5, 2):
        yield (x, rng.uniform(-744, 709) / float(mp.log(x)))
    for x in exponents(rng, 200, 1e-3, 1e3):
        yield (-abs(x), float(rng.randint(-100, 100)))
    for x in exponents(rng, 200, 1e-5, 1e5, True):
        yield from ((x, 0.5), (x, 2.0), (x, -1.0), (x, 3.0), (x, 1.0), (x, 0.25))


FUNCTIONS = {
    "Exp": Definition(mp.exp, exp_points()),
    "ExpM1": Definition(mp.expm1, exp_points(0.5, 37.0, 1.0), 1400, odd=True),
    "Log": Definition(mp.log, positive()),
    "Log1P": Definition(lambda x: None if x <= -1 else mp.log1p(x), log1p_points, 1400, odd=True),
    "Sinh": Definition(mp.sinh, exp_points(1.0, 22.0, 0.5), 1400, odd=True),
    "Cosh": Definition(mp.cosh, exp_points(1.0, 22.0)),
    "Tanh": Definition(mp.tanh, real_line(0.625, 0.55, 9.0, 19.0, 22.0), 1400, odd=True),
    "LogCosh": Definition(log_cosh, real_line(0.25, 0.5, 1.0, 19.0, 2.0), 2400),
    "Sigmoid": Definition(sigmoid, exp_points(37.0)),
    "LogSigmoid": Definition(lambda x: -softplus(-x), exp_points(37.0, 1.0)),
    "Softplus": Definition(softplus, exp_points(37.0, 1.0)),
    "Log1MExp": Definition(log1m_exp, negative, 1400),
    "Entropy": Definition(lambda x: -x * mp.log(x), positive()),
    "Pow": Definition(power, power_pairs, 500),
    "Hypot": Definition(lambda x, y: mp.sqrt(x * x + y * y), signed_pairs, 4400),
    "LogAddExp": Definition(log_add_exp, log_add_pairs),
    "XLogY": Definition(lambda x, y: x * mp.log(y), x_log_y_pairs),
    "XLog1PY": Definition(lambda x, y: x * mp.log1p(y), x_log1p_y_pairs, 1400),
    "RelEntropy": Definition(lambda x, y: x * log_ratio(x, y), positive_pairs, 400),
    "KlDivergence": Definition(kl_divergence, positive_pairs, 2400),
}
