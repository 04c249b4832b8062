import { useSignal } from '@preact/signals';
import type { Case } from '../../../src/router/types.js';
import { sentenceOf, start, stepTo } from '../ask.js';
import { useKeptFocus } from '../kept-focus.js';
import { ActAs } from './act-as.js';
import { actingAs } from './acting-as.js';
import { ItIsReally } from './it-is-really.js';
import { WordsForm } from './words-form.js';

/** What one can do to a case; whether one may is the policy's to say. */
export function CaseSteps({ one, onDone }: { readonly one: Case; readonly onDone: () => void }) {
  const problem = useSignal('');
  const busy = useSignal(false);
  const kept = useKeptFocus<HTMLElement>();
  const visitor = start.value?.visitor;
  if (visitor?.may !== 'act') return null;
  const isFollowed = one.status === 'open' || one.status === 'acknowledged';
  const step = async (what: object): Promise<boolean> => {
    busy.value = true;
    try {
      problem.value = await stepTo(one.id, what, actingAs.value);
      onDone();
    } catch (error) {
      problem.value = sentenceOf(error);
    }
    busy.value = false;
    return problem.value === '';
  };
  return (
    <section {...kept} class="steps-panel" aria-label="What you can do">
      {visitor.person === null && <ActAs />}
      <div class="buttons">
        {one.status === 'open' && (
          <button
            type="button"
            class="strong"
            disabled={busy.value}
            onClick={() => void step({ do: 'acknowledge' })}
          >
            Acknowledge
          </button>
        )}
        {isFollowed && (
          <button
            type="button"
            class={one.status === 'acknowledged' ? 'strong' : ''}
            disabled={busy.value}
            onClick={() => void step({ do: 'resolve' })}
          >
            Resolve
          </button>
        )}
        {one.status === 'acknowledged' && one.acknowledged?.by !== actingAs.value && (
          <button type="button" disabled={busy.value} onClick={() => void step({ do: 'take-over' })}>
            Take over
          </button>
        )}
        {!isFollowed && one.status !== 'merged' && (
          <button type="button" disabled={busy.value} onClick={() => void step({ do: 'reopen' })}>
            Reopen
          </button>
        )}
        <ItIsReally now={one.class} onChoose={async (to) => void (await step({ do: 'reclassify', to }))} />
      </div>
      <WordsForm
        label="News for all who wait"
        placeholder="News for all who wait for it"
        send="Tell them"
        onSend={(text) => step({ do: 'tell', text })}
      />
      <p role="alert">{problem.value}</p>
    </section>
  );
}

/** Takes a report out of a case that it has nothing to do with. */
export function Separate({
  one,
  report,
  onDone,
}: {
  readonly one: Case;
  readonly report: string;
  readonly onDone: () => void;
}) {
  const problem = useSignal('');
  if (start.value?.visitor.may !== 'act' || one.status === 'merged') return null;
  const take = async (): Promise<void> => {
    try {
      problem.value = await stepTo(one.id, { do: 'separate', report }, actingAs.value);
      onDone();
    } catch (error) {
      problem.value = sentenceOf(error);
    }
  };
  return (
    <>
      <button type="button" class="small" onClick={() => void take()}>
        This is another matter
      </button>
      <p role="alert">{problem.value}</p>
    </>
  );
}
