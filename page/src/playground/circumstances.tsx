import type { Earlier } from '../../../src/web/page/shapes.js';
import { start } from '../ask.js';
import { momentAt, momentOf, wallTimeOf, zoneTitle } from '../words.js';
import * as state from './state.js';

/** Who says it, where and when, and what was reported shortly before. */
export function Circumstances() {
  const channels = start.value?.channels ?? [];
  const { kind, channel, partner, at } = state;
  const all = channels.includes(channel.value) ? channels : [...channels, channel.value];
  return (
    <section class="circumstances" aria-label="Circumstances">
      <div class="fields">
        <label>
          Said by
          <select
            value={kind.value}
            onChange={(event) => {
              kind.value = event.currentTarget.value === 'automated' ? 'automated' : 'human';
            }}
          >
            <option value="human">a person</option>
            <option value="automated">a monitor</option>
          </select>
        </label>
        <label>
          In
          <select
            value={channel.value}
            onChange={(event) => {
              channel.value = event.currentTarget.value;
            }}
          >
            {all.map((name) => (
              <option key={name} value={name}>
                #{name}
              </option>
            ))}
          </select>
        </label>
        <label>
          Partner
          <input
            value={partner.value}
            placeholder="none named"
            onInput={(event) => {
              partner.value = event.currentTarget.value;
            }}
          />
        </label>
        <label>
          At, {zoneTitle()}
          <input
            type="datetime-local"
            value={wallTimeOf(at.value ?? Date.now())}
            onInput={(event) => {
              at.value = momentAt(event.currentTarget.value);
              state.utcOffset.value = null;
            }}
          />
        </label>
      </div>
      <div class="row">
        <fieldset class="steps">
          <legend class="hidden">Move the time</legend>
          {moves.map(([title, ms]) => (
            <button key={title} type="button" class="small" onClick={() => move(ms)}>
              {title}
            </button>
          ))}
          <button type="button" class="small" disabled={at.value === null} onClick={() => move(null)}>
            Now
          </button>
        </fieldset>
        <span class="quiet">{at.value === null ? 'Said now' : `Said ${momentOf(at.value)}`}</span>
      </div>
      <Simultaneous />
    </section>
  );
}

const hour = 3_600_000;
const moves: readonly (readonly [string, number])[] = [
  ['− 1 day', -24 * hour],
  ['− 1 h', -hour],
  ['+ 1 h', hour],
  ['+ 1 day', 24 * hour],
];

function move(ms: number | null): void {
  state.at.value = ms === null ? null : (state.at.value ?? Date.now()) + ms;
}

function Simultaneous() {
  const { earlier } = state;
  const change = (index: number, part: Partial<Earlier>): void => {
    earlier.value = earlier.value.map((one, i) => (i === index ? { ...one, ...part } : one));
  };
  return (
    <div class="earlier">
      {earlier.value.map((one, index) => (
        <fieldset key={index}>
          <legend>Earlier report {index + 1}</legend>
          <input
            aria-label={`Text of earlier report ${index + 1}`}
            value={one.text}
            onInput={(event) => change(index, { text: event.currentTarget.value })}
          />
          <input
            aria-label={`Partner of earlier report ${index + 1}`}
            placeholder="partner"
            value={one.partner}
            onInput={(event) => change(index, { partner: event.currentTarget.value })}
          />
          <label>
            <input
              type="number"
              min="0"
              max="10080"
              value={one.minutesBefore}
              onInput={(event) => change(index, { minutesBefore: Number(event.currentTarget.value) || 0 })}
            />
            min before
          </label>
          <button
            type="button"
            class="small"
            onClick={() => {
              earlier.value = earlier.value.filter((_, i) => i !== index);
            }}
          >
            Remove
          </button>
        </fieldset>
      ))}
      <button
        type="button"
        class="small"
        onClick={() => {
          const text = earlier.value.at(-1)?.text ?? state.text.value;
          const partner = `Gallery ${earlier.value.length + 1}`;
          earlier.value = [...earlier.value, { text, partner, minutesBefore: 5 }];
        }}
      >
        Add a report made shortly before
      </button>
    </div>
  );
}
