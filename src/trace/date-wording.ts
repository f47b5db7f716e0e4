import type { Bilingual } from '../model/text.ts';
import type { DateFault, DateKind, DateType } from '../model/trace-report.ts';

/*
 * What each kind of date proves and what it does not, in both languages. This is what a seller may lean on in a dispute, so it promises less rather
 * than more.
 */

/** How a date is known, as the table says it. */
export const TYPE_NAMES: Readonly<Record<DateType, Bilingual>> = {
  observed: { en: 'observed', zh: '实测' },
  claimed: { en: 'claimed', zh: '页面自称' },
  recorded: { en: 'recorded', zh: '自有记录' },
};

/** Where a date comes from, as the table says it. */
export const KIND_NAMES: Readonly<Record<DateKind, Bilingual>> = {
  received: { en: 'page received', zh: '抓取到页面' },
  'saved-page': { en: 'saved page read', zh: '读取已保存的页面' },
  'json-ld': { en: 'page data (JSON-LD)', zh: '页面结构化数据（JSON-LD）' },
  'open-graph': { en: 'page head (Open Graph)', zh: '页面头部（Open Graph）' },
  page: { en: 'page text', zh: '页面标注' },
  shopify: { en: 'Shopify product data', zh: 'Shopify 商品数据' },
  sitemap: { en: 'site map', zh: '站点地图' },
  'last-modified': { en: 'server header Last-Modified', zh: '服务器响应头 Last-Modified' },
  'image-last-modified': { en: 'picture, Last-Modified', zh: '图片响应头 Last-Modified' },
  'image-exif': { en: 'picture, camera time (EXIF)', zh: '对方图片的拍摄时间（EXIF）' },
  'file-time': { en: 'date of the saved file', zh: '已保存文件的修改时间' },
  git: { en: 'git, listing file', zh: 'git 提交（Listing 文件）' },
  'git-image': { en: 'git, picture file', zh: 'git 提交（图片文件）' },
  history: { en: 'scan history', zh: '扫描历史' },
  'original-exif': { en: 'our picture, camera time (EXIF)', zh: '我方原图的拍摄时间（EXIF）' },
  licence: { en: 'image licence ledger', zh: '图片授权台账' },
  canary: { en: 'canary register', zh: '暗记登记' },
  record: { en: 'paper or file', zh: '票据或文件' },
};

interface Worth {
  readonly proves: Bilingual;
  readonly provesNot: Bilingual;
}

const CLAIM_NOT: Bilingual = {
  en: 'That it is true: whoever runs the site can write any date, and one product may stand on a page older than itself.',
  zh: '不能证明属实：网站运营者可以填写任意日期，页面也可能早于现在的商品内容。',
};

