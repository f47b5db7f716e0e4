/** A pack with one rule of kind phrases, as a seller might write it; every test breaks one thing of it. */
export const PACK = `pack: { id: ours, version: 1.0.0, title: { en: Our terms, zh: 我们的词表 } }
rules:
  - id: ours/mega-deal
    kind: phrases
    severity: warning
    scope: [title, bullet]
    when: { phrases: [mega deal] }
    message: { en: '"{match}" in {field} is a word of our last complaint.', zh: '{field} 中的“{match}”曾被投诉。' }
    rationale: { en: It was reported in May., zh: 五月份被投诉过。 }
    policy: [{ title: Our list, url: 'https://hillmoor.example/terms', checked: 2026-11-22 }]
    fix: { en: Delete it., zh: 删除。 }
    prevention: [{ id: term-list-maintained, stage: prevent, step: { en: The list is kept., zh: 维护词表。 } }]
    examples: { flag: [mega deal today], pass: [a deal] }
`;
