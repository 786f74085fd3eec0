"""Averages the weights of runs that went on from one network, and writes the result as ONNX.

Usage: python average.py OUT.onnx STATE.pt STATE.pt ...
Runs from one beginning lie in one basin, and their mean does better than they do (Wortsman et al.,
Model soups, ICML 2022).
"""

import sys

import torch

from train import NoteNetwork, export


def average(paths):
    states = [torch.load(path) for path in paths]
    mean = {
        name: torch.stack([state[name].double() for state in states]).mean(0).to(first.dtype)
        for name, first in states[0].items()
    }
    network = NoteNetwork()
    network.load_state_dict(mean)
    return network.eval()


if __name__ == "__main__":
    export(average(sys.argv[2:]), sys.argv[1])
