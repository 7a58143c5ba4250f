"""The same worked solution the obvious way: SymPy derives, evaluates and prints it.

What somebody who teaches this would write in an hour, for the 2-2-2 network without biases of examples/wikidocs.yaml:
python3 sympy_solve.py out.tex
"""

import sys

from sympy import Rational, Symbol, diff, exp, latex, simplify, symbols

x1, x2, t1, t2, eta = symbols("x_1 x_2 t_1 t_2 eta")
w = symbols("w_1:9")
given = {x1: Rational("0.1"), x2: Rational("0.2"), t1: Rational("0.4"), t2: Rational("0.6"), eta: Rational("0.5")}
given |= dict(zip(w, map(Rational, "0.3 0.25 0.4 0.35 0.45 0.4 0.7 0.6".split())))

z = Symbol("z")
sigmoid = 1 / (1 + exp(-z))
slope = diff(sigmoid, z)
assert simplify(slope - sigmoid * (1 - sigmoid)) == 0

lines = []


def say(text):
    lines.append(text)


def show(name, *sides):
    say(r"\[" + " = ".join([name, *sides]) + r"\]")


def number(value):
    return f"{float(value):.8f}"


def with_numbers(expression, values):
    """The expression with every letter replaced by its value, unevaluated."""
    names = {letter: Symbol(number(values[letter])) for letter in expression.free_symbols}
    return latex(expression.subs(names), order="none")


# Units in the order of computation: letter of the net input, of the output, and what goes in.
h1, h2, o1, o2 = symbols("h_1 h_2 o_1 o_2")
z1, z2, z3, z4 = symbols("z_1:5")
units = [
    (z1, h1, w[0] * x1 + w[1] * x2),
    (z2, h2, w[2] * x1 + w[3] * x2),
    (z3, o1, w[4] * h1 + w[5] * h2),
    (z4, o2, w[6] * h1 + w[7] * h2),
]
losses = [(o1, t1), (o2, t2)]
error = sum(Rational(1, 2) * (t - o) ** 2 for o, t in losses)


def forward(start):
    values = dict(start)
    for net, out, incoming in units:
        values[net] = incoming.subs(values).evalf(30)
        show(latex(net), latex(incoming), with_numbers(incoming, values), number(values[net]))
        values[out] = sigmoid.subs(z, values[net]).evalf(30)
        show(latex(out), latex(sigmoid.subs(z, net)), number(values[out]))
    total = error.subs(values).evalf(30)
    for o, t in losses:
        term = Rational(1, 2) * (t - o) ** 2
        show("E_{" + latex(o) + "}", latex(term), with_numbers(term, values), number(term.subs(values)))
    show(r"E_{total}", latex(error), number(total))
    return values, total


def partial(of, by, expression, values):
    value = expression.subs(values).evalf(30)
    show(
        rf"\frac{{\partial {of}}}{{\partial {by}}}", latex(expression), with_numbers(expression, values), number(value)
    )
    return value


say(r"\documentclass{article}\usepackage{amsmath}\begin{document}")
say(r"\section{Forward pass}")
values, before = forward(given)

say(r"\section{Backward pass}")
deltas = {}
for (net, out, incoming), (o, t) in zip(units[2:], losses):
    first = partial("E_{total}", latex(out), diff(error, out), values)
    second = partial(latex(out), latex(net), out * (1 - out), values)
    deltas[net] = first * second
    show(rf"\delta_{{{latex(net)}}}", rf"{number(first)} \cdot {number(second)}", number(deltas[net]))
for net, out, incoming in units[:2]:
    say(rf"${latex(out)}$ feeds both outputs.")
    parts = [(other, partial(latex(other), latex(out), diff(feed, out), values)) for other, _, feed in units[2:]]
    reached = sum(deltas[other] * part for other, part in parts)
    show(
        rf"\frac{{\partial E_{{total}}}}{{\partial {latex(out)}}}",
        " + ".join(rf"{number(deltas[other])} \cdot {number(part)}" for other, part in parts),
        number(reached),
    )
    second = partial(latex(out), latex(net), out * (1 - out), values)
    deltas[net] = reached * second
    show(rf"\delta_{{{latex(net)}}}", rf"{number(reached)} \cdot {number(second)}", number(deltas[net]))

say(r"\section{Update}")
updated = dict(given)
for net, out, incoming in units:
    for weight in sorted(incoming.free_symbols & set(w), key=str):
        last = partial(latex(net), latex(weight), diff(incoming, weight), values)
        gradient = deltas[net] * last
        show(rf"\frac{{\partial E_{{total}}}}{{\partial {latex(weight)}}}", number(gradient))
        updated[weight] = given[weight] - given[eta] * gradient
        show(
            latex(weight) + "^+",
            rf"{latex(weight)} - \eta \frac{{\partial E_{{total}}}}{{\partial {latex(weight)}}}",
            rf"{number(given[weight])} - {number(given[eta])} \cdot {number(gradient)}",
            number(updated[weight]),
        )

say(r"\section{Forward pass again}")
_, after = forward(updated)
say(f"The error falls from {number(before)} to {number(after)}.")
say(r"\end{document}")

with open(sys.argv[1], "w", encoding="utf-8") as file:
    file.write("\n".join(lines) + "\n")
