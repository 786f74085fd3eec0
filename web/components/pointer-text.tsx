interface PointerTextProps {
  readonly mouse: string;
  readonly touch: string;
}

/** A hint for who uses the page with a mouse, or with fingers. */
export function PointerText({ mouse, touch }: PointerTextProps) {
  return (
    <>
      <span className="pointer-coarse:hidden">{mouse}</span>
      <span className="hidden pointer-coarse:inline">{touch}</span>
    </>
  );
}
