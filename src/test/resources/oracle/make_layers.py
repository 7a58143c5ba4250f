"""Layers against PyTorch: layers.json has problem files and what PyTorch says of them, in double precision.

    python3 make_layers.py > layers.json
"""

import json
import random

import torch
from torch import nn

torch.set_default_dtype(torch.float64)
random.seed(16)


def number():
    return round(random.uniform(-0.9, 0.9), 2) or 0.1


def array(*shape):
    return number() if not shape else [array(*shape[1:]) for _ in range(shape[0])]


def tensor(value):
    return torch.tensor(value, dtype=torch.float64, requires_grad=True)


def listed(t):
    return t.detach().tolist() if t.dim() else t.item()


CASES = []


def case(problem, loss, watched):
    """What PyTorch has: the value of the loss, and the gradient of each given value."""
    loss.backward()
    CASES.append(
        {
            "problem": problem,
            "loss": loss.item(),
            "gradients": {name: listed(t.grad) for name, t in watched.items()},
        }
    )


LOSSES = {
    "half_sse": lambda o, t: 0.5 * ((t - o) ** 2).sum(),
    "sse": lambda o, t: ((t - o) ** 2).sum(),
    "mse": lambda o, t: ((t - o) ** 2).mean(),
    "bce_sum": lambda o, t: -(t * o.log() + (1 - t) * (1 - o).log()).sum(),
    "cross_entropy": lambda o, t: -(t * o.log()).sum(),
    "cross_entropy_logits": lambda o, t: -(t * torch.log_softmax(o, 0)).sum(),
}
ACTIVATIONS = {
    "identity": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "softplus": nn.functional.softplus,
    "softmax": lambda z: torch.softmax(z, 0),
}
GATES = {"rnn": 1, "lstm": 4, "gru": 3}
LETTERS = {"rnn": "h", "lstm": "ifgo", "gru": "rzn"}


def modules(kind, inputs, units, activation):
    if kind == "rnn" and activation in ("tanh", "relu"):
        return nn.RNN(inputs, units, nonlinearity=activation)
    return {"lstm": nn.LSTM, "gru": nn.GRU}[kind](inputs, units)


def cell(kind, activation, p, x, h, c):
    """One step, by the formulas of PyTorch's documentation."""
    u = p["W_ih"] @ x + p["b_ih"]
    m = p["W_hh"] @ h + p["b_hh"]
    if kind == "rnn":
        return ACTIVATIONS[activation](u + m), c
    n = len(h)
    if kind == "lstm":
        a = u + m
        i, f, g, o = (a[k * n : (k + 1) * n] for k in range(4))
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        return torch.sigmoid(o) * torch.tanh(c), c
    r = torch.sigmoid(u[:n] + m[:n])
    z = torch.sigmoid(u[n : 2 * n] + m[n : 2 * n])
    new = torch.tanh(u[2 * n :] + r * m[2 * n :])
    return (1 - z) * new + z * h, c


