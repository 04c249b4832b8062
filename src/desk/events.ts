import type { Decision } from '../classifier/index.js';
import type { Plan } from '../router/index.js';
import type { DeliveryError, Logger, Ref } from './ports.js';
import type { Cause, StoredEffect, StoredReport } from './records.js';

/** What happened to a report, told after it is kept: for the terminal, the page and the counters. */
export type DeskEvent =
  | { readonly kind: 'accepted'; readonly report: string; readonly again: boolean }
  | {
      readonly kind: 'decided';
      readonly report: StoredReport;
      readonly decision: Decision;
      readonly cause: Cause;
      readonly plan: Plan;
      readonly caseId: string | null;
    }
  | { readonly kind: 'undecidable'; readonly report: string; readonly stuck: boolean }
  | {
      /** `found`: an earlier try had done it; `same`: nothing would have changed, so nothing was sent. */
      readonly kind: 'delivered';
      readonly how: 'made' | 'edited' | 'found' | 'same';
      readonly effect: StoredEffect;
      readonly ref: Ref;
      /** The words that were sent; null for tickets, cards and what was found. */
      readonly text: string | null;
    }
  | {
      readonly kind: 'delayed' | 'parked';
      readonly effect: StoredEffect;
      readonly outcome: DeliveryError['outcome'];
      readonly dueAt: number | null;
    }
  | { readonly kind: 'withdrawn'; readonly effect: StoredEffect }
  | { readonly kind: 'erased'; readonly report: string };

/** Id of the report that an event is about. */
export function reportOf(event: DeskEvent): string {
  switch (event.kind) {
    case 'decided':
      return event.report.report.id;
    case 'accepted':
    case 'undecidable':
    case 'erased':
      return event.report;
    default:
      return event.effect.report;
  }
}

/** Called with what happened; must not throw, and is not waited for. */
export type Listener = (event: DeskEvent) => void;

/** Those who want to know what happens. */
export interface Events {
  /** The returned function ends it. */
  on(listener: Listener): () => void;
  tell(event: DeskEvent): void;
}

/** A listener that fails is logged and harms nobody else. */
export function createEvents(log: Logger): Events {
  const listeners = new Set<Listener>();
  return {
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(event) {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          log.error({ event: event.kind, error: nameOf(error) }, 'a listener failed');
        }
      }
    },
  };
}

/** An error as it may stand in a log: its kind and no words, which could quote a report. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
