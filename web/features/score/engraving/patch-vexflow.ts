type Patched = Pick<typeof import('vexflow/core'), 'Font' | 'Metrics'>;

/**
 * Makes VexFlow remember fonts and styles, which it looks up several times for each symbol: it clones
 * small flat records, which become copies of their fields, searches a tree for each number, and has the
 * browser parse the font of each dot. Call it after the fonts are set.
 */
export function speedUpVexFlow({ Font, Metrics }: Patched): void {
  Metrics.getFontInfo = cacheAndCopy(Metrics.getFontInfo.bind(Metrics));
  Metrics.getStyle = cacheAndCopy(Metrics.getStyle.bind(Metrics));
  Font.fromCSSString = cacheAndCopy(Font.fromCSSString.bind(Font));
  const find = Metrics.get.bind(Metrics);
  const found = new Map<string, ReturnType<typeof find>>();
  Metrics.get = (key, fallback) => {
    if (!found.has(key)) found.set(key, find(key));
    return found.get(key) ?? fallback;
  };
}

function cacheAndCopy<Info extends object>(read: (key: string) => Info): (key: string) => Info {
  const cached = new Map<string, Info>();
  return (key) => {
    const info = cached.get(key) ?? read(key);
    cached.set(key, info);
    return { ...info };
  };
}
