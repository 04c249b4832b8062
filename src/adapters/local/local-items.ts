// What the stand-ins share: they keep what they receive in the desk's own store, under the effect's key,
// so that a second delivery of one key finds the first.

import { DeliveryError, type PortName, type Records, type Ref } from '../../desk/ports.js';

/** The part of the store that the stand-ins use. */
export type LocalStore = Pick<
  Records,
  'addLocal' | 'localByKey' | 'localByRef' | 'changeLocal' | 'localItems'
>;

/** What a stand-in needs besides the store. */
export interface LocalDesk {
  readonly store: LocalStore;
  /** Milliseconds since 1970, UTC. */
  now(): number;
}

/** Keeps a thing, once per key; the reference is made from the key, so that it is the same when tried again. */
export async function keep(
  desk: LocalDesk,
  port: PortName,
  key: string,
  ref: string,
  body: object,
): Promise<Ref> {
  const item = await desk.store.addLocal({ key, port, ref, body: JSON.stringify(body), at: desk.now() });
  return refOf(item.ref);
}

/** The thing kept under a key, or null. */
export async function find(desk: LocalDesk, key: string): Promise<Ref | null> {
  const item = await desk.store.localByKey(key);
  return item === null || item.withdrawn ? null : refOf(item.ref);
}

/** All things kept under a key: one at most, since the store keeps each key once. */
export async function findAll(desk: LocalDesk, key: string): Promise<readonly Ref[]> {
  const found = await find(desk, key);
  return found === null ? [] : [found];
}

/** What a kept thing says; throws DeliveryError where there is none, `gone` when it was here once. */
export async function bodyOf<Body extends object>(
  { store }: LocalDesk,
  what: 'card' | 'ticket',
  ref: string,
  toDo: string,
): Promise<Body> {
  const item = await store.localByRef(ref);
  if (item !== null) return JSON.parse(item.body) as Body;
  const outcome = givenOut[what].test(ref) ? 'gone' : 'refused';
  throw new DeliveryError(outcome, `There is no local ${what} "${ref}" to ${toDo}.`);
}

/** References that the stand-ins have made; of any other nothing is known. */
const givenOut = { card: /^CARD-\w+$/, ticket: /^BUG-\w+$/ } as const;

/** Has a kept thing say something else. */
export async function rewrite(desk: LocalDesk, ref: string, body: object): Promise<void> {
  await desk.store.changeLocal(ref, { body: JSON.stringify(body), at: desk.now() });
}

/** A reference with the address that the stand-in gives it: `local:` says that it is none of the web. */
export function refOf(id: string): Ref {
  return { id, url: `local:${id}` };
}

/** Short and stable: the same key gives the same digits (FNV-1a, 32 bits; a clash only looks odd, keys differ). */
export function digits(key: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36).toUpperCase().padStart(7, '0');
}
