/*
 * The list follows its filters while they are changed: only the rows are fetched anew. The form works without this, too.
 */

/** Wait behind the last key, ms. */
const WAIT = 220;

/** Makes the list follow its filters. */
export function watchFilters(): void {
  const form = document.querySelector<HTMLFormElement>('#filters');
  const results = document.querySelector<HTMLElement>('#results');
  if (form === null || results === null || new URL(form.action).pathname !== '/') return;
  let timer = 0;
  let newest = 0;
  const load = async (address: string): Promise<void> => {
    const own = ++newest;
    results.ariaBusy = 'true';
    const answer = await fetch(withPart(address), { credentials: 'same-origin' }).catch(() => undefined);
    if (own !== newest) return;
    // The page itself says what is wrong.
    if (answer === undefined || !answer.ok) location.assign(address);
    else {
      results.replaceChildren(document.createRange().createContextualFragment(await answer.text()));
      history.replaceState(null, '', address);
      const back = document.querySelector<HTMLAnchorElement>('.langs a');
      if (back !== null) back.search = `?back=${encodeURIComponent(address)}`;
    }
    results.ariaBusy = 'false';
  };
  const follow = (wait: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void load(addressOf(form)), wait);
  };
  form.addEventListener('input', (event) => follow(event.target instanceof HTMLSelectElement ? 0 : WAIT));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    follow(0);
  });
}

/** The address of the list as the form says it, without what says nothing. */
function addressOf(form: HTMLFormElement): string {
  const search = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && value !== '') search.set(name, value);
  const text = search.toString();
  return text === '' ? '/' : `/?${text}`;
}

function withPart(address: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}part=1`;
}
