/*
 * The keyboard: j and k go from row to row, or from finding to finding; / searches; ? tells the keys; u leads back up.
 */

/** Listens for keys, and shows the button that tells them. */
export function watchKeys(): void {
  const help = document.querySelector<HTMLDialogElement>('#keys');
  const button = document.querySelector<HTMLButtonElement>('#open-keys');
  if (button !== null) button.hidden = false;
  button?.addEventListener('click', () => help?.showModal());
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target) || help?.open === true)
      return;
    const act = ACTIONS[event.key];
    if (event.key === '?') help?.showModal();
    else if (act?.() !== true) return;
    event.preventDefault();
  });
}

const ACTIONS: Readonly<Record<string, () => boolean>> = {
  j: () => go(1),
  k: () => go(-1),
  '/': () => search(),
  u: () => follow('[data-up]'),
};

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input:not([type=checkbox]):not([type=range]),textarea,select') !== null
  );
}

function search(): boolean {
  const field = document.querySelector<HTMLInputElement>('#q');
  if (field === null) return follow('[data-up]');
  field.focus();
  field.select();
  return true;
}

/** To the next row of a page that has rows, to the next finding of a page that has one; at the end of the rows to the next page. */
function go(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  if (rows.length === 0) return follow(step === 1 ? 'a[rel=next]' : 'a[rel=prev]');
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const row = rows[at === -1 ? (step === 1 ? 0 : rows.length - 1) : at + step];
  if (row === undefined) return follow(step === 1 ? 'a[rel=next]' : 'a[rel=prev]');
  row.querySelector<HTMLElement>('a.main, a')?.focus();
  row.scrollIntoView({ block: 'nearest' });
  return true;
}

function follow(selector: string): boolean {
  const link = document.querySelector<HTMLAnchorElement>(selector);
  if (link === null) return false;
  link.click();
  return true;
}
