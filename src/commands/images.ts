import { type Command, Option } from 'commander';
import type { Lang } from '../model/text.ts';

interface SharedFlags {
  readonly config?: string;
  readonly lang?: Lang;
}

/** The flags of `images stamp`. */
export interface StampFlags extends SharedFlags {
  readonly copyright?: string;
  readonly creator?: string;
  readonly contact?: string;
  readonly out?: string;
  readonly force: boolean;
}

/** The flags of `images register`. */
export interface RegisterFlags extends SharedFlags {
  readonly owner: string;
  readonly creator?: string;
  readonly ledger?: string;
}

const STAMP_HELP = `
Examples:
  preclear images stamp photos/lamp.jpg --copyright "© 2026 Hillmoor Ltd" --creator "Li Na" --contact https://hillmoor.example/rights
  preclear images stamp photos/*.jpg --copyright "© 2026 山丘贸易" --out upload/

JPEG and TIFF get EXIF, IPTC and XMP; PNG and WebP EXIF and XMP, for they have no place for IPTC. The compressed picture stays the same to the
byte, and so does all other metadata. AVIF and HEIC cannot be stamped. Marketplaces throw metadata away at upload: keep the stamped files.
A file that names somebody else is refused; --force writes your rights into the same fields and leaves the others as they are. To remove
another's rights information is unlawful in many countries.
Exit codes: 0 all stamped, 2 could not work, 3 some files were not stamped.`;

const REGISTER_HELP = `
Examples:
  preclear images register photos/ --owner "Hillmoor Ltd"
  preclear images register photos/lamp.jpg --owner "Hillmoor Ltd" --creator "Li Na" --ledger ledger/licences.csv

Each picture becomes a row of the licence ledger (kind own-shoot) that covers the file by its SHA-256, and so every crop of it that preclear
recognises, and a record beside the ledger: path, hash, date and camera by EXIF, and the hash of a raw or layered file of the same name
(.nef .cr3 .arw .dng .psd …) beside it. Keep those files: who has them took the picture. What is in the ledger already is not entered again; a
file that names somebody else, or that a machine made, is not entered. Crops and edits are recognised when the originals are in the library
too: preclear refs add photos/ --owner "Hillmoor Ltd" --role own
Exit codes: 0 done, 2 could not work, 3 some files were not entered.`;

/** Adds `preclear images stamp` and `preclear images register`. */
export function registerImages(program: Command): void {
  const images = program.command('images').summary('write your rights into pictures; enter originals into the ledger');
  images.description('Writes your rights into copies of pictures, and enters your originals into the licence ledger as proof.');
  addShared(images.command('stamp'))
    .summary('write copyright, creator and contact into copies')
    .description('Writes copyright, creator and contact into copies of pictures, without compressing them anew.')
    .argument('<files...>', 'JPEG, PNG, WebP or TIFF files')
    .option('--copyright <text>', 'copyright line, such as "© 2026 Hillmoor Ltd"')
    .option('--creator <name>', 'who took the picture')
    .option('--contact <address>', 'web address, e-mail address or telephone number for licences')
    .option('--out <folder>', 'folder of the copies (default: NAME.stamped.EXT beside each file)')
    .option('--force', 'also where the file names somebody else', false)
    .addHelpText('after', STAMP_HELP)
    .action(async (files: string[], flags: StampFlags) => {
      const { stampImages } = await import('./images/stamp-action.ts');
      await stampImages(files, flags);
    });
  addShared(images.command('register'))
    .summary('enter own originals into the licence ledger')
    .description('Enters your own originals into the licence ledger, with what proves that you made them.')
    .argument('<paths...>', 'pictures, and folders of them')
    .requiredOption('--owner <name>', 'who owns the pictures: you, as contracts and copyright lines name you')
    .option('--creator <name>', 'who took them, where the files name that person')
    .option('--ledger <file>', 'licences.jsonl or licences.csv (default: licences.jsonl in `ledger` of the configuration)')
    .addHelpText('after', REGISTER_HELP)
    .action(async (paths: string[], flags: RegisterFlags) => {
      const { registerOriginals } = await import('./images/register-action.ts');
      await registerOriginals(paths, flags);
    });
}

function addShared(command: Command): Command {
  return command
    .option('--config <file>', 'configuration; without it preclear.config.yaml is looked for from here upward')
    .addOption(new Option('--lang <lang>', 'language of messages (default: that of the terminal)').choices(['en', 'zh']));
}
