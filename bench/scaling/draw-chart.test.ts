import { expect, it } from 'vitest';
import { drawChart } from './draw-chart.ts';

it('draws a line from corner to corner, with its name and round axes', () => {
  const svg = drawChart('A & B', [
    {
      title: 'Workers',
      lines: [
        {
          name: 'scaler <1>',
          colour: '#123456',
          points: [
            [0, 0],
            [2, 8],
          ],
        },
      ],
    },
  ]);
  expect(svg).toContain('stroke="#123456" stroke-width="1.6" d="M64 174L624 34"');
  expect(svg).toContain('A &amp; B');
  expect(svg).toContain('scaler &lt;1>');
  const labels = [...svg.matchAll(/>([\d.]+)( h)?<\/text>/g)].map(
    ([, text, hours]) => `${text}${hours ?? ''}`,
  );
  expect(labels).toEqual(['0', '0 h', '2', '0.5 h', '4', '1 h', '6', '1.5 h', '8', '2 h']);
});

it('ends an axis at a round number above the highest value', () => {
  const top = (value: number) => {
    const line = { name: 'n', colour: '#000', points: [[0, 0] as const, [1, value] as const] };
    const svg = drawChart('t', [{ title: 'p', lines: [line] }]);
    return [...svg.matchAll(/end">([\d,]+)</g)].at(-1)?.[1];
  };
  expect([1, 3, 9, 64, 900].map(top)).toEqual(['1', '4', '10', '80', '1,000']);
});
