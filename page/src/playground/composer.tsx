import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { PastReport } from '../../../src/web/page/shapes.js';
import { get, isCalledOff } from '../ask.js';
import { MarkedText } from './marked-text.js';
import * as state from './state.js';

/** Where a report is typed; the evidence is marked below the words as they are typed. */
export function Composer() {
  const { text, answer, answered, pointedAt } = state;
  const isCurrent = answered.value === text.value;
  return (
    <div class="composer">
      <div class="row">
        <h2>
          <label for="report">A report</label>
        </h2>
        <PickPast />
      </div>
      <div class="marked">
        <div class="behind" aria-hidden="true">
          <MarkedText text={text.value} tried={isCurrent ? answer.value : null} pointedAt={pointedAt.value} />
          {'\n'}
        </div>
        <textarea
          id="report"
          spellcheck={false}
          rows={4}
          placeholder="Type or paste what somebody reports"
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value;
          }}
        />
      </div>
    </div>
  );
}

/** The sheet was asked for: typing goes on in it. */
function focusOnce(element: HTMLElement | null): void {
  element?.focus();
}

/** A past or labelled report to begin with. */
function PickPast() {
  const button = useRef<HTMLButtonElement>(null);
  const open = useSignal(false);
  const find = useSignal('');
  const found = useSignal<readonly PastReport[]>([]);
  const asking = useSignal<AbortController | null>(null);
  const look = async (words: string): Promise<void> => {
    find.value = words;
    asking.value?.abort();
    asking.value = new AbortController();
    try {
      found.value = await get(`/page/past?find=${encodeURIComponent(words)}`, asking.value.signal);
    } catch (error) {
      if (!isCalledOff(error)) found.value = [];
    }
  };
  const pick = (report: PastReport): void => {
    state.pick(report);
    open.value = false;
    document.getElementById('report')?.focus();
  };
  return (
    <div class="pick">
      <button
        ref={button}
        type="button"
        aria-expanded={open.value}
        onClick={() => {
          open.value = !open.value;
          if (open.value) void look(find.value);
        }}
      >
        Pick a past one
      </button>
      {open.value && (
        <div
          class="sheet"
          role="dialog"
          aria-label="Past reports"
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            open.value = false;
            button.current?.focus();
          }}
        >
          <input
            type="search"
            aria-label="Words in it"
            placeholder="Words in it"
            ref={focusOnce}
            value={find.value}
            onInput={(event) => void look(event.currentTarget.value)}
          />
          <ul>
            {found.value.map((report) => (
              <li key={report.id}>
                <button type="button" class="plain" onClick={() => pick(report)}>
                  {report.text.slice(0, 160)}
                </button>
              </li>
            ))}
            {found.value.length === 0 && <li class="quiet">None with these words.</li>}
          </ul>
        </div>
      )}
    </div>
  );
}
