/**
 * The shape of a set of messages: every string literal becomes `string`, functions keep their
 * parameters, tuples their length. A translation `satisfies` the widened type of the original.
 */
export type Widen<Messages> = Messages extends string
  ? string
  : Messages extends (...parameters: infer Parameters) => string
    ? (...parameters: Parameters) => string
    : { readonly [Key in keyof Messages]: Widen<Messages[Key]> };
