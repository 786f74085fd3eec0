import { childOf, readXml, textAt, type XmlElement } from './read-xml.ts';

/** Positions and lengths are compared in steps of this part of a quarter: 48 of Score's ticks, and music21's 10,080. */
const stepsPerQuarter = 48;

/**
 * What a score says, by place and aspect: `3 @48 pitch` is the pitch of the note that begins a quarter
 * after the third barline. Two files that print and play the same have the same facts.
 */
export type ScoreFacts = ReadonlyMap<string, string>;

class FactReader {
  readonly facts = new Map<string, string>();
  #divisions = 1;
  #measure = 0;
  #at = 0;
  #lastLength = 0;

  readMeasure(element: XmlElement): void {
    this.#measure += 1;
    this.#at = 0;
    this.#add('number', element.attributes.number);
    this.#add('implicit', element.attributes.implicit === 'yes' ? 'yes' : undefined);
    for (const child of element.children) {
      if (child.name === 'attributes') this.#readAttributes(child);
      else if (child.name === 'direction') this.#readDirection(child);
      else if (child.name === 'harmony') this.#readHarmony(child);
      else if (child.name === 'note') this.#readNote(child);
      else if (child.name === 'backup') this.#at -= this.#steps(textAt(child, 'duration'));
      else if (child.name === 'forward') this.#at += this.#steps(textAt(child, 'duration'));
      else if (child.name === 'barline') this.#add('barline', textAt(child, 'bar-style'), 'end');
    }
    this.#add('length', String(this.#at), 'end');
  }

  #steps(duration: string | undefined): number {
    return Math.round((Number(duration ?? 0) / this.#divisions) * stepsPerQuarter);
  }

  #add(aspect: string, value: string | undefined, at: number | 'end' = this.#at): void {
    if (value === undefined) return;
    const key = `${this.#measure} @${at} ${aspect}`;
    // Two of the same at one place are both compared.
    this.facts.set(key, this.facts.has(key) ? `${this.facts.get(key)} + ${value}` : value);
  }

  #readAttributes(element: XmlElement): void {
    const divisions = textAt(element, 'divisions');
    if (divisions) this.#divisions = Number(divisions);
    for (const child of element.children) {
      const texts = child.children.map(({ text }) => text);
      if (child.name === 'key') this.#add('key', texts[0]);
      else if (child.name === 'time') this.#add('time', texts.join('/'));
      else if (child.name === 'clef') this.#add('clef', texts.join(' '));
      if (child.name === 'key') this.#add('mode', textAt(child, 'mode'));
    }
  }

  #readDirection(element: XmlElement): void {
    const at = this.#at + this.#steps(textAt(element, 'offset'));
    const tempo = childOf(element, 'sound')?.attributes.tempo;
    this.#add('tempo', tempo && Number(tempo).toFixed(1), at);
    for (const type of element.children.filter(({ name }) => name === 'direction-type')) {
      this.#add('direction', textAt(type, 'words'), at);
      const metronome = childOf(type, 'metronome');
      if (!metronome) continue;
      const unit = textAt(metronome, 'beat-unit') ?? '';
      const dot = childOf(metronome, 'beat-unit-dot') ? '.' : '';
      this.#add('tempo mark', `${unit}${dot} = ${textAt(metronome, 'per-minute')}`, at);
    }
  }

  #readHarmony(element: XmlElement): void {
    const at = this.#at + this.#steps(textAt(element, 'offset'));
    const kind = childOf(element, 'kind');
    const isNone = kind?.text === 'none';
    this.#add('chord root', isNone ? undefined : nameOf(element, 'root'), at);
    this.#add('chord kind', kind?.text, at);
    this.#add('chord bass', childOf(element, 'bass') && nameOf(element, 'bass'), at);
    this.#add('chord text', kind?.attributes.text, at);
  }

  #readNote(element: XmlElement): void {
    const length = this.#steps(textAt(element, 'duration'));
    // The other notes of a chord begin with the first one.
    const isChord = childOf(element, 'chord') !== undefined;
    const at = isChord ? this.#at - this.#lastLength : this.#at;
    const add = (aspect: string, value: string | undefined) => this.#add(aspect, value, at);
    add('pitch', pitchOf(element));
    add('length', String(length));
    add('value', noteValueOf(element));
    add('tie', tiesOf(element));
    add('accidental', textAt(element, 'accidental'));
    add('beams', beamsOf(element));
    add('tuplet', childOf(childOf(element, 'notations'), 'tuplet')?.attributes.type);
    for (const lyric of element.children.filter(({ name }) => name === 'lyric')) {
      this.#readLyric(lyric, at);
    }
    if (isChord) return;
    this.#at += length;
    this.#lastLength = length;
  }

  #readLyric(element: XmlElement, at: number): void {
    const verse = element.attributes.number ?? '1';
    const texts = element.children.filter(({ name }) => name === 'text');
    this.#add(`words ${verse}`, texts.map(({ text }) => text).join('‿'), at);
    const syllabics = element.children.filter(({ name }) => name === 'syllabic');
    this.#add(`syllabic ${verse}`, syllabics.map(({ text }) => text).join(' '), at);
    if (childOf(element, 'extend')) this.#add(`extend ${verse}`, 'yes', at);
  }
}

function nameOf(harmony: XmlElement, name: 'root' | 'bass'): string {
  const alter = Number(textAt(harmony, name, `${name}-alter`) ?? 0);
  return `${textAt(harmony, name, `${name}-step`)}${alterText(alter)}`;
}

function alterText(alter: number): string {
  return alter < 0 ? 'b'.repeat(-alter) : '#'.repeat(alter);
}

function pitchOf(note: XmlElement): string {
  const pitch = childOf(note, 'pitch');
  if (!pitch) return 'rest';
  const alter = alterText(Number(textAt(pitch, 'alter') ?? 0));
  return `${textAt(pitch, 'step')}${alter}${textAt(pitch, 'octave')}`;
}

function noteValueOf(note: XmlElement): string | undefined {
  const type = textAt(note, 'type');
  // A rest of a whole measure is drawn in the same way with and without a type.
  if (!type || childOf(note, 'rest')?.attributes.measure === 'yes') return undefined;
  const dots = note.children.filter(({ name }) => name === 'dot').length;
  const actual = textAt(note, 'time-modification', 'actual-notes');
  const normal = textAt(note, 'time-modification', 'normal-notes');
  return `${type}${'.'.repeat(dots)}${actual ? ` ${actual}:${normal}` : ''}`;
}

function beamsOf(note: XmlElement): string | undefined {
  const beams = note.children.filter(({ name }) => name === 'beam').map(({ text }) => text);
  return beams.length > 0 ? beams.join(', ') : undefined;
}

function tiesOf(note: XmlElement): string | undefined {
  const types = note.children
    .filter(({ name }) => name === 'tie')
    .map(({ attributes }) => attributes.type);
  return types.length > 0 ? types.toSorted().join(' ') : undefined;
}

/**
 * Reads the facts of a score of one part.
 * @throws {Error} for text that is no MusicXML of one part.
 */
export function scoreFacts(musicXml: string): ScoreFacts {
  const root = readXml(musicXml);
  const parts = root.children.filter(({ name }) => name === 'part');
  const [part] = parts;
  if (!part || parts.length > 1) throw new Error(`A score of ${parts.length} parts, not of one`);
  const reader = new FactReader();
  for (const measure of part.children) reader.readMeasure(measure);
  const title = textAt(root, 'work', 'work-title') ?? textAt(root, 'movement-title');
  return new Map([...(title === undefined ? [] : [['title', title] as const]), ...reader.facts]);
}