def recurrent(kind, layout, inputs, units, steps, every, loss, top, truncate=None, activation="tanh"):
    rows = GATES[kind] * units
    values = {
        "W_ih": array(rows, inputs),
        "W_hh": array(rows, units),
        "b_ih": array(rows),
        "b_hh": array(rows),
    }
    sequence = array(steps, inputs)
    start = {"h": array(units)}
    if kind == "lstm":
        start["c"] = array(units)
    p = {name: tensor(value) for name, value in values.items()}
    outputs = 3 if loss.startswith("cross") else 2
    head = {"W_hy": array(outputs, units), "b_y": array(outputs)}
    q = {name: tensor(value) for name, value in head.items()}
    xs = [tensor(x) for x in sequence]
    h0 = tensor(start["h"])
    c0 = tensor(start.get("c", array(units)))
    h, c = h0, c0
    states = []
    for t, x in enumerate(xs):
        if truncate and t and (steps - t) % truncate == 0:
            h, c = h.detach(), c.detach()
        h, c = cell(kind, activation, p, x, h, c)
        states.append(h)
    if not truncate and activation in ("tanh", "relu"):
        # The formulas are those of the modules.
        module = modules(kind, inputs, units, activation)
        with torch.no_grad():
            for name, value in (("weight_ih_l0", "W_ih"), ("weight_hh_l0", "W_hh"), ("bias_ih_l0", "b_ih"), ("bias_hh_l0", "b_hh")):
                getattr(module, name).copy_(p[value])
        begin = h0[None, None]
        whole, _ = module(torch.stack(xs)[:, None], (begin, c0[None, None]) if kind == "lstm" else begin)
        assert torch.allclose(whole[:, 0], torch.stack(states), atol=1e-14)
    ys = [ACTIVATIONS[top](q["W_hy"] @ s + q["b_y"]) for s in states]
    if loss.startswith("cross"):
        targets = [random.randint(1, outputs) for _ in range(steps)]
        ts = [torch.eye(outputs)[t - 1] for t in targets]
    else:
        targets = [[round(random.uniform(0.1, 0.9), 2) for _ in range(outputs)] for _ in range(steps)]
        ts = [torch.tensor(t) for t in targets]
    if every:
        total = sum(LOSSES[loss](y, t) for y, t in zip(ys, ts))
    else:
        total = LOSSES[loss](ys[-1], ts[-1])
    weights, watched = dict(values), dict(p)
    if layout == "separate":
        weights, watched = {}, None
        for k, gate in enumerate(LETTERS[kind]):
            part = slice(k * units, (k + 1) * units)
            weights["W_x" + gate] = values["W_ih"][part]
            weights["W_h" + gate] = values["W_hh"][part]
    problem = {
        "recurrent": kind,
        "sequence": sequence,
        "initial": start,
        "weights": weights,
        "output_activation": top,
        "targets": targets if every else targets[-1],
        "loss": loss,
    }
    if layout == "separate":
        # One bias a gate; a gru's n has one on either side of its reset gate.
        with torch.no_grad():
            for k, gate in enumerate(LETTERS[kind]):
                part = slice(k * units, (k + 1) * units)
                inner = kind == "gru" and gate == "n"
                weights["b_" + gate] = [
                    a if inner else round(a + b, 2) for a, b in zip(values["b_ih"][part], values["b_hh"][part])
                ]
                if inner:
                    weights["b_hn"] = values["b_hh"][part]
    if kind == "rnn":
        problem["activation"] = activation
    if every:
        problem["loss_at"] = "every"
    if truncate:
        problem["truncate"] = truncate
    weights.update(head)
    if watched is None:
        total.backward()
        gradients = {name: listed(t.grad) for name, t in q.items()}
        for k, gate in enumerate(LETTERS[kind]):
            part = slice(k * units, (k + 1) * units)
            gradients["W_x" + gate] = listed(p["W_ih"].grad[part])
            gradients["W_h" + gate] = listed(p["W_hh"].grad[part])
            gradients["b_" + gate] = listed(p["b_ih"].grad[part])
            if kind == "gru" and gate == "n":
                gradients["b_hn"] = listed(p["b_hh"].grad[part])
        gradients["h_0"] = listed(h0.grad)
        CASES.append({"problem": problem, "loss": total.item(), "gradients": gradients})
        return
    watched.update(q)
    if not truncate:
        watched["h_0"] = h0
        watched.update({"x_%d" % (t + 1): x for t, x in enumerate(xs)})
    case(problem, total, watched)


def convolutional(loss, pool, channels, stride, padding, norm, activation):
    n = 6
    x = array(channels, n, n) if channels else array(n, n)
    kernels = array(2, channels, 2, 2) if channels else array(2, 2)
    biases = array(2) if channels else number()
    X, K, b = tensor(x), tensor(kernels), tensor(biases)
    whole = X[None] if channels else X[None, None]
    z = nn.functional.conv2d(whole, K if channels else K[None, None], b if channels else b[None], stride=stride, padding=padding)
    a = ACTIVATIONS[activation](z)
    layers = [
        {"conv": {"kernels": {"K": kernels}, "biases": {"b": biases}, "stride": stride, "padding": padding}, "activation": activation}
    ]
    pools = {"max_pool": nn.functional.max_pool2d, "avg_pool": nn.functional.avg_pool2d}
    if pool:
        a = pools[pool](a, 2, stride=1)
        layers.append({pool: {"size": 2, "stride": 1}})
    flat = a.flatten()
    layers.append("flatten")
    watched = {"K": K, "b": b, "X": X}
    if norm:
        gamma, beta = array(len(flat)), array(len(flat))
        g, e = tensor(gamma), tensor(beta)
        flat = nn.functional.layer_norm(flat, (len(flat),), g, e, 1e-5)
        layers.append({"layer_norm": {"gamma": {"gamma": gamma}, "beta": {"beta": beta}}})
        watched.update(gamma=g, beta=e)
    outputs = 3
    weights, bias = array(outputs, len(flat)), array(outputs)
    W, c = tensor(weights), tensor(bias)
    y = W @ flat + c
    layers.append({"dense": {"weights": {"W": weights}, "biases": {"c": bias}}})
    if loss == "cross_entropy":
        layers.append({"activation": "softmax"})
        y = torch.softmax(y, 0)
    target = random.randint(1, outputs)
    watched.update(W=W, c=c)
    t = torch.eye(outputs)[target - 1]
    case({"inputs": x, "layers": layers, "targets": target, "loss": loss}, LOSSES[loss](y, t), watched)


