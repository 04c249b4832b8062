// Is Jira ready for the desk? Asked at the start and by `triage doctor`: what is missing is named field by field.

import {
  getCreateIssueMetaIssueTypeId,
  getCreateIssueMetaIssueTypes,
  getCurrentUser,
  getProject,
} from 'jira.js/cloud';
import type { Client } from 'jira.js/core';
import { isNotFoundError } from 'jira.js/core';
import { z } from 'zod';
import { DeliveryError } from '../../desk/ports.js';
import type { JiraProject } from './jira-backlog.js';
import { jiraFailure } from './jira-failure.js';

/** One thing to mend; with a warning, issues are created all the same. */
export interface JiraProblem {
  readonly severity: 'error' | 'warning';
  readonly text: string;
}

const typesPage = z.object({
  issueTypes: z
    .array(z.object({ id: z.string().regex(/^\d+$/), name: z.string(), subtask: z.boolean().optional() }))
    .optional(),
  values: z
    .array(z.object({ id: z.string().regex(/^\d+$/), name: z.string(), subtask: z.boolean().optional() }))
    .optional(),
});
const field = z.object({
  fieldId: z.string(),
  name: z.string().catch(''),
  required: z.boolean(),
  hasDefaultValue: z.boolean().optional(),
  allowedValues: z.array(z.object({ name: z.string().optional(), value: z.string().optional() })).optional(),
});
const fieldsPage = z.object({
  fields: z.array(field).optional(),
  results: z.array(field).optional(),
  values: z.array(field).optional(),
  total: z.number().optional(),
});
type Field = z.infer<typeof field>;

const setByUs: ReadonlySet<string> = new Set([
  'project',
  'issuetype',
  'summary',
  'description',
  'labels',
  'reporter',
]);

/**
 * Looks at account, project, issue type and create screen; `components` are those that areas of the directory name.
 * Throws DeliveryError only when Jira cannot be asked.
 */
export async function checkJira(
  client: Client,
  settings: JiraProject,
  components: readonly string[],
): Promise<readonly JiraProblem[]> {
  try {
    return await look(client, settings, components);
  } catch (error) {
    const failure = jiraFailure(error, 'be asked', 'reads');
    if (failure.outcome !== 'refused') throw failure;
    return [{ severity: 'error', text: failure.message }];
  }
}

async function look(
  client: Client,
  settings: JiraProject,
  components: readonly string[],
): Promise<readonly JiraProblem[]> {
  const gone = await projectProblem(client, settings.project);
  if (gone !== null) return [gone];
  const types = await issueTypes(client, settings.project);
  const type = types.find(({ name }) => name.toLowerCase() === settings.issueType.toLowerCase());
  if (type === undefined) {
    const known = types.map(({ name }) => name).join(', ');
    const text = `jira.issue-type: project ${settings.project} has no "${settings.issueType}" that this account may create; it has ${known || 'none'}.`;
    return [{ severity: 'error', text }];
  }
  const fields = await createFields(client, settings.project, type.id);
  return [
    ...missingFields(fields, settings),
    ...requiredFields(fields, settings),
    ...strangeFields(fields, settings),
    ...unknownPriorities(fields, settings),
    ...unknownComponents(fields, components),
  ];
}

/** With a bad token Jira says 404 for every project, so the account is looked at as well. */
async function projectProblem(client: Client, project: string): Promise<JiraProblem | null> {
  try {
    await getProject(client, { projectIdOrKey: project });
    return null;
  } catch (error) {
    if (!isNotFoundError(error)) throw error;
    await getCurrentUser(client);
    const text = `jira.project: there is no project "${project}", or this account may not browse it.`;
    return { severity: 'error', text };
  }
}

async function issueTypes(client: Client, project: string): Promise<readonly { id: string; name: string }[]> {
  const page = typesPage.safeParse(
    await getCreateIssueMetaIssueTypes(client, { projectIdOrKey: project, maxResults: 200 }),
  );
  if (!page.success)
    throw new DeliveryError('busy', 'Jira could not be asked: it lists issue types in another shape.');
  return [...(page.data.issueTypes ?? page.data.values ?? [])].filter(({ subtask }) => subtask !== true);
}

