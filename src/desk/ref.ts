/** A place in the outside world that can be linked to. */
export interface Ref {
  readonly id: string;
  /** Null when the other side gives no address. */
  readonly url: string | null;
}
