import { useLoaded } from '../loaded.js';
import { editing, isEdited } from './state.js';

/** The rules beside what is tried: opened when they are wanted, since an editor is heavy. */
export function RulesSection() {
  const open = editing.value || isEdited.value;
  return (
    <section class="rules-section" aria-labelledby="rules-title">
      <div class="row">
        <h2 id="rules-title">The rules</h2>
        {!open && (
          <button
            type="button"
            onClick={() => {
              editing.value = true;
            }}
          >
            Edit the rules
          </button>
        )}
      </div>
      {open ? (
        <Opened />
      ) : (
        <p class="quiet">
          Change a rule, and see at once which decisions flip. Nothing is saved unless you say so.
        </p>
      )}
    </section>
  );
}

function Opened() {
  const part = useLoaded(() => import('../rules/rules.js'));
  return part === null ? <p class="quiet">Opening the editor…</p> : <part.Rules />;
}
