/**
 * Settings may be chosen by recordings of the tuning side, and are reported by those of the judging
 * side. No melody of SSVD and no singer of MIR-1K is on both. The singers of SSVD are not named;
 * recordings with neighbouring numbers may be of one of them, so blocks of numbers are on one side.
 */
export const sides = ['tuning', 'judging'] as const;
export type Side = (typeof sides)[number];

/** Recordings of SSVD that judge, by melody: three that are printed, then others. */
const judgingSsvd: ReadonlySet<string> = new Set([
  ...['100135', '65799', '68221', '1155', '1156', '410', '424'],
  ...['24541', '65924', '7784', '1099', '1150', '1101', '1130', '480', '366', '1355'],
  ...[
    '1216',
    '1217',
    '1218',
    '1219',
    '1220',
    '1221',
    '1222',
    '1223',
    '1224',
    '1227',
    '1228',
    '1230',
  ],
  ...['man1_butterfly', 'man1_schoolbell', 'man1_twinkle', 'man2_schoolbell'],
]);
const judgingMir1k: ReadonlySet<string> = new Set(['amy', 'bobon', 'khair', 'yifen']);

/** The side of a labelled recording. Vocadito judges. */
export function sideOfRecording(id: string): Side {
  return judgingSsvd.has(id) || id.startsWith('vocadito') ? 'judging' : 'tuning';
}

/** The side of a clip of MIR-1K, such as `amy_6_09`. */
export function sideOfMir1k(id: string): Side {
  const [singer = ''] = id.split('_');
  return judgingMir1k.has(singer) ? 'judging' : 'tuning';
}
