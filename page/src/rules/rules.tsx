import { useEffect, useRef } from 'preact/hooks';
import type { Flipped, FlippedOf } from '../../../src/web/page/shapes.js';
import { start } from '../ask.js';
import { useLoaded } from '../loaded.js';
import { edits, isEdited, text, wantedRule } from '../playground/state.js';
import { CLASS_SHORT, plural } from '../words.js';
import type { CodeEditor } from './code-editor.js';
import { HeardNow, ReportNow } from './report-now.js';
import type { Schema } from './schema-path.js';
import * as state from './state.js';

/** The rule files beside what is tried: edited here, with what follows from it. */
export function Rules() {
  const { folder, openPath } = state;
  useEffect(() => {
    void state.readFolder();
    return state.keepChecking();
  }, []);
  const rule = wantedRule.value;
  useEffect(() => {
    if (rule === null || folder.value === null) return;
    state.showRule(rule);
    wantedRule.value = null;
  }, [rule, folder.value]);
  const files = folder.value?.files ?? [];
  return (
    <div class="rules">
      <div>
        <div class="row">
          <label class="as">
            File
            <select
              value={openPath.value}
              onChange={(event) => {
                openPath.value = event.currentTarget.value;
              }}
            >
              {files.map(({ path }) => (
                <option key={path} value={path}>
                  {path}
                  {path in edits.value ? ' (edited)' : ''}
                </option>
              ))}
            </select>
          </label>
          <div class="buttons">
            <button
              type="button"
              class="small"
              disabled={!isEdited.value}
              onClick={() => {
                edits.value = {};
              }}
            >
              Undo all
            </button>
            <button
              type="button"
              class="small"
              disabled={!isEdited.value}
              onClick={() => void state.downloadPatch()}
            >
              Download the patch
            </button>
            {start.value?.maySave === true && (
              <button
                type="button"
                class="small strong"
                disabled={!isEdited.value || state.checking.value || hasErrors()}
                onClick={() => void state.save()}
              >
                Save
              </button>
            )}
          </div>
        </div>
        <p role="status" class="quiet small">
          {state.said.value}
        </p>
        {folder.value === null ? <p class="quiet">Reading the files…</p> : <Code key={openPath.value} />}
      </div>
      <div>
        <ReportNow />
        <HeardNow />
        <Problems />
        <Consequences />
      </div>
    </div>
  );
}

function hasErrors(): boolean {
  return state.problems.value.some(({ severity }) => severity === 'error');
}

let opened: CodeEditor | null = null;

function Code() {
  const place = useRef<HTMLDivElement>(null);
  const code = useLoaded(() => import('./code-editor.js'));
  const path = state.openPath.value;
  // Undone from elsewhere: the editor shows the file anew.
  const undone = !(path in edits.value);
  useEffect(() => {
    const file = state.folder.value?.files.find((one) => one.path === path);
    if (code === null || place.current === null || file === undefined) return undefined;
    const editor = code.openCode(place.current, {
      path,
      text: edits.peek()[path] ?? file.text,
      schema: file.schema as Schema | null,
      onChange: (changed) => state.change(path, changed),
    });
    opened = editor;
    return () => {
      opened = null;
      editor.close();
    };
  }, [code, path, state.folder.value]);
  useEffect(() => {
    opened?.mark(state.problems.value.filter(({ file }) => file === path));
  }, [state.problems.value, code, path]);
  const wanted = state.wantedPlace.value;
  useEffect(() => {
    if (opened === null || wanted?.path !== path) return;
    state.wantedPlace.value = null;
    place.current?.scrollIntoView({ block: 'center' });
    opened.goTo(wanted.line, wanted.column);
  }, [wanted, code, path]);
  const wasEdited = useRef(false);
  useEffect(() => {
    if (undone && wasEdited.current) opened?.reset(state.originalOf(path));
    wasEdited.current = !undone;
  }, [undone]);
  return <div class="code" ref={place} data-path={path} />;
}

/** With more mistakes than this, those at the top are enough to begin with. */
const mostShown = 20;

function Problems() {
  const found = state.problems.value;
  if (found.length === 0) return null;
  return (
    <section aria-labelledby="problems-title">
      <h3 id="problems-title">{plural(found.length, 'problem')}</h3>
      <ul class="lines">
        {found.slice(0, mostShown).map((one) => (
          <li
            key={`${one.file} ${one.line} ${one.column} ${one.text}`}
            class={one.severity === 'error' ? 'of-incident' : 'of-none'}
          >
            <button
              type="button"
              class="plain"
              onClick={() => state.show({ path: one.file, line: one.line, column: one.column })}
            >
              <span class="quiet">
                {one.file}:{one.line}
                {one.severity === 'error' ? '' : ` (${one.severity})`}
              </span>{' '}
              {one.text}
            </button>
          </li>
        ))}
      </ul>
      {found.length > mostShown && <p class="quiet small">And {found.length - mostShown} more.</p>}
    </section>
  );
}

function Consequences() {
  const { consequences, checking } = state;
  const found = consequences.value;
  return (
    <section aria-labelledby="consequences-title" aria-busy={checking.value}>
      <h3 id="consequences-title">What this edit changes</h3>
      {!isEdited.value && <p class="quiet">Edit a rule, and see here which decisions flip.</p>}
      {isEdited.value && found === null && (
        <p class="quiet">Trying it on every labelled report: the first time this takes longer…</p>
      )}
      {found?.usable === false && (
        <p class="quiet">
          The edited rules cannot be used as they are: once the mistakes are mended, this tells what flips.
        </p>
      )}
      {found?.usable === true && (
        <>
          <Flips title="labelled reports" of={found.fixtures} />
          <Flips title="reports the desk was told" of={found.past} />
        </>
      )}
    </section>
  );
}

function Flips({ title, of }: { readonly title: string; readonly of: FlippedOf }) {
  if (of.tried === 0) return null;
  const become = (count: number): string => `${count} ${count === 1 ? 'becomes' : 'become'}`;
  const judged = of.mended + of.broken > 0 ? `: ${become(of.mended)} right, ${become(of.broken)} wrong` : '';
  return (
    <div class="flips">
      <p>
        <b class="number">{of.flips.toLocaleString('en-GB')}</b> of {of.tried.toLocaleString('en-GB')} {title}{' '}
        {of.flips === 1 ? 'flips' : 'flip'}
        {judged}.
      </p>
      <ul>
        {of.shown.map((one) => (
          <Flip key={one.id} one={one} />
        ))}
      </ul>
    </div>
  );
}

function Flip({ one }: { readonly one: Flipped }) {
  return (
    <li class={`of-${one.after}`}>
      <button
        type="button"
        class="plain"
        onClick={() => {
          text.value = one.text;
          document.getElementById('report')?.scrollIntoView({ block: 'center' });
          document.getElementById('report')?.focus();
        }}
      >
        <span class="small">
          {CLASS_SHORT[one.before]} → <span class="tag">{CLASS_SHORT[one.after]}</span>
          {one.label === one.after && <span class="quiet"> becomes right</span>}
          {one.label === one.before && <span class="trouble"> becomes wrong</span>}
        </span>
        <span class="words">{one.text.slice(0, 180)}</span>
      </button>
    </li>
  );
}
