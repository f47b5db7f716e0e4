import { join } from 'node:path';
import type { Decisions } from '../decisions/decisions.ts';
import type { Finding } from '../model/finding.ts';
import type { Problem } from '../model/problem.ts';
import type { Rule, RulePack } from '../model/rule.ts';
import { loadRulePacks } from '../rulepacks/disk.ts';
import { cacheFolder, type LoadedConfig, projectFolder } from './config.ts';
import { relevelByFile, requireKnownRules } from './config-levels.ts';
import type { DecisionFiles } from './decision-files.ts';
import type { ScanFile } from './files.ts';
import { createJudge, type Judge } from './judge.ts';
import { JudgementCache } from './judgement-cache.ts';
import { digestSurroundings, type Surroundings } from './judgement-digest.ts';
import type { NetworkSettings } from './open-fetcher.ts';
import { PictureCache } from './picture-cache.ts';
import type { BytesOf } from './picture-file.ts';
import type { PictureLines } from './picture-lines.ts';
import type { PictureSearch } from './picture-search.ts';
import { RemotePictures } from './remote-pictures.ts';
import type { ScanRequest } from './request.ts';
import { type Opened, openResources } from './resources.ts';
import { selectRules } from './rules.ts';
import type { SharedResources } from './shared-resources.ts';
import { SubjectSource } from './subjects.ts';
import type { ThreadStart } from './thread-work.ts';
import { Threads } from './threads.ts';

/** Everything that the listings of one configuration need, opened. */
export interface Checker {
  readonly request: ScanRequest;
  readonly packs: readonly RulePack[];
  readonly rules: readonly Rule[];
  readonly judge: Judge;
  /** The threads that share its work; absent where one does all. */
  readonly threads?: Threads;
  readonly source: SubjectSource;
  /** Judgements of earlier scans; absent where nothing is kept. */
  readonly judgements?: JudgementCache;
  /** What was decided about findings. */
  readonly decisions: Decisions;
  /** What others own that it compares with, counted. */
  readonly library: Opened['library'];
  /** What could not be opened. */
  readonly problems: readonly Problem[];
  /** What the overrides of the configuration leave of the findings of a file. */
  settle(findings: readonly Finding[], file: Pick<ScanFile, 'path'>): readonly Finding[];
}

/** Opens the library and the ledgers of a configuration; several that name the same ones share them. */
export type OpenResources = (request: ScanRequest) => Promise<Opened>;

/** Opens them once for all configurations of a run that are alike in what they say about them. */
export function sharedResources(): OpenResources {
  const opened = new Map<string, Promise<Opened>>();
  return ({ config, asOf }) => {
    const { brands, names, references, ledger } = config?.values ?? {};
    const key = JSON.stringify([brands, names, references, ledger]);
    const known = opened.get(key);
    if (known !== undefined) return known;
    const opening = openResources(config, asOf);
    opened.set(key, opening);
    return opening;
  };
}

/**
 * Opens rules, library and ledgers for the files of a request's configuration. Throws a RulePackError for rules that are wrong, a UsageError
 * for ids that mean none.
 * @param files what was decided about findings; shared by all configurations.
 * @param bytesOf where the content of pictures comes from that does not stand on the disk.
 */
export async function openChecker(
  request: ScanRequest,
  open: OpenResources,
  files: DecisionFiles,
  bytesOf?: BytesOf,
): Promise<Checker> {
  const { config, images, network } = request;
  const folder = cacheFolder(config);
  const cache = request.cache === false ? undefined : folder;
  const packs = await loadRulePacks(request.rulesPaths, folder === undefined ? undefined : join(folder, 'rules'));
  const rules = await selectRules(packs, request.only, request.skip);
  await requireKnownRules(config, packs);
  const lines = request.ocr === true && images ? await openPictureLines(cache) : undefined;
  const { resources, search, share, problems, library: compared } = await open(request);
  const threads = request.jobs < 2 ? undefined : new Threads(request.jobs - 1, () => startOf(rules, share(), search));
  const source = new SubjectSource(request, {
    ...(search === undefined ? {} : { search }),
    ...(lines === undefined ? {} : { lines }),
    ...(threads === undefined ? {} : { threads }),
    ...(bytesOf === undefined ? {} : { bytesOf }),
    ...(network === undefined || !images ? {} : { remote: openRemotePictures(network, config) }),
    ...(cache === undefined || !images ? {} : { cache: new PictureCache(cache) }),
  });
  const relevel = relevelByFile(config, new Map(rules.map((rule) => [rule.id, rule])));
  const library = config?.values.references;
  return {
    request,
    packs,
    rules,
    judge: createJudge(rules, resources),
    ...(threads === undefined ? {} : { threads }),
    source,
    // Behind an address there may be another picture the next time.
    ...(cache === undefined || request.since !== undefined || network !== undefined
      ? {}
      : { judgements: openJudgements(cache, request, { rules, resources, ...(library === undefined ? {} : { library }) }) }),
    decisions: await files.open({ config, packs, rules }),
    library: compared,
    problems,
    settle: (findings, { path }) => relevel(findings, path),
  };
}

function startOf(rules: readonly Rule[], resources: SharedResources, search: PictureSearch | undefined): ThreadStart {
  const pictures = search?.share();
  return { rules, resources, ...(pictures === undefined ? {} : { pictures }) };
}

/** What earlier scans judged, of the same rules, library, ledgers and day. */
function openJudgements(folder: string, { config, images, ocr = false }: ScanRequest, around: Surroundings): JudgementCache {
  return new JudgementCache({
    folder,
    digest: digestSurroundings({ ...around, ocr }),
    ...(images ? { pictureRoots: config?.values.images ?? [] } : {}),
  });
}

/** What fetches is loaded when the first picture is named by its address. */
function openRemotePictures(network: NetworkSettings, config: LoadedConfig | undefined): RemotePictures {
  return new RemotePictures(async () => {
    const { openFetcher } = await import('./open-fetcher.ts');
    return openFetcher(network, projectFolder(config));
  });
}

/** Loaded only where text in pictures is asked for. */
async function openPictureLines(cache: string | undefined): Promise<PictureLines> {
  const [{ PictureLines }, { requireTextPackages }] = await Promise.all([
    import('./picture-lines.ts'),
    import('./picture-text.ts'),
  ]);
  requireTextPackages();
  return new PictureLines(cache);
}
