// What a failed call says about whether something happened on the other side.

/** A code of the transport, dug out of the causes that fetch wraps around it. */
export function transportCode(error: unknown): string | null {
  let at: unknown = error;
  for (let depth = 0; at instanceof Error && depth < 6; depth++) {
    const code = (at as NodeJS.ErrnoException).code;
    if (typeof code === 'string') return code;
    at = at.cause;
  }
  return null;
}

const neverArrived: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** True when a failure of the transport came before anything was sent. */
export function wasNeverSent(code: string | null): boolean {
  return code !== null && neverArrived.has(code);
}
