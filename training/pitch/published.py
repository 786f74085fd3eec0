"""Extracts the network from the published model: from band magnitudes to logits, without the spectral
transform before and the pitch decoding after, which the worker implements.

Usage: python published.py MODEL.onnx OUT.onnx    (MODEL.onnx is the one of the PyPI package swift-f0)
"""

import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from network import BANDS, FAINTEST, WINDOWS

NAMES = {"Transpose": "logits", "Sigmoid": "confidence"}


def network_of(model):
    nodes = list(model.graph.node)
    first = next(i for i, node in enumerate(nodes) if node.op_type == "Conv")
    conv_input = nodes[first].input[0]
    required, kept = set(), []
    for node in reversed(nodes[first:]):
        if node.op_type in NAMES and NAMES[node.op_type] not in required:
            node.output[0] = NAMES[node.op_type]
            required.add(node.output[0])
        if required.intersection(node.output):
            required.update(node.input)
            kept.insert(0, node)
    logs = [
        helper.make_node("Add", ["magnitudes", "faintest"], ["raised"]),
        helper.make_node("Log", ["raised"], [conv_input]),
    ]
    weights = [tensor for tensor in model.graph.initializer if tensor.name in required]
    weights.append(numpy_helper.from_array(np.float32(FAINTEST), "faintest"))
    shape = {
        "magnitudes": [1, len(WINDOWS), BANDS, "frames"], "logits": [1, "frames", "bins"],
        "confidence": [1, "frames"],
    }
    heads = [helper.make_tensor_value_info(name, TensorProto.FLOAT, dims) for name, dims in shape.items()]
    graph = helper.make_graph(logs + kept, model.graph.name, heads[:1], heads[1:], weights)
    return helper.make_model(graph, opset_imports=model.opset_import, ir_version=model.ir_version)


if __name__ == "__main__":
    network = network_of(onnx.load(sys.argv[1]))
    onnx.checker.check_model(network)
    onnx.save(network, sys.argv[2])
