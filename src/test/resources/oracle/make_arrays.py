"""Makes arrays.json: functions of arrays, their values and gradients in PyTorch (float64). Usage: make_arrays.py > arrays.json (Debian: python3-torch)."""

import json
import random
import re
import sys

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
dice = random.Random(20261201)


def array(*shape, least=-2.0, most=2.0):
    if not shape:
        return round(dice.uniform(least, most), 3)
    return [array(*shape[1:], least=least, most=most) for _ in range(shape[0])]


def axes(axis):
    return tuple(axis) if isinstance(axis, (list, tuple)) else axis


def reduction(name):
    def apply(x, axis=None, keepdims=False):
        axis = axes(axis) if axis is not None else tuple(range(x.dim()))
        keep = bool(keepdims)
        if name in ("var", "std"):
            return getattr(torch, name)(x, dim=axis, keepdim=keep, unbiased=False)
        if name == "max":
            return torch.amax(x, dim=axis, keepdim=keep)
        if name == "min":
            return torch.amin(x, dim=axis, keepdim=keep)
        return getattr(torch, name)(x, dim=axis, keepdim=keep)

    return apply


def several(name):
    one, two = reduction(name), {"max": torch.maximum, "min": torch.minimum}[name]

    def apply(x, *rest, **settings):
        if not rest:
            return one(x, **settings)
        for y in rest:
            x = two(torch.as_tensor(x, dtype=torch.float64), torch.as_tensor(y, dtype=torch.float64))
        return x

    return apply


def softmax(x, axis=-1):
    return F.softmax(x, dim=axis)


def windowed(call, axes_):
    """A convolution whose image and kernels may lack the axes of samples and channels."""

    def apply(x, k, bias=None, stride=1, padding=0, dilation=1):
        lead, own = x.dim() - axes_, k.dim() - axes_
        image = x if lead == 2 else x[None] if lead == 1 else x[None, None]
        if own == 2:
            kernel = k
        elif own == 1:
            kernel = k[None] if lead > 0 else k[:, None]
        else:
            kernel = k[None, None]
        filters = own == 2 or own == 1 and lead == 0
        if bias is not None and bias.dim() == 0:
            bias = bias[None]
        y = call(image, kernel, bias, stride=stride, padding=padding, dilation=dilation)
        if not filters:
            y = y[:, 0]
        return y if lead == 2 else y[0]

    return apply


def pooled(call, axes_):
    def apply(x, size, stride=None, padding=0):
        whole = x.reshape(1, -1, *x.shape[-axes_:])
        y = call(whole, size, stride=stride, padding=padding)
        return y.reshape(*x.shape[:-axes_], *y.shape[-axes_:])

    return apply


def batch_norm(x, gamma=None, beta=None, eps=1e-5, mean=None, var=None):
    def weight(w):
        return None if w is None else w.expand(x.shape[1]) if w.dim() == 0 else w

    training = mean is None
    if not training:
        mean, var = weight(mean), weight(var)
        shape = (1, -1) + (1,) * (x.dim() - 2)
        y = (x - mean.reshape(shape)) / torch.sqrt(var.reshape(shape) + eps)
        return y * weight(gamma).reshape(shape) + weight(beta).reshape(shape)
    return F.batch_norm(x, None, None, weight(gamma), weight(beta), training=True, eps=eps)


def layer_norm(x, gamma=None, beta=None, eps=1e-5):
    return F.layer_norm(x, (x.shape[-1],), gamma, beta, eps)


def rms_norm(x, gamma=None, eps=1e-5):
    y = x / torch.sqrt((x ** 2).mean(-1, keepdim=True) + eps)
    return y if gamma is None else y * gamma


def entries(x, text):
    places = []
    for place in text.split(","):
        place = place.strip()
        if place == ":":
            places.append(slice(None))
        elif ":" in place:
            first, last = map(int, place.split(":"))
            places.append(slice(first - 1, last))
        else:
            places.append(int(place) - 1)
    return x[tuple(places)]


def embedding(table, index):
    rows = [i - 1 for i in index] if isinstance(index, (list, tuple)) else index - 1
    return table[rows]


