import {
  type InfringementType,
  NOTICE_PATHS,
  type NoticeKind,
  type NoticeOwner,
  type NoticePath,
  type NoticePlatform,
  type NoticeRequest,
} from '../model/case-notice.ts';
import type { EvidenceList } from './evidence.ts';
import { type Saying, sayingsOf } from './sayings.ts';

/*
 * What is asked for, and which ways are open. A way is open when the notice says so, when what it asks for opens it, or when the rules of
 * the platform open it for every notice of the kind.
 */

/** What the ways depend on. */
export interface WayFacts {
  readonly sayings: readonly Saying[];
  readonly platform: NoticePlatform;
  readonly kind: NoticeKind;
  readonly type: InfringementType;
  readonly owner: NoticeOwner | null;
}

/** What is asked for, in the order of the notice. */
export function readRequests({ sayings, kind, platform }: WayFacts, evidence: EvidenceList): NoticeRequest[] {
  const found: NoticeRequest[] = [];
  for (const { value, pattern, start, end } of sayingsOf(sayings, 'requested')) {
    for (const request of value) {
      if (!found.includes(request)) found.push(request);
      evidence.add('requested', request, pattern.id, start, end);
    }
  }
  // The age of the invoices is part of what is asked for.
  const requests = found.includes('invoice_365d') ? found.filter((request) => request !== 'invoice') : found;
  if (requests.length > 0 || kind !== 'claim_received_item_live' || platform === 'direct') return requests;
  evidence.conclude('requested', 'resolve_with_claimant', 'item-still-live');
  return ['resolve_with_claimant'];
}

/** What asks for it opens the way. */
const OPENED: Partial<Record<NoticeRequest, NoticePath>> = {
  license_or_loa: 'authorization',
  invoice: 'authorization',
  order_id: 'authorization',
  invoice_365d: 'documents',
  supplier_contact: 'documents',
  brand_certificate: 'documents',
  identity_document: 'documents',
  never_sold_proof: 'error_explanation',
  error_explanation: 'error_explanation',
  non_infringement_proof: 'error_explanation',
  counter_notice: 'counter_notice',
  court_order: 'court_order',
  evaluation_agreement: 'patent_evaluation',
  settlement_or_retraction: 'retraction',
  resolve_with_claimant: 'retraction',
  poa_root_cause: 'plan_of_action',
  poa_corrective: 'plan_of_action',
  poa_preventive: 'plan_of_action',
  resolve_open_violations: 'plan_of_action',
  edit_detail_page: 'edit_detail_page',
  acknowledgement: 'acknowledge',
};
/** Kinds that end a matter, so that no way is needed. */
const CLOSED: ReadonlySet<NoticeKind> = new Set<NoticeKind>(['retraction_received', 'appeal_accepted']);

/** The ways that are open, stated ones first. */
export function readPaths(facts: WayFacts, requests: readonly NoticeRequest[], evidence: EvidenceList): NoticePath[] {
  if (CLOSED.has(facts.kind)) return [];
  const stated = new Set<NoticePath>();
  for (const { value, pattern, start, end } of sayingsOf(facts.sayings, 'paths')) {
    for (const path of value) {
      stated.add(path);
      evidence.add('paths', path, pattern.id, start, end);
    }
  }
  for (const request of requests) {
    const path = OPENED[request];
    if (
      path === undefined ||
      (path === 'authorization' && requests.includes('invoice_365d') && !requests.includes('license_or_loa'))
    )
      continue;
    stated.add(path);
    evidence.conclude('paths', path, `requested-${request.replaceAll('_', '-')}`);
  }
  if (facts.owner?.email !== undefined && facts.platform !== 'direct' && facts.kind !== 'court_order')
    conclude('retraction', 'owner-can-be-asked');
  if (facts.type === 'not_ip_detail_page_rules')
    for (const path of ['edit_detail_page', 'plan_of_action'] as const) conclude(path, 'detail-page-rules');
  const known = NOTICE_PATHS.filter((path) => stated.has(path));
  return [...known, ...platformPaths(facts).filter((path) => !stated.has(path) && tell(path))];

  function conclude(path: NoticePath, rule: string): void {
    if (!stated.has(path)) evidence.conclude('paths', path, rule);
    stated.add(path);
  }
  function tell(path: NoticePath): boolean {
    evidence.conclude('paths', path, `rules-of-${facts.platform.replaceAll('_', '-')}`);
    return true;
  }
}

/** Ways that a platform keeps open whether the notice says so or not. */
function platformPaths({ platform, kind, type }: WayFacts): NoticePath[] {
  if (platform === 'ebay' && type === 'copyright' && kind === 'listing_removed') return ['counter_notice'];
  if (platform === 'shopify' && type === 'copyright' && (kind === 'content_removed' || kind === 'listing_removed'))
    return ['counter_notice'];
  if (kind === 'claim_received_item_live' && type === 'trademark') return ['edit_detail_page'];
  return [];
}
