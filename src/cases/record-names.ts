import type { CaseAnswer, DraftKind, EvidenceKind } from '../model/case.ts';
import type { ActionKind } from '../model/ledger.ts';
import type { Bilingual } from '../model/text.ts';

/*
 * What the kinds of records of a case are called.
 */

/** Letters. */
export const DRAFT_NAMES: Readonly<Record<DraftKind, Bilingual>> = {
  'owner-inquiry': { en: 'inquiry to the rights owner', zh: '致权利人询问函' },
  'withdrawal-request': { en: 'fix report with request to withdraw', zh: '整改说明及撤诉请求' },
  'plan-listing': { en: 'plan of action (listing)', zh: '行动计划（单品）' },
  'plan-account': { en: 'plan of action (account)', zh: '行动计划（账户）' },
  'greater-detail': { en: 'answer with greater detail', zh: '补充说明回复' },
  dispute: { en: 'dispute', zh: '异议信' },
  'dmca-counter-notice': { en: 'DMCA counter-notice', zh: 'DMCA 反通知' },
  'takedown-amazon': { en: 'infringement report to Amazon', zh: '向亚马逊举报侵权' },
  'takedown-alibaba': { en: 'infringement report to Alibaba', zh: '向阿里巴巴举报侵权' },
  'takedown-host': { en: 'takedown notice to a host', zh: '致网站服务商的删除通知' },
  'takedown-tiktok': { en: 'infringement report to TikTok', zh: '向 TikTok 举报侵权' },
  'takedown-ebay': { en: 'infringement report to eBay', zh: '向 eBay 举报侵权' },
  'alibaba-counter': { en: 'Alibaba counter-notification', zh: '阿里巴巴反通知' },
  'court-packet': { en: 'court order packet', zh: '法院禁令应对材料' },
  'evidence-annex': { en: 'evidence annex', zh: '证据附件' },
  'weekly-sheet': { en: 'weekly sheet', zh: '周检查表' },
  'training-sheet': { en: 'training sheet', zh: '培训签到表' },
};

/** What was done. */
export const ACTION_NAMES: Readonly<Record<ActionKind, Bilingual>> = {
  'remove-image': { en: 'picture removed', zh: '删除图片' },
  'replace-image': { en: 'picture replaced', zh: '更换图片' },
  'edit-text': { en: 'text changed', zh: '修改文案' },
  'close-offer': { en: 'offer closed', zh: '停售' },
  'delete-listing': { en: 'listing deleted', zh: '删除链接' },
  'remove-inventory': { en: 'stock removed', zh: '移除库存' },
  'check-catalogue': { en: 'whole catalogue checked', zh: '全店自查' },
  acknowledge: { en: 'acknowledged', zh: '确认知悉' },
  'get-licence': { en: 'licence obtained', zh: '取得图片授权' },
  'get-authorisation': { en: 'authorisation obtained', zh: '取得品牌授权' },
  lawyer: { en: 'lawyer asked', zh: '咨询律师' },
  personnel: { en: 'measure about staff', zh: '人员处理' },
  other: { en: 'other', zh: '其他' },
};

/** What proves something. */
export const EVIDENCE_NAMES: Readonly<Record<EvidenceKind, Bilingual>> = {
  'original-photo': { en: 'original photograph', zh: '原始照片' },
  'project-file': { en: 'project file', zh: '工程文件' },
  licence: { en: 'licence', zh: '图片授权' },
  receipt: { en: 'receipt', zh: '收据' },
  invoice: { en: 'invoice', zh: '发票' },
  'authorisation-letter': { en: 'letter of authorisation', zh: '授权书' },
  'trademark-certificate': { en: 'trademark certificate', zh: '商标证书' },
  'copyright-registration': { en: 'copyright registration', zh: '版权登记' },
  screenshot: { en: 'screenshot', zh: '截图' },
  'archive-capture': { en: 'capture of a web archive', zh: '网页存档' },
  'contact-message': { en: 'message', zh: '往来邮件' },
  'training-sheet': { en: 'training sheet', zh: '培训签到表' },
  'sign-off': { en: 'sign-off', zh: '签核记录' },
  'removal-order': { en: 'removal order', zh: '移除订单' },
  'personnel-record': { en: 'personnel record', zh: '人事记录' },
  'court-paper': { en: 'court paper', zh: '法院文书' },
  'lawyer-opinion': { en: 'opinion of a lawyer', zh: '律师意见' },
  'trace-folder': { en: 'trace of a copier', zh: '侵权取证文件夹' },
  other: { en: 'other', zh: '其他' },
};

/** What the other side answered. */
export const ANSWER_NAMES: Readonly<Record<CaseAnswer, Bilingual>> = {
  accepted: { en: 'accepted', zh: '已接受' },
  'more-detail': { en: 'asks for greater detail', zh: '要求补充说明' },
  refused: { en: 'refused', zh: '被驳回' },
  retraction: { en: 'claim withdrawn', zh: '投诉已撤回' },
  'counter-notice-period': { en: 'counter-notice passed on', zh: '反通知已转交' },
  court: { en: 'gone to court', zh: '已起诉' },
};
