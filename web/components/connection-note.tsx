/** A note about a lost connection; empty without a text. */
export function ConnectionNote({ text }: { text: string | undefined }) {
  return (
    <p
      role="status"
      className="mx-auto mb-4 rounded-2xl border border-line bg-sheet px-6 py-3 text-center font-medium empty:hidden"
    >
      {text}
    </p>
  );
}
