import type { DecisionClass, ReportClass } from '../../../src/classifier/types.js';
import { CLASS_TITLES, CLASSES } from '../words.js';

/** Lets one say what something is, where that is another class than now. */
export function ItIsReally({
  now,
  onChoose,
}: {
  readonly now: DecisionClass;
  readonly onChoose: (to: ReportClass) => Promise<void>;
}) {
  return (
    <label class="as">
      <span class="hidden">It is really</span>
      <select
        value=""
        aria-label="It is really"
        onChange={(event) => {
          const to = event.currentTarget.value as ReportClass;
          event.currentTarget.value = '';
          void onChoose(to);
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
    </label>
  );
}
