/**
 * Moves the inline scripts of a page's head before its style sheets, for which they would wait, so
 * that their requests run in parallel with those of the style sheets. The style sheets are preloaded
 * first.
 */
export function hoistInlineScripts(html: string): string {
  const end = html.indexOf('</head>');
  const head = html.slice(0, end);
  const styles = [...head.matchAll(styleSheet)].map(
    ([, path]) => `<link rel="preload" as="style" href="${path}"/>`,
  );
  const scripts = head.match(inlineScript) ?? [];
  const first = [...styles, ...scripts].join('');
  // The encoding must stay first.
  const hoisted = head
    .replace(inlineScript, '')
    .replace(/<meta charset="[^"]*"\/?>/i, (charset) => charset + first);
  return hoisted + html.slice(end);
}

const styleSheet = /<link rel="stylesheet" href="([^"]+)"/g;
const inlineScript = /<script>[\s\S]*?<\/script>/g;
