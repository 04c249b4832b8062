import { useSignal } from '@preact/signals';
import type { ReportClass } from '../../../src/classifier/types.js';
import type { UnfollowedReport } from '../../../src/web/page/shapes.js';
import { correct, sentenceOf, start } from '../ask.js';
import { changes } from '../live.js';
import { useAnswer } from '../loaded.js';
import { CLASS_SHORT, momentOf } from '../words.js';
import { ActAs } from './act-as.js';
import { actingAs } from './acting-as.js';
import { ItIsReally } from './it-is-really.js';

/** Reports that nobody follows as a case; one can say what they are instead. */
export function Unfollowed() {
  const { answer, problem, look } = useAnswer<readonly UnfollowedReport[]>('/page/unfollowed', changes.value);
  const refusal = useSignal('');
  const visitor = start.value?.visitor;
  const say = async (report: string, to: ReportClass): Promise<void> => {
    try {
      refusal.value = await correct(report, to, actingAs.value);
      look();
    } catch (error) {
      refusal.value = sentenceOf(error);
    }
  };
  return (
    <section class="column" aria-label="Without a case">
      <p class="quiet">The latest reports that were called nothing to follow up, or were only observed.</p>
      {visitor?.may === 'act' && visitor.person === null && <ActAs />}
      <p role="alert">{problem || refusal.value}</p>
      {answer?.length === 0 && <p class="quiet">None.</p>}
      <ul>
        {(answer ?? []).map(({ id, at, source, class: decided, excerpt }) => (
          <li key={id} class={`card of-${decided}`}>
            <p class="row">
              <span class="tag">{CLASS_SHORT[decided]}</span>
              <span class="quiet">
                #{source.channel}, {momentOf(at)}
              </span>
            </p>
            <p class="words">{excerpt}</p>
            {visitor?.may === 'act' && <ItIsReally now={decided} onChoose={(to) => say(id, to)} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
