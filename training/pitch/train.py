"""Distils SwiftF0 into smaller networks that are robust to degraded recordings.

Usage: python train.py REELS_DIR SEPARATED_DIR TEACHER.onnx OUT_DIR SECONDS START [START …]
REELS_DIR is made by songs.py, SEPARATED_DIR holds NNN.flac or NNN.opus, the voice separated from each
reel's mixture. Each START is a model to fine-tune or a number of channels for a new network; all are trained on
the same batches. Writes OUT_DIR/CHANNELS.onnx.
"""

import pathlib
import sys
import time

import numpy as np
import soundfile
import torch
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from degrade import chance, degrade, level, noisy, random_tones, ratio, uniform
from network import BINS, HIGHEST_HZ, HOP, LOWEST_HZ, RATE, BandMagnitudes, PitchNetwork, load, save

FRAMES = 192
SAMPLES = FRAMES * HOP
# A batch: degraded voices, separated voices, instruments, tones.
SHARES = (30, 20, 7, 7)
F0_FRAMES_PER_SECOND = 200
LEARNING_RATE = 4e-3
FINE_LEARNING_RATE = 1e-3


def read(path):
    sound, rate = soundfile.read(path, dtype="float32")
    assert rate == RATE
    return torch.from_numpy(sound)


class Reels:
    """Sounds [reels, samples] and pitches [reels, 5 ms], on the device."""

    def __init__(self, folder, separated, device):
        def stack(paths):
            sounds = [read(path) for path in sorted(paths)]
            length = min(map(len, sounds))
            return torch.stack([sound[:length] for sound in sounds]).half().to(device)

        self.voice, self.band, self.solo = (stack(folder.glob(f"*.{kind}.*")) for kind in ("voice", "band", "solo"))
        pitches = {path.name.split(".")[0]: np.load(path) for path in sorted(folder.glob("*.f0.npy"))}
        self.f0 = torch.from_numpy(np.stack(list(pitches.values()))).to(device)
        self.separated = stack(separated.iterdir())
        # The index of the dry voice of each separated one.
        numbers = [path.name.split(".")[0] for path in sorted(separated.iterdir())]
        self.origin = torch.tensor([list(pitches).index(number) for number in numbers], device=device)

    def cut(self, sounds, count, rows=None, starts=None):
        """Random excerpts [count, SAMPLES] with their rows and start samples."""
        device = sounds.device
        rows = torch.randint(len(sounds), (count,), device=device) if rows is None else rows
        if starts is None:
            starts = torch.randint((sounds.shape[1] - SAMPLES) // HOP, (count,), device=device) * HOP
        places = starts[:, None] + torch.arange(SAMPLES, device=device)
        return sounds[rows[:, None], places].float(), rows, starts

    def pitch(self, rows, starts):
        """Pitch in Hz of every frame of excerpts, [count, FRAMES]."""
        seconds = (starts[:, None] + HOP * torch.arange(FRAMES, device=starts.device)) / RATE
        frames = (seconds * F0_FRAMES_PER_SECOND).round().long().clamp(max=self.f0.shape[1] - 1)
        return self.f0[rows[:, None], frames]

    def batch(self):
        """Degraded and clean sound, [64, SAMPLES], and pitch in Hz, 0 where unknown."""
        made, real, played, toned = SHARES
        device = self.voice.device
        voice, rows, starts = self.cut(self.voice, made)
        pitch = self.pitch(rows, starts)
        separated, which, when = self.cut(self.separated, real)
        source, *_ = self.cut(self.voice, real, self.origin[which], when)
        solo, *_ = self.cut(self.solo, played)
        tones, tone_pitch = random_tones(toned, SAMPLES, device)
        clean = torch.cat([voice, solo, tones])
        unknown = torch.zeros(played, FRAMES, device=device)
        degraded = degrade(clean, self.cut(self.band, len(clean))[0])
        without_noise = chance(separated, 0.5)
        with_noise = noisy(separated, self.cut(self.band, real)[0])
        separated = torch.where(without_noise, separated, with_noise)
        pitches = [pitch, unknown, tone_pitch[:, ::HOP], self.pitch(self.origin[which], when)]
        return torch.cat([degraded, separated]), torch.cat([clean, source]), torch.cat(pitches)


def scaled(sound):
    """Sound at a random level with a faint noise floor."""
    loud = sound / level(sound) * ratio(uniform(sound, -36, -9))
    return (loud + torch.randn_like(loud) * ratio(uniform(sound, -85, -65))).clamp(-1, 1)


def targets(teacher, magnitudes, pitch):
    """Target distributions of pitch and voicing: the teacher's, or the true pitch where the teacher is wrong."""
    logits, voicing = teacher(magnitudes)
    target = torch.softmax(logits, 2)
    bins = torch.arange(BINS, device=pitch.device)
    true_bin = torch.log(pitch.clamp(min=LOWEST_HZ) / LOWEST_HZ) / np.log(HIGHEST_HZ / LOWEST_HZ) * (BINS - 1)
    near = torch.softmax(-0.5 * ((bins - true_bin[..., None]) / 0.7) ** 2, 2)
    known = pitch > 0
    wrong = known & ((target * bins).sum(2) - true_bin).abs().gt(1.2)
    target = torch.where(wrong[..., None], near, target)
    voiced = torch.sigmoid(voicing)
    return target, voiced, torch.where(known, 1.0, 0.05 + 0.95 * voiced)


def loss_of(output, target, voiced_target, weight):
    logits, voicing = output
    pitch = -(target * torch.log_softmax(logits, 2)).sum(2)
    voiced = functional.binary_cross_entropy_with_logits(voicing, voiced_target)
    return (weight * pitch).sum() / weight.sum() + 1.5 * voiced, pitch.detach(), voiced.detach()


class Learner:
    """A network, its optimiser and the exponential moving average of its weights, which is saved."""

    def __init__(self, start, device):
        fresh = start.isdigit()
        self.network = (PitchNetwork(int(start)) if fresh else load(start)).to(device).train()
        self.network = self.network.to(memory_format=torch.channels_last)
        self.channels = self.network.neck.in_channels
        self.max_rate = LEARNING_RATE if fresh else FINE_LEARNING_RATE
        self.optimiser = torch.optim.AdamW(self.network.parameters(), self.max_rate, weight_decay=1e-4)
        follow = get_ema_multi_avg_fn(0.998)
        self.average = AveragedModel(self.network, multi_avg_fn=follow, use_buffers=True)

    def learn(self, magnitudes, goal, speed):
        """One optimiser step at a share of the maximum learning rate; returns the result of loss_of."""
        for group in self.optimiser.param_groups:
            group["lr"] = self.max_rate * speed
        losses = loss_of(self.network(magnitudes), *goal)
        self.optimiser.zero_grad(set_to_none=True)
        losses[0].backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.average.update_parameters(self.network)
        return losses

    def save(self, model, out):
        save(self.average.module.eval(), model, out / f"{self.channels}.onnx")


def main(reels_dir, separated_dir, model, out, seconds, starts):
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.backends.cudnn.benchmark = True
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    torch.manual_seed(3)
    out.mkdir(parents=True, exist_ok=True)
    teacher = load(model).to(device).eval()
    features = BandMagnitudes().to(device)
    reels = Reels(reels_dir, separated_dir, device)
    print(f"{len(reels.voice)} reels, {len(reels.separated)} separated", flush=True)
    learners = [Learner(start, device) for start in starts]
    started, step, reported, means = time.time(), 0, time.time(), {}
    while (passed := (time.time() - started) / seconds) < 1:
        with torch.no_grad():
            degraded, clean, pitch = reels.batch()
            goal = targets(teacher, features(scaled(clean)), pitch)
            magnitudes = features(scaled(degraded)).contiguous(memory_format=torch.channels_last)
            # The teacher on degraded recordings, for comparison.
            rows = {"teacher": loss_of(teacher(magnitudes), *goal)}
        speed = min(1, step / 300) * (0.5 + 0.5 * np.cos(np.pi * passed)) + 1e-3
        for learner in learners:
            rows[learner.channels] = learner.learn(magnitudes, goal, speed)
        step += 1
        for name, losses in rows.items():
            means[name] = 0.99 * means.get(name, summary(losses)) + 0.01 * summary(losses)
        if time.time() - reported > 20:
            reported = time.time()
            report = " | ".join(f"{n} " + " ".join(f"{v:.3f}" for v in row) for n, row in means.items())
            print(f"{passed:.2f} step {step} {report}", flush=True)
            for learner in learners:
                learner.save(model, out)
    for learner in learners:
        learner.save(model, out)


def summary(losses):
    """Mean pitch loss of degraded voices, separated voices, instruments and tones, and the voicing loss."""
    _, cost, voiced = losses
    made, played, toned, real = cost.split([SHARES[0], SHARES[2], SHARES[3], SHARES[1]])
    return torch.stack([*(kind.mean() for kind in (made, real, played, toned)), voiced]).cpu().numpy()


if __name__ == "__main__":
    main(*map(pathlib.Path, sys.argv[1:5]), float(sys.argv[5]), sys.argv[6:])
