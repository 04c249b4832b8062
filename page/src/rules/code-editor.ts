// The editor of rule files: CodeMirror 6, fetched only when it is asked for. It lives in a shadow of its own, where its
// styles are adopted sheets: a strict content security policy lets no style element in.

import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { basicSetup } from 'codemirror';
import type { RuleProblem } from '../../../src/web/page/shapes.js';
import { placeIn, proposals, type Schema } from './schema-path.js';

/** An open file. */
export interface CodeEditor {
  /** Shows what is wrong, where it is. */
  mark(problems: readonly RuleProblem[]): void;
  /** Puts the cursor on a line, from 1. */
  goTo(line: number, column: number): void;
  /** Replaces all that stands there. */
  reset(text: string): void;
  close(): void;
}

export interface CodeFile {
  readonly path: string;
  readonly text: string;
  readonly schema: Schema | null;
  readonly onChange: (text: string) => void;
}

/** Opens a file in an element. */
export function openCode(parent: HTMLElement, { path, text, schema, onChange }: CodeFile): CodeEditor {
  const root = parent.shadowRoot ?? parent.attachShadow({ mode: 'open' });
  root.replaceChildren();
  const view = new EditorView({
    root,
    parent: root as unknown as Element,
    state: EditorState.create({
      doc: text,
      extensions: [
        basicSetup,
        ...(path.endsWith('.yaml') ? [yaml()] : []),
        autocompletion({ override: schema === null ? [] : [completeBy(schema)], icons: false }),
        lintGutter(),
        syntaxHighlighting(colours),
        look,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': `The file ${path}`, tabindex: '0' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    mark(problems) {
      const { doc } = view.state;
      const diagnostics = problems
        .filter(({ line }) => line <= doc.lines)
        .map(({ line, column, severity, text: message }): Diagnostic => {
          const at = doc.line(line);
          const from = Math.min(at.to, at.from + column - 1);
          const word = /^[\w-]+/.exec(doc.sliceString(from, at.to))?.[0].length ?? at.to - from;
          const kind = severity === 'hint' ? 'info' : severity;
          return { from, to: Math.min(at.to, from + Math.max(1, word)), severity: kind, message };
        });
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    goTo(line, column) {
      const at = view.state.doc.line(Math.min(line, view.state.doc.lines));
      const anchor = Math.min(at.to, at.from + column - 1);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
      view.focus();
    },
    reset(anew) {
      if (view.state.doc.toString() === anew) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: anew } });
    },
    close: () => view.destroy(),
  };
}

function completeBy(schema: Schema): (context: CompletionContext) => CompletionResult | null {
  return (context) => {
    const { doc } = context.state;
    const line = doc.lineAt(context.pos);
    const word = context.matchBefore(/[\w-]*/);
    if (word === null || (word.from === word.to && !context.explicit)) return null;
    const { path, key } = placeIn(doc.toString().split('\n'), line.number - 1, word.from - line.from);
    const options = proposals(schema, path, key).map(({ text, kind, about }) => ({
      label: text,
      type: kind === 'key' ? 'property' : 'enum',
      apply: kind === 'key' ? `${text}: ` : text,
      ...(about !== '' && { info: about }),
    }));
    return options.length === 0 ? null : { from: word.from, options, validFor: /^[\w-]*$/ };
  };
}

// Colours come from the page, light and dark.
const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--accent)' },
  { tag: [tags.string, tags.content], color: 'var(--ink)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--quiet)', fontStyle: 'italic' },
  { tag: [tags.number, tags.bool, tags.keyword], color: 'var(--undecided)' },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: 'var(--quiet)' },
]);

const look = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--sheet)', color: 'var(--ink)', fontSize: '0.86rem' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '0.75rem 0' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--sheet)', color: 'var(--quiet)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': {
    backgroundColor: 'color-mix(in srgb, var(--sunk) 60%, transparent)',
  },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 22%, transparent) !important',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--sheet)',
    color: 'var(--ink)',
    border: '1px solid var(--line)',
    borderRadius: '8px',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--accent)',
    color: 'var(--on-accent)',
  },
});
