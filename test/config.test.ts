import { describe, expect, it } from 'vitest';
import { readSettings, SettingsError } from '../src/config.js';

describe('the settings of the operator', () => {
  it('need nothing: the embedded defaults are a working desk', () => {
    expect(readSettings({}, '/srv/desk')).toEqual({
      dataFolder: '/srv/desk/data',
      rulesFolder: null,
      port: 4545,
      retainMs: null,
      selfTestMs: 15 * 60_000,
      slack: null,
      page: { address: null, visitors: new Map() },
      logLevel: 'info',
      databaseUrl: null,
    });
  });

  it('an empty variable counts as unset', () => {
    expect(readSettings({ TRIAGE_PORT: '' }, '/').port).toBe(4545);
  });

  it('say for how long words are kept, and how often the desk tests itself', () => {
    expect(readSettings({ TRIAGE_RETAIN_DAYS: '2', TRIAGE_SELF_TEST_MINUTES: '0' }, '/')).toMatchObject({
      retainMs: 2 * 24 * 3_600_000,
      selfTestMs: null,
    });
    expect(() => readSettings({ TRIAGE_RETAIN_DAYS: '0' }, '/')).toThrow(/TRIAGE_RETAIN_DAYS: found "0"/);
  });

  it('every wrong variable is named at once, with what was found', () => {
    const attempt = () => readSettings({ TRIAGE_PORT: 'eighty', TRIAGE_LOG: 'loud' }, '/');
    expect(attempt).toThrow(SettingsError);
    expect(attempt).toThrow(/TRIAGE_PORT: found "eighty"[\s\S]*TRIAGE_LOG: found "loud"/);
  });

  it.each(['abc', '65536', '-1', '80.5', '1e3', ' '])('a port that is %j is refused in words', (port) => {
    expect(() => readSettings({ TRIAGE_PORT: port }, '/')).toThrow(
      `TRIAGE_PORT: found "${port}"; expected a whole number from 0 to 65535.`,
    );
  });

  it('a wrong secret is named without its value', () => {
    const attempt = () => readSettings({ DATABASE_URL: 'mysql://root:hunter2@db/triage' }, '/');
    expect(attempt).toThrow(/DATABASE_URL: found a value that is not shown/);
    expect(attempt).not.toThrow(/hunter2/);
  });

  it('serve the page to others only where each has a token, and show none of them', () => {
    const secret = 'a-token-of-some-length';
    expect(() => readSettings({ TRIAGE_PAGE_ADDRESS: '0.0.0.0:8080' }, '/')).toThrow(/^TRIAGE_PAGE_TOKENS/);
    expect(() => readSettings({ TRIAGE_PAGE_TOKENS: `ada:${secret},ben:short` }, '/')).toThrow(
      /TRIAGE_PAGE_TOKENS: found a value that is not shown/,
    );
    const env = {
      TRIAGE_PAGE_ADDRESS: '[::1]:8080',
      TRIAGE_PAGE_TOKENS: `ada:${secret},reader:${secret}-2,operator:${secret}-3`,
    };
    expect(readSettings(env, '/').page).toEqual({
      address: { host: '::1', port: 8080 },
      visitors: new Map([
        [secret, { person: 'ada', may: 'act' }],
        [`${secret}-2`, { person: null, may: 'read' }],
        [`${secret}-3`, { person: null, may: 'act' }],
      ]),
    });
  });

  it('want both tokens of Slack or neither, and tell neither', () => {
    expect(() => readSettings({ SLACK_BOT_TOKEN: 'xoxb-secret-1' }, '/')).toThrow(
      /^SLACK_APP_TOKEN: is not set/,
    );
    const wrong = { SLACK_BOT_TOKEN: 'xoxp-secret-1', SLACK_APP_TOKEN: 'secret-2' };
    expect(() => readSettings(wrong, '/')).toThrow(/SLACK_APP_TOKEN: .*xapp-[\s\S]*SLACK_BOT_TOKEN: .*xoxb-/);
    expect(() => readSettings(wrong, '/')).not.toThrow(/secret-/);
    const right = { SLACK_BOT_TOKEN: 'xoxb-secret-1', SLACK_APP_TOKEN: 'xapp-secret-2' };
    expect(readSettings(right, '/').slack?.apiUrl).toBe('https://slack.com/api/');
  });
});
