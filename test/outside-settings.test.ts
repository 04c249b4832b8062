import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SettingsError } from '../src/config.js';
import { outsideFrom, readOutside, readOutsideSettings } from '../src/outside-settings.js';

const secrets = {
  TRIAGE_JIRA_TOKEN: 'jira-token-0123',
  TRIAGE_TRELLO_KEY: 'trello-key-0123',
  TRIAGE_TRELLO_TOKEN: 'trello-token-0123',
  TRIAGE_WEBHOOK_INTERCOM_SECRET: 'intercom-secret-0123',
};

const whole = `
jira:
  site: https://example.atlassian.net/
  email: desk@example.com
  project: BUGS
  priorities: { P1: Highest }
  fields: { customfield_10042: { value: Low } }
trello: { board: sZQ9qpVo }
calendar: { file: rota.ics, ignore: [Holiday], refresh-minutes: 10 }
webhooks:
  senders:
    intercom: { channel: partner-support }
    sns: { channel: alerts, topics: ["arn:aws:sns:us-east-1:123456789012:alarms"] }
shadow: { rules: next-rules }
`;

describe('triage.yaml', () => {
  it('nothing configured is local mode', () => {
    expect(outsideFrom('', {}, '/srv')).toEqual({
      jira: null,
      trello: null,
      calendar: null,
      webhooks: null,
      shadow: null,
    });
  });

  it('everything configured, with defaults filled in', () => {
    expect(outsideFrom(whole, secrets, '/srv')).toEqual({
      jira: {
        site: 'https://example.atlassian.net',
        email: 'desk@example.com',
        token: 'jira-token-0123',
        project: 'BUGS',
        issueType: 'Bug',
        labels: ['triage-desk'],
        priorities: { P1: 'Highest' },
        fields: { customfield_10042: { value: 'Low' } },
      },
      trello: {
        api: 'https://api.trello.com',
        board: 'sZQ9qpVo',
        key: 'trello-key-0123',
        token: 'trello-token-0123',
        lists: { incoming: 'Reported', resolved: 'Resolved' },
      },
      calendar: {
        source: { kind: 'file', path: '/srv/rota.ics' },
        zone: null,
        ignore: ['Holiday'],
        refreshMs: 600_000,
        staleMs: 86_400_000,
      },
      shadow: '/srv/next-rules',
      webhooks: {
        port: 4546,
        perMinute: 600,
        senders: {
          intercom: { channel: 'partner-support', secret: 'intercom-secret-0123', topics: [] },
          sns: { channel: 'alerts', secret: null, topics: ['arn:aws:sns:us-east-1:123456789012:alarms'] },
        },
      },
    });
  });

  it('the address of a calendar is a secret of the environment, and enough', () => {
    const { calendar } = outsideFrom(
      '',
      { TRIAGE_CALENDAR_URL: 'webcal://example.com/private-1/basic.ics' },
      '/srv',
    );
    expect(calendar?.source).toEqual({ kind: 'address', url: 'https://example.com/private-1/basic.ics' });
  });

  it('every problem is told at once, with its place, and no secret', () => {
    const text =
      'jira:\n  site: example.atlassian.net\n  project: bugs\n  token: abc\ntrello: { board: x }\nwebhooks:\n  senders:\n    datadog: { channel: "#alerts" }\n';
    const attempt = () => outsideFrom(text, { TRIAGE_TRELLO_KEY: 'hunter2' }, '/srv');
    expect(attempt).toThrow(SettingsError);
    const message = messageOf(attempt);
    expect(message.split('\n')).toEqual([
      expect.stringMatching(/^triage\.yaml:2:9: error: found "example\.atlassian\.net", expected an address/),
      expect.stringMatching(/^triage\.yaml:3:12: error: found "bugs", expected a project key like BUGS/),
      expect.stringMatching(/^triage\.yaml:4:3: error: found the key "token", expected one of site, email/),
      expect.stringMatching(/^triage\.yaml:5:18: error: found "x", expected the id in the address/),
      expect.stringMatching(/^triage\.yaml:8:25: error: found "#alerts", expected the name of a channel/),
      expect.stringMatching(/^TRIAGE_JIRA_TOKEN: is not set/),
      expect.stringMatching(/^TRIAGE_TRELLO_KEY: found fewer than 8 characters/),
      expect.stringMatching(/^TRIAGE_TRELLO_TOKEN: is not set/),
      expect.stringMatching(/^TRIAGE_WEBHOOK_DATADOG_SECRET: is not set/),
    ]);
    expect(message).not.toContain('hunter2');
  });

  it.each([
    ['a tab', 'jira:\n\tsite: x', /triage\.yaml:2:/],
    ['an unknown section', 'jria: {}', /"jria"/],
    ['a list', '- jira', /found a list of 1, expected a mapping/],
    ['no senders', 'webhooks: { senders: {} }', /at least one sender/],
    ['neither file nor address', 'calendar: {}', /calendar: has neither a file nor an address/],
  ])('%s is told', (_, text, message) => {
    expect(() => outsideFrom(text, secrets, '/srv')).toThrow(message);
  });

  it('file and address of a calendar at once are told', () => {
    const env = { TRIAGE_CALENDAR_URL: 'https://example.com/x.ics' };
    expect(() => outsideFrom('calendar: { file: a.ics }', env, '/srv')).toThrow(/expected one of the two/);
  });

  it('is read from the folder of the call, or from where TRIAGE_CONFIG says', () => {
    const folder = mkdtempSync(join(tmpdir(), 'triage-config-'));
    try {
      expect(readOutsideSettings({}, folder).calendar).toBeNull();
      writeFileSync(join(folder, 'other.yaml'), 'calendar: { file: rota.ics }');
      expect(readOutsideSettings({ TRIAGE_CONFIG: 'other.yaml' }, folder).calendar?.source).toEqual({
        kind: 'file',
        path: join(folder, 'rota.ics'),
      });
      expect(() => readOutsideSettings({ TRIAGE_CONFIG: 'none.yaml' }, folder)).toThrow(
        /TRIAGE_CONFIG: .*there is no such file/,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function messageOf(attempt: () => unknown): string {
  try {
    attempt();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('a triage.yaml that is wrong in one place', () => {
  const read = (text: string, env: Record<string, string>) => {
    const folder = mkdtempSync(join(tmpdir(), 'triage-settings-'));
    writeFileSync(join(folder, 'triage.yaml'), text);
    try {
      return readOutside(env, folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it('tells of the other systems all the same', () => {
    const { settings, problems, wrong } = read(whole.replace('project: BUGS', 'project: no key'), secrets);
    expect([...wrong]).toEqual(['jira']);
    expect(settings.jira).toBeNull();
    expect(settings.trello).toMatchObject({ board: 'sZQ9qpVo', key: 'trello-key-0123' });
    expect(settings.calendar).not.toBeNull();
    expect(problems).toEqual([expect.stringContaining('project')]);
  });

  it('a secret that is missing concerns its system alone', () => {
    const { TRIAGE_TRELLO_KEY: _, ...others } = secrets;
    const { settings, wrong } = read(whole, others);
    expect([...wrong]).toEqual(['trello']);
    expect(settings.jira?.token).toBe('jira-token-0123');
  });

  it('what is no YAML tells of nothing', () => {
    const { settings, wrong } = read('jira: [', secrets);
    expect(settings).toEqual({ jira: null, trello: null, calendar: null, webhooks: null, shadow: null });
    expect([...wrong].sort()).toEqual(['calendar', 'jira', 'shadow', 'trello', 'webhooks']);
  });
});
