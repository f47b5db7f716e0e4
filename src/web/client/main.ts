import { watchCopying } from './copy.ts';
import { watchFilters } from './filters.ts';
import { watchKeys } from './keys.ts';
import { setUpWipe } from './wipe.ts';

/*
 * What the page does beyond links and forms. Everything can be done without it.
 */

watchKeys();
watchFilters();
setUpWipe();
watchCopying();
// Who was told something hears it first; who was not stays where the browser put them.
document.querySelector<HTMLElement>('.told')?.scrollIntoView({ block: 'nearest' });