def dense(norm):
    """A batch, whose samples are rows, through normalisation, dropout and two layers."""
    rows, columns, units = 4, 3, 2
    x, first, bias, second = array(rows, columns), array(units, columns), array(units), array(2, units)
    X, W, b, V = tensor(x), tensor(first), tensor(bias), tensor(second)
    gamma, beta = array(units), array(units)
    g, e = tensor(gamma), tensor(beta)
    z = X @ W.T + b
    if norm == "batch_norm":
        n = nn.functional.batch_norm(z, None, None, g, e, training=True, eps=1e-5)
    else:
        n = nn.functional.layer_norm(z, (units,), g, e, 1e-5)
    mask = [[float(random.random() < 0.7) for _ in range(units)] for _ in range(rows)]
    d = torch.tanh(n) * torch.tensor(mask) / (1 - 0.3)
    y = d @ V.T
    targets = array(rows, 2)
    problem = {
        "inputs": x,
        "layers": [
            {"dense": {"weights": {"W": first}, "biases": {"b": bias}}},
            {norm: {"gamma": {"gamma": gamma}, "beta": {"beta": beta}}, "activation": "tanh"},
            {"dropout": {"mask": mask, "p": 0.3}},
            {"dense": {"weights": {"V": second}}},
        ],
        "targets": targets,
        "loss": "half_sse",
    }
    case(problem, LOSSES["half_sse"](y, torch.tensor(targets)), {"X": X, "W": W, "b": b, "V": V, "gamma": g, "beta": e})


def embedded(kind):
    table, units, steps = array(4, 2), 2, 3
    words = [random.randint(1, 4) for _ in range(steps)]
    rows = GATES[kind] * units
    values = {"W_ih": array(rows, 2), "W_hh": array(rows, units), "b_ih": array(rows), "b_hh": array(rows)}
    p = {name: tensor(value) for name, value in values.items()}
    E = tensor(table)
    head = array(4, units)
    W = tensor(head)
    h, c = torch.zeros(units), torch.zeros(units)
    total = 0
    targets = [random.randint(1, 4) for _ in range(steps)]
    for word, target in zip(words, targets):
        h, c = cell(kind, "tanh", p, E[word - 1], h, c)
        total = total + LOSSES["cross_entropy_logits"](W @ h, torch.eye(4)[target - 1])
    problem = {
        "sequence": words,
        "layers": [
            {"embedding": {"weights": {"E": table}}},
            {"recurrent": kind, "weights": values},
            {"dense": {"weights": {"V": head}}},
        ],
        "targets": targets,
        "loss": "cross_entropy_logits",
        "loss_at": "every",
    }
    case(problem, total, {**p, "E": E, "V": W})


def attention(queries, keys, size, causal):
    q, k, v = array(queries, size), array(keys, size), array(keys, 2)
    Q, K, V = tensor(q), tensor(k), tensor(v)
    scores = Q @ K.T / size**0.5
    nodes = {"S": "Q @ K.T / sqrt(%d)" % size, "A": "softmax(S, axis=1)", "O": "A @ V", "L": "half_sse(O, T)"}
    t = array(queries, 2)
    given = {"Q": q, "K": k, "V": v, "T": t}
    if causal:
        m = [[0 if j <= i else -30 for j in range(keys)] for i in range(queries)]
        given["M"] = m
        scores = scores + torch.tensor(m)
        nodes["S"] += " + M"
    O = torch.softmax(scores, 1) @ V
    case({"given": given, "nodes": nodes, "output": "L"}, LOSSES["half_sse"](O, torch.tensor(t)), {"Q": Q, "K": K, "V": V})


for kind in ("rnn", "lstm", "gru"):
    for every in (False, True):
        for loss, top in (
            ("half_sse", "identity"),
            ("mse", "tanh"),
            ("bce_sum", "sigmoid"),
            ("cross_entropy", "softmax"),
            ("cross_entropy_logits", "identity"),
        ):
            recurrent(kind, "stacked", 2, 2, 3, every, loss, top)
        recurrent(kind, "stacked", 1, 3, 4, every, "sse", "identity")
        recurrent(kind, "separate", 3, 2, 3, every, "half_sse", "identity")
        recurrent(kind, "stacked", 2, 2, 4, every, "half_sse", "identity", truncate=2)
        recurrent(kind, "stacked", 2, 2, 5, every, "cross_entropy", "softmax", truncate=1)
for every in (False, True):
    for activation in ("relu", "sigmoid", "softplus"):
        recurrent("rnn", "stacked", 2, 2, 3, every, "half_sse", "identity", activation=activation)
for loss in ("cross_entropy", "cross_entropy_logits"):
    for pool in ("max_pool", "avg_pool", ""):
        for channels, stride, padding in ((0, 1, 0), (2, 1, 0), (1, 2, 1), (0, 2, 1)):
            convolutional(loss, pool, channels, stride, padding, random.random() < 0.4, random.choice(("relu", "tanh", "sigmoid")))
for norm in ("batch_norm", "layer_norm"):
    for _ in range(4):
        dense(norm)
for kind in ("rnn", "lstm", "gru"):
    embedded(kind)
    embedded(kind)
for queries, keys, size in ((2, 3, 2), (3, 3, 2), (3, 4, 3), (1, 5, 4)):
    attention(queries, keys, size, False)
    attention(queries, keys, size, queries == keys or keys == 4)

print("[\n" + ",\n".join(json.dumps(each) for each in CASES) + "\n]")
