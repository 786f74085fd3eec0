/** A screenshot of a state. */
export interface Picture {
  readonly state: string;
  readonly width: number;
  readonly language: string;
  readonly scheme: string;
}

/** The name of a screenshot's file, which {@link pictureOf} parses. */
export function fileNameOf({ state, width, language, scheme }: Picture): string {
  return `${state}-${width}-${language}-${scheme}.png`;
}

export function pictureOf(fileName: string): Picture | undefined {
  const [, state, width, language, scheme] =
    /^(.+)-(\d+)-([a-z]+)-([a-z]+)\.png$/.exec(fileName) ?? [];
  if (!state || !language || !scheme) return undefined;
  return { state, width: Number(width), language, scheme };
}

/** A page with all screenshots, one row per state. */
export function composeGallery(pictures: readonly Picture[]): string {
  const states = [...new Set(pictures.map(({ state }) => state))];
  const rows = states.map((state) => {
    const figures = pictures
      .filter((picture) => picture.state === state)
      .map((picture) => {
        const file = fileNameOf(picture);
        const { width, language, scheme } = picture;
        return `<figure><a href="${file}"><img loading="lazy" src="${file}" alt=""></a><figcaption>${width} ${language} ${scheme}</figcaption></figure>`;
      });
    return `<h2>${state}</h2><div>${figures.join('')}</div>`;
  });
  const style =
    'body{font:16px system-ui;margin:2rem}div{display:flex;gap:1rem;overflow-x:auto;align-items:start}figure{margin:0}img{height:24rem;border:1px solid #ccc}';
  return `<!doctype html><meta charset="utf-8"><title>My Pitch: every state</title><style>${style}</style>${rows.join('')}`;
}
