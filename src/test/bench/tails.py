#!/usr/bin/env python3
"""The golden values of TailsTest: `tails.py > src/test/resources/chalkgrad/evaluate/tails.tsv`. Needs python3-mpmath."""
from mpmath import erf, erfc, exp, expm1, log, log1p, mp, mpf, nstr, sin, sinh, sqrt, tanh

mp.dps = 60

GELU = lambda z: z * erfc(-z / sqrt(2)) / 2
SIGMOID = lambda z: 1 / (1 + exp(-z))
ROWS = []


def row(expression, value):
    ROWS.append((expression, value))


for z in ("20", "70.5", "100", "1000", "12345.678"):
    x = mpf(z)
    row("gelu(-%s)" % z, GELU(-x))
    row("gelu(%s)-%s" % (z, z), -x * erfc(x / sqrt(2)) / 2)
    row("1-erf(%s)" % z, erfc(x))
    row("1+erf(-%s)" % z, erfc(x))
    row("1-tanh(%s)" % z, 2 / (1 + exp(2 * x)))
    row("1+tanh(-%s)" % z, 2 / (1 + exp(2 * x)))
    row("1-sigmoid(%s)" % z, SIGMOID(-x))
    row("sigmoid(%s)*(1-sigmoid(%s))" % (z, z), SIGMOID(-x) * SIGMOID(x))
    row("softplus(%s)-%s" % (z, z), log1p(exp(-x)))
    row("ln(sigmoid(%s))" % z, -log1p(exp(-x)))
    row("ln(1-sigmoid(%s))" % z, -x - log1p(exp(-x)))
    row("ln(tanh(%s))" % z, log1p(-2 / (1 + exp(2 * x))))
    row("silu(-%s)" % z, -x * SIGMOID(-x))
    row("elu(-%s)+1" % z, exp(-x))
    row("1-sqrt(1-exp(-%s))" % z, -expm1(log1p(-exp(-x)) / 2))
    row("(1+exp(-%s))^3-1" % z, expm1(3 * log1p(exp(-x))))
    row("1-1/(1+exp(-%s))^2" % z, -expm1(-2 * log1p(exp(-x))))
    row("exp(exp(-%s))-1" % z, expm1(exp(-x)))
    row("1-cos(exp(-%s))" % z, 2 * sin(exp(-x) / 2) ** 2)
    row("cosh(exp(-%s))-1" % z, 2 * sinh(exp(-x) / 2) ** 2)
    row("sinh(%s)/cosh(%s)-1" % (z, z), -2 / (1 + exp(2 * x)))
    row("exp(%s)/(exp(%s)+1)-1" % (z, z), -SIGMOID(-x))
    row("exp(-%s)/(exp(-%s)+exp(-2*%s))-1" % (z, z, z), -SIGMOID(-x))
    row("(exp(%s)+2)-exp(%s)" % (z, z), mpf(2))
    row("log10(1+exp(-%s))" % z, log1p(exp(-x)) / log(10))
    row("(exp(%s))^0.5-exp(%s/2)+exp(-%s)" % (z, z, z), exp(-x))
for z in ("5", "10", "20", "21.4"):
    x = mpf(z)
    row("exp(-exp(%s))" % z, exp(-exp(x)))
    row("1-tanh(exp(%s))" % z, 2 * exp(-2 * exp(x)) / (1 + exp(-2 * exp(x))))
mp.dps = 120
for z in ("25", "30", "60.5"):
    x = mpf(z)
    # beyond the exponents that a decimal has
    row("exp(-exp(%s))" % z, exp(-exp(x)))
    row("1-tanh(exp(%s))" % z, 2 * exp(-2 * exp(x)))
    row("1-exp(-exp(-%s))" % z, -expm1(-exp(-x)))
mp.dps = 1000
row("1e-90*(1e-90+1)-1e-90", mpf(10) ** -180)
row("sqrt(1+1e-99)-1", sqrt(1 + mpf(10) ** -99) - 1)
row("ln(1+1e-400)", log1p(mpf(10) ** -400))
row("1-tanh(7)", 1 - tanh(mpf(7)))
row("1-erf(5.5)", 1 - erf(mpf("5.5")))
row("1-erf(7.25)", 1 - erf(mpf("7.25")))
row("1-erf(10.7)", 1 - erf(mpf("10.7")))
row("tanh(1e-30)-1e-30", tanh(mpf("1e-30")) - mpf("1e-30"))
row("sin(1e-40)-1e-40", sin(mpf("1e-40")) - mpf("1e-40"))
for expression, value in ROWS:
    print(expression, nstr(value, 26, min_fixed=0, max_fixed=0).replace("e+", "E").replace("e", "E"), sep="\t")
