import { render } from 'ink';
import type { Lang } from '../model/text.ts';
import { Audit } from './Audit.tsx';
import type { Browsing } from './screen.ts';

const CODES = { enter: '\u001b[?1049h\u001b[H', leave: '\u001b[?25h\u001b[?1049l' };

/** Where the browser of findings is shown. */
export interface AuditTerminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly lang: Lang;
  readonly color: boolean;
}

/**
 * Shows the browser of findings on a screen of its own, so that what stood on the terminal is there again afterwards.
 * @returns the function that gives the terminal back; it may be called twice.
 */
export function mountAudit(browsing: Browsing, { stdin, stdout, lang, color }: AuditTerminal): () => void {
  stdout.write(CODES.enter);
  const app = render(<Audit browsing={browsing} lang={lang} color={color} />, {
    stdin,
    stdout,
    stderr: stdout,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  let mounted = true;
  return () => {
    if (!mounted) return;
    mounted = false;
    app.unmount();
    stdout.write(CODES.leave);
  };
}
