import { type FetchFault, makeFault } from './fault.ts';

/*
 * Answers that hold nothing to use -> what a person can do.
 */

/** For redirects that lead nowhere, in a circle or too far. */
export function explainRedirect(url: URL, count: number): FetchFault {
  return makeFault(
    'redirect',
    `${url.host} leads in a circle or too far (${count} redirects); nothing was fetched. Open the address with a browser and use the one that it ends at.`,
    `${url.host} 循环跳转或跳转次数过多（${count} 次），未获取内容。请用浏览器打开，改用最终的网址。`,
  );
}

/** For an answer that is no success. */
export function explainStatus(url: URL, status: number): FetchFault {
  const [en, zh] = STATUS.get(status) ?? [`is answered with HTTP ${status}`, `返回 HTTP ${status}`];
  const shown = `${url.host}${url.pathname.slice(0, 200)}`;
  return makeFault(
    'status',
    `${shown} ${en}; nothing was fetched. Open it with a browser: what a person sees there can be saved and added as a file.`,
    `${shown} ${zh}，未获取内容。请用浏览器打开查看，可将看到的页面保存后作为文件添加。`,
    status,
  );
}

const STATUS: ReadonlyMap<number, readonly [string, string]> = new Map([
  [401, ['asks for a password (HTTP 401)', '需要登录（HTTP 401）']],
  [403, ['is not given to programs (HTTP 403)', '拒绝程序访问（HTTP 403）']],
  [404, ['does not exist (HTTP 404)', '不存在（HTTP 404）']],
  [410, ['was taken down (HTTP 410)', '已被删除（HTTP 410）']],
  [451, ['is withheld for legal reasons (HTTP 451)', '因法律原因不可访问（HTTP 451）']],
]);
