/**
 * The type of a language's messages, derived from those of another language: string literals become
 * `string`, functions keep their parameters.
 */
export type Widen<Messages> = Messages extends string
  ? string
  : Messages extends (...args: infer Parameters) => string
    ? (...args: Parameters) => string
    : { readonly [Key in keyof Messages]: Widen<Messages[Key]> };
