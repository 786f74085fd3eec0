"""Averages the weights of models fine-tuned from one network, and writes the result.

Usage: python average.py OUT.onnx MODEL.onnx MODEL.onnx ...
Runs from one starting point lie in one loss basin, and their average is better than each of them
(Wortsman et al., Model soups, ICML 2022). Batch normalisation is folded into the convolutions, so the
models hold weights only.
"""

import sys

import numpy as np
import onnx
from onnx import numpy_helper


def average(models):
    weights = [{i.name: numpy_helper.to_array(i) for i in model.graph.initializer} for model in models]
    result = models[0]
    for initializer in result.graph.initializer:
        if initializer.data_type != onnx.TensorProto.FLOAT:
            continue
        mean = np.mean([each[initializer.name] for each in weights], axis=0, dtype=np.float64)
        initializer.CopyFrom(numpy_helper.from_array(mean.astype(np.float32), initializer.name))
    return result


if __name__ == "__main__":
    onnx.save(average([onnx.load(path) for path in sys.argv[2:]]), sys.argv[1])
