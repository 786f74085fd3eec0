import type { Language } from '@my-pitch/shared/language';
import type { Stage } from '@my-pitch/shared/stages';
import type { SendingTexts } from '../../features/upload/upload-texts.ts';
import type { WaitingTexts } from '../../features/waiting/waiting-texts.ts';

/** The texts that any page may need at once; each language's file fills the same shape. */
export interface Messages extends SendingTexts, WaitingTexts {
  readonly languageName: string;
  readonly switchTo: { readonly language: Language; readonly label: string };
  readonly song: {
    readonly awaiting: string;
    readonly queued: string;
    readonly position: (position: number) => string;
    readonly processing: string;
    readonly stages: Readonly<Record<Stage, string>>;
    readonly estimate: (seconds: number) => string;
    readonly noEstimate: string;
    readonly keepLink: string;
    readonly cancel: string;
    readonly remove: string;
    readonly failed: string;
    readonly retry: string;
    readonly chooseAgain: string;
    readonly cancelled: string;
    readonly cancelledText: string;
    readonly expired: string;
    readonly expiredText: string;
    readonly notFound: string;
    readonly notFoundText: string;
    readonly loading: string;
    readonly home: string;
    readonly scoreFailed: string;
    readonly unloadedText: string;
    readonly reload: string;
    readonly keptUntil: (day: string) => string;
    readonly inTune: (percent: number, notes: number) => string;
  };
  readonly missingPage: string;
  readonly licence: string;
  readonly privacy: string;
}
