"""Networks and graphs under update rules, worked out by PyTorch in float64; prints the cases as JSON.

Five updates each. Rules in PyTorch's form are put into ours by the reparametrisation that both papers agree on; where the learning rate
changes from update to update, momentum is v = beta*v + eta*g (the rate inside the velocity), which is done by hand there.
"""
import json, random, torch

torch.set_default_dtype(torch.float64)
rnd = random.Random(20161)


def num(low, high, places=2):
    while True:
        x = round(rnd.uniform(low, high), places)
        if x != 0:
            return x


def rule():
    kind = rnd.choice(["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"])
    if kind == "sgd":
        return kind, None, kind
    if kind in ("momentum", "nesterov"):
        b = rnd.choice([0.5, 0.8, 0.9, 0.95])
        return kind, {"beta": b}, {kind: b}
    if kind == "adagrad":
        c = {"eps": rnd.choice([1e-8, 1e-4, 1e-10])}
        return kind, c, {kind: c}
    if kind == "rmsprop":
        c = {"beta": rnd.choice([0.9, 0.99, 0.5]), "eps": rnd.choice([1e-8, 1e-3])}
        return kind, c, {kind: c}
    c = {"beta1": rnd.choice([0.9, 0.8]), "beta2": rnd.choice([0.999, 0.99]), "eps": rnd.choice([1e-8, 1e-3])}
    if kind == "adamw":
        c["weight_decay"] = rnd.choice([0.01, 0.1])
    return kind, c, {kind: c}


def optimizer(kind, c, ps, lr):
    o = torch.optim
    if kind == "sgd":
        return o.SGD(ps, lr)
    if kind in ("momentum", "nesterov"):
        return o.SGD(ps, lr, momentum=c["beta"], nesterov=kind == "nesterov")
    if kind == "adagrad":
        return o.Adagrad(ps, lr, eps=c["eps"])
    if kind == "rmsprop":
        return o.RMSprop(ps, lr, alpha=c["beta"], eps=c["eps"])
    if kind == "adam":
        return o.Adam(ps, lr, betas=(c["beta1"], c["beta2"]), eps=c["eps"])
    return o.AdamW(ps, lr, betas=(c["beta1"], c["beta2"]), eps=c["eps"], weight_decay=c["weight_decay"])


def run(kind, c, params, losses, lrs):
    """losses: for each update the loss to go down on."""
    history, velocity = [], {n: torch.zeros_like(p) for n, p in params.items()}
    by_hand = kind in ("momentum", "nesterov") and len(set(lrs)) > 1
    opt = optimizer(kind, c, list(params.values()), lrs[0])
    for lr, loss in zip(lrs, losses):
        for g in opt.param_groups:
            g["lr"] = lr
        opt.zero_grad()
        loss().backward()
        if by_hand:
            with torch.no_grad():
                for n, p in params.items():
                    velocity[n] = c["beta"] * velocity[n] + lr * p.grad
                    p -= velocity[n] if kind == "momentum" else c["beta"] * velocity[n] + lr * p.grad
        else:
            opt.step()
        history.append({n: p.detach().tolist() for n, p in params.items()})
    return history


def rates(updates):
    if rnd.random() < 0.35:
        lrs = [num(0.01, 0.4) for _ in range(updates)]
        return lrs, lrs
    lr = rnd.choice([0.5, 0.1, 0.05, 0.01])
    return lr, [lr] * updates


def network():
    kind, c, written = rule()
    n, h, k = rnd.choice([(1, 1, 1), (2, 2, 1), (2, 1, 2), (3, 2, 2)])
    W1 = [[num(-1, 1) for _ in range(n)] for _ in range(h)]
    W2 = [[num(-1, 1) for _ in range(h)] for _ in range(k)]
    b1, b2 = [num(-1, 1) for _ in range(h)], [num(-1, 1) for _ in range(k)]
    count, batch = rnd.choice([(1, "mean"), (2, "mean"), (3, "sum"), (2, "online")])
    act = rnd.choice(["sigmoid", "tanh"])
    samples = [([num(-1, 1) for _ in range(n)], [num(0, 1) for _ in range(k)]) for _ in range(count)]
    per = count if batch == "online" else 1
    lr, lrs = rates(5 * per)
    names = []
    for l, (W, b) in enumerate([(W1, b1), (W2, b2)]):
        names.append(([[f"w{l}{i}{j}" for j in range(len(W[0]))] for i in range(len(W))], [f"b{l}{i}" for i in range(len(b))]))
    P = {}
    for (wn, bn), W, b in zip(names, [W1, W2], [b1, b2]):
        for r, vs in zip(wn, W):
            for a, v in zip(r, vs):
                P[a] = torch.tensor(v, requires_grad=True)
        for a, v in zip(bn, b):
            P[a] = torch.tensor(v, requires_grad=True)

    def loss_of(x, t):
        a = [torch.tensor(v) for v in x]
        f = getattr(torch, act)
        for wn, bn in names:
            a = [f(sum(P[w] * v for w, v in zip(r, a)) + P[b]) for r, b in zip(wn, bn)]
        return sum((tt - o) ** 2 for tt, o in zip(t, a)) / 2

    if batch == "online":
        losses = [lambda s=s: loss_of(*s) for _ in range(5) for s in samples]
    else:
        losses = [lambda: sum(loss_of(*s) for s in samples) / (count if batch == "mean" else 1)] * 5
    history = run(kind, c, P, losses, lrs)[per - 1::per]
    layers = []
    for l, ((wn, bn), W, b) in enumerate(zip(names, [W1, W2], [b1, b2])):
        layers.append({"units": [("h", "o")[l] + str(i) for i in range(len(b))], "activation": act,
                       "weights": [dict(zip(r, v)) for r, v in zip(wn, W)], "biases": dict(zip(bn, b))})
    problem = {"layers": layers, "loss": "half_sse", "learning_rate": lr, "steps": 5, "batch": batch, "optimizer": written,
               "samples": [{"inputs": {f"x{i}": v for i, v in enumerate(x)}, "targets": {f"o{i}": v for i, v in enumerate(t)}}
                           for x, t in samples]}
    return {"problem": problem, "updated": history}


def graph():
    kind, c, written = rule()
    lr, lrs = rates(5)
    x, W, b = [num(-1, 1) for _ in range(2)], [[num(-1, 1) for _ in range(2)] for _ in range(2)], [num(-1, 1) for _ in range(2)]
    s = num(0.5, 2)
    P = {"W": torch.tensor(W, requires_grad=True), "b": torch.tensor(b, requires_grad=True), "s": torch.tensor(s, requires_grad=True)}
    X = torch.tensor(x)
    history = run(kind, c, P, [lambda: (P["s"] * torch.tanh(P["W"] @ X + P["b"]) ** 2).sum() + P["s"] ** 2 / 10] * 5, lrs)
    problem = {"given": {"x": x, "W": W, "b": b, "s": s}, "nodes": {"h": "tanh(W @ x + b)", "L": "sum(s*h^2) + s^2/10"}, "output": "L",
               "wrt": ["W", "b", "s"], "learning_rate": lr, "steps": 5, "optimizer": written}
    return {"problem": problem, "updated": history}


print("[" + ",\n".join(json.dumps(c) for c in [network() for _ in range(220)] + [graph() for _ in range(120)]) + "]")
