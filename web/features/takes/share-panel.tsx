'use client';
import { useEffect, useRef, useState } from 'react';
import { Chevron } from '../../components/chevron.tsx';
import { saveBlob } from '../export/download-item.ts';
import { readPalette } from '../pitch/palette.ts';
import { drawSharePicture, pictureSize, type SharePicture } from './draw-share-picture.ts';
import { useTakesTexts } from './use-takes-texts.ts';

type SharePanelProps = Omit<SharePicture, 'song' | 'singer' | 'ofHundred'>;

const maxLetters = 40;
const fileName = 'my-pitch.png';

/** A picture of the result to save or share. Names are in it only if the singer types them. */
export function SharePanel(props: SharePanelProps) {
  const texts = useTakesTexts();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="group" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="flex min-h-11 cursor-pointer items-center gap-2 font-semibold">
        <Chevron />
        {texts.share}
      </summary>
      {isOpen && <ShareForm {...props} />}
    </details>
  );
}

function ShareForm(props: SharePanelProps) {
  const texts = useTakesTexts();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [song, setSong] = useState('');
  const [singer, setSinger] = useState('');
  const { points, sentences, phrases } = props;
  const { ofHundred } = texts;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const picture = { points, sentences, phrases, song, singer, ofHundred };
    const { fontFamily } = getComputedStyle(document.body);
    drawSharePicture(context, picture, readPalette(document.body), fontFamily);
  }, [points, sentences, phrases, song, singer, ofHundred]);
  const withPicture = (use: (blob: Blob) => unknown) =>
    canvas.current?.toBlob((blob) => blob && use(blob), 'image/png');
  return (
    <div className="flex flex-wrap items-start gap-x-8 gap-y-4">
      <canvas
        ref={canvas}
        {...pictureSize}
        role="img"
        aria-label={texts.pictureText(points, song, singer)}
        className="w-full max-w-72 rounded-xl border border-line"
      />
      <div className="flex min-w-[min(15rem,100%)] flex-1 flex-col gap-3">
        <p className="text-sm text-quiet">{texts.shareHint}</p>
        <TextField label={texts.shareSong} value={song} onChange={setSong} />
        <TextField label={texts.shareSinger} value={singer} onChange={setSinger} />
        <div className="flex flex-wrap gap-2">
          <button
            type="button"
            className="button"
            onClick={() => withPicture((blob) => saveBlob(blob, fileName))}
          >
            {texts.savePicture}
          </button>
          {canShareFiles() && (
            <button
              type="button"
              className="button button-quiet"
              onClick={() => withPicture(sharePicture)}
            >
              {texts.sharePicture}
            </button>
          )}
        </div>
      </div>
    </div>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function TextField({ label, value, onChange }: TextFieldProps) {
  return (
    <label className="flex flex-col gap-1 text-sm font-medium">
      {label}
      <input
        type="text"
        className="min-h-11 rounded-xl border border-line bg-sheet px-3 text-base text-ink"
        maxLength={maxLetters}
        autoComplete="off"
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  );
}

function canShareFiles(): boolean {
  const files = [new File([], fileName, { type: 'image/png' })];
  return typeof navigator.canShare === 'function' && navigator.canShare({ files });
}

async function sharePicture(blob: Blob): Promise<void> {
  const files = [new File([blob], fileName, { type: 'image/png' })];
  try {
    await navigator.share({ files });
  } catch {
    // The singer closed the system's dialogue.
  }
}
