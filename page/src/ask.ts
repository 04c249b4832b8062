// Questions to the desk. Whoever is not logged in is asked to, wherever they are.

import { signal } from '@preact/signals';
import type { ReportClass } from '../../src/classifier/types.js';
import type { Done, Start } from '../../src/web/page/shapes.js';

/** What the desk said at the beginning; null while it is not known. */
export const start = signal<Start | null>(null);
/** `ready`, `login` where a token is asked for, or why the desk does not answer. */
export const standing = signal<'loading' | 'ready' | 'login' | 'away'>('loading');

/** The desk refused; the message is for people. */
export class Refused extends Error {}

export async function begin(): Promise<void> {
  try {
    start.value = await get<Start>('/page/start');
    standing.value = 'ready';
  } catch {
    if (standing.value !== 'login') standing.value = 'away';
  }
}

export async function login(token: string): Promise<void> {
  await ask('/page/login', { method: 'POST', body: JSON.stringify({ token }), headers: json });
  standing.value = 'loading';
  await begin();
}

export async function logout(): Promise<void> {
  await post('/page/logout', {});
  start.value = null;
  standing.value = 'login';
}

export function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return ask<T>(path, signal === undefined ? {} : { signal });
}

export function post<T>(path: string, body: object, signal?: AbortSignal): Promise<T> {
  const headers = { ...json, 'x-triage-csrf': start.value?.csrf ?? '' };
  const options = { method: 'POST', body: JSON.stringify(body), headers };
  return ask<T>(path, signal === undefined ? options : { ...options, signal });
}

/** Asks the desk to do something; gives why it was not done, and nothing when it was. */
export async function attempt(path: string, body: object): Promise<string> {
  const done = await post<Done>(path, body);
  return done.outcome === 'changed' ? '' : done.why;
}

/** Attempts a step to a case, in somebody's name. */
export function stepTo(caseId: string, step: object, as: string): Promise<string> {
  return attempt(`/page/cases/${encodeURIComponent(caseId)}/steps`, { as, step });
}

/** Says what a report is that has no case, in somebody's name. */
export function correct(report: string, to: ReportClass, as: string): Promise<string> {
  return attempt(`/page/reports/${encodeURIComponent(report)}/steps`, { as, step: { do: 'reclassify', to } });
}

const json = { 'content-type': 'application/json' };

async function ask<T>(path: string, options: RequestInit): Promise<T> {
  const response = await fetch(path, { credentials: 'same-origin', ...options });
  if (response.status === 401 && path !== '/page/login') standing.value = 'login';
  const body = (await response.json().catch(nothingUnlessCalledOff)) as T & { readonly error?: string };
  if (!response.ok) throw new Refused(body.error ?? `The desk answered ${response.status}.`);
  return body;
}

/** An answer that is no JSON says nothing; one that was called off while it came in is no answer at all. */
function nothingUnlessCalledOff(error: unknown): object {
  if (isCalledOff(error)) throw error;
  return {};
}

/** True when the asking was called off, because a newer question took its place. */
export function isCalledOff(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** A sentence for people about something that failed. */
export function sentenceOf(error: unknown): string {
  return error instanceof Refused ? error.message : 'The desk does not answer. It may have been stopped.';
}
