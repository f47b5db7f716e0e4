import type { Problem } from './problem.ts';
import type { Span } from './span.ts';

/*
 * What a complaint notice says. Every list may be empty and every unknown value stays unknown: a wrong fact in an appeal costs more than a gap.
 */

/** Where a notice comes from. `direct` is a letter of the rights owner or a lawyer; `alibaba_1688` the home market 1688.com, which has rules of its own. */
export const PLATFORMS = [
  'amazon',
  'alibaba',
  'aliexpress',
  'ebay',
  'walmart',
  'tiktok_shop',
  'temu',
  'shopify',
  'etsy',
  'alibaba_1688',
  'direct',
  'unknown',
] as const;
/** One of `PLATFORMS`. */
export type NoticePlatform = (typeof PLATFORMS)[number];

/** What happened, or what the notice is about. */
export const NOTICE_KINDS = [
  'image_removed',
  'listing_removed',
  'content_removed',
  'edit_requested',
  'complaint_received',
  'claim_received_item_live',
  'policy_warning',
  'patent_evaluation_offer',
  'penalty_applied',
  'account_warning',
  'account_deactivated',
  'account_deactivated_section3',
  'appeal_rejected',
  'appeal_rejected_more_detail',
  'appeal_accepted',
  'appeal_accepted_other_violations_open',
  'retraction_received',
  'counter_notice_forwarded',
  'rights_owner_complaint',
  'rights_owner_reply',
  'court_order',
  'unknown',
] as const;
/** One of `NOTICE_KINDS`. */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Who set the notice off. */
export const ORIGINS = ['rights_owner', 'platform_detected', 'court', 'unknown'] as const;
/** One of `ORIGINS`. */
export type NoticeOrigin = (typeof ORIGINS)[number];

/** Which right is said to be infringed; `mixed` when the items differ; `not_ip_…` when it is about something else. */
export const INFRINGEMENT_TYPES = [
  'copyright',
  'trademark',
  'counterfeit',
  'patent_utility',
  'design_right',
  'selective_distribution',
  'mixed',
  'not_ip_detail_page_rules',
  'not_ip_restricted_product',
  'not_ip_authenticity',
  'unknown',
] as const;
/** One of `INFRINGEMENT_TYPES`. */
export type InfringementType = (typeof INFRINGEMENT_TYPES)[number];

/** Where on the listing or the goods the infringement is said to be, in the order in which it is told. */
export const INFRINGEMENT_PLACES = ['product', 'packaging', 'detail_page', 'image', 'text'] as const;
/** One of `INFRINGEMENT_PLACES`. */
export type InfringementPlace = (typeof INFRINGEMENT_PLACES)[number];

/** What the other side asks for. */
export const REQUESTS = [
  'invoice',
  'invoice_365d',
  'order_id',
  'license_or_loa',
  'court_order',
  'never_sold_proof',
  'error_explanation',
  'non_infringement_proof',
  'counter_notice',
  'edit_detail_page',
  'acknowledgement',
  'supplier_contact',
  'brand_certificate',
  'settlement_or_retraction',
  'evaluation_agreement',
  'poa_root_cause',
  'poa_corrective',
  'poa_preventive',
  'resolve_open_violations',
  'resolve_with_claimant',
  'written_confirmation',
  'sales_figures',
  'stop_selling',
  'payment',
  'identity_document',
] as const;
/** One of `REQUESTS`. */
export type NoticeRequest = (typeof REQUESTS)[number];

/** Ways that are open, in the order in which they are told. */
export const NOTICE_PATHS = [
  'edit_detail_page',
  'acknowledge',
  'plan_of_action',
  'counter_notice',
  'authorization',
  'documents',
  'retraction',
  'patent_evaluation',
  'error_explanation',
  'court_order',
  'appeal',
] as const;
/** One of `NOTICE_PATHS`. */
export type NoticePath = (typeof NOTICE_PATHS)[number];

/** What comes when a period ends, or what the period is for; the gravest first. */
export const CONSEQUENCES = [
  'account_deactivation',
  'listing_removal',
  'image_removal',
  'complaint_upheld',
  'appeal_window_closes',
  'legal_action',
  'listing_restored',
  'inventory_removal_or_destruction',
  'funds_hold_period',
] as const;
/** One of `CONSEQUENCES`. */
export type DeadlineConsequence = (typeof CONSEQUENCES)[number];

/** What the platform did besides giving points. */
export const PENALTY_ACTIONS = ['listing_deleted', 'search_demotion', 'listing_limit', 'account_closed', 'warning'] as const;
/** One of `PENALTY_ACTIONS`. */
export type PenaltyAction = (typeof PENALTY_ACTIONS)[number];

