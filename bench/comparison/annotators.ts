import { printTable } from '../measure/print-table.ts';
import { rankCorrelation } from '../metrics/rank-correlation.ts';
import { readSsvd } from '../score/ssvd-songs.ts';
import { analyseVoice } from './analyse-voice.ts';
import {
  pairsOf,
  printedNotes,
  scoreAgainstPrint,
  scoreRecording,
  steadyTake,
} from './printed-songs.ts';

type Pairs = [number, number][];

/**
 * Sight-singing against the printed song, from the recording and from the annotators' notes: the scores,
 * and how well both agree on the order of pitch errors and of onset errors. Another pitch tracker tells
 * how much of a disagreement is the labels': their pitch is rough.
 */
export async function compareWithAnnotators(): Promise<void> {
  console.log(
    '\nSight-singing against print: our points and rank correlations with the annotators',
  );
  const rows: (string | number)[][] = [];
  const all: { pitch: Pairs; onset: Pairs; trackers: Pairs; labelsOnPyin: Pairs } = {
    pitch: [],
    onset: [],
    trackers: [],
    labelsOnPyin: [],
  };
  for (const { id, audioPath, labelled, reference } of readSsvd()) {
    const printed = printedNotes(reference);
    const ours = scoreRecording(printed, await analyseVoice(audioPath));
    const onPyin = scoreRecording(printed, await analyseVoice(audioPath, 'pyin'));
    const sungMidis = labelled.map(({ centreMidi }) => centreMidi);
    const theirs = scoreAgainstPrint(printed, steadyTake(labelled, sungMidis));
    const pitch = pairsOf(ours, theirs, 'pitchErrorCents');
    const onset = pairsOf(ours, theirs, 'onsetErrorMilliseconds');
    const trackers = pairsOf(ours, onPyin, 'pitchErrorCents');
    const labelsOnPyin = pairsOf(onPyin, theirs, 'pitchErrorCents');
    all.pitch.push(...pitch);
    all.onset.push(...onset);
    all.trackers.push(...trackers);
    all.labelsOnPyin.push(...labelsOnPyin);
    const { sung, wrong, missed, extra } = ours.counts;
    rows.push([
      ...[id, ours.overall.normal, theirs.overall.normal],
      ...[pitch, onset, trackers, labelsOnPyin].map(rankCorrelation),
      ...[sung, wrong, missed, extra],
    ]);
  }
  const correlations = [all.pitch, all.onset, all.trackers, all.labelsOnPyin].map(rankCorrelation);
  rows.push(['all notes', '', '', ...correlations, '', '', '', '']);
  printTable(
    [
      ...['song', 'ours', 'annotators', 'pitch', 'onset', 'pitch, pYIN and ours'],
      ...['pitch, pYIN and annotators', 'sung', 'wrong', 'missed', 'extra'],
    ],
    rows,
  );
}
