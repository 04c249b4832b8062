import { useSignal } from '@preact/signals';
import type { DecisionClass, ReportClass } from '../../../src/classifier/types.js';
import { CLASS_TITLES, CLASSES } from '../words.js';

/**
 * Lets one say what something is, where that is another class than now. Choosing alone does nothing: by arrow keys one
 * passes through classes that are not meant.
 */
export function ItIsReally({
  now,
  onChoose,
}: {
  readonly now: DecisionClass;
  readonly onChoose: (to: ReportClass) => Promise<void>;
}) {
  const chosen = useSignal<ReportClass | ''>('');
  return (
    <form
      class="as"
      onSubmit={(event) => {
        event.preventDefault();
        const to = chosen.value;
        chosen.value = '';
        if (to !== '') void onChoose(to);
      }}
    >
      <select
        value={chosen.value}
        aria-label="It is really"
        onChange={(event) => {
          chosen.value = event.currentTarget.value as ReportClass;
        }}
      >
        <option value="" disabled>
          It is really…
        </option>
        {CLASSES.filter((name) => name !== now).map((name) => (
          <option key={name} value={name}>
            {CLASS_TITLES[name]}
          </option>
        ))}
      </select>
      {chosen.value !== '' && <button type="submit">Reclassify</button>}
    </form>
  );
}
