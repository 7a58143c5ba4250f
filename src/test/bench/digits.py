#!/usr/bin/env python3
"""Random networks and graphs with nasty values, and every digit of their results against mpmath.

  digits.py make DIR COUNT SEED     writes COUNT problem files into DIR
  digits.py compare DIR             compares DIR/*.yaml with DIR/out/*.json, as `chalkgrad solve -f json` made them, with its errors in DIR/err

Values saturate, cancel, lie in far tails and next to kinks. The values are worked out here once more, gradients by a reverse mode of our own
over dual numbers, with 250 digits, and with more until two precisions agree: mpmath bounds no errors. Needs python3-mpmath.
"""
import glob
import json
import os
import random
import re
import sys

import mpmath
from mpmath import mp, mpf

PRECISIONS = (250, 1000, 4000)

# --- expressions: numbers, names, ("op", args...) ---------------------------------------------------------------------------------------------


class NoValue(Exception):
    pass


class Dual:
    """A value and its derivatives by the names it was made of."""

    __slots__ = ("v", "d")

    def __init__(self, v, d=None):
        self.v = v
        self.d = d or {}

    def chain(self, value, slope):
        return Dual(value, {k: slope * x for k, x in self.d.items()})


def combine(value, *parts):
    d = {}
    for dual, slope in parts:
        for k, x in dual.d.items():
            d[k] = d.get(k, mpf(0)) + slope * x
    return Dual(value, d)


SELU_SCALE = "1.0507009873554804934193349852946"
SELU_ALPHA = "1.6732632423543772848170429916717"


def unary(name, x):
    v = x.v
    if name == "neg":
        return x.chain(-v, mpf(-1))
    if name == "exp":
        if v > 2e9:
            raise NoValue
        e = mpmath.exp(v)
        return x.chain(e, e)
    if name == "ln":
        if v <= 0:
            raise NoValue
        return x.chain(mpmath.log(v), 1 / v)
    if name == "log10":
        if v <= 0:
            raise NoValue
        return x.chain(mpmath.log10(v), 1 / (v * mpmath.log(10)))
    if name == "sqrt":
        if v <= 0:
            raise NoValue
        r = mpmath.sqrt(v)
        return x.chain(r, 1 / (2 * r))
    if name == "sin":
        return x.chain(mpmath.sin(v), mpmath.cos(v))
    if name == "cos":
        return x.chain(mpmath.cos(v), -mpmath.sin(v))
    if name == "sinh":
        return x.chain(mpmath.sinh(v), mpmath.cosh(v))
    if name == "cosh":
        return x.chain(mpmath.cosh(v), mpmath.sinh(v))
    if name == "tanh":
        t = mpmath.tanh(v)
        return x.chain(t, 4 / (mpmath.exp(v) + mpmath.exp(-v)) ** 2)
    if name == "erf":
        return x.chain(mpmath.erf(v), 2 / mpmath.sqrt(mp.pi) * mpmath.exp(-v * v))
    if name == "abs":
        return x.chain(abs(v), mpmath.sign(v))
    if name == "relu":
        return x.chain(max(v, mpf(0)), mpf(1 if v > 0 else 0))
    if name == "leaky_relu":
        s = mpf(1) if v > 0 else mpf(1) / 100 if v < 0 else mpf(0)
        return x.chain(v * s, s)
    if name == "elu":
        return x.chain(v, mpf(1)) if v >= 0 else x.chain(mpmath.expm1(v), mpmath.exp(v))
    if name == "selu":
        scale, alpha = mpf(SELU_SCALE), mpf(SELU_ALPHA)
        if v > 0:
            return x.chain(scale * v, scale)
        return x.chain(scale * alpha * mpmath.expm1(v), scale * alpha * mpmath.exp(v) if v < 0 else mpf(0))
    if name == "sigmoid":
        s, c = 1 / (1 + mpmath.exp(-v)), 1 / (1 + mpmath.exp(v))
        return x.chain(s, s * c)
    if name == "softplus":
        return x.chain(mpmath.log1p(mpmath.exp(v)), 1 / (1 + mpmath.exp(-v)))
    if name == "silu":
        s, c = 1 / (1 + mpmath.exp(-v)), 1 / (1 + mpmath.exp(v))
        return x.chain(v * s, s + v * s * c)
    if name == "gelu":
        phi = mpmath.erfc(-v / mpmath.sqrt(2)) / 2
        return x.chain(v * phi, phi + v * mpmath.exp(-v * v / 2) / mpmath.sqrt(2 * mp.pi))
    if name == "identity":
        return x
    raise ValueError(name)


