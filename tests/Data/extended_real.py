"""Writes extended-real.txt: values of functions to 40 digits, one a line, as `function argument... value`.

An argument is a double in decimal, or m`p`e for m * 2^e. Needs mpmath.
"""
from mpmath import (acos, asin, atan, cos, cosh, erf, erfc, exp, expm1, fabs, isinf, isnan, log, loggamma, mp, mpf, nstr, psi, sin, sinh,
                    sqrt, tan, tanh)

mp.prec = 6000

SMALL = "1e-300 1e-25 1e-17 1e-8 0.001 0.01".split()
MIDDLE = "0.1 0.25 0.3 0.45 0.5 0.7 0.75 0.9 1.0 1.1 1.4 1.5 2.0 2.4 2.6 3.0 3.5 5.0 7.3 10.0 17.0 20.5 26.0".split()
LARGE = "40.0 88.7 100.0 355.0 710.0 1234.5 12345.678 1e5".split()
HUGE = "1e7 1e15 1e22 1e100 1e300 1p3000".split()


def negative(texts):
    return ["-" + text for text in texts]


def number(text):
    if "p" in text:
        mantissa, exponent = text.split("p")
        return mpf(float(mantissa)) * mpf(2) ** int(exponent)
    return mpf(float(text))


def kl_div(x, y):
    return x * log(x / y) - x + y


ALL = SMALL + MIDDLE + LARGE
BOTH = ALL + negative(ALL)
UNIT = SMALL + [text for text in MIDDLE if float(text) <= 1]
PAIRS = ["0.3 0.7", "1.0 1.0000001", "2.5 2.4", "1e-300 1e300", "1e200 3e-200", "7.0 7.1", "1p-4000 1p-4001", "0.25 1e8"]
ROWS = {
    "sqrt": (sqrt, ALL + HUGE + ["1p-3001", "5e-324"]),
    "exp": (exp, BOTH + ["0.6931471805599453", "0.34657359027997264"]),
    "expm1": (expm1, BOTH + ["1p-3000"]),
    "log": (log, ALL + HUGE + ["0.9999999999999999", "1.0000000000000002", "1p-3000", "0.7071067811865476"]),
    "log1p": (lambda x: log(1 + x), ALL + HUGE + negative(UNIT[:-1]) + ["1p-3000", "-0.9999999999999999"]),
    "sin": (sin, BOTH + HUGE[:-1] + ["3.141592653589793", "6381956970095103p797"]),
    "cos": (cos, BOTH + HUGE[:-1] + ["1.5707963267948966"]),
    "tan": (tan, BOTH + HUGE[:-1] + ["1.5707963267948966", "3.141592653589793"]),
    "asin": (asin, UNIT + negative(UNIT) + ["0.9999999999999999"]),
    "acos": (acos, UNIT + negative(UNIT) + ["0.9999999999999999", "-0.9999999999999999"]),
    "atan": (atan, BOTH + HUGE),
    "sinh": (sinh, BOTH),
    "cosh": (cosh, BOTH),
    "tanh": (tanh, BOTH),
    "erf": (erf, BOTH),
    "erfc": (erfc, ALL + negative(ALL[:-2])),
    "lgamma": (lambda x: loggamma(x).real, ALL + HUGE[:-1] + negative("0.001 0.3 0.9 1.5 2.6 20.5".split()) + ["1.0000001", "1.9999999"]),
    "digamma": (lambda x: psi(0, x), ALL + HUGE[:-1] + negative("0.001 0.3 0.9 2.6 20.25".split())),
    "trigamma": (lambda x: psi(1, x), ALL + HUGE[:-1] + negative("0.001 0.3 0.9 2.6 20.5".split())),
    "softplus": (lambda x: log(1 + exp(x)), BOTH),
    "sigmoid": (lambda x: 1 / (1 + exp(-x)), BOTH),
    "logsigmoid": (lambda x: -log(1 + exp(-x)), BOTH),
    "logcosh": (lambda x: log(cosh(x)), BOTH),
    "log1mexp": (lambda x: log(-expm1(x)), negative(ALL)),
    "rootm1": (lambda x: sqrt(1 + x * x) - 1, BOTH + HUGE),
    "entr": (lambda x: -x * log(x), ALL + HUGE),
    "^": (lambda x, y: x ** y, ["2.0 0.5", "0.3 1e5", "-1.5 7.0", "-1.5 -8.0", "1.0000001 1e7", "10.0 400.0", "1e300 -3.5", "-2.0 2001.0"]),
    "hypot": (lambda x, y: sqrt(x * x + y * y), PAIRS),
    "dircos": (lambda x, y: x / sqrt(x * x + y * y), PAIRS),
    "xlogy": (lambda x, y: x * log(y), PAIRS),
    "xlog1py": (lambda x, y: x * log(1 + y), PAIRS),
    "rel_entr": (lambda x, y: x * log(x / y), PAIRS),
    "kl_div": (kl_div, PAIRS),
    "logaddexp": (lambda x, y: log(exp(x) + exp(y)), PAIRS[:3] + PAIRS[5:] + ["1000.0 1001.0", "-3000.0 -3000.5", "800.0 2.0"]),
    "softmax": (lambda x, y: exp(x - y), PAIRS[:3] + PAIRS[5:]),
}

with open("extended-real.txt", "w") as file:
    for name, (function, arguments) in ROWS.items():
        for text in arguments:
            try:
                value = function(*[number(part) for part in text.split()])
            except (ValueError, ZeroDivisionError):
                continue
            if value.imag == 0 and not (isinf(value) or isnan(value) or value == 0) and fabs(log(fabs(value))) < 2e5:
                file.write(f"{name} {text} {nstr(value.real, 40, strip_zeros=False)}\n")