/** The kind of a registered right. */
export const IP_KINDS = ['trademark', 'patent_utility', 'design', 'copyright', 'unknown'] as const;
/** One of `IP_KINDS`. */
export type IpKind = (typeof IP_KINDS)[number];

/** A listing that a notice names. */
export interface NoticeItem {
  /** ASIN, product id, item number, else SKU or address, as the platform writes it. */
  readonly id: string;
  readonly sku?: string;
  readonly title?: string;
  readonly url?: string;
  /** The platform's words behind the item. */
  readonly reason?: string;
  /** Only where items of one notice differ. */
  readonly type?: InfringementType;
  /** The protected word that was found in it. */
  readonly term?: string;
}

/** Who complained, as far as the notice tells. */
export interface NoticeOwner {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
}

/** A period that the notice sets. */
export interface NoticeDeadline {
  /** Absent when only a day is given and the notice has no date. */
  readonly days?: number;
  readonly unit: 'calendar' | 'working';
  /** Given where the notice counts in hours. */
  readonly hours?: number;
  /** The day itself, YYYY-MM-DD, where the notice names it. */
  readonly date?: string;
  /** null: the notice does not say. */
  readonly consequence: DeadlineConsequence | null;
}

/** Points and measures of a platform that counts them. */
export interface NoticePenalty {
  readonly points?: number;
  readonly cumulative?: number;
  readonly action?: PenaltyAction;
}

/** A court paper that the notice passes on; the words as written. */
export interface NoticeCourt {
  readonly court?: string;
  readonly caseNumber?: string;
  readonly plaintiff?: string;
  readonly counsel?: string;
  readonly frozenAmount?: string;
  readonly hearing?: string;
}

/** Why a field has its value. */
export interface NoticeEvidence {
  /** Name of the field of the parse. */
  readonly field: string;
  /** The value that this piece speaks for. */
  readonly value: string;
  /** Id of the pattern or label, or of the rule of preclear that drew a conclusion (`derived/…`). */
  readonly pattern: string;
  /** Offsets in the decoded text; start = end for a conclusion that rests on other fields. */
  readonly start: number;
  readonly end: number;
  /** The characters there, shortened. */
  readonly text: string;
}

/** What a notice says, field by field. */
export interface NoticeParse {
  readonly schema: 'notice-parse/0';
  readonly platform: NoticePlatform;
  /** `US`, `DE` … , `GLOBAL` for platforms without countries, null when unknown. */
  readonly marketplace: string | null;
  /** `en`, `de`, `zh` …; null when there is too little text to tell. */
  readonly language: string | null;
  readonly secondLanguage?: string;
  readonly subject: string | null;
  readonly receivedAt?: string;
  readonly noticeKind: NoticeKind;
  readonly origin: NoticeOrigin;
  readonly infringementType: InfringementType;
  readonly infringementTypeRaw: string | null;
  readonly severityRaw?: string;
  readonly testBuy?: boolean;
  readonly where: readonly InfringementPlace[];
  readonly attributes?: readonly string[];
  readonly items: readonly NoticeItem[];
  readonly complaintIds: readonly string[];
  readonly ipNumbers: readonly { readonly kind: IpKind; readonly number: string }[];
  readonly assertedTerms: readonly string[];
  readonly copyrightedWorkUrls?: readonly string[];
  readonly violatingContent?: readonly string[];
  readonly rightsOwner: NoticeOwner | null;
  /** What the rights owner says, as far as the notice quotes it. */
  readonly ownerStatement?: string;
  readonly requested: readonly NoticeRequest[];
  readonly openViolationDates?: readonly string[];
  readonly paths: readonly NoticePath[];
  readonly penalty?: NoticePenalty;
  readonly linksToCaseBy?: 'complaint id' | 'item id';
  /** Remarks of the seller's own people in the text. */
  readonly internalNote?: string;
  readonly deadline: NoticeDeadline | null;
  readonly otherDeadlines?: readonly NoticeDeadline[];
  readonly retractionAddress?: string;
  readonly forwardedRetractionAccepted?: boolean;
  readonly externalLinksAccepted?: boolean;
  readonly attachmentTypes: readonly string[];
  /** null: the notice does not let it be told. */
  readonly accountLevel: boolean | null;
  readonly fundsHeld: boolean | null;
  readonly court?: NoticeCourt;
}

/** A notice as read from a file: its facts, why, and what could not be read. */
export interface ReadNotice {
  readonly notice: NoticeParse;
  readonly evidence: readonly NoticeEvidence[];
  /** The text that offsets of the evidence count in. */
  readonly text: string;
  /** The part of it that the facts are from: one message of a chain, below its head. */
  readonly body: Span;
  readonly problems: readonly Problem[];
  /** Names of attachments that were left unread. */
  readonly attachments: readonly string[];
}