def evaluate(e, names):
    if isinstance(e, str):
        return names[e] if e in names else Dual(mpf(e))
    op, args = e[0], [evaluate(a, names) for a in e[1:]]
    if op == "+":
        return combine(args[0].v + args[1].v, (args[0], mpf(1)), (args[1], mpf(1)))
    if op == "-":
        return combine(args[0].v - args[1].v, (args[0], mpf(1)), (args[1], mpf(-1)))
    if op == "*":
        return combine(args[0].v * args[1].v, (args[0], args[1].v), (args[1], args[0].v))
    if op == "/":
        a, b = args
        if b.v == 0:
            raise NoValue
        return combine(a.v / b.v, (a, 1 / b.v), (b, -a.v / b.v**2))
    if op == "^":
        n = int(e[2])
        return args[0].chain(args[0].v ** n, n * args[0].v ** (n - 1))
    if op in ("max", "min"):
        a, b = args
        if a.v == b.v:
            raise NoValue  # a tie: a convention, which the program's own tests look at
        return a if (a.v > b.v) == (op == "max") else b
    return unary(op, args[0])


def text(e):
    if isinstance(e, str):
        return "(" + e + ")" if e.startswith("-") else e
    op = e[0]
    if op in "+-*/^":
        return "(" + text(e[1]) + " " + op + " " + text(e[2]) + ")"
    if op == "neg":
        return "(-" + text(e[1]) + ")"
    return op + "(" + ", ".join(text(a) for a in e[1:]) + ")"


# --- problems ---------------------------------------------------------------------------------------------------------------------------------

ACTIVATIONS = ["sigmoid", "tanh", "softplus", "silu", "gelu", "elu", "selu", "relu", "leaky_relu"]


def nasty(r):
    kind = r.randrange(8)
    sign = r.choice(["", "-"])
    if kind == 0:
        return sign + str(r.randint(15, 4000))
    if kind == 1:
        return sign + "%.2f" % r.uniform(20, 300)
    if kind == 2:
        return sign + "%de-%d" % (r.randint(1, 9), r.randint(5, 90))
    if kind == 3:
        return sign + "%.3f" % r.uniform(5, 40)
    if kind == 4:
        return sign + "0." + "0" * r.randint(0, 6) + str(r.randint(1, 999))
    return sign + "%.2f" % r.uniform(0, 4)


def given_values(r, names):
    values = {}
    for name in names:
        values[name] = nasty(r)
    if len(names) > 1 and r.random() < 0.4:
        # next to a kink, or a cancellation
        a, b = r.sample(names, 2)
        digits = r.randint(3, 40)
        base = "%.2f" % r.uniform(-3, 3)
        values[a] = base
        values[b] = base + "0" * digits + str(r.randint(1, 9))
    return values


