// Amazon SNS signs with a certificate that it publishes. The certificate's address comes with the message, so it is
// looked at closely before anything is fetched.

import { createVerify, X509Certificate } from 'node:crypto';
import { z } from 'zod';

/** A message of SNS over HTTP, or as a Lambda function passes it on. */
export const snsMessage = z.object({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: z.string().min(1).max(100),
  TopicArn: z.string().min(1).max(300),
  Message: z.string(),
  Timestamp: z.string(),
  Subject: z.string().nullish(),
  Token: z.string().optional(),
  SubscribeURL: z.string().optional(),
  SignatureVersion: z.string().optional(),
  Signature: z.string().max(2_000).optional(),
  SigningCertURL: z.string().optional(),
});
export type SnsMessage = z.infer<typeof snsMessage>;

/** Gets a text from an address; rejects on anything but 200. */
export type FetchText = (url: string) => Promise<string>;

/** Verifies signatures; certificates are fetched once. */
export type VerifySns = (message: SnsMessage) => Promise<boolean>;

const host = /^sns\.[a-z0-9-]{3,30}\.amazonaws\.com(?:\.cn)?$/;

/** True for addresses of SNS itself. */
export function isSnsAddress(address: string | undefined, path: RegExp): boolean {
  if (address === undefined || !URL.canParse(address)) return false;
  const url = new URL(address);
  const plain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  return plain && host.test(url.hostname) && path.test(url.pathname);
}

/** A verifier; rejects when a certificate cannot be fetched, so that the sender tries again. */
export function snsVerifier(fetchText: FetchText, now: () => number): VerifySns {
  const certificates = new Map<string, Promise<X509Certificate>>();
  const certificateOf = (url: string): Promise<X509Certificate> => {
    const known = certificates.get(url);
    if (known !== undefined) return known;
    const fetched = fetchText(url).then((pem) => new X509Certificate(pem));
    if (certificates.size > 20) certificates.clear();
    certificates.set(url, fetched);
    fetched.catch(() => certificates.delete(url));
    return fetched;
  };
  return async (message) => {
    const { SigningCertURL, Signature, SignatureVersion } = message;
    if (
      Signature === undefined ||
      SigningCertURL === undefined ||
      !isSnsAddress(SigningCertURL, /^\/[\w.-]+\.pem$/)
    )
      return false;
    const certificate = await certificateOf(SigningCertURL);
    const at = now();
    if (Date.parse(certificate.validFrom) > at || Date.parse(certificate.validTo) < at) return false;
    const algorithm = SignatureVersion === '2' ? 'RSA-SHA256' : 'RSA-SHA1';
    return createVerify(algorithm)
      .update(signedText(message))
      .verify(certificate.publicKey, Signature, 'base64');
  };
}

/** Names and values in the order that SNS documents, one a line. */
export function signedText(message: SnsMessage): string {
  const names =
    message.Type === 'Notification'
      ? (['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'] as const)
      : (['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'] as const);
  return names.flatMap((name) => (message[name] == null ? [] : [`${name}\n${message[name]}\n`])).join('');
}
