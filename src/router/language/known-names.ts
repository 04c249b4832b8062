/** Names that other files define. `classes` includes `undecided`. */
export interface KnownNames {
  /** Areas of the directory; not checked when absent. */
  readonly areas?: readonly string[];
  readonly templates: readonly string[];
  readonly classes: readonly string[];
  /** Names of the severity scale; not checked when absent. */
  readonly severities?: readonly string[];
}