def some_expression(r, names, values):
    a, b = r.choice(names), r.choice(names)
    act = r.choice(ACTIVATIONS)
    return r.choice([
        ("-", "1", ("tanh", a)), ("exp", ("neg", ("exp", ("/", a, "40")))), ("softplus", a), ("-", ("softplus", a), a),
        ("-", a, b), ("*", a, b), ("+", a, b), ("-", ("sqrt", ("+", "1", ("*", a, a))), "1"), (act, a), (act, ("-", a, b)),
        ("*", ("sigmoid", a), ("-", "1", ("sigmoid", a))), ("-", ("exp", ("-", a, b)), "1"), ("ln", ("sigmoid", a)),
        ("ln", ("-", "1", ("sigmoid", a))), ("max", a, b), ("relu", ("-", a, b)), ("erf", a), ("-", "1", ("erf", a)),
        ("abs", ("-", a, b)), ("^", ("tanh", a), "2"), ("-", "1", ("^", ("sigmoid", a), "3")), ("sin", a), ("-", "1", ("cos", a)),
        ("/", ("tanh", a), ("+", "1", ("abs", b))), ("ln", ("+", "1", ("*", a, a))), ("-", (act, a), (act, b)),
        ("/", ("exp", ("neg", ("*", a, a))), ("+", "1", ("exp", b))), ("/", ("sinh", a), ("cosh", a)), ("-", ("cosh", a), "1"),
        ("/", ("exp", a), ("+", ("exp", a), ("exp", b))), ("-", "1", ("/", ("exp", a), ("+", ("exp", a), ("exp", b)))),
        ("min", ("gelu", a), ("silu", b)), ("*", ("exp", a), ("sigmoid", ("neg", a))),
    ])


def graph(r):
    names = ["x", "y", "z", "w"][: r.randint(2, 4)]
    values = given_values(r, names)
    known, nodes = list(names), []
    for i in range(r.randint(2, 5)):
        name = "n%d" % i
        nodes.append((name, some_expression(r, known, values)))
        known.append(name)
    last = nodes[-1][0]
    others = [n for n, _ in nodes[:-1]] + names
    expr = r.choice([("*", last, r.choice(others)), ("+", last, r.choice(others)), ("-", last, r.choice(others)), (r.choice(ACTIVATIONS), last)])
    nodes.append(("f", expr))
    return {"kind": "graph", "given": values, "nodes": nodes}


def graph_yaml(p):
    lines = ["given: {" + ", ".join("%s: %s" % item for item in p["given"].items()) + "}", "nodes:"]
    lines += ["  %s: %s" % (n, json.dumps(text(e))) for n, e in p["nodes"]]
    return "\n".join(lines + ["output: f", ""])


def network(r):
    big = r.choice([1, 1, 10, 100, 1000])

    def number(scale=1.0):
        return "%.3f" % (r.uniform(-1, 1) * scale) if r.random() < 0.8 else nasty(r)

    inputs, hidden, outputs = r.randint(1, 3), r.randint(1, 3), r.randint(1, 3)
    soft = outputs > 1 and r.random() < 0.6
    return {
        "kind": "network",
        "x": [number(big) for _ in range(inputs)],
        "t": ["1"] + ["0"] * (outputs - 1) if soft else ["%.2f" % r.random() for _ in range(outputs)],
        "w": [[[number(big) for _ in range(inputs)] for _ in range(hidden)], [[number(big) for _ in range(hidden)] for _ in range(outputs)]],
        "b": [[number(big) for _ in range(hidden)], [number(big) for _ in range(outputs)]],
        "act": [r.choice(ACTIVATIONS), "softmax" if soft else r.choice(["sigmoid", "tanh", "identity", "gelu", "softplus"])],
        "loss": "cross_entropy" if soft else "half_sse",
        "rate": r.choice(["0.5", "0.1", "2"]),
    }


def network_yaml(p):
    def row(values):
        return "[" + ", ".join(values) + "]"

    lines = ["inputs: {" + ", ".join("x%d: %s" % (i + 1, v) for i, v in enumerate(p["x"])) + "}"]
    lines += ["targets: {" + ", ".join("o%d: %s" % (i + 1, v) for i, v in enumerate(p["t"])) + "}", "layers:"]
    for layer, letter in ((0, "h"), (1, "o")):
        units = ["%s%d" % (letter, i + 1) for i in range(len(p["b"][layer]))]
        lines += ["  - units: " + row(units), "    activation: " + p["act"][layer]]
        lines += ["    weights: [" + ", ".join(row(w) for w in p["w"][layer]) + "]", "    biases: " + row(p["b"][layer])]
    return "\n".join(lines + ["loss: " + p["loss"], "learning_rate: " + p["rate"], ""])


