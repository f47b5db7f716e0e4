import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type SchedulePlace, scheduleText, shellQuote, systemdQuote } from '../../src/review/schedule.ts';

const PLACE: SchedulePlace = {
  ...{ folder: "/srv/Li Na's shop/100% $HOME", node: '/usr/bin/node', program: '/opt/preclear/dist/cli.js' },
  ...{ to: 'boss@example.com', lang: 'zh', zone: 'Asia/Shanghai' },
};

describe('a schedule', () => {
  it.each(["Li Na's shop", '$HOME `id` "x"', '100%', 'a b', '中文 店铺', '-x', '\\n', '!!', ''])(
    'quotes for a shell: %s',
    (word) => {
      expect(execFileSync('/bin/sh', ['-c', `printf %s ${shellQuote(word)}`], { encoding: 'utf8' })).toBe(word);
    },
  );

  it('goes to the shop’s folder, with the percent sign that a crontab would cut at', () => {
    const lines = scheduleText(PLACE)
      .split('\n')
      .filter((line) => /^\d/.test(line));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe(
      "30 21 * * 0 cd '/srv/Li Na'\\''s shop/100\\% $HOME' && /usr/bin/node /opt/preclear/dist/cli.js scan . --record --fail-on never --format json=.preclear/reviews/scan.json",
    );
    expect(lines[1]).toContain('review --week last --lang zh');
    expect(lines[1]).toContain('--to boss@example.com');
  });

  it('says it to systemd in its own way', () => {
    expect(systemdQuote('/srv/a b/100% $HOME "x"\\')).toBe('"/srv/a b/100%% $$HOME \\"x\\"\\\\"');
    expect(scheduleText(PLACE)).toContain("WorkingDirectory=/srv/Li Na's shop/100%% $HOME\n");
  });

  it('gives GitHub a workflow that is YAML, with the time zone of the shop', () => {
    const text = scheduleText(PLACE);
    const workflow: unknown = parse(text.slice(text.indexOf('name: preclear review')));
    expect(workflow).toMatchObject({
      on: { schedule: [{ cron: '30 21 * * 0' }] },
      jobs: { review: { env: { TZ: 'Asia/Shanghai' } } },
    });
    expect(JSON.stringify(workflow)).toContain('npx preclear review --week this --lang zh');
  });
});
