/*
 * Their picture laid over ours, and wiped away by a slider. What is needed to lay it rightly stands in the page as six numbers.
 */

/** Sets the comparison up once both pictures are there; without both, the pictures stay beside each other. */
export function setUpWipe(): void {
  const section = document.querySelector<HTMLElement>('.compare');
  const ours = section?.querySelector<HTMLImageElement>('img.ours');
  const theirs = section?.querySelector<HTMLImageElement>('img.theirs');
  if (
    section === null ||
    section === undefined ||
    ours === null ||
    ours === undefined ||
    theirs === null ||
    theirs === undefined
  )
    return;
  void Promise.all([loaded(ours), loaded(theirs)]).then((there) => {
    if (there.every(Boolean)) begin(section, ours, theirs);
  });
}

async function loaded(image: HTMLImageElement): Promise<boolean> {
  await image.decode().catch(() => undefined);
  return image.naturalWidth > 0;
}

function begin(section: HTMLElement, ours: HTMLImageElement, theirs: HTMLImageElement): void {
  const stage = section.querySelector<HTMLElement>('.stage');
  const under = section.querySelector<HTMLImageElement>('.under');
  const over = section.querySelector<HTMLElement>('.over');
  const edge = section.querySelector<HTMLElement>('.edge');
  const above = over?.querySelector('img');
  const slider = section.querySelector<HTMLInputElement>('#wipe');
  const overlay = section.querySelector<HTMLInputElement>('#overlay');
  if (!stage || !under || !over || !edge || !above || !slider || !overlay) return;
  under.src = ours.src;
  above.src = theirs.src;
  for (const one of section.querySelectorAll<HTMLElement>('.controls, .stage')) one.hidden = false;
  const move = (section.dataset.move ?? '').split(' ').map(Number);
  const place = (): void => layOver(above, stage, move);
  const wipe = (): void => {
    const share = slider.valueAsNumber;
    over.style.setProperty('clip-path', `inset(0 0 0 ${share}%)`);
    edge.style.setProperty('left', `${share}%`);
    slider.setAttribute('aria-valuetext', (slider.dataset.say ?? '%').replace('%', String(share)));
  };
  slider.addEventListener('input', wipe);
  overlay.addEventListener('change', () => section.classList.toggle('plain', !overlay.checked));
  new ResizeObserver(place).observe(stage);
  under.addEventListener('load', place);
  place();
  wipe();
}

/** Lays a picture so that what matches lies over the same place: the numbers are shares of both pictures, the style counts pixels. */
function layOver(image: HTMLElement, stage: HTMLElement, move: readonly number[]): void {
  const { clientWidth: width, clientHeight: height } = stage;
  const [a, b, c, d, e, f] = move;
  if (
    a === undefined ||
    b === undefined ||
    c === undefined ||
    d === undefined ||
    e === undefined ||
    f === undefined ||
    height === 0
  )
    return;
  image.style.setProperty(
    'transform',
    `matrix(${a},${(b * height) / width},${(c * width) / height},${d},${e * width},${f * height})`,
  );
}
