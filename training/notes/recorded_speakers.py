"""Speech by Festival and Flite, with voices built from recordings of people.

Only voices whose licences permit any use: kal and ked (University of Edinburgh and Carnegie Mellon),
the Russian of msu_ru_nsh (N. Shmyrev), and awb, rms and slt of CMU ARCTIC (Carnegie Mellon).
"""

import pathlib
import subprocess
import tempfile

import numpy as np
import soundfile
from scipy.signal import resample_poly

from phonemes import APPROXIMANT, CONSONANT, PAUSE, SONORANT, VOWEL

RUSSIAN = "msu_ru_nsh_clunits"
FESTIVAL_VOICES = ["kal_diphone", "ked_diphone", RUSSIAN]
FLITE_VOICES = ["awb", "rms", "slt"]
CYRILLIC = str.maketrans("abvgdezijklmnoprstufhyw", "абвгдезийклмнопрстуфхыв")
FLITE_VOWELS = set("aa ae ah ao aw ax axr ay eh er ey ih ix iy ow oy uh uw".split())
FLITE_SONORANTS = set("m n ng l".split())
GLIDES = set("w y j".split())

FESTIVAL_SCRIPT = """
(voice_{voice})
(Parameter.set 'Duration_Stretch {slowness})
(set! said (Utterance Text "{text}"))
(utt.synth said)
(utt.save.wave said "{folder}/said.wav" 'riff)
(set! rows (fopen "{folder}/phonemes" "w"))
(mapcar
  (lambda (phoneme) (format rows "%s %f %s %s\\n" (item.name phoneme) (item.feat phoneme "end")
    (item.feat phoneme "ph_vc") (item.feat phoneme "ph_ctype")))
  (utt.relation.items said 'Segment))
(fclose rows)
"""


def say(text, voice, slowness, rate):
    """Samples at `rate`, and rows (start in seconds, kind of phoneme)."""
    with tempfile.TemporaryDirectory() as folder:
        speak = speak_by_flite if voice in FLITE_VOICES else speak_by_festival
        rows = speak(text, voice, slowness, pathlib.Path(folder))
        samples, own_rate = soundfile.read(pathlib.Path(folder, "said.wav"))
    common = np.gcd(own_rate, rate)
    starts = [0.0, *(end for end, _ in rows[:-1])]
    kinds = [kind for _, kind in rows]
    return resample_poly(samples, rate // common, own_rate // common), list(zip(starts, kinds))


def speak_by_festival(text, voice, slowness, folder):
    if voice == RUSSIAN:
        text = text.replace("ch", "ч").replace("sh", "ш").replace("ng", "н").translate(CYRILLIC)
    script = FESTIVAL_SCRIPT.format(voice=voice, slowness=slowness, text=text, folder=folder)
    (folder / "script.scm").write_text(script)
    subprocess.run(["festival", "-b", str(folder / "script.scm")], check=True, capture_output=True)
    rows = [line.split() for line in (folder / "phonemes").read_text().splitlines()]
    return [(float(end), festival_kind(name, vowel, manner, voice)) for name, end, vowel, manner in rows]


def festival_kind(name, vowel, manner, voice):
    if name in ("pau", "#"):
        return PAUSE
    if vowel == "+":
        return VOWEL
    if manner in ("n", "l"):
        return SONORANT
    if name.startswith("r"):
        return SONORANT if voice == RUSSIAN else APPROXIMANT
    return APPROXIMANT if name in GLIDES else CONSONANT


def speak_by_flite(text, voice, slowness, folder):
    command = ["flite", "-voice", voice, "--setf", f"duration_stretch={slowness}", "-psdur"]
    command += ["-t", text, "-o", str(folder / "said.wav")]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rows = [row.split(":") for row in said.split()]
    return [(float(end), flite_kind(name)) for name, end in rows]


def flite_kind(name):
    if name == "pau":
        return PAUSE
    if name in FLITE_VOWELS:
        return VOWEL
    if name in GLIDES or name == "r":
        return APPROXIMANT
    return SONORANT if name in FLITE_SONORANTS else CONSONANT