WORDS = {
    **{name: reduction(name) for name in ("sum", "mean", "var", "std")},
    "max": several("max"), "min": several("min"), "maximum": several("max"), "minimum": several("min"),
    "softmax": softmax,
    "log_softmax": lambda x, axis=-1: F.log_softmax(x, dim=axis),
    "logsumexp": lambda x, axis=None, keepdims=False: torch.logsumexp(
        x, dim=axes(axis) if axis is not None else tuple(range(x.dim())), keepdim=bool(keepdims)),
    "reshape": lambda x, *shape: x.reshape(*shape),
    "flatten": lambda x, start_dim=0: torch.flatten(x, start_dim),
    "transpose": lambda x, axes=None: x.permute(*(axes or range(x.dim() - 1, -1, -1))),
    "expand_dims": lambda x, axis: x.unsqueeze(axis),
    "concat": lambda *x, axis=0: torch.cat(x, dim=axis),
    "stack": lambda *x, axis=0: torch.stack(x, dim=axis),
    "matmul": torch.matmul, "dot": torch.dot, "outer": torch.outer,
    "where": lambda c, x, y: torch.where(
        c if c.dtype == torch.bool else c != 0,
        torch.as_tensor(x, dtype=torch.float64), torch.as_tensor(y, dtype=torch.float64)),
    "clip": lambda x, low, high: torch.clamp(x, low, high),
    "sign": torch.sign, "abs": torch.abs, "exp": torch.exp, "ln": torch.log, "sqrt": torch.sqrt,
    "tanh": torch.tanh, "sigmoid": torch.sigmoid, "relu": torch.relu, "swish": F.silu, "silu": F.silu,
    "conv1d": windowed(F.conv1d, 1), "conv2d": windowed(F.conv2d, 2),
    "max_pool1d": pooled(F.max_pool1d, 1), "max_pool2d": pooled(F.max_pool2d, 2),
    "avg_pool1d": pooled(F.avg_pool1d, 1), "avg_pool2d": pooled(F.avg_pool2d, 2),
    "global_avg_pool1d": lambda x: x.mean(-1), "global_avg_pool2d": lambda x: x.mean((-2, -1)),
    "global_max_pool1d": lambda x: x.amax(-1), "global_max_pool2d": lambda x: x.amax((-2, -1)),
    "batch_norm": batch_norm, "layer_norm": layer_norm, "rms_norm": rms_norm,
    "dropout": lambda x, mask, p=0.5: x * mask / (1 - p),
    "embedding": embedding, "entries": entries, "True": True, "False": False,
}

# Each case: the given arrays by their shapes (or as they are), and the nodes. The last node is weighted with an upstream gradient.
CASES = []


def case(given, *nodes):
    CASES.append((given, nodes))


M, C4, I3, B4 = (3, 4), (2, 2, 4, 4), (2, 5, 4), (3, 2, 2, 3)
for name in ("sum", "mean", "max", "min", "var", "std", "logsumexp"):
    for axis in ("axis=0", "axis=1", "axis=-1, keepdims=True", "axis=(0, 1)", "axis=0, keepdims=1"):
        case({"X": M}, f"{name}(X, {axis})")
    case({"X": I3}, f"{name}(X * X, axis=(0, 2))")
    case({"X": B4}, f"{name}(X, axis=2, keepdims=True) + X")
for name in ("softmax", "log_softmax"):
    for axis in ("", ", axis=0", ", axis=1", ", axis=-1"):
        case({"X": M}, f"{name}(X{axis})")
    case({"X": I3}, f"{name}(X, axis=1)")
    case({"X": B4}, f"{name}(X ** 2, axis=0)")
    case({"x": (5,)}, f"{name}(x, axis=0)")
for left, right in ((M, (4,)), (M, (1, 4)), (M, (3, 1)), ((3, 1), (1, 4)), ((3, 1), (4,)), (I3, (5, 1)), (I3, (4,)), (I3, (2, 1, 1)), (B4, (2, 1, 3))):
    case({"X": left, "Y": right}, "X * Y + tanh(Y - X)")
    case({"X": left, "Y": right}, "(X - Y) ** 2 / (1 + Y ** 2)")
