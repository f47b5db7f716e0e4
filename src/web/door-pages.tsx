/** @jsxImportSource hono/jsx */
import type { Context } from 'hono';
import type { Bilingual, Lang } from '../model/text.ts';
import type { PageEnv } from './viewer.ts';

/*
 * The answers to whoever is not let in. They tell nothing of the shop, in both languages.
 */

/** Why somebody is not let in. */
export type Refusal = 'used' | 'none' | 'signedOut' | 'host' | 'forged' | 'long' | 'role';

const REASONS: Readonly<Record<Refusal, Bilingual>> = {
  used: {
    en: 'This address was used already or is out of date. Each address lets one browser in: press Enter in the terminal where preclear serve runs to get another.',
    zh: '该地址已被使用或已失效。每个地址只能让一个浏览器进入：在运行 preclear serve 的终端里按回车即可获得新地址。',
  },
  none: {
    en: 'This page opens with the address that preclear serve printed in the terminal. If this browser lost its cookie, press Enter there to get another address.',
    zh: '请用 preclear serve 在终端里打印的地址打开本页。如果浏览器的 Cookie 已丢失，在终端里按回车可获得新地址。',
  },
  signedOut: {
    en: 'You are signed out, so nothing was changed. Sign in at /login and repeat what you did.',
    zh: '您已退出登录，未做任何修改。请在 /login 重新登录后重试。',
  },
  host: {
    en: 'The page does not answer under this name. Use the address that preclear serve printed.',
    zh: '本页不接受以该主机名访问，请使用 preclear serve 打印的地址。',
  },
  forged: {
    en: 'This form did not come from the page as it is open now, so nothing was changed. Go back, load the page again and repeat what you did.',
    zh: '该表单并非来自当前打开的页面，未做任何修改。请返回、刷新页面后重试。',
  },
  long: {
    en: 'That was too long, so nothing was changed. Go back and shorten the text.',
    zh: '内容过长，未做任何修改。请返回并缩短文字。',
  },
  role: {
    en: 'Your role does not allow this, so nothing was changed. Ask a reviewer or a manager.',
    zh: '您的角色无此权限，未做任何修改。请联系审核人或管理员。',
  },
};

/** Says in both languages why there is no page. */
export function refusedPage(context: Context<PageEnv>, why: Refusal): Response | Promise<Response> {
  return context.html(`<!doctype html>${(<Door lang={context.get('lang') ?? 'en'} reason={REASONS[why]} />).toString()}`, 403);
}

/** Leads on to the page from a page of its own. */
export function entrancePage(context: Context<PageEnv>): Response | Promise<Response> {
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="refresh" content="0;url=/" />
        <title>preclear</title>
      </head>
      <body>
        <p>
          <a href="/">preclear</a>
        </p>
      </body>
    </html>
  );
  return context.html(`<!doctype html>${page.toString()}`);
}

function Door({ lang, reason }: { readonly lang: Lang; readonly reason: Bilingual }) {
  return (
    <html lang={lang === 'zh' ? 'zh-CN' : 'en'}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>preclear</title>
      </head>
      <body>
        <main>
          <h1>preclear</h1>
          <Text lang="en" text={reason.en} />
          <Text lang="zh-CN" text={reason.zh} />
        </main>
      </body>
    </html>
  );
}

function Text({ lang, text }: { readonly lang: string; readonly text: string }) {
  return <p lang={lang}>{text}</p>;
}
