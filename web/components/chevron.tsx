/** Points down while the `details` around it is open. */
export function Chevron() {
  return (
    <svg
      viewBox="0 0 12 12"
      aria-hidden="true"
      className="size-3 shrink-0 transition-transform group-open:rotate-90"
    >
      <path d="M4 1.5 8.500 6 4 10.500" fill="none" stroke="currentColor" strokeWidth="1.800" />
    </svg>
  );
}