def make(folder, count, seed):
    os.makedirs(folder, exist_ok=True)
    for i in range(count):
        r = random.Random("%d/%d" % (seed, i))
        problem = graph(r) if i % 3 else network(r)
        name = os.path.join(folder, "c%05d" % i)
        with open(name + ".yaml", "w") as f:
            f.write(graph_yaml(problem) if problem["kind"] == "graph" else network_yaml(problem))
        with open(name + ".case", "w") as f:
            json.dump(problem, f)


# --- the same once more -----------------------------------------------------------------------------------------------------------------------


def graph_values(p):
    names = {k: Dual(mpf(v)) for k, v in p["given"].items()}
    partials = {}
    for name, e in p["nodes"]:
        own = {k: Dual(x.v, {k: mpf(1)}) for k, x in names.items()}
        dual = evaluate(e, own)
        partials[name] = dual.d
        names[name] = Dual(dual.v)
    adjoint = {k: mpf(0) for k in names}
    adjoint["f"] = mpf(1)
    for name, _ in reversed(p["nodes"]):
        for k, slope in partials[name].items():
            adjoint[k] += adjoint[name] * slope
    values = {k: x.v for k, x in names.items()}
    return {**{"v " + k: x for k, x in values.items()}, **{"g " + k: x for k, x in adjoint.items()}}


def network_values(p):
    found = {}
    out = [mpf(v) for v in p["x"]]
    outs, nets, slopes = [out], [], []
    for layer in (0, 1):
        net = [sum((mpf(w) * o for w, o in zip(row, out)), mpf(0)) + mpf(b) for row, b in zip(p["w"][layer], p["b"][layer])]
        if p["act"][layer] == "softmax":
            top = max(net)
            e = [mpmath.exp(n - top) for n in net]
            out, slope = [x / sum(e) for x in e], None
        else:
            duals = [unary(p["act"][layer], Dual(n, {"z": mpf(1)})) for n in net]
            out, slope = [d.v for d in duals], [d.d["z"] for d in duals]
        nets.append(net)
        outs.append(out)
        slopes.append(slope)
    t = [mpf(v) for v in p["t"]]
    if p["loss"] == "cross_entropy":
        # the target is the first; what an output is short of one is the sum of the others, which does not cancel
        e = [mpmath.exp(n - nets[1][0]) for n in nets[1][1:]]
        found["loss"] = mpmath.log1p(sum(e))
        delta = [-sum(out[1:])] + out[1:]
    else:
        found["loss"] = sum((a - o) ** 2 for a, o in zip(t, out)) / 2
        delta = [(o - a) * s for a, o, s in zip(t, out, slopes[1])]
    deltas = [None, delta]
    deltas[0] = [
        sum(delta[j] * mpf(p["w"][1][j][i]) for j in range(len(delta))) * slopes[0][i] for i in range(len(outs[1]))
    ]
    for layer, letter in ((0, "h"), (1, "o")):
        for i in range(len(nets[layer])):
            unit = "%s%d" % (letter, i + 1)
            found["net " + unit], found["out " + unit] = nets[layer][i], outs[layer + 1][i]
            found["delta " + unit] = deltas[layer][i]
    found["w"] = [[[d * o for o in outs[layer]] for d in deltas[layer]] for layer in (0, 1)]
    found["b"] = deltas
    flat = {k: v for k, v in found.items() if k not in ("w", "b")}
    number, rate = 1, mpf(p["rate"])
    for layer in (0, 1):
        for j, row in enumerate(found["w"][layer]):
            for i, g in enumerate(row):
                flat["g w%d" % number] = g
                flat["u w%d" % number] = mpf(p["w"][layer][j][i]) - rate * g
                number += 1
    number = 1
    for layer in (0, 1):
        for j, g in enumerate(found["b"][layer]):
            flat["g b%d" % number] = g
            flat["u b%d" % number] = mpf(p["b"][layer][j]) - rate * g
            number += 1
    return flat


