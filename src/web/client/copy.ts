/*
 * Commands are copied by a button where the browser lets the page do so; one click on a command selects it anyway.
 */

/** How long the button says that it has copied, ms. */
const TOLD = 2000;

/** Makes the copy buttons work. */
export function watchCopying(): void {
  if (navigator.clipboard === undefined) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>('button.copy')) {
    button.hidden = false;
    button.addEventListener('click', () => void copy(button));
  }
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const command = button.parentElement?.querySelector('code')?.textContent ?? '';
  const label = button.textContent;
  const isDone = await navigator.clipboard.writeText(command).then(
    () => true,
    () => false,
  );
  if (!isDone || label === null || button.dataset.busy === 'yes') return;
  button.dataset.busy = 'yes';
  button.textContent = button.dataset.copied ?? label;
  button.role = 'status';
  setTimeout(() => {
    button.textContent = label;
    button.role = null;
    delete button.dataset.busy;
  }, TOLD);
}
