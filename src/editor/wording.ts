import type { Bilingual } from '../model/text.ts';

type Phrase =
  | 'tooLarge'
  | 'cut'
  | 'unchecked'
  | 'failed'
  | 'fix'
  | 'policy'
  | 'review'
  | 'remove'
  | 'replace'
  | 'insert'
  | 'several';

/** What only the editor says. */
export const WORDS: Readonly<Record<Phrase, Bilingual>> = {
  tooLarge: {
    en: 'The file is too large to be checked while it is edited; run preclear scan on it.',
    zh: '文件太大，编辑时不检查；请用 preclear scan 检查。',
  },
  cut: {
    en: 'There are more findings than an editor can show; run preclear scan for all of them.',
    zh: '问题过多，编辑器中只显示一部分；请用 preclear scan 查看全部。',
  },
  unchecked: {
    en: 'Not checked, because the settings of this file cannot be used: ',
    zh: '未检查，因为此文件的设置无法使用：',
  },
  failed: {
    en: 'preclear failed on this file; the log of the language server has the details.',
    zh: '检查此文件时出错；详情见语言服务器日志。',
  },
  fix: { en: 'Fix', zh: '修改建议' },
  policy: { en: 'Policy', zh: '平台规则' },
  review: { en: 'for a person to decide', zh: '需人工判断' },
  remove: { en: 'Delete “{old}”', zh: '删除“{old}”' },
  replace: { en: 'Replace “{old}” with “{new}”', zh: '将“{old}”改为“{new}”' },
  insert: { en: 'Insert “{new}”', zh: '插入“{new}”' },
  several: { en: 'Fix the text ({count} changes): {rule}', zh: '修改文字（{count} 处）：{rule}' },
};
