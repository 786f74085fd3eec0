'use client';
import { spellPitch } from '@my-pitch/shared/notation/spell-pitch';
import type { ReferenceNote } from '@my-pitch/shared/scoring/reference-notes';
import { pitchName } from '../pitch/pitch-name.ts';
import { GradeMark } from './grade-mark.tsx';
import type { NoteGrade } from './note-grade.ts';
import type { PitchLines } from './phrase-curves.ts';

interface PhrasePictureProps {
  readonly span: { readonly startSeconds: number; readonly endSeconds: number };
  /** The notes in the span, with their grades. */
  readonly notes: readonly (ReferenceNote & { readonly grade: NoteGrade })[];
  readonly original: PitchLines;
  readonly take: PitchLines;
  /** Added to the pitches for their names, which are those of the take's key. */
  readonly semitones: number;
  /** Sharps of the take's key. */
  readonly fifths: number;
  /** Says what the picture shows. */
  readonly label: string;
}

/** Half a tone of a row, around the written pitch. */
const halfNote = 0.42;
const margin = 1.5;
const farSemitones = 4;

/** Both voices over the written notes: the original's dashed, the take's solid. */
export function PhrasePicture(props: PhrasePictureProps) {
  const { span, notes, original, take } = props;
  const { low, high } = rangeOf(notes, take);
  const width = span.endSeconds - span.startSeconds;
  const x = (seconds: number) => (100 * (seconds - span.startSeconds)) / width;
  const y = (midi: number) => (100 * (high - midi)) / (high - low);
  const path = (lines: PitchLines) =>
    lines
      .map((line) => `M${line.map(([t, midi]) => `${round(x(t))} ${round(y(midi))}`).join('L')}`)
      .join('');
  return (
    <div role="img" aria-label={props.label} className="flex h-56 gap-2 sm:h-72">
      <RowNames {...props} low={low} high={high} />
      <div className="relative min-w-0 flex-1 overflow-hidden rounded-xl border border-line bg-paper">
        <svg
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          aria-hidden="true"
          className="absolute inset-0 size-full"
        >
          {notes.map((note) => (
            <rect
              key={note.startSeconds}
              x={x(note.startSeconds)}
              width={x(note.endSeconds) - x(note.startSeconds)}
              y={y(note.writtenMidi + halfNote)}
              height={y(0) - y(2 * halfNote)}
              className="fill-leaf-soft stroke-line"
              vectorEffect="non-scaling-stroke"
            />
          ))}
          <Line d={path(original)} className="stroke-quiet" dashes="5 4" />
          <Line d={path(take)} className="stroke-glow" />
        </svg>
        {notes
          .filter(({ grade }) => grade !== 'right')
          .map((note) => (
            <span
              key={note.startSeconds}
              className="absolute -translate-x-1/2 -translate-y-full"
              style={{
                left: `${(x(note.startSeconds) + x(note.endSeconds)) / 2}%`,
                top: `${y(note.writtenMidi + halfNote)}%`,
              }}
            >
              <GradeMark grade={note.grade} />
            </span>
          ))}
      </div>
    </div>
  );
}

/** The pitches that fit: the written ones, and the take's as far as four semitones from them. */
function rangeOf(notes: PhrasePictureProps['notes'], take: PitchLines) {
  const written = notes.map(({ writtenMidi }) => writtenMidi);
  const [lowest, highest] = [Math.min(...written), Math.max(...written)];
  const sung = take.flatMap((line) => line.map(([, midi]) => midi));
  const near = sung.filter((midi) => midi > lowest - farSemitones && midi < highest + farSemitones);
  return {
    low: Math.min(lowest - margin, ...near),
    high: Math.max(highest + margin, ...near),
  };
}

function Line(props: { d: string; className: string; dashes?: string }) {
  return (
    <path
      d={props.d}
      fill="none"
      strokeWidth="2"
      strokeLinejoin="round"
      strokeDasharray={props.dashes}
      className={props.className}
      vectorEffect="non-scaling-stroke"
    />
  );
}

/** The names of the pitches that are written in the phrase. */
function RowNames(props: PhrasePictureProps & { readonly low: number; readonly high: number }) {
  const { notes, low, high, semitones, fifths } = props;
  const midis = [...new Set(notes.map(({ writtenMidi }) => Math.round(writtenMidi)))];
  return (
    <div aria-hidden="true" className="relative w-9 shrink-0 text-xs text-quiet tabular-nums">
      {midis.map((midi) => (
        <span
          key={midi}
          className="absolute right-0 -translate-y-1/2"
          style={{ top: `${(100 * (high - midi)) / (high - low)}%` }}
        >
          {pitchName(spellPitch(midi + semitones, fifths))}
        </span>
      ))}
    </div>
  );
}

const round = (value: number) => Math.round(100 * value) / 100;