case({"X": M}, "reshape(X, 2, 6)")
case({"X": M}, "reshape(X * X, 2, -1, 3)")
case({"X": I3}, "flatten(X)")
case({"X": B4}, "flatten(X, start_dim=1)")
case({"X": M}, "X.T @ X")
case({"X": M}, "transpose(X) * 2")
case({"X": I3}, "transpose(X)")
case({"X": I3}, "transpose(X, axes=(1, 0, 2))")
case({"x": (4,)}, "expand_dims(x, axis=0) * expand_dims(x, axis=1)")
case({"X": M, "Y": (2, 4)}, "concat(X, Y, axis=0)")
case({"X": M, "Y": (3, 2)}, "concat(X, Y * Y, axis=1)")
case({"x": (3,), "y": (2,)}, "concat(x, y, x)")
case({"x": (3,), "y": (3,)}, "stack(x, y)", "stack(x, y, axis=1) * 2")
case({"X": M, "Y": M}, "stack(X, Y, X * Y, axis=2)")
for text in ("1", "2, 3", ":, 2", "1:2, :", "2:3, 2:4", "1:1, 4"):
    case({"X": M}, f"X[{text}] ** 2")
case({"X": I3}, "X[1, 2:3, :] * X[2, 2:3, :]")
case({"E": (5, 3)}, "embedding(E, 2)")
case({"E": (5, 3)}, "embedding(E, (3, 1, 3))")
case({"X": M, "Y": (4, 2)}, "matmul(X, Y)")
case({"X": I3, "Y": (2, 4, 3)}, "X @ Y")
case({"X": I3, "Y": (4, 3)}, "matmul(X, Y)")
case({"X": B4, "Y": (3, 1, 3, 2)}, "X @ Y")
case({"Q": M, "K": (5, 4), "V": (5, 2)}, "softmax(Q @ K.T / 2, axis=1) @ V")
case({"X": M, "Y": M}, "where(X > Y, X * Y, Y - X)")
case({"X": M, "b": (4,)}, "where(X <= b, exp(X), b)")
case({"X": M, "m": [[1, 0, 1, 0], [0, 1, 1, 0], [1, 1, 0, 0]]}, "where(m, X, 0.5) + where(m, 1, X ** 3)")
case({"X": M}, "clip(X, -0.75, 0.8)")
case({"X": M}, "sign(X) * X")
case({"X": M, "Y": (3, 1)}, "maximum(X, Y) - minimum(X, 0.3)")
case({"X": M}, "swish(X)")
case({"X": M, "Y": M}, "max(X, Y) * abs(min(X, Y))")
for x, k, settings in (
    ((3, 3), (2, 2), ""), ((3, 3), (2, 2), ", padding=1"), ((5, 4), (2, 3), ", stride=2"), ((5, 5), (2, 2), ", dilation=2"),
    ((5, 6), (3, 3), ", stride=2, padding=1"), ((6, 5), (2, 3), ", stride=(2, 1), padding=(1, 0)"),
    ((2, 4, 4), (2, 2, 2), ""), ((2, 4, 4), (3, 2, 2, 2), ""), ((2, 4, 5), (3, 2, 3, 2), ", stride=2, padding=1"),
    ((2, 2, 4, 4), (2, 2, 3, 3), ", padding=1"), ((2, 1, 5, 5), (3, 1, 2, 2), ", stride=2"), ((4, 4), (3, 2, 2), ""),
    ((2, 4, 4), (1, 2, 1, 1), ""),
):
    case({"X": x, "K": k}, f"conv2d(X, K{settings})")
    case({"X": x, "K": k}, f"tanh(conv2d(X, K{settings}))")
case({"X": (2, 4, 4), "K": (3, 2, 2, 2), "b": (3,)}, "conv2d(X, K, b)")
case({"X": (2, 2, 3, 3), "K": (3, 2, 2, 2), "b": (3,)}, "relu(conv2d(X, K, bias=b, stride=1, padding=1))")
case({"X": (4, 4), "K": (2, 2), "b": ()}, "conv2d(X, K, b)")
for x, k, settings in (
    ((6,), (3,), ""), ((6,), (3,), ", stride=2"), ((5,), (2,), ", padding=1"), ((7,), (2,), ", dilation=3"),
    ((2, 6), (2, 3), ""), ((2, 6), (3, 2, 3), ", stride=2, padding=1"), ((2, 2, 5), (3, 2, 2), ""), ((5,), (2, 3), ""),
):
    case({"X": x, "K": k}, f"conv1d(X, K{settings})")
