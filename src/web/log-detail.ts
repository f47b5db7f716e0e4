import { TRIAGE_STATES } from '../model/history.ts';
import type { Lang } from '../model/text.ts';
import { say, TRIAGE_NAMES } from './words.ts';

/*
 * What an entry of the log of decisions says, in words. What is not known is shown as it was written.
 */

/** The detail of an entry. @param detail JSON, as it stands in the log. */
export function logDetail(action: string, detail: string, lang: Lang): string {
  const known = fieldsOf(detail);
  if (known === undefined) return detail;
  const text = (name: string): string => {
    const value = known[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const parts = partsOf(action, text, lang);
  if (parts === undefined) return detail;
  return parts.filter((part) => part !== '').join(lang === 'zh' ? '，' : ', ');
}

function partsOf(action: string, text: (name: string) => string, lang: Lang): string[] | undefined {
  const quoted = (name: string): string => (text(name) === '' ? '' : `“${text(name)}”`);
  switch (action) {
    case 'triage': {
      const state = TRIAGE_STATES.find((one) => one === text('state'));
      if (state === undefined) return undefined;
      return [TRIAGE_NAMES[state][lang], text('assignee') === '' ? '' : `→ ${text('assignee')}`, quoted('note')];
    }
    case 'suppress':
      return [say(lang, 'acceptedUntil', { until: text('until') }), quoted('reason')];
    case 'sign': {
      const decision = text('decision') === 'approved' ? 'signApproved' : 'signRefused';
      return [say(lang, decision), say(lang, 'contentHash', { hash: text('contentHash').slice(0, 12) }), quoted('note')];
    }
    case 'login':
    case 'account': {
      const what = DEEDS[text('what')];
      const said = what === undefined ? text('what') : say(lang, what, { name: text('name'), count: text('count') });
      return [said, text('role')];
    }
    default:
      return undefined;
  }
}

const DEEDS: Readonly<Record<string, 'logIn' | 'logOut' | 'logOutAll' | 'logWrong' | 'logPassword' | undefined>> = {
  in: 'logIn',
  out: 'logOut',
  'out-everywhere': 'logOutAll',
  'wrong-passwords': 'logWrong',
  password: 'logPassword',
};

function fieldsOf(detail: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(detail);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
