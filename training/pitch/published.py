"""Takes the network out of the published model: from magnitudes in bands to scores, without the transforms
before and the reading of a pitch after it, which are ours.

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
    seen = nodes[first].input[0]
    wanted, kept = set(), []
    for node in reversed(nodes[first:]):
        if node.op_type in NAMES and NAMES[node.op_type] not in wanted:
            node.output[0] = NAMES[node.op_type]
            wanted.add(node.output[0])
        if wanted.intersection(node.output):
            wanted.update(node.input)
            kept.insert(0, node)
    logs = [
        helper.make_node("Add", ["magnitudes", "faintest"], ["raised"]),
        helper.make_node("Log", ["raised"], [seen]),
    ]
    weights = [tensor for tensor in model.graph.initializer if tensor.name in wanted]
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
