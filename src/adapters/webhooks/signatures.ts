// Who sent it? Every comparison takes the same time, whatever was sent.

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** True for two texts that are the same; tells nothing by how long it takes. */
export function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

/** `X-Hub-Signature: sha1=…` of Intercom, over the body as it came. */
export function signedByHub(body: Uint8Array, header: string | undefined, secret: string): boolean {
  return sameSecret(header ?? '', `sha1=${hmac('sha1', secret, body)}`);
}

/** `X-PagerDuty-Signature: v1=…,v1=…`: several while the secret is being replaced. */
export function signedByPagerDuty(body: Uint8Array, header: string | undefined, secret: string): boolean {
  const expected = `v1=${hmac('sha256', secret, body)}`;
  const given = (header ?? '').split(',').slice(0, 5);
  return given.map((one) => sameSecret(one.trim(), expected)).includes(true);
}

/** `Sentry-Hook-Signature: …`, and the same in `X-Grafana-Alerting-Signature`. */
export function signedPlainly(body: Uint8Array, header: string | undefined, secret: string): boolean {
  return sameSecret(header ?? '', hmac('sha256', secret, body));
}

/** `X-Triage-Signature: t=<seconds>,v1=…` over "<seconds>.<body>"; gives the time it was signed at, or null. */
export function signedWithTime(body: Uint8Array, header: string | undefined, secret: string): number | null {
  const [, seconds = '', signature = ''] = /^t=(\d{9,11}),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  const expected = hmac('sha256', secret, Buffer.concat([Buffer.from(`${seconds}.`), body]));
  return sameSecret(signature, expected) ? Number(seconds) * 1000 : null;
}

/** `Authorization: Bearer <secret>`, or the secret as password of Basic. */
export function hasSharedSecret(header: string | undefined, secret: string): boolean {
  const [, scheme = '', value = ''] = /^(bearer|basic)\s+(\S+)$/i.exec(header ?? '') ?? [];
  const basic = scheme.toLowerCase() === 'basic';
  const given = basic
    ? Buffer.from(value, 'base64')
        .toString('utf8')
        .replace(/^[^:]*:/, '')
    : value;
  return sameSecret(given, secret);
}

function hmac(algorithm: 'sha1' | 'sha256', secret: string, body: Uint8Array): string {
  return createHmac(algorithm, secret).update(body).digest('hex');
}
