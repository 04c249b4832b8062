import { start } from '../ask.js';
import { actingAs } from './acting-as.js';

/** In whose name the operator of this machine does something. */
export function ActAs() {
  const people = start.value?.people ?? [];
  const operator = start.value?.operator ?? null;
  return (
    <label class="as">
      Act as
      <select
        value={actingAs.value}
        onChange={(event) => {
          actingAs.value = event.currentTarget.value;
        }}
      >
        {operator !== null && <option value={operator}>You, at this machine</option>}
        {people.map(({ id, name, roles }) => (
          <option key={id} value={id}>
            {name}
            {roles.includes('on call') ? ', on call' : ''}
          </option>
        ))}
      </select>
    </label>
  );
}
