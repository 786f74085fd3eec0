"""Cuts a font down to some characters, under a name of our own: see README.md."""

import subprocess
import sys
from fontTools.ttLib import TTFont

source, target, family, style, unicodes = sys.argv[1:]
subprocess.run(
    ["pyftsubset", source, f"--unicodes={unicodes}", "--layout-features=kern", "--notdef-outline",
     "--name-IDs=0,1,2,3,4,5,6,9,13,14", "--output-file=subset.otf"],
    check=True,
)
font = TTFont("subset.otf")
full_name = f"{family} {style}"
post_script_name = f"{family.replace(' ', '')}-{style}"
names = {1: family, 2: style, 3: f"{full_name} 1.0", 4: full_name, 5: "Version 1.0",
         6: post_script_name, 13: "SIL Open Font License 1.1"}
notice = ""
for record in font["name"].names:
    if record.nameID == 0:
        # The whole licence follows; it lies beside the font instead.
        record.string = notice = str(record).split("This Font Software")[0].strip()
    elif record.nameID in names:
        record.string = names[record.nameID]
outlines = font["CFF "].cff
outlines.fontNames = [post_script_name]
top = outlines.topDictIndex[0]
top.rawDict.pop("Notice", None)
top.Copyright = notice.replace("©", "(c)")
top.FullName, top.FamilyName = full_name, family
font.flavor = "woff2"
font.save(target)