/** What each kind of date proves, and what it does not. */
export const WORTH: Readonly<Record<DateKind, Worth>> = {
  received: {
    proves: {
      en: 'What the address answered to this computer then, byte by byte (see the hashes).',
      zh: '当时该网址返回给本机的内容，逐字节留存（见哈希值）。',
    },
    provesNot: {
      en: 'Since when it has been there, or that others were shown the same. For court or a platform that doubts it, have a third party capture the page too (a web archive, a notary).',
      zh: '不能证明从何时起上线，也不能证明其他访客看到的相同。如平台或法院质疑，请同时做第三方存证（网页存档、公证）。',
    },
  },
  'saved-page': {
    proves: {
      en: 'What the file that you named holds, byte by byte.',
      zh: '您指定的文件当前的内容，逐字节留存。',
    },
    provesNot: {
      en: 'That the page ever stood at the address that it names, or when it was saved: a file can be edited. Trace the address itself while it answers.',
      zh: '不能证明该网址确实展示过此内容，也不能证明保存时间，文件可以被修改。请趁网页还能打开时直接对网址溯源。',
    },
  },
  'json-ld': {
    proves: { en: 'That the page itself says so to search engines.', zh: '该页面自己对搜索引擎这样声明。' },
    provesNot: CLAIM_NOT,
  },
  'open-graph': {
    proves: { en: 'That the page itself says so to social networks.', zh: '该页面自己对社交平台这样声明。' },
    provesNot: CLAIM_NOT,
  },
  page: { proves: { en: 'That the page itself says so.', zh: '该页面自己这样标注。' }, provesNot: CLAIM_NOT },
  shopify: {
    proves: {
      en: 'That the shop’s own product data say so; Shopify sets created_at by itself when a product is made.',
      zh: '该店铺自己的商品数据这样记录；created_at 由 Shopify 在创建商品时自动写入。',
    },
    provesNot: {
      en: 'That today’s text and pictures were there from then on: published_at can be set by the shop, imports carry old dates, and a product can be rewritten later.',
      zh: '不能证明现在的文案和图片当时就有：published_at 可由店铺修改，导入会带入旧日期，商品内容也可以事后改写。',
    },
  },
  sitemap: {
    proves: { en: 'That the site map says when the page last changed.', zh: '站点地图声明了页面最近一次修改时间。' },
    provesNot: {
      en: 'When the page first appeared, or what changed; many sites write the day of the request.',
      zh: '不能证明页面首次出现的时间，也不能说明改了什么；不少网站直接写成访问当天。',
    },
  },
  'last-modified': {
    proves: { en: 'That the server says when its answer last changed.', zh: '服务器声明了该响应最近一次修改时间。' },
    provesNot: {
      en: 'When the page first appeared. Pages made on request bear the time of the request.',
      zh: '不能证明页面首次出现的时间；动态页面通常就是访问时间。',
    },
  },
  'image-last-modified': {
    proves: {
      en: 'That the server says when its file of this picture last changed.',
      zh: '服务器声明了该图片文件最近一次修改时间。',
    },
    provesNot: {
      en: 'When the page first showed it, or who made it: networks that deliver pictures make such files anew.',
      zh: '不能证明页面何时开始使用，也不能证明作者；图片分发网络（CDN）会重新生成文件。',
    },
  },
  'image-exif': {
    proves: {
      en: 'What the picture that they show says of when it was taken. If it is ours, this may well be our own camera’s time.',
      zh: '对方所用图片文件中记录的拍摄时间。如果图片是我方的，这很可能就是我方相机写入的时间。',
    },
    provesNot: {
      en: 'Who took it or when it was published; such entries can be edited. It does not count for who was first.',
      zh: '不能证明拍摄者或发布时间，该信息可以修改，不参与先后判断。',
    },
  },
  'file-time': {
    proves: { en: 'What this computer says of when the file was last written.', zh: '本机文件系统记录的最后写入时间。' },
    provesNot: {
      en: 'When the page was published. Copying the file or unpacking an archive changes it. It does not count for who was first.',
      zh: '不能证明页面发布时间；复制或解压都会改变它，不参与先后判断。',
    },
  },
  git: {
    proves: {
      en: 'That this repository has had the words since this commit, which names its time and its author.',
      zh: '该代码仓库从这次提交起就包含这些文字，提交中记有时间和作者。',
    },
    provesNot: {
      en: 'That the clock was right or that the words were public then: dates of commits can be set. A push to a hosting service, a signed tag or a time stamp of a third party makes it stronger.',
      zh: '不能证明电脑时钟准确，也不能证明当时已公开：提交日期可以人为设置。如有推送到代码托管平台的记录、签名标签或第三方时间戳，证明力更强。',
    },
  },
  'git-image': {
    proves: {
      en: 'That this repository has had this very picture file, byte by byte, since this commit.',
      zh: '该代码仓库从这次提交起就包含这一图片文件（逐字节相同）。',
    },
    provesNot: {
      en: 'Who took the picture, or that the clock was right. Keep the original of the camera or the project file too.',
      zh: '不能证明拍摄者，也不能证明时钟准确。请同时保留相机原片或设计源文件。',
    },
  },
  history: {
    proves: {
      en: 'That a scan of this computer met the listing with these words then.',
      zh: '本机当时的扫描记录中，该 Listing 已有这些文字。',
    },
    provesNot: {
      en: 'That the listing was live then; the record lies with you. The marketplace’s own creation date (listing report, first order) is the better proof of that.',
      zh: '不能证明当时已上架，该记录由您自己保存。上架时间请以平台记录为准（商品报告中的创建日期、首单）。',
    },
  },
  'original-exif': {
    proves: {
      en: 'What our file says of when it was taken; originals as the camera wrote them carry weight together with their raw files.',
      zh: '我方图片文件记录的拍摄时间；相机直出原片配合 RAW 文件更有证明力。',
    },
    provesNot: {
      en: 'That the camera’s clock was right, nor who held it; such entries can be edited.',
      zh: '不能证明相机时钟准确，也不能证明拍摄者；该信息可以修改。',
    },
  },
  licence: {
    proves: {
      en: 'Since when the ledger says that you may use the picture, with the proof that it names.',
      zh: '台账登记的可使用起始日期，以及所列凭证。',
    },
    provesNot: {
      en: 'When you first used it, nor that nobody else may. It does not count for who was first.',
      zh: '不能证明首次使用时间，也不能证明他人无权使用，不参与先后判断。',
    },
  },
  canary: {
    proves: {
      en: 'On which day the canary word that stands in their page was registered as ours.',
      zh: '对方页面中出现的暗记词在我方台账中的登记日期。',
    },
    provesNot: {
      en: 'That it was live on that day; the register lies with you. The commit that first held the word says more. It does not count for who was first.',
      zh: '不能证明当天已上架，登记表由您自己保存；最早包含该词的 git 提交更有说服力。不参与先后判断。',
    },
  },
  record: {
    proves: {
      en: 'That this file lies with you, with this hash; the date is the one that you gave for it.',
      zh: '您持有该文件（哈希值见记录）；日期为您提供的日期。',
    },
    provesNot: {
      en: 'The date by itself: the file must show it. Keep the original and let the other side or the platform check it with whoever issued it.',
      zh: '日期本身需由文件内容体现。请保留原件，便于平台或对方向出具方核实。',
    },
  },
};

/** What is wrong with a date. */
export const FAULT_NOTES: Readonly<Record<Exclude<DateFault, 'contradicts'>, Bilingual>> = {
  unreadable: { en: 'No date that can be read; it does not count.', zh: '无法识别为日期，不计入。' },
  impossible: { en: 'There is no such day or time; it does not count.', zh: '该日期或时间不存在，不计入。' },
  future: {
    en: 'It lies in the future, so it cannot be when that happened; it does not count.',
    zh: '日期在未来，不可能属实，不计入。',
  },
  'before-the-web': {
    en: 'It lies before there were web shops (an empty date of a program, as a rule); it does not count.',
    zh: '早于网店出现的年代（通常是程序的空日期），不计入。',
  },
};
