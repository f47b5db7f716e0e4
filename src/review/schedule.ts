import type { Lang } from '../model/text.ts';

/** Where the review of a shop is run. */
export interface SchedulePlace {
  /** Absolute. */
  readonly folder: string;
  /** Absolute paths of Node.js and of preclear's program. */
  readonly node: string;
  readonly program: string;
  readonly to?: string;
  readonly lang: Lang;
  /** Time zone of the shop. */
  readonly zone: string;
}

/*
 * Two runs a week: a scan on Sunday evening, so that it belongs to the week that ends, and the review on Monday morning.
 */

/** Ready lines for cron, systemd and GitHub Actions, one behind the other, with comments that say what to do with them. */
export function scheduleText(place: SchedulePlace): string {
  const zh = place.lang === 'zh';
  return [
    `# ${zh ? '一、cron：用 crontab -e 加入以下两行' : '1. cron: add these lines with crontab -e'}`,
    ...cronLines(place),
    '',
    `# ${zh ? '二、systemd：写入以下文件，然后运行' : '2. systemd: write these files, then run'}`,
    '#    systemctl --user daemon-reload && systemctl --user enable --now preclear-scan.timer preclear-review.timer',
    ...systemdUnits(place),
    '',
    `# ${zh ? '三、GitHub Actions：存为 .github/workflows/preclear-review.yml' : '3. GitHub Actions: save as .github/workflows/preclear-review.yml'}`,
    `#    ${zh ? 'schedule 使用 UTC；请按所在时区调整，或保留 TZ 一行。历史库在两次运行之间由缓存保存。' : 'Its times are UTC; TZ decides where weeks begin. The history is kept between runs by the cache.'}`,
    ...workflowLines(place),
    '',
  ].join('\n');
}

function argumentsOf({ to, lang }: SchedulePlace): readonly string[] {
  const mail = [...(to === undefined ? [] : ['--to', to]), '--format', 'eml=.preclear/reviews/latest.eml'];
  return ['review', '--week', 'last', '--lang', lang, '--format', 'html=.preclear/reviews/latest.html', ...mail];
}

const SCAN = ['scan', '.', '--record', '--fail-on', 'never', '--format', 'json=.preclear/reviews/scan.json'] as const;

function cronLines(place: SchedulePlace): string[] {
  const { folder, node, program } = place;
  const line = (when: string, args: readonly string[]): string =>
    // In a crontab, % ends the command.
    `${when} cd ${shellQuote(folder)} && ${[node, program, ...args].map(shellQuote).join(' ')}`.replaceAll('%', '\\%');
  return [line('30 21 * * 0', SCAN), line('0 7 * * 1', argumentsOf(place))];
}

/** A word that a POSIX shell takes as it is. */
export function shellQuote(word: string): string {
  return /^[A-Za-z0-9_./:=@,+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function systemdUnits(place: SchedulePlace): string[] {
  const unit = (name: string, what: string, when: string, args: readonly string[]): string[] => [
    `# ~/.config/systemd/user/preclear-${name}.service`,
    '[Unit]',
    `Description=${what}`,
    '[Service]',
    'Type=oneshot',
    `WorkingDirectory=${place.folder.replaceAll('%', '%%')}`,
    `ExecStart=${[place.node, place.program, ...args].map(systemdQuote).join(' ')}`,
    `# ~/.config/systemd/user/preclear-${name}.timer`,
    '[Unit]',
    `Description=${what}`,
    '[Timer]',
    `OnCalendar=${when}`,
    'Persistent=true',
    '[Install]',
    'WantedBy=timers.target',
  ];
  return [
    ...unit('scan', 'preclear: scan of the week', 'Sun 21:30', SCAN),
    ...unit('review', 'preclear: review of the week', 'Mon 07:00', argumentsOf(place)),
  ];
}

/** A word of an `ExecStart=` line: systemd knows quotes, backslashes, `%` and `$` of its own. */
export function systemdQuote(word: string): string {
  const safe = word.replaceAll('%', '%%').replaceAll('$', '$$$$');
  return /^[A-Za-z0-9_./:=@,+%$-]+$/.test(word) ? safe : `"${safe.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function workflowLines(place: SchedulePlace): string[] {
  const run = (args: readonly string[]): string =>
    `      - run: ${JSON.stringify(`npx preclear ${args.map(shellQuote).join(' ')}`)}`;
  return [
    'name: preclear review',
    'on:',
    '  schedule:',
    '    - cron: "30 21 * * 0"',
    '  workflow_dispatch:',
    'jobs:',
    '  review:',
    '    runs-on: ubuntu-latest',
    '    env:',
    `      TZ: ${JSON.stringify(place.zone)}`,
    '    steps:',
    '      - uses: actions/checkout@v4',
    '      - uses: actions/setup-node@v4',
    '        with: { node-version: 20 }',
    '      - uses: actions/cache@v4',
    '        with:',
    '          path: .preclear/history.db',
    `          key: preclear-history-$\{{ github.run_id }}`,
    '          restore-keys: preclear-history-',
    run(SCAN),
    run(argumentsOf(place).map((word) => (word === 'last' ? 'this' : word))),
    '      - uses: actions/upload-artifact@v4',
    '        with: { name: preclear-review, path: .preclear/reviews }',
  ];
}
