import fc from 'fast-check';

/** Strings with a special meaning in some output format. */
const syntax = [
  ...[
    '&nbsp;',
    '&Pepper;',
    '&amp;',
    '&lt;b&gt;',
    '&#0;',
    '&#65;',
    '&#x41;',
    '&',
    ';',
    '<',
    '>',
    '"',
  ],
  ...[
    "'",
    ']]>',
    '<!--',
    '-->',
    '<?',
    '<![CDATA[',
    '\\',
    '(',
    ')',
    '/',
    '%00',
    '%',
    '*',
    '=',
    '..',
  ],
  ...[
    '\r\n',
    '\n',
    '\r',
    '\t',
    '\0',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u2028',
    '\u2029',
    ' ',
    '\u3000',
  ],
  ...['\ufeff', '\ufffe', '\uffff', '\ufdd0', '\u{1fffe}', '\ud800', '\udfff', '\u200b', '\u200d'],
  ...[
    '\u200e',
    '\u202e',
    '\u2066',
    '\u2069',
    'e\u0301',
    '\u1112\u1161\u11ab',
    '봄',
    'é',
    '👩‍👩‍👧',
    'a',
    '.mp3',
  ],
];

/** Arbitrary text: all code points, lone surrogates, special syntax, short and long. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) }),
  fc.array(fc.constantFrom(...syntax), { maxLength: 300 }).map((pieces) => pieces.join('')),
);

/** Every code point of Unicode, including lone surrogates, in strings of 128. */
export function everyCodePoint(): string[] {
  return Array.from({ length: 0x11_0000 / 128 }, (_, chunk) =>
    Array.from({ length: 128 }, (_, i) => String.fromCodePoint(chunk * 128 + i)).join(''),
  );
}