async function createFields(client: Client, project: string, issueTypeId: string): Promise<readonly Field[]> {
  const all: Field[] = [];
  for (let startAt = 0; startAt < 2_000; ) {
    const answer = await getCreateIssueMetaIssueTypeId(client, {
      projectIdOrKey: project,
      issueTypeId,
      startAt,
      maxResults: 200,
    });
    const page = fieldsPage.safeParse(answer);
    if (!page.success)
      throw new DeliveryError('busy', 'Jira could not be asked: it lists fields in another shape.');
    const fields = page.data.fields ?? page.data.results ?? page.data.values ?? [];
    all.push(...fields);
    startAt += fields.length;
    if (fields.length === 0 || startAt >= (page.data.total ?? 0)) break;
  }
  return all;
}

function missingFields(fields: readonly Field[], { issueType }: JiraProject): readonly JiraProblem[] {
  const there = new Set(fields.map(({ fieldId }) => fieldId));
  const on = `the create screen of "${issueType}"`;
  const problem = (id: string, why: string): JiraProblem[] =>
    there.has(id)
      ? []
      : [{ severity: 'error', text: `The field ${id} is not on ${on}; ${why}. Put it there.` }];
  return [
    ...problem('labels', 'by a label the desk finds what it has created'),
    ...problem('description', 'the report stands in it'),
  ];
}

function requiredFields(fields: readonly Field[], settings: JiraProject): readonly JiraProblem[] {
  return fields
    .filter(
      ({ fieldId, required, hasDefaultValue }) =>
        required && hasDefaultValue !== true && !setByUs.has(fieldId) && !(fieldId in settings.fields),
    )
    .filter(({ fieldId }) => fieldId !== 'components')
    .map(({ fieldId, name, allowedValues }) => {
      const values = (allowedValues ?? []).flatMap((each) => each.name ?? each.value ?? []).slice(0, 8);
      const choice = values.length === 0 ? '' : ` One of: ${values.join(', ')}.`;
      const text = `The field "${name || fieldId}" (${fieldId}) is required and has no default. Set jira.fields.${fieldId} in triage.yaml, or make it optional.${choice}`;
      return { severity: 'error', text };
    });
}

/** Jira refuses an issue that sets a field which is not on its screen. */
function strangeFields(fields: readonly Field[], settings: JiraProject): readonly JiraProblem[] {
  const there = new Set(fields.map(({ fieldId }) => fieldId));
  return Object.keys(settings.fields)
    .filter((id) => !there.has(id))
    .map((id) => ({
      severity: 'error',
      text: `jira.fields.${id}: the create screen of "${settings.issueType}" has no such field. Remove it from triage.yaml, or put the field on the screen.`,
    }));
}

function unknownPriorities(fields: readonly Field[], { priorities }: JiraProject): readonly JiraProblem[] {
  const allowed = fields.find(({ fieldId }) => fieldId === 'priority')?.allowedValues;
  const names = Object.entries(priorities);
  if (names.length === 0) return [];
  if (allowed === undefined) {
    const text = 'The field priority is not on the create screen; issues are created without one.';
    return [{ severity: 'warning', text }];
  }
  const known = allowed.flatMap(({ name }) => name ?? []);
  return names
    .filter(([, name]) => !known.includes(name))
    .map(([severity, name]) => ({
      severity: 'warning',
      text: `jira.priorities.${severity}: Jira has no priority "${name}" here; its issues are created without one. One of: ${known.join(', ')}.`,
    }));
}

function unknownComponents(fields: readonly Field[], components: readonly string[]): readonly JiraProblem[] {
  const allowed = fields.find(({ fieldId }) => fieldId === 'components')?.allowedValues;
  if (allowed === undefined) {
    return components.length === 0
      ? []
      : [
          {
            severity: 'warning',
            text: 'The field components is not on the create screen; issues are created without it.',
          },
        ];
  }
  const known = new Set(allowed.map(({ name }) => name?.toLowerCase()));
  return [...new Set(components)]
    .filter((component) => !known.has(component.toLowerCase()))
    .map((component) => ({
      severity: 'warning',
      text: `The component "${component}" of directory.yaml does not exist in the project; its issues are created without one.`,
    }));
}