case({"X": (2, 6), "K": (3, 2, 3), "b": (3,)}, "conv1d(X, K, b, stride=3)")
for kind in ("max", "avg"):
    for x, settings in (((4, 4), "2"), ((5, 5), "2"), ((4, 6), "(2, 3)"), ((5, 5), "3, stride=1"), ((5, 5), "3, stride=2, padding=1"), ((2, 4, 4), "2"), ((2, 2, 4, 4), "2, stride=1")):
        case({"X": x}, f"{kind}_pool2d(X, {settings})")
    for x, settings in (((6,), "2"), ((2, 7), "3, stride=2"), ((2, 2, 5), "2, padding=1")):
        case({"X": x}, f"{kind}_pool1d(X, {settings})")
    case({"X": (3, 3, 4)}, f"global_{kind}_pool2d(X)")
    case({"X": (3, 4)}, f"global_{kind}_pool1d(X)")
case({"X": (3, 2), "g": (2,), "b": (2,)}, "batch_norm(X, g, b)")
case({"X": (4, 3), "g": (3,), "b": (3,)}, "tanh(batch_norm(X, g, b, eps=0.001))")
case({"X": (5, 3)}, "batch_norm(X)")
case({"X": (3, 2, 4), "g": (2,), "b": (2,)}, "batch_norm(X, g, b)")
case({"X": (2, 2, 3, 3), "g": (2,), "b": (2,)}, "batch_norm(X, g, b)")
case({"X": (4, 3), "g": (3,), "b": (3,), "m": (3,), "v": [0.5, 1.2, 0.9]}, "batch_norm(X, g, b, mean=m, var=v)")
case({"X": (2, 2, 3, 3), "g": (2,), "b": (2,), "m": (2,), "v": [0.5, 1.2]}, "batch_norm(X, g, b, mean=m, var=v, eps=0)")
for x in ((5,), (3, 5), (2, 3, 5)):
    case({"X": x, "g": (5,), "b": (5,)}, "layer_norm(X, g, b)")
    case({"X": x, "g": (5,)}, "rms_norm(X, g)")
    case({"X": x}, "layer_norm(X) + rms_norm(X, eps=0.01)")
case({"X": M, "m": [[1, 0, 1, 1], [0, 1, 1, 0], [1, 1, 0, 1]]}, "dropout(X, m, p=0.4)")
case({"x": (4,), "m": [1, 0, 1, 1], "W": (3, 4)}, "relu(W @ dropout(x, m))")
case(
    {"X": (6, 6), "K": (2, 3, 3), "b": (2,), "W": (3, 8), "c": (3,)},
    "tanh(conv2d(X, K, b))", "max_pool2d(n1, 2)", "W @ flatten(n2) + c", "log_softmax(n3)")
case({"X": (3, 4), "W": (4, 2), "g": (2,), "b": (2,), "V": (2, 2)}, "X @ W", "relu(batch_norm(n1, g, b))", "softmax(n2 @ V, axis=1)")


def nested(tensor):
    return tensor.tolist()


def run(given, nodes):
    values = {
        name: array(*shape) if isinstance(shape, tuple) else shape for name, shape in given.items()
    }
    tensors = {name: torch.tensor(value, dtype=torch.float64, requires_grad=True) for name, value in values.items()}
    problem = {"given": values, "nodes": {}}
    space = dict(WORDS, **tensors)
    for number, node in enumerate(nodes, 1):
        name = f"n{number}"
        problem["nodes"][name] = node
        python = re.sub(r"(\w+)\[([^\]]*)\]", r'entries(\1, "\2")', node)
        space[name] = tensors[name] = eval(python, {"__builtins__": {}}, space)
        tensors[name].retain_grad()
    last = tensors[f"n{len(nodes)}"]
    upstream = array(*last.shape)
    problem["output"] = f"n{len(nodes)}"
    problem["upstream"] = upstream
    last.backward(torch.tensor(upstream, dtype=torch.float64))
    expected = {}
    for name, tensor in tensors.items():
        gradient = tensor.grad if tensor.grad is not None else torch.zeros_like(tensor)
        expected[name] = {"value": nested(tensor.detach()), "gradient": nested(gradient)}
    return {"problem": problem, "nodes": expected}


if __name__ == "__main__":
    json.dump([run(*each) for each in CASES], sys.stdout, separators=(",", ":"))