def answers(p, result):
    step = result["steps"][0]
    if p["kind"] == "graph":
        for name, node in step["nodes"].items():
            yield "v " + name, node["value"]
            yield "g " + name, node["gradient"]
        return
    yield "loss", step["loss"]
    for layer in step["samples"][0]["layers"]:
        for i, unit in enumerate(layer["units"]):
            for field in ("net", "out", "delta"):
                yield field + " " + unit, layer[field][i]
    for name, gradient in step["gradients"].items():
        yield "g " + name, gradient["value"]
        yield "u " + name, step["updated"][name]


def values(p, digits):
    mp.dps = digits
    try:
        return graph_values(p) if p["kind"] == "graph" else network_values(p)
    except (NoValue, OverflowError, ZeroDivisionError):
        return None


def verdict(string, value, finer):
    """ok, zero (a proper one, as far as anybody can see), unproved, false zero, wrong; None where mpmath itself needs more digits."""
    mp.dps = PRECISIONS[-1] + 100
    if re.fullmatch(r"-?0E-\d+", string):
        below = mpf(10) ** -int(string.split("E-")[1])
        return "unproved" if abs(finer) <= below else "wrong"
    written = mpf(string)
    if written == 0:
        if finer == 0:
            return "zero"
        return None if abs(finer - value) >= abs(finer) * mpf(10) ** -30 else "false zero"
    if finer == 0 or abs(finer - value) >= abs(finer) * mpf(10) ** -40:
        return None
    digits = re.sub(r"[eE].*", "", string).replace("-", "").replace(".", "").lstrip("0")
    if len(digits) < 20 or "E" not in string and "." not in string and len(digits) > 20:
        exact = abs(finer - written) <= abs(finer) * mpf(10) ** -60
        return "ok" if exact else "wrong"
    exponent = mpmath.floor(mpmath.log10(abs(written)) + mpf(10) ** -50)
    half = mpf(10) ** (exponent - len(digits) + 1) / 2
    return "ok" if abs(finer - written) <= half * (1 + mpf(10) ** -30) else "wrong"


def compare(folder):
    counts, bad = {}, []
    cases = sorted(glob.glob(os.path.join(folder, "*.case")))
    with open(os.path.join(folder, "err")) as f:
        said = set(re.findall(r"(c\d+)\.yaml: [^\n]* cannot be computed", f.read()))
    for case in cases:
        with open(case) as f:
            p = json.load(f)
        name = os.path.basename(case)[:-5]
        path = os.path.join(folder, "out", name + ".json")
        if not os.path.exists(path):
            kind = "refused" if name in said else "REFUSED"
            counts[kind] = counts.get(kind, 0) + 1
            if kind == "REFUSED":
                bad.append((name, "", "refused", ""))
            continue
        with open(path) as f:
            open_answers = dict(answers(p, json.load(f)))
        counts["problems"] = counts.get("problems", 0) + 1
        runs = {}
        for coarse, fine in zip(PRECISIONS, PRECISIONS[1:]):
            for digits in (coarse, fine):
                if digits not in runs:
                    runs[digits] = values(p, digits)
            if runs[coarse] is None or runs[fine] is None:
                counts["no value"] = counts.get("no value", 0) + 1
                open_answers = {}
            for key, string in list(open_answers.items()):
                if key not in runs[fine]:
                    raise KeyError(name + " " + key)
                found = verdict(string, runs[coarse][key], runs[fine][key])
                if found is not None:
                    del open_answers[key]
                    counts[found] = counts.get(found, 0) + 1
                    if found in ("wrong", "false zero"):
                        mp.dps = 30
                        bad.append((name, key, string, mpmath.nstr(runs[fine][key], 25)))
            if not open_answers:
                break
        for key, string in open_answers.items():
            counts["open"] = counts.get("open", 0) + 1
            mp.dps = 30
            bad.append((name, key, string, "open: " + mpmath.nstr(runs[PRECISIONS[-1]][key], 25)))
    print("%d cases:" % len(cases), ", ".join("%s %d" % item for item in sorted(counts.items())))
    for line in bad[:60]:
        print("  ", *line)
    return 1 if any(c in counts for c in ("wrong", "false zero", "REFUSED")) else 0


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        sys.exit(compare(sys.argv[2]))
